"""Puts what Textual paints into a `Picture`: strips become cells, with their pens.

Written for Textual 8.2.8, whose updates turn strips into text for a terminal and nothing else: what they hold
and the codes of a style are private.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import SGR_STYLES, Strip

from ..blocks.cells import clusters
from ..terminal.pens import Pen
from ..terminal.picture import REST
from .compositor import RowUpdate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style
    from textual.app import App

    from ..terminal.picture import Picture

_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0558\u2010-\u2027\u2190-\u2192\u2500-\u259f\u25cb\u2022"
    "\u203a\u2800-\u28ff]*"
)
"""Characters that fill one cell each, whatever follows them is not a mark."""
_MOST_STRIPS = 2_000


class PaintedCells:
    """Fills a picture from the updates of a compositor. `system` is what colours the terminal has."""

    def __init__(self, picture: Picture, system: ColorSystem = ColorSystem.TRUECOLOR) -> None:
        self._picture = picture
        self._system = system
        self._forget()

    def _forget(self) -> None:
        self._pens: dict[tuple[str, str], tuple[str, str]] = {}
        # The strip is kept with its cells: without it another one may get its id.
        self._strips: dict[int, tuple[Strip, str, str]] = {}

    def use_colours(self, system: ColorSystem) -> bool:
        """Write colours of this system from now on; True if it is another: all has to be painted again."""
        if system is self._system:
            return False
        self._system = system
        self._forget()
        self._picture.renew()
        return True

    def renew_if_full(self) -> bool:
        """Forget all pens if there are too many; True if so: all has to be painted again."""
        if not self._picture.is_full:
            return False
        self._forget()
        self._picture.renew()
        return True

    def put(self, update: CompositorUpdate) -> None:
        """Want in the picture what an update paints."""
        picture = self._picture
        for y, x, strip, left, right in _pieces(update):
            text, pens = self._cells(strip)
            first, end = max(0, left - x), min(len(text), right - x)
            if first or end < len(text):
                # Half of a wide character is a blank, as `Strip.crop` has it.
                head = " " if text[first : first + 1] == REST else text[first : first + 1]
                half = end < len(text) and text[end] == REST and end - 1 > first
                tail = text[first + 1 : end - 1] + " " if half else text[first + 1 : end]
                text, pens = head + tail, pens[first:end]
            picture.put(y, x + first, text, pens)

    def _cells(self, strip: Strip) -> tuple[str, str]:
        made = self._strips.get(id(strip))
        if made is None:
            if len(self._strips) >= _MOST_STRIPS:
                for each in list(self._strips)[: _MOST_STRIPS // 2]:
                    del self._strips[each]
            made = self._strips[id(strip)] = (strip, *self._convert(strip))
        return made[1], made[2]

    def _convert(self, strip: Strip) -> tuple[str, str]:
        texts: list[str] = []
        pens: list[str] = []
        for text, style, control in strip:
            if control or not text:
                continue
            pen, on_blanks = self._pens_of(style)
            cells = text
            if _NARROW.fullmatch(text) is None:
                cells = self._clustered(text, texts)
            texts.append(cells)
            pens.append((on_blanks if cells.isspace() else pen) * len(cells))
        return "".join(texts), "".join(pens)

    def _clustered(self, text: str, before: list[str]) -> str:
        """Return a character for each cell; marks at the start belong to the last cell before."""
        cells: list[str] = []
        for cluster, width in clusters(text):
            if not width:
                if not cells and before:
                    before[-1] = self._marked(before[-1], cluster)
                continue
            one = cluster if len(cluster) == 1 and cluster < "\U000f0000" else None
            cells.append(one or self._picture.clusters.character(cluster))
            cells.append(REST * (width - 1))
        return "".join(cells)

    def _marked(self, cells: str, marks: str) -> str:
        last = len(cells.rstrip(REST)) - 1
        if last < 0:
            return cells
        known = self._picture.clusters
        return cells[:last] + known.character(known.text(cells[last]) + marks) + cells[last + 1 :]

    def _pens_of(self, style: Style | None) -> tuple[str, str]:
        """Return the pen of a style, and that of its blanks."""
        if style is None:
            return self._picture.pens.plain, self._picture.pens.plain
        key = (Strip.render_ansi(style, self._system), style.link or "")
        found = self._pens.get(key)
        if found is None:
            pen = self._pen_of(style)
            character = self._picture.pens.character
            found = self._pens[key] = (character(pen), character(pen.on_blanks))
        return found

    def _pen_of(self, style: Style) -> Pen:
        bits = style._attributes & style._set_attributes
        attributes = [code for bit, code in enumerate(SGR_STYLES) if bits & (1 << bit)]
        fore = style.color.downgrade(self._system).get_ansi_codes() if style.color else ()
        back = style.bgcolor.downgrade(self._system).get_ansi_codes(foreground=False) if style.bgcolor else ()
        colours = [";".join(codes) for codes in (fore, back)]
        return Pen(
            frozenset(attributes),
            "" if colours[0] == "39" else colours[0],
            "" if colours[1] == "49" else colours[1],
            # Not one that would end its own sequence and begin another.
            style.link if style.link and style.link.isprintable() else "",
        )


def colours_of(app: App[Any]) -> ColorSystem:
    """Return the colours that an application writes with."""
    return app.console._color_system or ColorSystem.TRUECOLOR


def _pieces(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip, int, int]]:
    """Yield row, column, strip, and the columns between which it is painted, as the update itself does."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip, x, x + strip.cell_length
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        cuts_left = isinstance(update, RowUpdate)
        for y, left, right in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x < right and end > left:
                    yield y, x, chop, left if cuts_left else x, min(end, right)
