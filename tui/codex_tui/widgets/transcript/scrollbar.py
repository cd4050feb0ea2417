"""A scroll bar of one cell. Its rows are shared strips.

Textual's own draws every row through its style cache, which costs more than the rest of a streamed frame
(5 of 12 ms at 160x48).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from ...patches.scrollbar import vertical_scrollbar
from ..role_styles import RoleStyles
from .finder import BarMarks
from .roles import ROLE_STYLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.color import Color
    from textual.scroll_view import ScrollView

    from ...blocks import Glyphs


class SlimScrollBar(ScrollBar):
    """Repaints only when its thumb or its marks have changed. `mark_style` gives the style of a mark."""

    def __init__(self, glyphs: Glyphs, mark_style: Callable[[], Style]) -> None:
        super().__init__(vertical=True, name="vertical", thickness=1)
        self._glyphs = glyphs
        self._mark_style = mark_style
        self._thumb = (0, 0)
        self._strips: tuple[Strip, Strip, Strip, Strip] | None = None
        self._key: object = None
        self._marks = BarMarks()

    def use_glyphs(self, glyphs: Glyphs) -> None:
        """Draw with other shapes from now on."""
        self._glyphs = glyphs
        self._key = self._strips = None
        self.refresh()

    def mark(self, marks: BarMarks) -> None:
        """Mark the rows that have matches of a search."""
        if marks != self._marks:
            self._marks = marks
            self.refresh()

    def show(self, total: int, window: int, position: int) -> None:
        """Show the position of a window of rows among all rows."""
        total = max(1, total)
        window = min(max(1, window), total)
        height = self.size.height or window
        length = max(1, height * window // total)
        top = round((height - length) * position / max(1, total - window))
        self.set_reactive(ScrollBar.window_virtual_size, total)
        self.set_reactive(ScrollBar.window_size, window)
        self.set_reactive(ScrollBar.position, float(position))
        thumb = (top, top + length) if window < total else (0, 0)
        if thumb != self._thumb:
            rows = [*thumb, *self._thumb]
            self._thumb = thumb
            self.refresh(Region(0, min(rows), 1, max(rows) - min(rows) + 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the bar."""
        thumb, track, match, current = self._bars()
        first, last = self._thumb
        rows = [thumb if first <= y < last else track for y in range(crop.y, crop.bottom)]
        if self._marks.rows:
            rows = [match if y in self._marks.rows else row for y, row in enumerate(rows, crop.y)]
        if self._marks.current is not None and crop.y <= self._marks.current < crop.bottom:
            rows[self._marks.current - crop.y] = current
        return rows

    def _bars(self) -> tuple[Strip, Strip, Strip, Strip]:
        if self.parent is None or not hasattr(self.parent, "styles"):
            raise RuntimeError("The scroll bar is not part of a view; only a view may make it.")
        styles = self.parent.styles
        if self.grabbed:
            color = styles.scrollbar_color_active
        elif self.mouse_over:
            color = styles.scrollbar_color_hover
        else:
            color = styles.scrollbar_color
        background = self.parent.background_colors[1]
        mark = self._mark_style()
        key = (color, background, mark)
        if self._strips is None or key != self._key:
            self._key = key
            meta = Style(meta={"@mouse.down": "grab"})
            track = Style.from_color(bgcolor=background.rich_color)
            thumb = Style.from_color((background + color).rich_color, background.rich_color) + meta
            self._strips = (
                self._filtered(Segment(self._glyphs.thumb, thumb), background),
                self._filtered(Segment(" ", track), background),
                self._filtered(Segment(self._glyphs.bar_hit, mark + meta), background),
                self._filtered(Segment(self._glyphs.bar_here, mark + meta), background),
            )
        return self._strips

    def _filtered(self, segment: Segment, background: Color) -> Strip:
        """Return a cell as the application's filters leave it: without colour where none is wanted."""
        strip = Strip([segment], 1)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return strip


def slim_scrollbar(view: ScrollView, glyphs: Glyphs) -> SlimScrollBar:
    """Return the scroll bar of a view, made at first use."""
    styles = RoleStyles(view, ROLE_STYLES)
    return vertical_scrollbar(view, SlimScrollBar, lambda: SlimScrollBar(glyphs, lambda: styles("bar-hit")))
