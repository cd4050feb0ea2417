"""Putting text on the clipboard, and saying where it is and how much."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..blocks import source
from ..blocks.durations import count
from ..keys import BY_ID
from ..state.items import AgentMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..outside import Clipboard, Delivery
    from ..state.threads import ThreadState
    from .notifier import Notifier
    from .tasks import Tasks


class Copying:
    """Copies texts, one after another. `write` writes a control sequence to the terminal."""

    def __init__(
        self, clipboard: Clipboard, write: Callable[[str], object], tasks: Tasks, notifier: Notifier
    ) -> None:
        self._clipboard = clipboard
        self._write = write
        self._tasks = tasks
        self._notifier = notifier
        self._one_at_a_time = asyncio.Lock()
        self.text = ""
        """What was copied last; pasting in the application gives this."""

    def copy(self, text: str, what: str = "") -> None:
        """Copy a text, and show where it is and how much it was; `what` names it in the notice."""
        self._begin(text, what, told=True)

    def copy_quietly(self, text: str) -> None:
        """Copy a text that the person has cut or copied from a line: only a failure is shown."""
        self._begin(text, "", told=False)

    def _begin(self, text: str, what: str, *, told: bool) -> None:
        self.text = text
        if self._clipboard.asks_programs:
            self._tasks.start(self._ask_programs(text, what, told=told), group="clipboard")
        else:
            self._end(self._clipboard.put(text), text, what, told=told)

    async def _ask_programs(self, text: str, what: str, *, told: bool) -> None:
        # The text that was copied last must be the one that stays.
        async with self._one_at_a_time:
            delivery = await asyncio.to_thread(self._clipboard.put, text)
        self._end(delivery, text, what, told=told)

    def _end(self, delivery: Delivery, text: str, what: str, *, told: bool) -> None:
        if delivery.sequence:
            self._write(delivery.sequence)
        if told or delivery.too_long:
            self._notifier.say(said(delivery, text, what), bad=delivery.too_long and not delivery.taken)


def said(delivery: Delivery, text: str, what: str = "") -> str:
    """Return the notice about a copy: `Copied` only where a program has said that it took the text."""
    amount = f"{what}, {how_much(text)}," if what else how_much(text)
    save = f"/{BY_ID['copy.save'].slash} writes it to a file."
    if delivery.taken:
        places = " and ".join(delivery.taken)
        more = ""
        if delivery.sent:
            more = f" It was sent to the terminal too, which may not take it. {save}"
        elif delivery.too_long:
            more = f" It is too long for the terminal. {save}"
        return f"Copied {amount} to {places}.{more}"
    if delivery.too_long:
        return f"Not copied: {amount} too long for the terminal's clipboard. {save}"
    return f"Sent {amount} to the terminal, which may not take it: paste to see. {save}"


def how_much(text: str) -> str:
    """Return the size of a text in words: `3 lines`, or the characters of a single line."""
    lines = text.count("\n") + 1
    return count(lines, "line") if lines > 1 else count(len(text), "character")


def last_answer(thread: ThreadState | None) -> str:
    """Return the Markdown of the agent's newest message; empty without one."""
    for item in reversed(thread.items if thread is not None else ()):
        if isinstance(item, AgentMessage) and (text := source(item)):
            return text
    return ""
