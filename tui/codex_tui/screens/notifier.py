"""Notices for the person that belong to no thread."""

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
        """Show a notice, with `bad` as an error; the application sanitises it."""
        self._node.app.notify(text, severity="error" if bad else "information", markup=False)

    def clear(self) -> None:
        """Remove the notices that are shown: what they say holds no longer."""
        self._node.app.clear_notifications()

    def key(self, key_id: str) -> str:
        """Return the name of the key that this person has for a row of the table, for use in sentences."""
        return name_of(self._node.app, key_id)
