"""A scroll bar of one cell whose rows are two shared strips.

Textual's own draws every row through its style cache, which costs more than the rest of a streamed frame
(5 of 12 ms at 160x48). This is also the one place that reaches into Textual for replacing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.scroll_view import ScrollView


class SlimScrollBar(ScrollBar):
    """Repaints only when its thumb has moved."""

    _thumb = (0, 0)
    _strips: tuple[Strip, Strip, Strip, Strip] | None = None
    _key: object = None
    _marked: frozenset[int] = frozenset()
    _here: int | None = None

    def mark(self, rows: frozenset[int], here: int | None) -> None:
        """Mark rows of the bar, one of them as the one where the reader is."""
        if (rows, here) != (self._marked, self._here):
            self._marked, self._here = rows, here
            self.refresh()

    def show(self, total: int, window: int, position: int) -> None:
        """Show where a window of rows is among all of them."""
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
        thumb, track, marked, here = self._bars()
        first, last = self._thumb
        rows = [thumb if first <= y < last else track for y in range(crop.y, crop.bottom)]
        if self._marked:
            rows = [marked if y in self._marked else row for y, row in enumerate(rows, crop.y)]
        if self._here is not None and crop.y <= self._here < crop.bottom:
            rows[self._here - crop.y] = here
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
        _base, background = self.parent.background_colors
        look_up = getattr(self.parent, "get_component_rich_style", None)
        found = look_up("transcript--bar-hit") if look_up is not None else Style()
        key = (color, background, found)
        if self._strips is None or key != self._key:
            self._key = key
            ground = background.rich_color
            meta = {"@mouse.down": "grab"}
            thumb = Style.from_color((background + color).rich_color, ground) + Style(meta=meta)
            track = Style.from_color(bgcolor=ground)
            glyph = getattr(self.parent, "scrollbar_glyph", "▐")
            marks = getattr(self.parent, "scrollbar_marks", ("╸", "━"))
            self._strips = (
                Strip([Segment(glyph, thumb)], 1),
                Strip([Segment(" ", track)], 1),
                Strip([Segment(marks[0], found + Style(meta=meta))], 1),
                Strip([Segment(marks[1], found + Style(meta=meta))], 1),
            )
        return self._strips


def slim_scrollbar(view: ScrollView) -> SlimScrollBar:
    """Return the slim bar of a view, made at first use in the place of Textual's own."""
    bar = view._vertical_scrollbar
    if isinstance(bar, SlimScrollBar):
        return bar
    bar = SlimScrollBar(vertical=True, name="vertical", thickness=1)
    view._vertical_scrollbar = bar
    bar.display = False
    view.app._start_widget(view, bar)
    return bar
