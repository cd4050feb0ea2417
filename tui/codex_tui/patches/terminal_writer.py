"""Writes control sequences to the terminal of an application.

Written for Textual 8.2.8, which has public ways for the bell and for its own form of the clipboard only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Write a sequence, between two frames; without a terminal nothing happens. Call it on the event loop."""
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(sequence)
        driver.flush()
