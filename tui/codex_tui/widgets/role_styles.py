"""The styles of the words of a widget, by role, made from the theme without a rule for each.

Component classes do the same, and cost more: Textual makes a node for each class of each widget and matches
it against the style sheet whenever the focus moves or a dialog opens, 0.2 ms each. The conversation alone has
fifty roles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.style import Style as VisualStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style
    from textual.widget import Widget


WORD_STYLES: Mapping[str, str] = {
    "text": "$foreground",
    "strong": "bold $foreground",
    "quiet": "$foreground-muted",
    "quiet-italic": "italic $foreground-muted",
    "faint": "$foreground-disabled",
    "accent": "$accent",
    "accent-strong": "bold $accent",
    "success": "$success",
    "warning": "$warning",
    "warning-strong": "bold $warning",
    "error": "$error",
}
"""The roles of words in bars and lists."""


class RoleStyles:
    """Gives each role of a widget its style on the background that the widget has now.

    `roles` has a style for each name, written as in Textual's markup, with the variables of the theme:
    `"bold $accent on $surface"`. What a role does not say is the widget's.
    """

    def __init__(self, widget: Widget, roles: Mapping[str, str] = WORD_STYLES) -> None:
        self._widget = widget
        self._roles = roles
        self._made_for: tuple[VisualStyle, Mapping[str, str]] | None = None
        self._styles: dict[str, Style] = {}

    def all(self) -> Mapping[str, Style]:
        """Return the style of each role, made anew only for another theme or background."""
        own, variables = self._widget.visual_style, self._widget.app.theme_variables
        if self._made_for is None or self._made_for[0] != own or self._made_for[1] is not variables:
            self._made_for = own, variables
            self._styles = {
                name: (own + VisualStyle.parse(style, variables)).rich_style
                for name, style in self._roles.items()
            }
        return self._styles

    def __call__(self, name: str) -> Style:
        """Return the style of one role."""
        return self.all()[name]
