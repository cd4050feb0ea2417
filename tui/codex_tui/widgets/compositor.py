"""Puts widgets together on the screen, asking each only for the rows that will be painted.

Textual asks every widget that could be on the screen for all of its rows, whatever has changed: a spinner in
one row costs all rows of the conversation, and a page of the conversation the rows of the header. Without
that a frame of a stream costs a third less. Nor is a row cut into pieces that nobody will see, or that are
the row itself: a page is three quarters of such rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import Console
    from textual import messages
    from textual.widget import Widget

_BETWEEN_ECHOES = 1 / 120
"""Seconds between two paintings of what is typed: a burst of keys is painted with the next frame."""


class Clear:
    """Mixin of a container that paints nothing itself: what is below it shows where no child is."""


class RowCompositor(Compositor):
    """Textual's compositor, which leaves out what nobody will see."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield the place, the painted part of it and that part's rows for each widget, front to back."""
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip)
            if isinstance(widget, Clear) or not part:
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
        """Return for each row its strips by where they begin; what is in front was there first."""
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
        """Return what is to be painted of what has changed."""
        update = super().render_partial_update()
        return update and RowUpdate(update.chops, update.spans, update.chop_ends)


class RowUpdate(ChopsUpdate):
    """Textual's update, which makes no objects only to have them say where the cursor goes."""

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is sent."""
        out: list[str] = []
        for y, left, right in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= right or end <= left:
                    continue
                shown = strip if end <= right else strip.crop(0, right - x)
                out.append(f"\x1b[{y + 1};{x + 1}H{shown.render(console)}")
        return "".join(out)


class Ground(Screen[None]):
    """A screen that is put together so, and shows nothing itself but its ground between the widgets."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._compositor = RowCompositor()
        self._echoed_at = 0.0
        self.input_waits: Callable[[], bool] = bool
        """Whether more keys wait to act: then what is typed is painted with the next frame."""

    async def _on_update(self, message: messages.Update) -> None:
        """Paint what was typed at once; everything else waits for the next frame."""
        await super()._on_update(message)
        message.prevent_default()
        if message.widget is self.focused and isinstance(message.widget, (TextArea, Input)):
            self._echo(message.widget)

    def _compositor_refresh(self) -> None:
        """Paint; when that was all of the screen, nothing is left of what widgets had asked for until then.

        Textual paints it all once more when their messages come: a theme and a new size cost two screens.
        """
        whole = self._compositor.size.region in self._compositor._dirty_regions
        super()._compositor_refresh()
        if whole and self.is_current:
            for widget in self._compositor.visible_widgets:
                widget._repaint_regions.clear()

    def _echo(self, widget: Widget) -> None:
        now = monotonic()
        late = self._layout_required or self._scroll_required or self._repaint_required
        if (
            late
            or self.input_waits()
            or not self.is_current
            or self.app._batch_count
            or now - self._echoed_at < _BETWEEN_ECHOES
        ):
            return
        self._echoed_at = now
        others = self._dirty_widgets - {widget}
        self._compositor.update_widgets({widget})
        self._compositor_refresh()
        self._dirty_widgets |= others

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the same row so many times."""
        strip = Strip.blank(crop.width, self.visual_style.rich_style)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return [strip] * crop.height
