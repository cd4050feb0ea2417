"""Puts widgets together on the screen, asking each only for the rows that will be painted.

Textual asks every widget that could be on the screen for all of its rows, whatever has changed: a spinner in
one row costs all rows of the conversation, and a page of the conversation the rows of the header. Without
that a frame of a stream costs a third less.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class Ground(Screen[None]):
    """A screen that is put together so, and shows nothing itself but its ground between the widgets."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._compositor = RowCompositor()
        self._echoed_at = 0.0

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
        if late or not self.is_current or self.app._batch_count or now - self._echoed_at < _BETWEEN_ECHOES:
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
