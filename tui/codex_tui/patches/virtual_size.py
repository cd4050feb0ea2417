"""Sets how much a widget has to scroll through, without a layout of the whole screen.

Written for Textual 8.2.8, where setting `Widget.virtual_size` asks for one; that of a `ScrollView` is not
needed, since what it shows has no place in a layout. FIGURE
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size


def set_virtual_size(widget: Widget, size: Size) -> None:
    """Set the size and bring the scroll bars and the offset up to date with it."""
    if size != widget.virtual_size:
        widget.set_reactive(Widget.virtual_size, size)
        widget._scroll_update(size)
