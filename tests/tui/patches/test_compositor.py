from __future__ import annotations

from random import Random

import pyte
import pytest
from codex_tui.patches.compositor import RowCompositor, RowUpdate, Unpainted, compose_rows
from rich.segment import Segment
from textual._compositor import Compositor, LayoutUpdate
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


class Rows(Widget):
    """Says which of its rows it was asked for."""

    DEFAULT_CSS = "Rows { height: 4; } "

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.asked: list[range] = []

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(range(crop.y, crop.bottom))
        return super().render_lines(crop)


class ClearPane(Unpainted, Vertical):
    pass


class Stack(Screen[None]):
    def __init__(self, *, lean: bool) -> None:
        super().__init__()
        if lean:
            compose_rows(self)
        self.first, self.second = Rows("first"), Rows("second")

    def compose(self) -> ComposeResult:
        with ClearPane() if isinstance(self._compositor, RowCompositor) else Vertical():
            yield self.first
            yield self.second


class Stacked(App[None]):
    def __init__(self, *, lean: bool) -> None:
        super().__init__()
        self.stack = Stack(lean=lean)

    def get_default_screen(self) -> Screen[None]:
        return self.stack


async def test_only_what_has_changed_is_asked_for() -> None:
    app = Stacked(lean=True)
    async with app.run_test(size=(20, 10)) as pilot:
        first, second = app.stack.first, app.stack.second
        await pilot.pause()
        first.asked.clear()
        second.asked.clear()
        second.refresh(Region(0, 1, 20, 2))
        await pilot.pause()
        assert (first.asked, second.asked) == ([], [range(1, 3)])


async def test_the_picture_is_that_of_textual() -> None:
    pictures = []
    for lean in (True, False):
        app = Stacked(lean=lean)
        async with app.run_test(size=(20, 10)) as pilot:
            await pilot.pause()
            strips = app.stack._compositor.render_strips(app.size)
            pictures.append([[(part.text, part.style) for part in strip.simplify()] for strip in strips])
    assert pictures[0] == pictures[1]


class Sheet(Widget):
    """Paints its rows in one letter, and in others where it was told to."""

    def __init__(self, letter: str, layer: str, place: Region) -> None:
        super().__init__()
        self.letter = letter
        self.changed = Region()
        self.styles.layer = layer
        self.styles.offset = place.offset
        self.styles.width, self.styles.height = place.size

    def render_line(self, y: int) -> Strip:
        row = [
            self.letter.upper() if self.changed.contains(x, y) else self.letter
            for x in range(self.size.width)
        ]
        return Strip([Segment("".join(row))])

    def change(self, region: Region) -> None:
        """Paint other letters in a region from now on."""
        self.changed = region
        self.refresh(region)


class Heap(Screen[None]):
    CSS = "Heap { layers: low middle high; }"

    def __init__(self) -> None:
        super().__init__()
        compose_rows(self)
        self.sheets = [
            Sheet("a", "low", Region(0, 0, 30, 10)),
            Sheet("b", "middle", Region(3, 2, 11, 5)),
            Sheet("c", "middle", Region(20, -2, 15, 7)),
            Sheet("d", "high", Region(8, 4, 15, 3)),
            Sheet("f", "high", Region(24, 2, 6, 3)),
            Sheet("e", "high", Region(-4, 7, 9, 6)),
        ]

    def compose(self) -> ComposeResult:
        yield from self.sheets


class Heaped(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heap = Heap()

    def get_default_screen(self) -> Screen[None]:
        return self.heap


def misfits(update: RowUpdate) -> list[tuple[int, int]]:
    """Return the pieces of rows that are not as wide as their region."""
    return [
        (x, y)
        for y, (row, ends) in enumerate(zip(update.chops, update.chop_ends, strict=True))
        for end, (x, strip) in zip(ends, row.items(), strict=True)
        if strip is not None and strip.cell_length != end - x
    ]


async def test_what_is_painted_of_a_change_is_all_of_it() -> None:
    dice = Random(20)
    app = Heaped()
    terminal = pyte.Screen(30, 10)
    stream = pyte.Stream(terminal)
    changes = 0
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        compositor = app.heap._compositor
        for _ in range(60):
            for sheet in dice.sample(app.heap.sheets, 2):
                corner = dice.randrange(sheet.size.width), dice.randrange(sheet.size.height)
                before = sheet.changed
                sheet.change(Region(*corner, dice.randint(1, 9), dice.randint(1, 4)))
                sheet.refresh(before)
            compositor.update_widgets(set(app.heap.sheets))
            update = compositor.render_update(full=changes == 0)
            if isinstance(update, (RowUpdate, LayoutUpdate)):
                changes += 1
                assert misfits(update) == [] if isinstance(update, RowUpdate) else changes == 1
                stream.feed(update.render_segments(app.console))
            plain = Compositor()
            plain.reflow(app.heap, app.size)
            assert terminal.display == [strip.text for strip in plain.render_strips(app.size)]
    assert changes > 50


async def test_a_cell_in_the_middle_of_a_row_is_written_alone() -> None:
    app = Stacked(lean=True)
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        app.stack.second.refresh(Region(7, 1, 1, 1))
        app.stack._compositor.update_widgets({app.stack.second})
        update = app.stack._compositor.render_partial_update()
        assert isinstance(update, RowUpdate)
        written = update.render_segments(app.console)
        assert written.startswith("\x1b[6;8H")
        assert written.count(" ") == 1
