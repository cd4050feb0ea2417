"""Asks before a thread is loaded whose queue or goal would go on by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocks.cells import clip
from .questions import GO_ON, waking_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session import CodexSession
    from ..session.shell_commands import WouldStart
    from ..widgets.composer import Composer

_NAMED = 60
"""Maximum cells of a message or a goal in the question."""


class Waking:
    """Whether a person lets a thread be loaded. `clock` tells when the keys for the dialog came."""

    def __init__(self, session: CodexSession, composer: Composer, clock: Callable[[], float]) -> None:
        self._session = session
        self._composer = composer
        self._clock = clock

    async def is_allowed(self, thread_id: str, act: str) -> bool:
        """Ask if loading the thread would start something, and return the answer; True if it would not.

        `act` is what the thread is loaded for, as the beginning of a sentence: "Running a command". Call it
        in a worker. Raises `CodexError`.
        """
        found = await self._session.shell.would_start(thread_id)
        if not found:
            return True
        question = waking_question(act, *named(found), composer=self._composer, clock=self._clock)
        return await self._composer.app.push_screen_wait(question) == GO_ON.id


def named(found: WouldStart) -> list[str]:
    """Return what would start, a line each."""
    lines = [f"queued: \u201c{clip(words, _NAMED)}\u201d" for words in found.queued[:3]]
    if len(found.queued) > len(lines):
        lines.append(f"and {len(found.queued) - len(lines)} more queued")
    if found.goal:
        lines.append(f"the goal: \u201c{clip(found.goal, _NAMED)}\u201d, turn after turn")
    return lines
