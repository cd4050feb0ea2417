from __future__ import annotations

import pytest
from codex_tui.widgets.compositor import Clear, RowCompositor
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


class ClearPane(Clear, Vertical):
    pass


class Stack(Screen[None]):
    def __init__(self, *, lean: bool) -> None:
        super().__init__()
        if lean:
            self._compositor = RowCompositor()
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
