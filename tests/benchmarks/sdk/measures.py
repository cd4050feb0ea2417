"""What is compared, and what is asked of the comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .runs import FLOOD, Program, Result, take_turns

OFFICIAL = {"ours": "official", "ours-trio": "official", "ours-sync": "official-sync"}
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How much is done: the figures of the README take the defaults, a test takes less."""

    rounds: int = 5
    deltas: int = 50_000
    unread: int = 100_000
    real_deltas: int = 5_000
    idle: int = 50
    threads: int = 1000
    real: bool = True


@dataclass(frozen=True)
class Row:
    """One line of the table: medians of both sides, and the median of the rounds' ratios."""

    what: str
    unit: str
    ours: float | None
    official: float | None
    ratio: float | None
    better: str
    """`more` when the larger value is better, `less` when the smaller one is."""
    asked: float | None = None
    """The ratio that is asked for, or the value where `limit` says so."""
    limit: float | None = None
    is_alone: bool = False
    """Whether there is no other side: it is what no client can be better than."""

    @property
    def met(self) -> bool | None:
        """Whether it is as asked; None when nothing is asked."""
        if self.limit is not None:
            return self.ours is not None and self.ours <= self.limit
        if self.asked is None or self.ratio is None:
            return None
        return self.ratio >= self.asked if self.better == "more" else self.ratio <= self.asked


def measure(plan: Plan, tell: Tell) -> list[Row]:
    """Take all measurements, one after the other."""
    rows = [
        *streaming(plan, tell),
        *interrupting(plan, tell),
        *idling(plan, tell),
        *importing(plan, tell),
        *beginning(plan, tell, FLOOD, "flooding stub"),
        *keeping(plan, tell),
    ]
    return rows + real(plan, tell) if plan.real else rows


def streaming(plan: Plan, tell: Tell) -> list[Row]:
    """Stream a flood to its end, with every front."""
    prompt = f"flood:{plan.deltas}"
    clients = ("ours", "ours-trio", "official", "ours-sync", "official-sync")
    done = take_turns({name: Program("stream", name, prompt) for name in clients}, plan.rounds, tell)
    what = f"{plan.deltas:,} deltas"
    rows = []
    for client, front, rate, cpu in (
        ("ours", "`AsyncCodex` on asyncio", 20, 1 / 20),
        ("ours-trio", "`AsyncCodex` on trio; the official one on asyncio", None, None),
        ("ours-sync", "`Codex`", 4.5, None),
    ):
        mine, theirs = done[client], done[OFFICIAL[client]]
        rows += rate_rows(f"{front}: {what}", mine, theirs, plan.deltas, (rate, cpu))
    return rows


def interrupting(plan: Plan, tell: Tell) -> list[Row]:
    """Interrupt a flood that is being consumed, beside idle streams."""
    rows = []
    for client, front in (("ours", "`AsyncCodex`"), ("ours-sync", "`Codex`")):
        names = (client, OFFICIAL[client])
        done = take_turns(
            {name: Program("interrupt", name, idle=plan.idle) for name in names}, plan.rounds, tell
        )
        what = f"{front}: `interrupt` answered during a flood, beside {plan.idle} idle streams"
        rows.append(_row(what, "ms", done, names, "ms", better="less", limit=50))
    return rows


def idling(plan: Plan, tell: Tell) -> list[Row]:
    """Measure idle streams by themselves, and a stream beside them."""
    names = ("ours", "official")
    alone = take_turns({name: Program("idle", name, idle=plan.idle) for name in names}, plan.rounds, tell)
    prompt = f"flood:{plan.deltas}"
    beside = {
        "ours": Program("stream", "ours", prompt, idle=plan.idle),
        "without": Program("stream", "ours", prompt),
    }
    done = take_turns(beside, plan.rounds, tell)
    ratios = [a["cpu"] / b["cpu"] for a, b in zip(done["ours"], done["without"], strict=True)]
    what = f"`AsyncCodex`: {plan.deltas:,} deltas beside {plan.idle} idle streams, against none"
    return [
        _row(
            f"`AsyncCodex`: CPU of {plan.idle} idle streams in a second",
            "ms",
            alone,
            names,
            "cpu_ms",
            better="less",
        ),
        Row(what, "µs CPU/event", _per_event(done["ours"], plan.deltas), None, median(ratios), "less"),
    ]


def importing(plan: Plan, tell: Tell) -> list[Row]:
    """Import the packages into bare processes."""
    names = ("ours", "official")
    programs = {name: Program("import", name) for name in names}
    take_turns(programs, 1)  # so that both are compiled and in the system's cache
    done = take_turns(programs, plan.rounds, tell)
    client = Program("import_client", "ours-sync")
    client.run()
    took = median(client.run()["cpu_ms"] for _ in range(plan.rounds))
    what = "`from codex_app_server import Codex`, more than the package"
    return [
        _row("`import` of the package", "ms", done, names, "ms", better="less", asked=1 / 10),
        Row(what, "ms CPU", took, None, None, "less", limit=50, is_alone=True),
    ]


def beginning(
    plan: Plan,
    tell: Tell,
    server: Sequence[str],
    called: str,
    cwd: str | None = None,
    env: dict[str, str] | None = None,
    prompt: str = "flood:100",
    asked: float = 1 / 2,
) -> list[Row]:
    """Measure the time from the start of the user's process to the first typed delta."""
    rows = []
    for client, front in (("ours", "`AsyncCodex`"), ("ours-sync", "`Codex`")):
        names = (client, OFFICIAL[client])
        programs = {
            name: Program("first_delta", name, prompt, server=server, cwd=cwd, env=env) for name in names
        }
        take_turns(programs, 1)
        done = take_turns(programs, plan.rounds, tell)
        what = f"{front}: process start to the first typed delta, {called}"
        rows.append(_row(what, "ms", done, names, "ms", better="less", asked=asked))
    return rows


def keeping(plan: Plan, tell: Tell) -> list[Row]:
    """Measure the memory of unread events and of idle threads."""
    names = ("ours", "official")
    prompt = f"flood:{plan.unread}"
    done = take_turns({name: Program("unread", name, prompt) for name in names}, plan.rounds, tell)
    threads = {name: Program("threads", name, str(plan.threads)) for name in names}
    had = take_turns(threads, plan.rounds, tell)
    return [
        _row(f"{plan.unread:,} unread events", "MB", done, names, "mb", better="less", asked=1 / 3),
        _row(f"{plan.threads:,} idle threads", "MB", had, names, "mb", better="less", asked=1 / 2),
    ]


def real(plan: Plan, tell: Tell) -> list[Row]:
    """Stream from the real server, which a scripted model feeds; it is the slower side."""
    from codex_cli_bin import bundled_codex_path
    from real_server import make_home
    from scripted_model import ScriptedModel

    server = (str(bundled_codex_path()), "app-server", "--listen", "stdio://")
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        home = make_home(Path(folder), stack.enter_context(ScriptedModel()))
        work = str(home.work)
        rows = beginning(plan, tell, server, "real server", work, home.env, "say:20", 2 / 5)
        turn = str(Path(folder, "turn"))
        prompt = f"say:{plan.real_deltas}"

        def real_program(name: str, prompt: str) -> Program:
            keep = turn if name == "bare" else ""
            measured = "first_delta" if prompt == "say:20" else "stream"
            return Program(measured, name, prompt, server=server, cwd=work, env=home.env, keep=keep)

        rows.append(
            _alone(
                "process start to the first delta, real server", "ms", real_program("bare", "say:20"), plan
            )
        )
        for client, front in (("ours", "`AsyncCodex`"), ("ours-sync", "`Codex`")):
            names = (client, OFFICIAL[client])
            done = take_turns({name: real_program(name, prompt) for name in names}, plan.rounds, tell)
            what = f"{front}: {plan.real_deltas:,} deltas of the real server"
            rows += rate_rows(what, done[client], done[OFFICIAL[client]], plan.real_deltas, (1, 1 / 2))
        what = f"{plan.real_deltas:,} deltas of the real server"
        rows.append(_alone(what, "events/s", real_program("bare", prompt), plan))
        for client, front in (("ours", "`AsyncCodex`"), ("ours-sync", "`Codex`")):
            names = (client, OFFICIAL[client])
            done = take_turns(
                {name: Program("stream", name, f"cat:{turn}") for name in names}, plan.rounds, tell
            )
            what = f"{front}: the same bytes through `cat`"
            rows += rate_rows(what, done[client], done[OFFICIAL[client]], plan.real_deltas, (None, None))
    return rows


def _alone(what: str, unit: str, program: Program, plan: Plan) -> Row:
    """Measure a turn without a client: no client can be faster."""
    done = [program.run() for _ in range(plan.rounds)]
    value = (
        median(each["ms"] for each in done)
        if unit == "ms"
        else plan.real_deltas / median(each["seconds"] for each in done)
    )
    return Row(f"No client, lines read and dropped: {what}", unit, value, None, None, "less", is_alone=True)


def rate_rows(
    what: str,
    mine: list[Result],
    theirs: list[Result],
    deltas: int,
    asked: tuple[float | None, float | None],
) -> list[Row]:
    """Compare events a second and CPU for each; `deltas` were sent, whatever a client made of them."""
    rates = [b["seconds"] / a["seconds"] for a, b in zip(mine, theirs, strict=True)]
    cpus = [a["cpu"] / b["cpu"] for a, b in zip(mine, theirs, strict=True)]
    return [
        Row(
            what,
            "events/s",
            deltas / median(each["seconds"] for each in mine),
            deltas / median(each["seconds"] for each in theirs),
            median(rates),
            "more",
            asked[0],
        ),
        Row(
            what,
            "µs CPU/event",
            _per_event(mine, deltas),
            _per_event(theirs, deltas),
            median(cpus),
            "less",
            asked[1],
        ),
    ]


def _per_event(results: list[Result], deltas: int) -> float:
    return median(each["cpu"] for each in results) / deltas * 1e6


def _row(
    what: str,
    unit: str,
    done: dict[str, list[Result]],
    names: tuple[str, str],
    key: str,
    *,
    better: str,
    asked: float | None = None,
    limit: float | None = None,
) -> Row:
    """Compare one value; a side that did not come to an end in any round has none."""
    ours, official = (_middle(done[name], key) for name in names)
    pairs = zip(done[names[0]], done[names[1]], strict=True)
    ratios = [a[key] / b[key] for a, b in pairs if b.get(key) and key in a]
    return Row(what, unit, ours, official, median(ratios) if ratios else None, better, asked, limit)


def _middle(results: list[Result], key: str) -> float | None:
    values = [each[key] for each in results if key in each]
    return median(values) if values else None
