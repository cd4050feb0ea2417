"""Requests about commands that go on in the background: after a turn has ended, or was interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.sanitise import sanitise_line
from ..state.shell_words import unwrap_shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AsyncCodex

    from ..state.change import Change
    from ..state.store import Store

_NAMED = 3
"""Commands that a line of the conversation names; the others are counted."""


@dataclass(frozen=True, slots=True)
class BackgroundTerminal:
    """A command that goes on. Texts are sanitised; `cpu_percent` and `rss_kb` are None where unknown."""

    process_id: str
    command: str
    pid: int | None = None
    cpu_percent: float | None = None
    rss_kb: int | None = None


class Background:
    """The requests about background terminals; only a loaded thread has any."""

    def __init__(self, codex: AsyncCodex, store: Store, on_change: Callable[[Change], None]) -> None:
        self._codex = codex
        self._store = store
        self._tell = on_change

    async def list(self, thread_id: str) -> list[BackgroundTerminal]:
        """Return the commands of a thread that go on (`thread/backgroundTerminals/list`)."""
        from codex_app_server.generated.v2_all import (
            ThreadBackgroundTerminalsListParams,
            ThreadBackgroundTerminalsListResponse,
        )

        if not self._store.thread(thread_id).loaded:
            return []
        found: list[BackgroundTerminal] = []
        cursor: str | None = None
        while True:
            page = await self._codex.request(
                "thread/backgroundTerminals/list",
                ThreadBackgroundTerminalsListParams(thread_id=thread_id, cursor=cursor),
                ThreadBackgroundTerminalsListResponse,
            )
            found += [
                BackgroundTerminal(
                    each.process_id,
                    sanitise_line(unwrap_shell(each.command)),
                    each.os_pid,
                    each.cpu_percent,
                    each.rss_kb,
                )
                for each in page.data
            ]
            if page.next_cursor is None or page.next_cursor == cursor:
                return found
            cursor = page.next_cursor

    async def terminate(self, thread_id: str, process_id: str) -> bool:
        """End one command (`thread/backgroundTerminals/terminate`); False when it has ended already."""
        from codex_app_server.generated.v2_all import (
            ThreadBackgroundTerminalsTerminateParams,
            ThreadBackgroundTerminalsTerminateResponse,
        )

        answer = await self._codex.request(
            "thread/backgroundTerminals/terminate",
            ThreadBackgroundTerminalsTerminateParams(thread_id=thread_id, process_id=process_id),
            ThreadBackgroundTerminalsTerminateResponse,
        )
        return answer.terminated

    async def terminate_all(self, thread_id: str) -> None:
        """End all commands of a thread that go on (`thread/backgroundTerminals/clean`)."""
        from codex_app_server.generated.v2_all import (
            ThreadBackgroundTerminalsCleanParams,
            ThreadBackgroundTerminalsCleanResponse,
        )

        await self._codex.request(
            "thread/backgroundTerminals/clean",
            ThreadBackgroundTerminalsCleanParams(thread_id=thread_id),
            ThreadBackgroundTerminalsCleanResponse,
        )

    async def name_what_runs(self, thread_id: str, turn_id: str, command: str) -> None:
        """Add a line to the conversation that names the commands which an interrupt has not ended.

        `command` is that of the application which lists them.
        """
        if running := await self.list(thread_id):
            self._tell(self._store.goes_on(thread_id, turn_id, running_words(running, command)))


def running_words(running: list[BackgroundTerminal], command: str) -> str:
    """Return a sentence that names what goes on, and the command that lists and ends it."""
    named = ", ".join(each.command for each in running[:_NAMED])
    more = len(running) - _NAMED
    others = f" and {more} more" if more > 0 else ""
    return f"Goes on in the background: {named}{others}. {command} lists it, and can end it."
