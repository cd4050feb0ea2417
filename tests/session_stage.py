"""A session with its pump running, as the application runs it, and what it told its listeners."""

from __future__ import annotations

import asyncio
import base64
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_app_server.testing import RpcError
from codex_tui.session import CodexSession, ConnectionLost, LoginOutcome, SessionOptions
from codex_tui.state.change import Change
from codex_tui.state.items import AgentMessage, UserMessage
from codex_tui.state.store import Store
from patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from codex_app_server import AppServerConfig
    from codex_app_server.testing._wire import JsonObject
    from codex_tui.state.threads import ThreadState


class Listening:
    """A session, and every call of its callbacks."""

    def __init__(self, config: AppServerConfig, options: SessionOptions) -> None:
        self.store = Store(clock=lambda: 1_795_338_000.0)
        self.session = CodexSession(config, self.store, options)
        self.changes: list[Change] = []
        self.lost: list[ConnectionLost] = []
        self.logins: list[LoginOutcome] = []
        self.session.listen(
            changed=self.changes.append, lost=self.lost.append, login_ended=self.logins.append
        )
        self._pumps: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Start the server and follow it."""
        await self.session.start()
        self._pumps.append(asyncio.create_task(self.session.pump()))

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait for a condition, bounded; an error of the pump is raised at once."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not condition():
            for pump in self._pumps:
                if pump.done():
                    pump.result()
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"waited {PATIENCE:g} s in vain for {what or condition}")
            await asyncio.sleep(0.01)

    async def idle(self, thread_id: str) -> ThreadState:
        """Wait until a thread has had a turn and runs none."""
        thread = self.store.thread(thread_id)
        await self.until(lambda: thread.turns and thread.active_turn_id is None, "the end of the turn")
        return thread

    async def running(self, thread_id: str) -> ThreadState:
        """Wait until a turn runs on a thread."""
        thread = self.store.thread(thread_id)
        await self.until(lambda: thread.active_turn_id, "a running turn")
        return thread

    async def stop(self) -> None:
        """Close the session and its pumps."""
        await self.session.close()
        for pump in self._pumps:
            pump.cancel()
            with suppress(asyncio.CancelledError):
                await pump


@asynccontextmanager
async def listening(
    config: AppServerConfig,
    *,
    cwd: str,
    ask_trust: bool = True,
    prepared: Callable[[CodexSession], None] | None = None,
    **options: Any,
) -> AsyncIterator[Listening]:
    """Run a session until the block ends."""
    stage = Listening(config, SessionOptions(cwd=cwd, ask_trust=ask_trust, **options))
    if prepared is not None:
        prepared(stage.session)
    await stage.start()
    try:
        yield stage
    finally:
        await stage.stop()


def file_on_disk(params: JsonObject) -> JsonObject:
    """The answer to `fs/readFile` of a scripted server that has the files of this machine."""
    try:
        data = Path(str(params["path"])).read_bytes()
    except OSError as error:
        raise RpcError(-32603, str(error)) from error
    return {"dataBase64": base64.b64encode(data).decode()}


def texts(thread: ThreadState, kind: type[UserMessage | AgentMessage]) -> list[str]:
    """The texts of a thread's messages of one kind."""
    return [str(item.text) for item in thread.items if isinstance(item, kind)]
