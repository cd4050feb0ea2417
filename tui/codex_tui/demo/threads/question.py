"""A thread without a name, from the command line: its first words stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import DAY, HOUR, read, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_MAKEFILE = """\
check:
\truff check .
\truff format --check .
\tmypy
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server."""
    server.add_thread(
        thread(
            None,
            turn(
                "what does `make check` run, in which order, and which of it can I skip while I am only "
                "changing the documentation?",
                read("Makefile", _MAKEFILE),
                items.agent_message(
                    "`ruff check`, `ruff format --check`, `mypy`, in that order. For documentation none "
                    "of it matters; `scripts/check-docs` does."
                ),
                seconds=8,
            ),
            ago=DAY + 9 * HOUR,
            source="cli",
            model="gpt-6-luna",
            tokens=6_100,
        )
    )
