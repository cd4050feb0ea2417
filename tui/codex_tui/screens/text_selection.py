"""The selected text, in the composer or anywhere on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..widgets.composer import Composer


class SelectsText(Protocol):
    """The part of a screen that selects text with the mouse."""

    def get_selected_text(self) -> str | None:
        """Return the selected text."""
        ...

    def clear_selection(self) -> None:
        """Clear the selection."""
        ...


class TextSelection:
    """What copying copies and escape clears."""

    def __init__(self, screen: SelectsText, composer: Composer) -> None:
        self._screen = screen
        self._composer = composer

    @property
    def text(self) -> str:
        """The selected text, first that of the composer; empty without one."""
        return self._composer.selected_text or self._screen.get_selected_text() or ""

    def clear(self) -> bool:
        """Clear the selection, first that of the screen; return False when there was none."""
        if self._screen.get_selected_text():
            self._screen.clear_selection()
        elif not self._composer.selection.is_empty:
            self._composer.clear_selection()
        else:
            return False
        return True
