"""From state to pixels: what changed is gathered, and drawn thirty times a second at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.change import Change
from ..state.sanitise import sanitise_line
from ..state.threads import ThreadPhase
from ..widgets.pending_prompts_view import PromptRow
from ..widgets.status_bar import StatusFacts
from ..widgets.title_bar import TitleBarFacts
from ..widgets.top_bar import TopBarFacts
from .welcome import Welcome

if TYPE_CHECKING:
    from ..state.threads import ThreadState
    from .cockpit import Cockpit

FRAME = 1 / 30
"""Seconds between two drawings while much happens: more would cost the keys their quickness."""

_SENDING = "sending"

_WORDS = {
    ThreadPhase.WORKING: ("working", "working"),
    ThreadPhase.NEEDS_PERSON: ("needs you", "needs-person"),
    ThreadPhase.FAILED: ("failed", "failed"),
    ThreadPhase.ARCHIVED: ("archived", "quiet"),
}


class Showing:
    """Brings the widgets of the cockpit up to date with the store."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._pending = Change()
        self._waiting = False

    def changed(self, change: Change) -> None:
        """Take note of a change; it is drawn within a frame, together with what else comes until then."""
        self._pending.merge(change)
        if not self._waiting:
            self._waiting = True
            self._cockpit.set_timer(FRAME, self.flush)

    def flush(self) -> None:
        """Draw what has changed since the last time."""
        self._waiting = False
        change, self._pending = self._pending, Change()
        cockpit = self._cockpit
        if not change or not cockpit.is_mounted:
            return
        for thread_id in change.structure | change.rows:
            cockpit.pending_prompts.look(thread_id)
        if change.list_changed:
            self.list()
        elif change.rows:
            cockpit.thread_pane.update_rows(change.rows)
        open_id = cockpit.ui.open_thread_id
        # The row's marks too: the line that says what the turn does now ends with the turn, after its items.
        if open_id in change.structure or open_id in change.blocks or open_id in change.rows:
            cockpit.transcript.update_blocks(
                change.blocks.get(open_id or "", ()), structure=open_id in change.structure
            )
            self._blank()
        if change.approvals:
            self.card()
        if change.rows or change.status or change.list_changed or change.approvals:
            self.chrome()
        # The first screen says itself how a login went.
        if not isinstance(cockpit.app.screen, Welcome):
            for notice in change.notices:
                cockpit.say(notice)
        cockpit.wake()

    def everything(self) -> None:
        """Draw all but the conversation anew."""
        if self._cockpit.is_mounted:
            self.list()
            self.card()
            self.chrome()
            self._cockpit.wake()

    def list(self) -> None:
        """Draw the thread list."""
        cockpit = self._cockpit
        cockpit.thread_pane.show_rows(
            cockpit.rows(),
            cockpit.ui.open_thread_id,
            cockpit.clock.now(),
            loading=cockpit.ui.list_loading or cockpit.ui.starting,
            archived=cockpit.ui.archived_shown,
        )

    def card(self) -> None:
        """Show the approval that waits here, else the question about trust; others wait in their rows."""
        cockpit = self._cockpit
        waiting = [each for each in cockpit.store.approvals if each.thread_id == cockpit.ui.open_thread_id]
        cockpit.card.show(waiting[0] if waiting else None, waiting=max(0, len(waiting) - 1))
        cockpit.trust_card.show(None if waiting else cockpit.trusting.question)

    def chrome(self) -> None:
        """Draw the lines at the top and the bottom."""
        cockpit = self._cockpit
        now = cockpit.clock.now()
        thread = cockpit.thread
        cockpit.top_bar.show(self._top())
        cockpit.title_bar.show(self._title(thread), now)
        cockpit.pending_prompts_view.show(
            [
                PromptRow(prompt.text, "not read yet" if prompt.steers else _SENDING)
                for prompt in cockpit.pending_prompts.prompts(cockpit.actions.conversation)
            ]
        )
        cockpit.status_bar.show(self._status(thread), now)
        cockpit.composer.set_mode(*self._mode(thread))
        self._blank()
        self.keys()

    def _blank(self) -> None:
        """Note for the style sheet whether the conversation is empty."""
        thread = self._cockpit.thread
        self._cockpit.transcript.set_class(thread is None or not thread.items, "-blank")

    def keys(self) -> None:
        """Draw the footer: the keys that work now."""
        self._cockpit.key_bar.show(self._cockpit.hints())

    @property
    def moves(self) -> bool:
        """Whether anything on the screen moves by itself: a spinner, or the card's half second."""
        cockpit = self._cockpit
        thread = cockpit.thread
        if cockpit.card.approval is not None or cockpit.trust_card.moves:
            return True
        if thread is not None and (thread.active_turn_id is not None or thread.open_ids):
            return True
        return any(each.active_turn_id is not None for each in cockpit.store.threads.values())

    def tick(self) -> None:
        """Turn the spinners, move the times on."""
        cockpit = self._cockpit
        now = cockpit.clock.now()
        cockpit.thread_pane.tick(now)
        cockpit.title_bar.tick(now)
        cockpit.status_bar.tick(now)
        if not cockpit.thread_pane.reduced_motion:
            cockpit.transcript.tick()

    def _top(self) -> TopBarFacts:
        cockpit = self._cockpit
        threads = cockpit.store.threads.values()
        # Not by their phases: the list may have ten thousand rows, and this is drawn for each of many events.
        needing = [thread for thread in threads if thread.needs_person]
        busy = [thread for thread in threads if thread.active_turn_id is not None]
        thread = cockpit.thread
        place = thread.directory if thread is not None and thread.directory else cockpit.session.options.cwd
        return TopBarFacts(
            cwd=sanitise_line(at_home(place, cockpit.backend.home)),
            # The server tells the branch of a thread only when it is listed.
            branch=(thread.branch if thread is not None else None) or cockpit.session.branches.of(place),
            working=sum([not thread.needs_person for thread in busy]),
            needs_person=len(needing),
            note=cockpit.backend.label,
        )

    def _status(self, thread: ThreadState | None) -> StatusFacts:
        cockpit = self._cockpit
        session, store = cockpit.session, cockpit.store
        if not cockpit.online:
            state, role = ("starting", "quiet") if cockpit.ui.starting else ("server stopped", "failed")
        elif thread is None:
            state, role = "", "quiet"
        else:
            state, role = _WORDS.get(thread.phase, ("", "quiet"))
        left: int | None = None
        if thread is not None and thread.context_window and thread.context_used is not None:
            left = max(0, 100 - round(100 * thread.context_used / thread.context_window))
        # What holds for a thread of an earlier run is only known once it is resumed.
        asked = session.expected() if thread is None else session.options
        return StatusFacts(
            model=(thread.model if thread else None)
            or sanitise_line(asked.model or "")
            or session.readiness.model
            or "",
            effort=(thread.effort if thread else None) or session.readiness.effort or "",
            sandbox=(thread.sandbox if thread else None) or asked.sandbox or "",
            approval=(thread.approval_policy if thread else None) or asked.approval_policy or "",
            context_left=left,
            rate_limit_used=store.rate_limit_percent,
            rate_limit_window=store.rate_limit.label if store.rate_limit is not None else "",
            state=state,
            state_role=role,
        )

    def _title(self, thread: ThreadState | None) -> TitleBarFacts:
        prompts = self._cockpit.pending_prompts.prompts(self._cockpit.actions.conversation)
        waiting = sum(prompt.steers for prompt in prompts)
        note = _SENDING if len(prompts) > waiting else ""
        if thread is None:
            return TitleBarFacts(title="New thread", note=note)
        started = thread.turn_started_at_ms
        note = "read-only" if thread.read_only else note
        if self._cockpit.actions.reads_all(thread.id):
            note = f"reading earlier turns, {round(100 * thread.history_share)} %"
        if waiting:
            note = "1 prompt not read yet" if waiting == 1 else f"{waiting} prompts not read yet"
        return TitleBarFacts(
            title=thread.title,
            # The number of the turn is known once all of them are here.
            turn=0 if thread.older is not None else len(thread.turns),
            started_at=None if started is None else started / 1000,
            note=note,
        )

    def _mode(self, thread: ThreadState | None) -> tuple[str, str | None]:
        cockpit = self._cockpit
        if thread is not None and thread.read_only:
            return "", thread.read_only
        if thread is not None and thread.archived:
            return "", "This thread is archived. Unarchive it in the list to go on with it."
        if not cockpit.online:
            return ("Starting the server" if cockpit.ui.starting else "The server has stopped"), None
        if thread is None:
            return "What shall we do?", None
        return ("Steer this turn" if cockpit.turn_runs else "Go on"), None


def at_home(path: str, home: str) -> str:
    """Write a directory below the home directory with a `~`."""
    home = home.rstrip("/")
    return "~" + path[len(home) :] if path == home or path.startswith(home + "/") else path
