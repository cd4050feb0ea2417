"""Notices: sentences for the person that belong to no thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.own_keys import name_of

if TYPE_CHECKING:
    from textual.dom import DOMNode


class Notifier:
    """Shows notices in the application of a node."""

    def __init__(self, node: DOMNode) -> None:
        self._node = node

    def say(self, text: str, *, bad: bool = False) -> None:
        """Show a sentence; the application sanitises it."""
        self._node.app.notify(text, severity="error" if bad else "information", markup=False)

    def key(self, key_id: str) -> str:
        """Name the key of a row of the table, as this person has it: sentences name keys."""
        return name_of(self._node.app, key_id)
