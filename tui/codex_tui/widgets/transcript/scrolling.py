"""Adapts a window of blocks to a scroll view of Textual, for the conversation and the pager alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.widget import Widget

from ...patches.scrollbar import show_scrollbars
from .paint import MARGIN_LEFT
from .scrollbar import SlimScrollBar, slim_scrollbar
from .slices import Slices

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.scroll_view import ScrollView
    from textual.strip import Strip

    from .window import BlockWindow, Overlay


class ScrollAdapter:
    """Gives a window the theme and the size of its view, and the view what the window computed.

    `post` posts what the parts of the view want to tell. `update` draws blocks that are unfinished. `moved`
    draws the new place of the reader.
    """

    def __init__(
        self,
        view: ScrollView,
        window: BlockWindow,
        *,
        post: Callable[[], None],
        update: Callable[[], None],
        moved: Callable[[], None],
    ) -> None:
        self._view = view
        self._window = window
        self._post = post
        self._update = update
        self._moved = moved
        self._slices = Slices()
        self._theme_used = False

    @property
    def bar(self) -> SlimScrollBar:
        """The bar at the right."""
        return slim_scrollbar(self._view, self._window.painter.glyphs)

    def fit(self) -> None:
        """Give the window the current theme and size."""
        view, region = self._view, self._view.scrollable_content_region
        if region.width > 0:
            if not self._theme_used:
                self._theme_used = True
                self._window.use_theme(view.get_line_filters(), view.background_colors[1])
            if self._window.fit(region.width, region.height):
                self.apply()

    def apply(self) -> None:
        """Set offset, scroll bar and timer from the parts, and post what they want to tell."""
        self._post()
        if self._view.is_attached:
            self._slices.want(self._window.pause, self._work, self._view.set_timer)
        if self._window.viewport.height > 0:
            self._scroll()

    def repaint(self, rows: list[range] | None) -> None:
        """Have rows painted; None means all."""
        if rows is None:
            self._view.refresh()
        elif rows:
            self._view.refresh(*[Region(0, part.start, self._view.size.width, len(part)) for part in rows])

    def repaint_spinners(self, rows: list[range]) -> None:
        """Have the spinners at the start of rows painted, and nothing else of these rows."""
        if rows:
            self._view.refresh(*[Region(MARGIN_LEFT, row, 1, 1) for part in rows for row in part])

    def lines(self, crop: Region, overlay: Overlay) -> list[Strip]:
        """Return a part of the view. Textual's style cache is not used, as the document keeps every strip."""
        strips = self._window.render(crop.y, crop.height, overlay)
        if crop.x or crop.width != self._view.scrollable_content_region.width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def line(self, y: int) -> Strip:
        """Return one row with the offsets of its characters: Textual asks for the row under the mouse."""
        strips = self._view.render_lines(Region(0, y, self._view.scrollable_content_region.width, 1))
        return self._window.with_offsets(strips[0] if strips else self._window.painter.blank(), y)

    def styles_changed(self) -> None:
        """Read the styles again at the next drawing: component classes get their new ones only after this."""
        self._theme_used = False

    def scrolled_to(self, row: float) -> None:
        """Follow a scroll by Textual: the wheel, a page key, the bar."""
        self.fit()
        self._window.viewport.scrolled_to(round(row), at_end=row >= self._view.max_scroll_y)
        self._moved()

    def resized(self) -> None:
        """Keep the reader at the same words when the size changes."""
        if not self._view.show_vertical_scrollbar:
            show_scrollbars(self._view)
        self.fit()
        self._window.viewport.settle()
        self.apply()
        self._view.refresh()

    def _work(self) -> None:
        """Do the next slice of work that takes longer than a frame."""
        if self._window.document.unfinished:
            self._update()
        elif self._window.work():
            self._moved()
        else:
            self.apply()

    def _scroll(self) -> None:
        """Set size and offset without the layout that Textual's own setters request."""
        view, viewport, bar = self._view, self._window.viewport, self.bar
        size = Size(view.size.width, viewport.total_rows)
        if size != view.virtual_size:
            view.set_reactive(Widget.virtual_size, size)
        row = viewport.first_row
        if view.scroll_y != row:
            view.set_reactive(Widget.scroll_y, float(row))
        view.set_reactive(Widget.scroll_target_y, float(row))
        bar.show(viewport.total_rows, viewport.height, row)
        bar.mark(self._window.finder.bar_marks(bar.size.height))
