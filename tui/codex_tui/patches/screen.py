"""A screen that paints typed text at once.

Written for Textual 8.2.8, which paints 60 times a second, so that a key waits for up to 16 ms. On a busy
machine no gain was seen: medians from key to echo, with it and without, were 26.8 and 24.1 ms, 20.4 and 18.7,
24.2 and 19.7, 17.2 and 18.2 (runs of five or seven rounds, `make bench-patches ARGS="--only echo"`).
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

from .compositor import compose_rows
from .frame_output import holds_frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import messages
    from textual.geometry import Region
    from textual.widget import Widget

_BETWEEN_ECHOES = 1 / 120
"""Minimum seconds between two paintings of typed text: a burst of keys is painted with the next frame."""


class RowScreen(Screen[None]):
    """A screen that is composed of rows; between its widgets it shows its own background."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        compose_rows(self)
        self._echoed_at = 0.0
        self.input_waits: Callable[[], bool] = bool
        """Returns whether more keys wait to act; typed text is painted with the next frame then."""

    async def _on_update(self, message: messages.Update) -> None:
        """Paint typed text at once; everything else waits for the next frame."""
        await super()._on_update(message)
        message.prevent_default()
        if message.widget is self.focused and isinstance(message.widget, (TextArea, Input)):
            self._echo(message.widget)

    def _on_timer_update(self) -> None:
        """Paint nothing while the terminal has not taken the last frame; a layout does not wait."""
        due = self._layout_required or self._scroll_required or self._repaint_required
        if due or self._recompose_required or not holds_frames(self.app):
            super()._on_timer_update()
            return
        self._update_timer.pause()
        if self._callbacks:
            self.call_next(self._invoke_and_clear_callbacks)

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
        """Return a blank row for each row of `crop`."""
        strip = Strip.blank(crop.width, self.visual_style.rich_style)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return [strip] * crop.height
