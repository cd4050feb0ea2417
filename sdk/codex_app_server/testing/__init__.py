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

It needs no binary, no network and no process, runs on asyncio and trio, and says on the wire what the
real server of the pinned version says, in its order: the same scenarios are run against both in this
project's tests. `server.requests("turn/start")` shows what the client sent; `server.crash()`,
`server.answer(...)` and `TurnScript.fail` play what goes wrong. `serve_stdio(server)` serves it to
programs in other processes. The items of a history are made by `codex_app_server.testing.items`.
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
