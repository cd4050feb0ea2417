"""Hands what the parts computed to Textual, for the conversation and the pager alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.widget import Widget

from .paint import MARGIN_LEFT

if TYPE_CHECKING:
    from textual.scroll_view import ScrollView
    from textual.strip import Strip

    from .scrollbar import SlimScrollBar
    from .window import BlockWindow, Overlay


def scroll(view: ScrollView, bar: SlimScrollBar, window: BlockWindow) -> None:
    """Set the size and the offset of a view without the layout that Textual's own setters request."""
    viewport = window.viewport
    size = Size(view.size.width, viewport.total_rows)
    if size != view.virtual_size:
        view.set_reactive(Widget.virtual_size, size)
    row = viewport.first_row
    if view.scroll_y != row:
        view.set_reactive(Widget.scroll_y, float(row))
    view.set_reactive(Widget.scroll_target_y, float(row))
    bar.show(viewport.total_rows, viewport.height, row)
    bar.mark(window.finder.bar_marks(bar.size.height))


def repaint(view: ScrollView, rows: list[range] | None) -> None:
    """Have rows of a view painted; None means all."""
    if rows is None:
        view.refresh()
    elif rows:
        view.refresh(*[Region(0, part.start, view.size.width, len(part)) for part in rows])


def repaint_spinners(view: ScrollView, rows: list[range]) -> None:
    """Have the spinners at the start of rows painted, and nothing else of these rows."""
    if rows:
        view.refresh(*[Region(MARGIN_LEFT, row, 1, 1) for part in rows for row in part])


def painted(view: ScrollView, window: BlockWindow, crop: Region, overlay: Overlay) -> list[Strip]:
    """Return a part of a view. Textual's style cache is not used, as the document keeps every strip."""
    strips = window.render(crop.y, crop.height, overlay)
    if crop.x or crop.width != view.scrollable_content_region.width:
        strips = [strip.crop(crop.x, crop.right) for strip in strips]
    return strips
