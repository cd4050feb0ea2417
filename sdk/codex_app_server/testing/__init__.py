"""A scripted app-server in memory, to test programs that use the SDK, or any client of the protocol.

    from codex_app_server import AppServerConfig, AsyncCodex
    from codex_app_server.testing import ScriptedServer, TurnScript

    async def scenario(turn: TurnScript) -> None:
        await turn.think("The person wants a file.")
        if await turn.command("touch notes.md", ask=True) == "completed":
            await turn.say("There it is.")

    server = ScriptedServer(scenario, pace=0)
    async with AsyncCodex(AppServerConfig(transport=server.transport)) as codex:
        thread = await codex.thread_start()
        result = await thread.run("make notes.md")

It needs no binary, no network and no process, and runs on asyncio and trio. It sends the same messages as the
real server of the pinned version, in the same order: this project's tests run the same scenarios against
both. `server.requests("turn/start")` returns what the client sent. `server.crash()`, `server.answer(...)` and
`TurnScript.fail` simulate failures. `serve_stdio(server)` serves programs in other processes.
`codex_app_server.testing.items` makes the items of a history.
"""

from ..transport import Transport, TransportFactory
from . import items
from ._account import MODELS, model
from ._turns import Steered
from ._wire import RpcError, overloaded
from .records import FULL_ACCESS, READ_ONLY, WORKSPACE_WRITE, StoredThread, StoredTurn
from .script import Scenario, TurnScript
from .server import ScriptedServer, echo
from .stdio import serve_stdio

__all__ = [
    "FULL_ACCESS",
    "MODELS",
    "READ_ONLY",
    "WORKSPACE_WRITE",
    "RpcError",
    "Scenario",
    "ScriptedServer",
    "Steered",
    "StoredThread",
    "StoredTurn",
    "Transport",
    "TransportFactory",
    "TurnScript",
    "echo",
    "items",
    "model",
    "overloaded",
    "serve_stdio",
]
