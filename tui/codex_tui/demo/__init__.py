"""The demo: an app-server in memory with a team's day in it, for trying the application offline.

`demo_config()` is what the application is started with for `codex-tui --demo`;
`python -m codex_tui.demo` serves the same on standard input and output, for any client of the protocol.
Everything is deterministic: the clock starts at `DEMO_NOW`, and with a pace of 0 nothing waits.
"""

from __future__ import annotations

from codex_app_server import AppServerConfig

from .place import DEMO_CWD, DEMO_HOME, DEMO_NOW
from .server import demo_server

__all__ = ["DEMO_CWD", "DEMO_HOME", "DEMO_NOW", "demo_config", "demo_server"]


def demo_config(pace: float = 1.0, *, concurrent_turns: bool = True) -> AppServerConfig:
    """Make the configuration of a client that talks to a demo server of its own.

    `pace` stretches all waiting: 1 is natural, 0 streams everything at once up to the places where the
    demo waits for the person.
    """
    server = demo_server(pace)
    return AppServerConfig(
        client_name="codex_tui_demo",
        concurrent_turns=concurrent_turns,
        transport=server.transport,
    )
