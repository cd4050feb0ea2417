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
from .queue_list import one_line
from .settings_in_use import settings_in_use

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..glyphs import Glyphs
    from ..session import ConnectionLost, Readiness, SessionOptions, ThreadSettings
    from ..state.limits import RateLimit
    from ..state.store import Store
    from ..state.threads import ThreadState
    from ..state.ui import UiState
    from .pending_prompts import PendingPrompt

_TITLE_OF_THREAD = 60
"""Maximum cells of a thread's title in the title of the terminal."""

SENDING = "sending"
"""Shown beside a prompt that the server has not answered yet."""

LOW = 20
"""Per cent left of the context, or of a rate limit, at and below which the number is highlighted."""

_SANDBOX_WORDS = {"danger-full-access": "no sandbox"}
_ASKING = {
    "untrusted": "asks before most commands",
    "on-request": "asks",
    "never": "never asks",
    "granular": "asks in part",
}
_UNITS = {"w": "week", "d": "day", "h": "hour", "min": "minute"}

_SHOWN_OF_STDERR = 200
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

    def expected(self, cwd: str | None = None) -> ThreadSettings:
        """Return the settings that a new thread would get now, in a directory."""
        ...

    def settings_for(self, cwd: str) -> ThreadSettings:
        """Return the settings to request for a thread of a directory."""
        ...


def directory(store: Store, options: SessionOptions) -> str:
    """Return the directory of the open thread; without one, that in which the new thread will begin."""
    thread = store.open_thread
    if thread is not None and thread.directory:
        return thread.directory
    return store.ui.new.chosen.cwd or options.cwd


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
        # What waits, and threads that wait for another client's answer.
        needs_person=sum([max(1, len(thread.pending)) for thread in needing]),
        note=label,
    )


def window_title(store: Store, top: TopBarFacts, glyphs: Glyphs) -> str:
    """Return the title of the terminal: what is most urgent in any thread, the open thread, the directory."""
    thread = store.open_thread
    if top.needs_person:
        state = f"{glyphs.phase(ThreadPhase.NEEDS_PERSON)} {top.needs_person} needs you"
    elif top.working:
        state = f"{glyphs.phase(ThreadPhase.WORKING)} {top.working} working"
    elif thread is not None and thread.failure:
        state = f"{glyphs.phase(ThreadPhase.FAILED)} failed"
    else:
        state = ""
    name = clip(thread.title, _TITLE_OF_THREAD) if thread is not None else "New thread"
    folder = top.cwd.rstrip("/").rpartition("/")[2]
    return " - ".join(part for part in (state, name, folder or "codex-tui") if part)


def status_bar(store: Store, session: SessionFacts) -> StatusFacts:
    """Return the settings of the open thread, else those that a new thread would get."""
    thread = store.open_thread
    state, role = _state(thread, session, store.ui)
    now = settings_in_use(store, session)
    context = None if thread is None else context_left(thread)
    limit = store.rate_limit
    return StatusFacts(
        model=" ".join(sanitise_line(part) for part in (now.model, now.effort) if part),
        mode="plan mode" if now.mode == "plan" else "",
        permissions=permission_words(now.sandbox, now.approval_policy, now.reviewer),
        unknown=_unknown(now, thread) if is_online(session, store.ui) else "",
        context="" if context is None else f"context {context} % left",
        context_low=context is not None and context <= LOW,
        limit="" if limit is None else _limit_words(limit),
        limit_low=limit is not None and limit.used_percent >= 100 - LOW,
        state=state,
        state_role=role,
    )


def permission_words(sandbox: str | None, approval_policy: str | None, reviewer: str | None = None) -> str:
    """Return what the agent may do by itself, when it asks, and whom, in words that need no manual."""
    where, _, network = (sandbox or "").partition(" ")
    said = _SANDBOX_WORDS.get(where, where) + (" with network" if network else "")
    asks = _ASKING.get(approval_policy or "", approval_policy or "")
    if asks.startswith("asks") and reviewer not in (None, "user"):
        asks = asks.replace("asks", "asks a model", 1)
    return ", ".join(part for part in (said, asks) if part)


def _unknown(now: ThreadSettings, thread: ThreadState | None) -> str:
    """Say which settings of a thread the server has not told: it does when it runs a turn of ours."""
    names = [
        name
        for name, value in (
            ("model", now.model),
            ("sandbox", now.sandbox),
            ("approval", now.approval_policy),
        )
        if not value
    ]
    # A turn that another client began is shown here, and its settings are not told.
    runs = thread is not None and thread.active_turn_id is not None
    return f"{' and '.join(names)} {'not told here' if runs else 'unknown until it runs'}" if names else ""


def _limit_words(limit: RateLimit) -> str:
    return f"{limit_length(limit)}: {limit.used_percent} % used"


def limit_length(limit: RateLimit) -> str:
    """Return the length of a limit's window in words: `5 hours`."""
    number, _, unit = limit.label.partition(" ")
    return f"{number} {_UNITS.get(unit, unit)}{'s' if number != '1' else ''}" if unit else "limit"


def _state(thread: ThreadState | None, session: SessionFacts, ui: UiState) -> tuple[str, str]:
    if ui.starting:
        return "starting", "quiet"
    if not is_online(session, ui):
        return "server stopped", "failed"
    if thread is None or thread.pending:
        # The card says it.
        return "", "quiet"
    return _PHASES.get(thread.phase, ("", "quiet"))


def context_left(thread: ThreadState) -> int | None:
    """Return how many per cent of the model's context are left; None while that is not known."""
    if not thread.context_window or thread.context_used is None:
        return None
    return max(0, 100 - round(100 * thread.context_used / thread.context_window))


def title_bar(
    store: Store, prompts: Sequence[PendingPrompt], interrupted_at: float | None = None
) -> TitleBarFacts:
    """Return which thread is open and what it does; `prompts` are those that wait there.

    `interrupted_at` is when the person asked for the interrupt that has not been confirmed yet.
    """
    thread = store.open_thread
    steering = sum(prompt.steers for prompt in prompts)
    waiting = sum(prompt.waits for prompt in prompts)
    note = SENDING if len(prompts) > steering + waiting else ""
    if thread is None:
        return TitleBarFacts(title="New thread", note=note)
    if not thread.is_kept and not note:
        note = "not kept until you send a prompt"
    if thread.ephemeral:
        note = "nothing of this is kept"
    if thread.read_only:
        note = "read-only"
    if thread.id in store.ui.reading_all:
        note = f"reading earlier turns, {round(100 * thread.history_share)} %"
    if steering:
        note = "1 prompt not read yet" if steering == 1 else f"{steering} prompts not read yet"
    started = thread.turn_started_at_ms
    return TitleBarFacts(
        title=thread.title,
        origin=origin(store, thread),
        # The number of the turn is known only once all turns are loaded.
        turn=0 if thread.older is not None else len(thread.turns),
        started_at=None if started is None else started / 1000,
        note=note,
        interrupting_since=interrupted_at,
    )


def origin(store: Store, thread: ThreadState) -> str:
    """Return of what a thread is a fork, and after which turn of it; empty for one that is none."""
    if thread.forked_from is None:
        return ""
    parent, point = store.threads.get(thread.forked_from), thread.fork_point
    title = parent.title if parent is not None else point.parent_title
    after = f" after turn {point.turn}" if point.turn else ""
    return f"fork{after} of “{title}”" if title else f"fork{after} of a thread that is not listed"


def prompt_rows(
    prompts: Sequence[PendingPrompt], store: Store, session: Connected, key: Callable[[str], str]
) -> list[PromptRow]:
    """Return the rows of the waiting prompts and of the queue, and what each waits for.

    `key` names the key of a row of the table of keys.
    """
    rows = [PromptRow(prompt.text, _prompt_state(prompt, store.ui, session, key)) for prompt in prompts]
    thread = store.open_thread
    if thread is not None and thread.queue:
        still = "" if thread.active_turn_id is not None else ", stands still"
        rows += [
            PromptRow(one_line(message.text), f"queued {place}{still}")
            for place, message in enumerate(thread.queue, 1)
        ]
    return rows


def _prompt_state(prompt: PendingPrompt, ui: UiState, session: Connected, key: Callable[[str], str]) -> str:
    if not prompt.waits:
        return "not read yet" if prompt.steers else SENDING
    back = f"{key('turn.interrupt')} takes it back"
    if ui.starting:
        return f"waits for the server, {back}"
    if not session.connected:
        return f"waits: {key('server.start')} or {key('composer.send')} sends it, {back}"
    return f"waits for the thread, {back}"


def composer_mode(store: Store, session: Connected) -> tuple[str, str | None]:
    """Return the placeholder of the composer, and why it takes no text; None when it does."""
    thread, ui = store.open_thread, store.ui
    if thread is not None and thread.read_only and is_online(session, ui):
        return "Held elsewhere: type on, it is looked at again", None
    if thread is not None and thread.archived:
        return "", "This thread is archived. Unarchive it in the list to go on with it."
    if not is_online(session, ui):
        return ("Starting the server" if ui.starting else "The server has stopped"), None
    if thread is None:
        return "What shall we do?", None
    return ("Steer this turn" if thread.active_turn_id is not None else "Go on"), None


def held_elsewhere(thread: ThreadState | None, key: Callable[[str], str]) -> str:
    """Return the text about the program that holds a thread, and what can be done; empty if none does."""
    if thread is None or thread.read_only is None:
        return ""
    ways = f"In the conversation {key('held.retry')} tries now, {key('block.fork')} forks"
    return f"{thread.read_only} Read and type on; it is looked at again. {ways}."


def connection_lost(lost: ConnectionLost, start: str) -> str:
    """Return the text for a lost connection, with the last line of stderr and the key for a new start."""
    if lost.goes_on:
        return "The connection to the server is lost: trying again. Your text is safe, and its turns go on."
    if lost.shared:
        return "The server has stopped, and its turns with it: trying to find one. Your text is safe."
    what_to_do = f"The server stopped ({lost.how}). Your text is safe. {start} starts it again."
    lines = [line for line in lost.stderr_tail.splitlines() if line.strip()]
    if not lines:
        return what_to_do
    return f"{what_to_do}\nIt wrote last: {clip(sanitise_line(lines[-1]).strip(), _SHOWN_OF_STDERR)}"


def at_home(path: str, home: str) -> str:
    """Return a path with `~` for the home directory."""
    home = home.rstrip("/")
    return "~" + path[len(home) :] if path == home or path.startswith(home + "/") else path
