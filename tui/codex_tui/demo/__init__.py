"""The demo: an app-server in memory with a team's day in it, to try the application offline.

`codex-tui --demo` starts the application with `demo_config()`;
`python -m codex_tui.demo` serves the same on standard input and output, for any client of the protocol.
Everything is deterministic: the clock starts at `DEMO_NOW`, and with a pace of 0 nothing waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import AppServerConfig

from .moment import DEMO_CWD, DEMO_HOME, DEMO_NOW

if TYPE_CHECKING:
    from codex_app_server.config import Transport
    from codex_app_server.testing import ScriptedServer

__all__ = ["DEMO_CWD", "DEMO_HOME", "DEMO_NOW", "demo_config", "demo_server"]


def demo_config(pace: float = 1.0, *, concurrent_turns: bool = True) -> AppServerConfig:
    """Make the configuration of a client that talks to a demo server of its own.

    `pace` stretches all waiting: 1 is natural, 0 streams everything at once up to the places where the
    demo waits for the person.
    """
    made: list[ScriptedServer] = []

    async def transport() -> Transport:
        # One server for all connections, made for the first one: that is after the first frame.
        if not made:
            made.append(demo_server(pace))
        return await made[0].transport()

    return AppServerConfig(
        client_name="codex_tui_demo",
        concurrent_turns=concurrent_turns,
        transport=transport,
    )


def demo_server(pace: float = 1.0) -> ScriptedServer:
    """Make a server with all threads of the demo; `pace` stretches all waiting, 0 does not wait."""
    from .server import demo_server as make

    return make(pace)
