"""Pictures: one that the person gives, one that the agent looks at, one that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import DAY, path, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer


def add(server: ScriptedServer) -> None:
    """Put the thread into the server."""
    sketch: items.Item = {"type": "localImage", "path": path("design/sketch.png")}
    server.add_thread(
        thread(
            "Draw an icon for the empty state",
            turn(
                items.user_message("Something like this sketch, but calmer. One line, no face.", sketch),
                items.image_view(path("design/sketch.png")),
                items.image_generation(
                    "A single continuous line that forms a resting fox, side view, no face, on nothing",
                    path=path("design/fox.png"),
                ),
                items.sleep(20),
                items.image_view(path("design/fox.png")),
                items.agent_message(
                    "It is in `design/fox.png`: one line, no face, and it still reads as a fox at 16 pixels. "
                    "At 12 it does not; use the dot there."
                ),
                seconds=96,
            ),
            ago=3 * DAY,
            branch="empty-state",
            tokens=9_800,
        )
    )
