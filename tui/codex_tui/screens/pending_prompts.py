"""Prompts that were entered and are not in the conversation yet.

One that cannot be sent yet waits here. A server may take its time to begin a thread or a turn. A prompt for
a running turn is accepted at once, but handed to the model when what runs now is done, which may be minutes
later. When the turn is interrupted before that, the server forgets it. So a prompt is shown from enter on
until its item comes, and returned to the composer when the model is not going to read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.items import UserMessage
from ..state.sanitise import sanitise
from ..state.threads import TurnPhase
from ..state.ui import NewConversation

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ..state.change import Change
    from ..state.store import Store
    from ..state.threads import ThreadState
    from .drafts import Drafts
    from .notifier import Notifier
    from .online import Connected


@dataclass(eq=False)
class PendingPrompt:
    """A prompt on its way. `steers`: it was sent to a running turn. `taken`: the server has accepted it.

    `waits`: it cannot be sent yet. `thread_id` is None until its thread has been created; `others` are inputs
    besides the text, as the protocol writes them. `held`: it is kept on disk. `known` is how many messages
    with this text the thread had before, and `last_turn_id` its last turn.
    """

    text: str
    thread_id: str | None = None
    others: tuple[dict[str, object], ...] = ()
    waits: bool = False
    held: bool = False
    turn_id: str = ""
    steers: bool = False
    taken: bool = False
    known: int = 0
    last_turn_id: str | None = None


class PendingPrompts:
    """The waiting prompts by conversation: by a thread's id, or by a `NewConversation` without one."""

    def __init__(self, store: Store, session: Connected, drafts: Drafts, notifier: Notifier) -> None:
        self._store = store
        self._session = session
        self._drafts = drafts
        self._notifier = notifier
        self._waiting: dict[Hashable, list[PendingPrompt]] = {}

    def prompts(self, conversation: Hashable) -> list[PendingPrompt]:
        """Return the waiting prompts of a conversation, oldest first."""
        return self._waiting.get(conversation, [])

    def waiting(self, conversation: Hashable | None = None) -> list[PendingPrompt]:
        """Return the prompts that cannot be sent yet, of one conversation or of all, oldest first."""
        lists = self._waiting.values() if conversation is None else [self.prompts(conversation)]
        return [prompt for prompts in lists for prompt in prompts if prompt.waits]

    def add(
        self, conversation: Hashable, text: str, thread_id: str | None, *, hold: bool = True
    ) -> PendingPrompt:
        """Add a prompt that is on its way; unless `hold` is False it is on disk until it has arrived."""
        prompt = PendingPrompt(text, thread_id)
        self._waiting.setdefault(conversation, []).append(prompt)
        if hold:
            self._hold(prompt)
        return prompt

    def new_of(self, prompt: PendingPrompt) -> NewConversation | None:
        """Return the conversation without a thread that a prompt belongs to; None when it has a thread."""
        found = (key for key, prompts in self._waiting.items() if prompt in prompts)
        return next((key for key in found if isinstance(key, NewConversation)), None)

    def thread_started(self, conversation: Hashable, thread_id: str) -> None:
        """Move the prompts of a conversation to the thread that the server has created for it."""
        moved = self._waiting.pop(conversation, [])
        self._waiting.setdefault(thread_id, []).extend(moved)
        for prompt in moved:
            held = prompt.held
            self._release(prompt)
            prompt.thread_id = thread_id
            if held:
                self._hold(prompt)

    def give_thread(self, thread_id: str) -> None:
        """Move all prompts that wait without a thread to this one."""
        for key in [key for key in self._waiting if isinstance(key, NewConversation)]:
            self.thread_started(key, thread_id)

    def taken(self, prompt: PendingPrompt) -> None:
        """Record that the server has accepted a prompt; one that steers may still be dropped."""
        prompt.taken = True
        if not prompt.steers:
            self._release(prompt)

    def about_to_send(self, thread: ThreadState, prompt: PendingPrompt) -> None:
        """Record the state of the thread just before the prompt is sent."""
        prompt.turn_id = thread.active_turn_id or ""
        prompt.steers = bool(prompt.turn_id)
        prompt.last_turn_id = thread.last_turn_id
        prompts = self.prompts(thread.id)
        ahead = prompts[: prompts.index(prompt)]
        prompt.known = _count_in(thread, prompt) + sum(each.text == prompt.text for each in ahead)

    def refused(self, prompt: PendingPrompt) -> None:
        """Remove a prompt that the server did not accept."""
        for prompts in self._waiting.values():
            if prompt in prompts:
                at = prompts.index(prompt)
                for later in prompts[at + 1 :]:
                    # It does not come before the later ones any more.
                    later.known -= later.text == prompt.text
                del prompts[at]
                self._release(prompt)

    def reconcile(self, change: Change) -> None:
        """Reconcile every thread that changed; a step of the frame clock, before anything is drawn."""
        for thread_id in change.structure | change.rows:
            self.reconcile_thread(thread_id)

    def reconcile_thread(self, thread_id: str) -> None:
        """Drop the prompts that are in the thread now, and give back those that never will be."""
        prompts = self._waiting.get(thread_id)
        if not prompts:
            return
        thread = self._store.thread(thread_id)
        kept: list[PendingPrompt] = []
        lost: list[str] = []
        for prompt in prompts:
            if prompt.waits:
                kept.append(prompt)
                continue
            prompt.turn_id = prompt.turn_id or thread.active_turn_id or ""
            if _count_in(thread, prompt) > prompt.known:
                self._release(prompt)
                continue
            if self._is_lost(thread, prompt):
                lost.append(prompt.text)
            elif not _is_over(thread, prompt):
                kept.append(prompt)
                continue
            self._release(prompt)
        if kept:
            self._waiting[thread_id] = kept
        else:
            del self._waiting[thread_id]
        if lost:
            self._drafts.give_back(thread_id, "\n".join(lost))
            self._notifier.say("The turn ended before your prompt was read. It is back in the composer.")

    def _hold(self, prompt: PendingPrompt) -> None:
        prompt.held = True
        self._drafts.hold(prompt.thread_id, prompt.text)

    def _release(self, prompt: PendingPrompt) -> None:
        """End the keeping of a prompt on disk, once: another one may have the same text."""
        if prompt.held:
            prompt.held = False
            self._drafts.release(prompt.thread_id, prompt.text)

    def _is_lost(self, thread: ThreadState, prompt: PendingPrompt) -> bool:
        if not prompt.taken:
            # The request is still open: its result or its error decides.
            return False
        turn = thread.turns.get(prompt.turn_id)
        if turn is None:
            return not self._session.connected
        return turn.phase in (TurnPhase.INTERRUPTED, TurnPhase.FAILED)


def _is_over(thread: ThreadState, prompt: PendingPrompt) -> bool:
    """Whether the turn of a prompt is over: then the conversation has the prompt, in whatever form."""
    if not prompt.taken:
        return False
    last = thread.last_turn_id if thread.last_turn_id != prompt.last_turn_id else None
    turn = thread.turns.get(prompt.turn_id or last or "")
    return turn is not None and not turn.is_running


def _count_in(thread: ThreadState, prompt: PendingPrompt) -> int:
    """Count the messages with a prompt's text, from the turn on that was the last when it was sent.

    Counted are those that came live, and any of its own turn: the same text may be anywhere in a history that
    is read meanwhile. What is before that turn is packed, and may be a lot.
    """
    words, said, inside = sanitise(prompt.text), 0, False
    for item in reversed(thread.items):
        if item.turn_id == prompt.last_turn_id:
            inside = True
        elif inside and item.turn_id:
            break
        if isinstance(item, UserMessage) and item.text == words:
            said += item.started_at_ms is not None or bool(prompt.turn_id and item.turn_id == prompt.turn_id)
    return said
