"""The client that drives both servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
from codex_app_server import AsyncCodex, TextInput
from patience import PATIENCE

if TYPE_CHECKING:
    from codex_app_server import AppServerConfig, AsyncThread, Notification


class Cockpit:
    """A client, everything it heard, and what it was answered."""

    def __init__(self, config: AppServerConfig, work: str) -> None:
        self.codex = AsyncCodex(config)
        self.work = work
        self.heard: list[Notification] = []
        self.results: list[Any] = []
        self._events = self.codex.events()

    async def __aenter__(self) -> Cockpit:
        await self.codex.__aenter__()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._events.aclose()
        await self.codex.close()

    async def until(self, method: str, **wanted: object) -> Notification:
        """Listen until that is heard; `wanted` are attributes of the event or of its payload."""
        with anyio.fail_after(PATIENCE):
            async for event in self._events:
                self.heard.append(event)
                if event.method == method and all(_has(event, name, value) for name, value in wanted.items()):
                    return event
        raise AssertionError(f"The stream ended before {method}.")

    async def started(self, **settings: Any) -> AsyncThread:
        """Start a thread and hear of it."""
        thread = await self.codex.thread_start(**{"cwd": self.work, "sandbox": "workspace-write", **settings})
        await self.until("thread/started")
        return thread

    async def run(self, thread: AsyncThread, text: str) -> None:
        """Run a turn to its end."""
        await thread.turn(TextInput(text))
        await self.until("turn/completed", thread_id=thread.id)


def _has(event: Notification, name: str, value: object) -> bool:
    found = getattr(event, name, None)
    return value in (found, getattr(event.payload, name, None))
