"""Shell commands that the person types, and what begins by itself when a thread is loaded to run one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import InvalidRequestError

from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server import AsyncCodex

    from ..state.store import Store
    from .turns import Turns


@dataclass(frozen=True)
class WouldStart:
    """What begins by itself as soon as a thread is loaded; its texts are sanitised."""

    queued: tuple[str, ...] = ()
    """The messages in its queue, oldest first."""
    goal: str = ""
    """The objective of its goal, when that is active."""

    def __bool__(self) -> bool:
        return bool(self.queued or self.goal)


class ShellCommands:
    """Runs commands for a thread (`thread/shellCommand`): with the person's rights, outside any sandbox."""

    def __init__(self, codex: AsyncCodex, store: Store, turns: Turns) -> None:
        self._codex = codex
        self._store = store
        self._turns = turns

    async def run(self, thread_id: str, command: str) -> None:
        """Begin a command, in the running turn or in one of its own; a thread that is not loaded is resumed.

        Raises `CodexError` when the server did not take it.
        """
        await self._turns.load(thread_id)
        try:
            await self._codex.api.thread_shell_command(thread_id=thread_id, command=command)
        except InvalidRequestError as error:
            # The server may have unloaded an idle thread since.
            if not error.message.startswith("thread not found"):
                raise
            await self._turns.load(thread_id, again=True)
            await self._codex.api.thread_shell_command(thread_id=thread_id, command=command)

    async def would_start(self, thread_id: str) -> WouldStart:
        """Return what resuming a thread would set going: nothing for one that is loaded."""
        if self._store.thread(thread_id).loaded:
            return WouldStart()
        queue = await self._codex.api.thread_queue_list(thread_id=thread_id)
        found = await self._codex.api.thread_goal_get(thread_id=thread_id)
        goal = found.goal
        return WouldStart(
            tuple(_words(message.input) for message in queue.data),
            sanitise_line(goal.objective) if goal is not None and goal.status == "active" else "",
        )


def _words(parts: Sequence[object]) -> str:
    texts = [getattr(part, "text", "") for part in parts]
    return sanitise_line(" ".join(" ".join(texts).split())) or "a message without text"
