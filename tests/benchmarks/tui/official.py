"""The official client beside ours: the same prompt to the same real server with the same scripted model.

What each writes is recorded as fast as it comes; the picture is made of it afterwards, since a slow reader
slows what it measures.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pyte
from real_server import CodexHome, make_home

from . import keys
from .samples import Plan, Row, Samples
from .terminal import COLUMNS, ROWS, Terminal, process_cpu
from .workshop import ROOT, Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_OURS = (sys.executable, "-m", "codex_tui")
_READY = b"mock-model"


@dataclass(frozen=True)
class _Told:
    last_word: float
    cpu: float
    size: int


def official(shop: Workshop, plan: Plan, tell: Callable[[str], None]) -> list[Row]:
    """Words of the scripted model, as many as each can: time, CPU with the server, bytes."""
    samples = Samples()
    model = subprocess.Popen(
        [sys.executable, "-m", "scripted_model"],
        cwd=ROOT,
        env=shop.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if model.stdout is None:
            raise RuntimeError("The scripted model has no output; it was started without a pipe.")
        model.stdout.readline()
        base_url = model.stdout.readline().partition("= ")[2].strip()
        for number in range(plan.official_rounds):
            for words in plan.official:
                for name in ("ours", "official"):
                    if name == "official" and words > 5_000:
                        continue  # minutes, and nothing is asked about it
                    root = shop.directory / f"real-{number}-{words}-{name}"
                    root.mkdir()
                    told = _run(shop, root, base_url, name, words)
                    samples.add(f"{name} {words} s", told.last_word)
                    samples.add(f"{name} {words} cpu", told.cpu)
                    samples.add(f"{name} {words} kb", told.size / 1000)
                    tell(f"{name}, {words} words, round {number + 1}: {told}")
    finally:
        model.terminate()
        model.wait()
    return _rows(plan, samples)


def _rows(plan: Plan, samples: Samples) -> list[Row]:
    rows: list[Row] = []
    fewest = plan.official[0]
    for words in plan.official:
        # Many words of ours stand beside few of the official client's: that is what is asked for.
        beside = "" if words == fewest else f" (the official client: {fewest:,})"
        for key, unit, what in (
            ("s", "s", "enter to the last word on the screen"),
            ("cpu", "s", "CPU, the server's included"),
            ("kb", "KB", "written to the terminal"),
        ):
            ours, theirs = samples.of(f"ours {words} {key}"), samples.of(f"official {fewest} {key}")
            limit = 1.0 if words > fewest and key != "cpu" else None
            rows.append(
                Row(f"real server, {words:,} words{beside}: {what}", unit, ours, theirs, ratio_limit=limit)
            )
    return rows


def _run(shop: Workshop, root: Path, base_url: str, name: str, words: int) -> _Told:
    home = _home(root, base_url)
    command = _OURS if name == "ours" else (_binary(), "--no-daemon", "-c", 'model="mock-model"')
    env = {**shop.environment(), **home.env, "PYTHONPATH": shop.environment()["PYTHONPATH"]}
    env["LANG"] = "C.UTF-8"
    with Terminal(command, env=env, cwd=home.work) as terminal:
        terminal.until(_READY, 0)
        terminal.quiet(1.0, patience=20)
        terminal.type(f"say:{words}")
        terminal.rest(1.0)  # the official client takes what follows at once for a paste
        cpu, place = _cpu(terminal), terminal.mark()
        at = terminal.type(keys.ENTER)
        terminal.rest(2.0)
        _until_still(terminal)
        spent = _cpu(terminal) - cpu
        chunks = terminal.chunks()
    seen, size = _last_word(chunks, f"word{words - 1}", at, place)
    return _Told(seen - at, spent, size)


def _until_still(terminal: Terminal, patience: float = 120.0) -> None:
    """Wait until next to nothing is written any more: a clock may go on counting."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        before = terminal.mark()
        terminal.rest(1.5)
        if terminal.mark() - before < 2000:
            return


def _last_word(chunks: Sequence[tuple[float, bytes]], word: str, at: float, place: int) -> tuple[float, int]:
    """When the word was on the screen, and how much had been written for that."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    written = 0
    for came, data in chunks:
        stream.feed(data)
        written += len(data)
        if came >= at and any(word in line for line in screen.display):
            return came, written - place
    raise RuntimeError(f"{word!r} was never on the screen:\n" + "\n".join(screen.display))


def _cpu(terminal: Terminal) -> float:
    return terminal.cpu() + sum(process_cpu(child) for child in terminal.children())


def _binary() -> str:
    from codex_cli_bin import bundled_codex_path

    return str(bundled_codex_path())


def _home(root: Path, base_url: str) -> CodexHome:
    model = cast("object", SimpleNamespace(base_url=base_url))
    trust = f'[projects."{root / "work"}"]\ntrust_level = "trusted"\n'
    home = make_home(root, model, tables=trust)  # type: ignore[arg-type]  # it wants no more than the address
    config = home.path / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("gpt-5.5", "mock-model"), encoding="utf-8")
    return home
