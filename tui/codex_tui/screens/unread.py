"""Prompts that were sent to a running turn and that the agent has not read yet.

The server takes such a prompt at once and hands it to the model when what runs now is done, which may be
minutes later; when the turn is interrupted before that, the server forgets it. So it is shown as waiting,
and given back when it is not going to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.items import UserMessage
from ..state.sanitise import sanitise
from ..state.threads import TurnPhase

if TYPE_CHECKING:
    from ..state.threads import ThreadState
    from .cockpit import Cockpit


@dataclass(frozen=True)
class _Prompt:
    text: str
    turn_id: str
    known: int
    """How many messages with these words the turn had before."""


class Unread:
    """What waits to be read, by thread."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._waiting: dict[str, list[_Prompt]] = {}

    def count(self, thread_id: str) -> int:
        """Answer how many prompts of a thread wait."""
        return len(self._waiting.get(thread_id, ()))

    def sending(self, thread: ThreadState, text: str) -> None:
        """Note that a prompt is on its way; only a running turn can keep it waiting."""
        if thread.active_turn_id is not None:
            prompts = self._waiting.setdefault(thread.id, [])
            ahead = sum(prompt.text == text for prompt in prompts)
            known = _said(thread, text, thread.active_turn_id) + ahead
            prompts.append(_Prompt(text, thread.active_turn_id, known))

    def refused(self, thread_id: str, text: str) -> None:
        """Forget a prompt that the server did not take."""
        prompts = self._waiting.get(thread_id, [])
        for prompt in reversed(prompts):
            if prompt.text == text:
                prompts.remove(prompt)
                return

    def look(self, thread_id: str) -> None:
        """See what has been read meanwhile, and give back what will not be."""
        prompts = self._waiting.get(thread_id)
        if not prompts:
            return
        thread = self._cockpit.store.thread(thread_id)
        kept: list[_Prompt] = []
        lost: list[str] = []
        for prompt in prompts:
            turn = thread.turns.get(prompt.turn_id)
            if _said(thread, prompt.text, prompt.turn_id) > prompt.known:
                continue
            if turn is not None and turn.phase in (TurnPhase.INTERRUPTED, TurnPhase.FAILED):
                lost.append(prompt.text)
            elif turn is not None and turn.is_running:
                kept.append(prompt)
        self._waiting[thread_id] = kept
        if lost:
            self._cockpit.drafts.give_back(thread_id, "\n".join(lost))
            self._cockpit.say("The turn ended before your prompt was read. It is back in the composer.")


def _said(thread: ThreadState, text: str, turn_id: str) -> int:
    words, said, inside = sanitise(text), 0, False
    # From the end, and no further than the turn goes: what is before it sleeps, and may be a lot.
    for item in reversed(thread.items):
        if item.turn_id == turn_id:
            inside = True
            said += isinstance(item, UserMessage) and item.text == words
        elif inside:
            break
    return said
