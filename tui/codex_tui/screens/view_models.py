"""The contents of the lines on the screen: pure functions from store and session to facts for the widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ..blocks.cells import clip
from ..state.sanitise import sanitise_line
from ..state.threads import ThreadPhase
from ..widgets.pending_prompts_view import PromptRow
from ..widgets.status_bar import StatusFacts
from ..widgets.title_bar import TitleBarFacts
from ..widgets.top_bar import TopBarFacts
from .online import Connected, is_online

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..session import ConnectionLost, Readiness, SessionOptions, ThreadSettings
    from ..state.store import Store
    from ..state.threads import ThreadState
    from ..state.ui import UiState
    from .pending_prompts import PendingPrompt

SENDING = "sending"
"""Shown beside a prompt that the server has not answered yet."""

_LAST_WORDS = 200
"""Maximum cells shown of the server's last line: two or three rows."""

_PHASES = {
    ThreadPhase.WORKING: ("working", "working"),
    ThreadPhase.NEEDS_PERSON: ("needs you", "needs-person"),
    ThreadPhase.FAILED: ("failed", "failed"),
    ThreadPhase.ARCHIVED: ("archived", "quiet"),
}
"""The words of a phase in the status line, and their role there; other phases have none."""


class SessionFacts(Connected, Protocol):
    """The part of a session that the screen shows."""

    @property
    def options(self) -> SessionOptions:
        """The options of the command line."""
        ...

    @property
    def readiness(self) -> Readiness:
        """What the server's config says."""
        ...

    def expected(self) -> ThreadSettings:
        """Return the settings that a new thread would get now."""
        ...


def directory(thread: ThreadState | None, options: SessionOptions) -> str:
    """Return the directory of a thread; without one, that in which a new thread would begin."""
    return thread.directory if thread is not None and thread.directory else options.cwd


def top_bar(store: Store, *, cwd: str, branch: str, home: str, label: str) -> TopBarFacts:
    """Return where the open thread works and how many threads work or wait; `branch` is that of `cwd`."""
    threads = store.threads.values()
    # Not by phase: the list may have ten thousand rows, and many events call this.
    needing = [thread for thread in threads if thread.needs_person]
    busy = [thread for thread in threads if thread.active_turn_id is not None]
    thread = store.open_thread
    return TopBarFacts(
        cwd=sanitise_line(at_home(cwd, home)),
        # The server gives the branch of a thread only in the list.
        branch=(thread.branch if thread is not None else None) or branch,
        working=sum([not thread.needs_person for thread in busy]),
        needs_person=len(needing),
        note=label,
    )


def status_bar(store: Store, session: SessionFacts) -> StatusFacts:
    """Return the settings of the open thread, else those that a new thread would get."""
    thread = store.open_thread
    state, role = _state(thread, session, store.ui)
    model, effort = _model(thread, session)
    sandbox, approval = _permissions(thread, session)
    return StatusFacts(
        model=model,
        effort=effort,
        sandbox=sandbox,
        approval=approval,
        context_left=None if thread is None else _context_left(thread),
        rate_limit_used=store.rate_limit_percent,
        rate_limit_window=store.rate_limit.label if store.rate_limit is not None else "",
        state=state,
        state_role=role,
    )


def _state(thread: ThreadState | None, session: SessionFacts, ui: UiState) -> tuple[str, str]:
    if ui.starting:
        return "starting", "quiet"
    if not is_online(session, ui):
        return "server stopped", "failed"
    return ("", "quiet") if thread is None else _PHASES.get(thread.phase, ("", "quiet"))


def _model(thread: ThreadState | None, session: SessionFacts) -> tuple[str, str]:
    config = session.readiness
    asked = session.expected().model if thread is None else session.options.model
    default = sanitise_line(asked or "") or config.model or ""
    if thread is None:
        return default, config.effort or ""
    return thread.model or default, thread.effort or config.effort or ""


def _permissions(thread: ThreadState | None, session: SessionFacts) -> tuple[str, str]:
    if thread is None:
        expected = session.expected()
        return expected.sandbox or "", expected.approval_policy or ""
    # The permissions of a thread of an earlier run are known only once it is resumed.
    options = session.options
    return thread.sandbox or options.sandbox or "", thread.approval_policy or options.approval_policy or ""


def _context_left(thread: ThreadState) -> int | None:
    """Return how many per cent of the model's context are left; None while that is not known."""
    if not thread.context_window or thread.context_used is None:
        return None
    return max(0, 100 - round(100 * thread.context_used / thread.context_window))


def title_bar(store: Store, prompts: Sequence[PendingPrompt]) -> TitleBarFacts:
    """Return which thread is open and what it does; `prompts` are those that wait there."""
    thread = store.open_thread
    steering = sum(prompt.steers for prompt in prompts)
    note = SENDING if len(prompts) > steering else ""
    if thread is None:
        return TitleBarFacts(title="New thread", note=note)
    if not thread.is_kept and not note:
        note = "not kept until you send a prompt"
    if thread.read_only:
        note = "read-only"
    if thread.id in store.ui.reading_all:
        note = f"reading earlier turns, {round(100 * thread.history_share)} %"
    if steering:
        note = "1 prompt not read yet" if steering == 1 else f"{steering} prompts not read yet"
    started = thread.turn_started_at_ms
    return TitleBarFacts(
        title=thread.title,
        # The number of the turn is known only once all turns are loaded.
        turn=0 if thread.older is not None else len(thread.turns),
        started_at=None if started is None else started / 1000,
        note=note,
    )


def prompt_rows(prompts: Sequence[PendingPrompt]) -> list[PromptRow]:
    """Return the rows of the waiting prompts, and what each waits for."""
    return [PromptRow(prompt.text, "not read yet" if prompt.steers else SENDING) for prompt in prompts]


def composer_mode(store: Store, session: Connected) -> tuple[str, str | None]:
    """Return the placeholder of the composer, and why it takes no text; None when it does."""
    thread, ui = store.open_thread, store.ui
    if thread is not None and thread.read_only:
        return "", thread.read_only
    if thread is not None and thread.archived:
        return "", "This thread is archived. Unarchive it in the list to go on with it."
    if not is_online(session, ui):
        return ("Starting the server" if ui.starting else "The server has stopped"), None
    if thread is None:
        return "What shall we do?", None
    return ("Steer this turn" if thread.active_turn_id is not None else "Go on"), None


def connection_lost(lost: ConnectionLost, start: str) -> str:
    """Return the text for a lost connection: the server's last words, and the key that starts it again."""
    said = f"The server stopped ({lost.how}). Your text is safe. {start} starts it again."
    lines = [line for line in lost.last_words.splitlines() if line.strip()]
    return f"{said}\nIt wrote last: {clip(sanitise_line(lines[-1]).strip(), _LAST_WORDS)}" if lines else said


def at_home(path: str, home: str) -> str:
    """Return a path with `~` for the home directory."""
    home = home.rstrip("/")
    return "~" + path[len(home) :] if path == home or path.startswith(home + "/") else path
