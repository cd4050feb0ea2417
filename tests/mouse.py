"""The mouse as the terminal sends it: through the application, which Textual's pilot goes around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.app import App


def press(app: App[None], x: int, y: int) -> None:
    """Press the left button at a point of the screen."""
    app.post_message(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))


def release(app: App[None], x: int, y: int) -> None:
    """Release the left button at a point of the screen."""
    app.post_message(events.MouseUp(None, x, y, 0, 0, 1, False, False, False, x, y))
