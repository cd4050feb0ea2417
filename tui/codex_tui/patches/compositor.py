"""Composes a screen from the rows that will be painted, and asks widgets for no others.

Written for Textual 8.2.8, whose compositor asks every widget that could be on the screen for all of its rows,
whatever has changed: a spinner in one row costs all rows of the conversation. It also cuts each row into
pieces at the edge of every widget, and most pieces are the row itself.
A frame for a row of the list takes 1.6 ms of CPU instead of 3.4, for the end of a conversation 0.8 instead of
3.3, for all of it 1.3 instead of 5.6 (`make bench-patches`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import Console
    from textual.screen import Screen
    from textual.strip import Strip


class Unpainted:
    """Mixin for a container that paints nothing: where it has no child, what is below it shows."""


class RowCompositor(Compositor):
    """Textual's compositor, without the rows and pieces that are covered or did not change."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield the region, its visible part and that part's rows for each widget, front to back."""
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip)
            if isinstance(widget, Unpainted) or not part:
                continue
            if crop is not None:
                if not part.overlaps(crop):
                    continue
                top, bottom = max(part.y, crop.y), min(part.bottom, crop.bottom)
                part = Region(part.x, top, part.width, bottom - top)
            yield region, part, widget.render_lines(part.translate(-region.offset))

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Return the strips of each row by their column; the widget in front comes first and wins."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(row[:-1]) for row in cuts]
        for _, part, strips in self._get_renders(crop):
            left, right = part.column_span
            for y, strip in zip(part.line_range, strips, strict=False):
                if not is_rendered_line(y):
                    continue
                row, places = chops[y], cuts[y]
                first, end = bisect_left(places, left), bisect_left(places, min(right, crop.right))
                seen = max(first, bisect_right(places, crop.x) - 1)
                free = [place for place in places[seen:end] if row[place] is None]
                if free == [left] and strip.cell_length <= places[first + 1] - left:
                    row[left] = strip
                elif free:
                    pieces = strip.divide([place - left for place in places[first + 1 : end + 1]])
                    row.update(
                        [pair for pair in zip(places[first:end], pieces, strict=False) if pair[0] in free]
                    )
        return cast("Sequence[Mapping[int, Strip]]", chops)

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return the update for the parts of the screen that have changed."""
        update = super().render_partial_update()
        return update and RowUpdate(update.chops, update.spans, update.chop_ends)


class RowUpdate(ChopsUpdate):
    """Textual's update, which writes cursor moves as text instead of making an object for each.

    It writes only the cells that were to be painted, also at the left: a spinner costs one.
    """

    def render_segments(self, console: Console) -> str:
        """Return the text for the terminal: each strip after a move of the cursor to its place."""
        out: list[str] = []
        for y, left, right in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= right or end <= left:
                    continue
                start = max(x, left)
                shown = strip if start == x and end <= right else strip.crop(start - x, min(right, end) - x)
                out.append(f"\x1b[{y + 1};{start + 1}H{shown.render(console)}")
        return "".join(out)


def compose_rows(screen: Screen[Any]) -> None:
    """Give a screen the `RowCompositor`; call this in the constructor of the screen."""
    screen._compositor = RowCompositor()
