"""The terminal around an application, as far as Textual does not write to it itself.

Written for Textual 8.2.8, which has public ways for the bell and for its own form of the clipboard only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode


class TerminalAround:
    """The terminal of a node's application. Call it on the event loop."""

    def __init__(self, node: DOMNode) -> None:
        self._node = node

    @property
    def focused(self) -> bool:
        """Whether the terminal has the focus; True until it has reported otherwise."""
        return bool(self._node.app.app_focus)

    def bell(self) -> None:
        """Ring."""
        self._node.app.bell()

    def write(self, sequence: str) -> None:
        """Write a sequence, between two frames; without a terminal nothing happens."""
        app = self._node.app
        driver = app._driver
        if sequence and driver is not None and not app.is_headless:
            driver.write(sequence)
            driver.flush()
