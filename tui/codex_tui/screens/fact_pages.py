"""What the pages of facts say: the status of the open thread, use and limits, warnings; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..blocks.durations import count, duration
from ..session.readiness import Trust
from ..state.sanitise import sanitise_line
from ..widgets.facts_view import Fact, Section
from ..widgets.times import DAY, ago
from .settings_in_use import settings_in_use
from .view_models import at_home, context_left, limit_length, permission_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..session.account import AccountUse, Limit
    from ..session.config_layers import ConfigFacts, Layer
    from ..session.inventory import ServerFacts
    from ..state.settings import ThreadSettings
    from ..state.store import Store
    from ..state.threads import ThreadState
    from ..state.warnings import ServerWarning
    from .view_models import SessionFacts

_CONFIG_KEYS = {
    "model": "model",
    "effort": "model_reasoning_effort",
    "sandbox": "sandbox_mode",
    "approval_policy": "approval_policy",
    "reviewer": "approvals_reviewer",
}
"""The key of the configuration that a setting of a thread begins with."""

_OPTIONS = {"model": "--model", "sandbox": "--sandbox", "approval_policy": "--approval-policy"}
"""The option of the command line for it."""

_BY_TRUST = {
    Trust.TRUSTED: {"sandbox": "workspace-write", "approval_policy": "on-request"},
    Trust.UNTRUSTED: {"sandbox": "read-only", "approval_policy": "untrusted"},
}
"""What trust in the directory decides where nothing else does."""

_TRUST_WORDS = {
    Trust.TRUSTED: "trusted",
    Trust.UNTRUSTED: "not trusted",
    Trust.UNKNOWN: "not answered yet",
}

_REVIEWERS = {"user": "you", "auto_review": "a model", "guardian_subagent": "a model"}

UNKNOWN = "unknown until it runs"


@dataclass(frozen=True, slots=True)
class Told:
    """What the server has said for the status; None where it has not. `troubles`: what was not, and why."""

    config: ConfigFacts | None = None
    server: ServerFacts | None = None
    account: str | None = None
    troubles: tuple[tuple[str, str], ...] = ()


def status_sections(
    store: Store, session: SessionFacts, told: Told, *, home: str, branch: str
) -> list[Section]:
    """Return what the open thread runs with and why, the server, the account, the configuration."""
    return [
        Section("This thread", tuple(_thread(store, session, told, home, branch))),
        Section("Server", tuple(_server(store, session, told, home))),
        Section("Configuration, what counts most first", tuple(_layers(told, home))),
        _not_read(told.troubles),
    ]


def _thread(store: Store, session: SessionFacts, told: Told, home: str, branch: str) -> list[Fact]:
    thread, now = store.open_thread, settings_in_use(store, session)
    chosen = store.ui.new.chosen if thread is None else thread.chosen
    directory = now.cwd or session.options.cwd
    trust = session.readiness.trust if told.config is None else told.config.config.trust(directory)

    def why(name: str, value: str | None) -> str:
        return _why(name, value, thread, chosen, session, told.config, trust)

    facts = [Fact("title", "a new thread, not begun" if thread is None else thread.title)]
    if thread is not None:
        facts.append(Fact("id", sanitise_line(thread.id)))
    facts.append(Fact("model", now.model or UNKNOWN, why("model", now.model)))
    facts.append(Fact("effort", now.effort or "the model's own", why("effort", now.effort)))
    facts.append(Fact("sandbox", now.sandbox or UNKNOWN, why("sandbox", now.sandbox)))
    if now.profile:
        facts.append(Fact("profile", now.profile))
    policy = now.approval_policy
    facts.append(Fact("approval", policy or UNKNOWN, why("approval_policy", policy)))
    reviewer = now.reviewer or (told.config.config.text("approvals_reviewer") if told.config else None)
    who = _REVIEWERS.get(reviewer or "user", reviewer or "")
    facts.append(Fact("answered by", who, why("reviewer", reviewer)))
    if words := permission_words(now.sandbox, policy, now.reviewer):
        facts.append(Fact("so the agent", words))
    if now.mode and now.mode != "default":
        facts.append(Fact("mode", now.mode))
    facts.append(
        Fact("directory", sanitise_line(at_home(directory, home)), f"branch {branch}" if branch else "")
    )
    facts.append(Fact("trust", _TRUST_WORDS[trust]))
    if thread is not None and thread.read_only:
        facts.append(Fact("read only", thread.read_only, bad=True))
    return facts


def _why(
    name: str,
    value: str | None,
    thread: ThreadState | None,
    chosen: ThreadSettings,
    session: SessionFacts,
    config: ConfigFacts | None,
    trust: Trust,
) -> str:
    """Say where a setting comes from: the nearest place that has this value."""
    if value is None:
        return "" if thread is None or name == "effort" else "the server keeps it with no thread"
    word = value.partition(" ")[0]
    if getattr(chosen, name) == word:
        return (
            "chosen here, from the next turn on"
            if thread is not None and thread.chosen_unsent
            else "chosen here"
        )
    if getattr(session.options, name, None) == word:
        return f"{_OPTIONS[name]} of the command line"
    key = _CONFIG_KEYS[name]
    configured = None if config is None else config.config.text(key)
    if config is not None and configured == word:
        return f"{config.origin(key)}: {key}" if config.origin(key) else "the server's default"
    if configured is None and _BY_TRUST.get(trust, {}).get(name) == word:
        return (
            "because the directory is trusted"
            if trust is Trust.TRUSTED
            else "because the directory is not trusted"
        )
    if thread is not None and thread.loaded and configured is not None:
        return "kept by the thread"
    return "" if config is None else "the server's default"


def _server(store: Store, session: SessionFacts, told: Told, home: str) -> list[Fact]:
    facts = []
    if (server := told.server) is not None:
        facts.append(Fact("version", server.version or "not told", server.platform))
        program = at_home(server.program, home) if server.program else "not started by this application"
        facts.append(Fact("program", program))
        facts.append(Fact("home", at_home(server.home, home)))
        if server.pid is not None:
            memory = f"{server.memory / 1e6:.0f} MB of memory" if server.memory else ""
            facts.append(Fact("process", str(server.pid), memory))
    if told.account is not None:
        facts.append(Fact("account", told.account))
    if told.config is not None:
        facts.append(Fact("model provider", told.config.provider()))
    if store.warnings:
        facts.append(Fact("warnings", count(len(store.warnings), "warning"), "/warnings shows them"))
    if session.readiness.problem is not None:
        facts.append(Fact("problem", session.readiness.problem.title, bad=True))
    return facts


def _layers(told: Told, home: str) -> list[Fact]:
    if told.config is None:
        return []
    return [_layer(each, home) for each in told.config.layers]


def _layer(layer: Layer, home: str) -> Fact:
    sets = ", ".join(layer.sets) or "nothing"
    note = f"sets {sets}"
    if layer.off:
        note = f"does not count: {layer.off}\nwould set {sets}"
    place = sanitise_line(at_home(layer.place, home)) if layer.place else "--config"
    return Fact(layer.name, place, note, bad=bool(layer.off))


def usage_sections(
    store: Store,
    limits: Sequence[Limit] | None,
    used: AccountUse | None,
    *,
    now: float,
    troubles: Sequence[tuple[str, str]],
) -> list[Section]:
    """Return what the open thread holds and has used, the limits, and what the account has used.

    `now` is Unix seconds. `limits` is None while they are not known.
    """
    return [
        Section("This thread", tuple(_use_of_thread(store.open_thread))),
        Section("Limits", tuple(_limits(store, limits, now))),
        Section("This account", tuple(_use_of_account(used))),
        _not_read(troubles),
    ]


def _not_read(troubles: Sequence[tuple[str, str]]) -> Section:
    return Section("Not read", tuple(Fact(what, why, bad=True) for what, why in troubles))


def _use_of_thread(thread: ThreadState | None) -> list[Fact]:
    if thread is None:
        return [Fact("context", "empty: the thread has not begun")]
    facts = []
    if thread.context_used is None:
        facts.append(Fact("context", "not known until the next answer"))
    else:
        left = context_left(thread)
        window = f" of {thread.context_window:,}" if thread.context_window else ""
        note = "" if left is None else f"{left} % left"
        facts.append(Fact("context", f"{thread.context_used:,}{window} tokens", note))
    if (tokens := thread.tokens) is not None:
        facts.append(Fact("sent", f"{tokens.input:,} tokens", f"{tokens.cached:,} of them from the cache"))
        reasoning = f"{tokens.reasoning:,} of them to think" if tokens.reasoning else ""
        facts.append(Fact("received", f"{tokens.output:,} tokens", reasoning))
    return facts


def _limits(store: Store, limits: Sequence[Limit] | None, now: float) -> list[Fact]:
    if limits is None:
        # What the server told by itself, while it cannot be asked.
        told = store.rate_limit
        return [] if told is None else [_window(limit_length(told), told.used_percent, told.resets_at, now)]
    if not limits:
        return [Fact("limits", "none are known: only ChatGPT accounts have them")]
    facts = []
    for limit in limits:
        facts += [
            _window(f"{limit.name} {limit_length(each)}".strip(), each.used_percent, each.resets_at, now)
            for each in limit.windows
        ]
        if limit.credits:
            facts.append(Fact("credits", limit.credits))
    if limits[0].plan:
        facts.append(Fact("plan", limits[0].plan))
    return facts or [Fact("limits", "none")]


def _window(label: str, used: int, resets_at: int | None, now: float) -> Fact:
    resets = "" if resets_at is None else f"begins anew {_until(resets_at - now)}"
    return Fact(label, f"{used} % used", resets, bad=used >= 100)


def _until(seconds: float) -> str:
    """Say when something is that is so many seconds away: whole days, where there are two or more."""
    if seconds <= 0:
        return "now"
    return f"in {round(seconds / DAY)} days" if seconds >= 2 * DAY else f"in {duration(int(1000 * seconds))}"


def _use_of_account(used: AccountUse | None) -> list[Fact]:
    if used is None:
        return []
    facts = []
    if used.lifetime is not None:
        facts.append(Fact("in all", f"{used.lifetime:,} tokens"))
    if used.peak_day is not None:
        facts.append(Fact("busiest day", f"{used.peak_day:,} tokens"))
    return [*facts, *(Fact(date, f"{tokens:,} tokens") for date, tokens in reversed(used.days))]


def warning_sections(
    warnings: Sequence[ServerWarning], titles: dict[str, str], *, now: float
) -> list[Section]:
    """Return the warnings as they are given; `titles` are those of threads, by id; `now` is Unix seconds."""
    return [Section("", (_warning(each, titles, now),)) for each in warnings]


def _warning(warning: ServerWarning, titles: dict[str, str], now: float) -> Fact:
    parts = [ago(warning.at, now)]
    if warning.times > 1:
        parts.append(f"{warning.times} times")
    if warning.thread_id:
        parts.append(f"in {titles.get(warning.thread_id, 'a thread')}")
    detail = f"{warning.detail}\n" if warning.detail else ""
    return Fact(warning.about, warning.text, f"{detail}{', '.join(parts)}")
