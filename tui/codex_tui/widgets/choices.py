"""A list of answers to choose from. Its keys work even before it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

from .. import glyphs
from ..keys import Area
from ..patches.own_keys import row_of
from .answer_keys import KeyUse
from .bindings import bindings

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.binding import BindingType


SELECT = "choices.select"
"""The row that takes the highlighted answer."""


_MARK = 2
"""Cells of the mark: the padding of the options in the style sheet."""


class Choices(OptionList, inherit_bindings=False):
    """An `OptionList` with the keys of the table, whose highlighted row has the mark of all our lists."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.CHOICES)

    def render_line(self, y: int) -> Strip:
        """Draw a line; the mark stands in the padding before the first line of the highlighted row."""
        strip = super().render_line(y)
        here = _option(strip)
        if here is None or here != self.highlighted or (y and _option(super().render_line(y - 1)) == here):
            return strip
        mark, rest = f"{glyphs.choose().prompt} ", strip.crop(_MARK, strip.cell_length)
        first = next(iter(strip), None)
        return Strip([Segment(mark, None if first is None else first.style), *rest], strip.cell_length)

    def action_page_up(self) -> None:
        """Move the highlight up by the rows in view."""
        page(self, -1)

    def action_page_down(self) -> None:
        """Move the highlight down by the rows in view."""
        page(self, 1)


def _option(strip: Strip) -> int | None:
    """Return the place of the option that a line belongs to; None behind the last."""
    metas = (segment.style.meta for segment in strip if segment.style is not None)
    return next((meta["option"] for meta in metas if "option" in meta), None)


def use_of(app: App[Any], key: str) -> KeyUse:
    """Return the use of a key in a dialog with such a list."""
    row = row_of(app, Area.CHOICES, key)
    if not row:
        return KeyUse.OTHER
    return KeyUse.ANSWER if row == SELECT else KeyUse.MOVE


def page(options: OptionList, step: int) -> None:
    """Move the highlight by the rows in view, past disabled answers.

    Textual 8.2.8 looks up its own line numbers for this, which exist only after the list was first drawn: a
    page key in one burst with the key that opened the list ended the application (`KeyError`).
    """
    able = [at for at, option in enumerate(options.options) if not option.disabled]
    if not able:
        return
    here = able[0] if options.highlighted is None else options.highlighted
    aim = here + step * max(1, options.scrollable_content_region.height)
    options.highlighted = min(able, key=lambda at: (abs(at - aim), at))
