"""Two emulated terminals: what Textual itself would write goes to one, what we write to the other."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pyte
from codex_tui.patches.painted_cells import PaintedCells, colours_of
from codex_tui.terminal.picture import Picture
from textual._compositor import CompositorUpdate

if TYPE_CHECKING:
    from pyte.screens import Char
    from textual.app import App


class Emulator:
    """An emulated terminal that cuts long lines, as the driver tells a real one to.

    pyte 0.8.2 drops all that stands behind a joiner: joined emoji are nothing for it.
    """

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.screen.reset_mode(7, private=True)
        self._stream = pyte.Stream(self.screen)
        self.written = 0

    def feed(self, text: str) -> None:
        """Write to it."""
        self.written += len(text.encode())
        self._stream.feed(text)

    def rows(self) -> list[list[tuple[object, ...]]]:
        """What stands in each cell; of a blank only what one sees."""
        columns, buffer = range(self.screen.columns), self.screen.buffer
        return [_seen([buffer[y][x] for x in columns]) for y in range(self.screen.lines)]


def _seen(row: list[Char]) -> list[tuple[object, ...]]:
    cells: list[tuple[object, ...]] = []
    for x, cell in enumerate(row):
        # What pyte leaves of half a wide character is a blank in terminals.
        follows = x + 1 < len(row) and row[x + 1].data == ""
        is_half = follows != _is_wide(cell.data) or (
            cell.data == "" and not (x and _is_wide(row[x - 1].data))
        )
        data = " " if is_half else cell.data
        seen = data != " " or cell.underscore or cell.strikethrough or cell.reverse
        marks = (cell.bold, cell.italics) if data != " " else ()
        fore = cell.fg if seen else ""
        cells.append((data, fore, cell.bg, cell.underscore, cell.strikethrough, cell.reverse, *marks))
    return cells


def _is_wide(data: str) -> bool:
    return bool(data) and unicodedata.east_asian_width(data[0]) in "WF"


class TwoScreens:
    """Takes what an application paints, in place of `App._display`, and compares after each update."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self.picture = Picture()
        self._painted = PaintedCells(self.picture, colours_of(app))
        self._size = (0, 0)
        self.updates = 0
        self.differences: list[str] = []
        self.skip = 0
        """How many updates are still put without a frame, as while a terminal is busy."""
        vars(app)["_display"] = self.display

    def display(self, _screen: object, update: object) -> None:
        """Paint an update on both, and note where they differ."""
        app = self._app
        if not isinstance(update, CompositorUpdate) or app._batch_count:
            return
        size = app.screen.outer_size
        if (size.width, size.height) != self._size:
            self._size = (size.width, size.height)
            self.theirs, self.ours = Emulator(*self._size), Emulator(*self._size)
            self.picture.resize(*self._size)
        self.updates += 1
        x, y = size.clamp_offset(app.cursor_position)
        self.theirs.feed(update.render_segments(app.console) + f"\x1b[{y + 1};{x + 1}H")
        self._painted.put(update)
        if self.skip:
            self.skip -= 1
            return
        frame = self.picture.frame((x, y))
        self.ours.feed(frame)
        self._compare(frame)

    def _compare(self, frame: str) -> None:
        theirs, ours = self.theirs.rows(), self.ours.rows()
        places = [(at.x, at.y) for at in (self.theirs.screen.cursor, self.ours.screen.cursor)]
        if places[0] != places[1]:
            self.differences.append(f"update {self.updates}: cursor {places}")
        for y, (one, other) in enumerate(zip(theirs, ours, strict=True)):
            if one != other:
                x = next(x for x in range(len(one)) if one[x] != other[x])
                self.differences.append(
                    f"update {self.updates} at {x},{y}: {one[x]} {other[x]} {frame[:300]!r}"
                )
                break
