"""Two archived threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import DAY, ran, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer


def add(server: ScriptedServer) -> None:
    """Add both threads to the server."""
    server.add_thread(
        thread(
            "Spike: sqlite instead of redis",
            turn(
                "How slow would the session store be on sqlite?",
                ran("python bench/sessions.py --backend sqlite", "p50 0.4 ms\np99 2.1 ms\n", seconds=31),
                items.agent_message(
                    "A median of 0.4 ms, 2.1 ms at the 99th. Good enough, and one service less."
                ),
                seconds=64,
            ),
            ago=21 * DAY,
            branch="spike-sqlite",
            archived=True,
        )
    )
    server.add_thread(
        thread(
            "Try the new linter",
            turn(
                "Run the new linter over everything and count.",
                ran("ruff check . --statistics", "212  D103  undocumented-public-function\n", exit_code=1),
                items.agent_message("212 findings, all of one rule. Decide on the rule first."),
                seconds=15,
            ),
            ago=34 * DAY,
            archived=True,
        )
    )
