"""A scroll bar of our own in a view of Textual's, and what is used to put it there."""

from __future__ import annotations

import pytest
from codex_tui.patches.scrollbar import show_scrollbars, vertical_scrollbar
from textual.app import App, ComposeResult
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class OwnBar(ScrollBar):
    """Told from Textual's by its class."""


class View(ScrollView):
    DEFAULT_CSS = "View { overflow-y: scroll; }"

    @property
    def vertical_scrollbar(self) -> OwnBar:
        return vertical_scrollbar(self, OwnBar, lambda: OwnBar(vertical=True, name="vertical", thickness=1))


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield View()


async def test_a_view_has_the_bar_that_was_made_for_it_and_textual_shows_it() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        view = app.query_one(View)
        await pilot.pause()
        bar = view.vertical_scrollbar
        assert view._vertical_scrollbar is bar, (
            "Widget._vertical_scrollbar does not hold the bar any more: see patches/scrollbar.py"
        )
        assert view.vertical_scrollbar is bar
        assert view.show_vertical_scrollbar
        assert bar.display
        seen = app.get_widget_at(bar.region.x, bar.region.y)[0]
        assert seen is bar, "Textual shows another bar than ours: see patches/scrollbar.py"


async def test_a_bar_is_started_so_that_messages_reach_it() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        bar = app.query_one(View).vertical_scrollbar
        called: list[ScrollBar] = []
        bar.call_later(called.append, bar)
        await pilot.pause()
        assert called == [bar], "App._start_widget does not start a widget any more: see patches/scrollbar.py"
        assert bar.parent is app.query_one(View)


async def test_bars_are_shown_and_hidden_as_the_style_sheet_says_without_a_layout() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        view = app.query_one(View)
        await pilot.pause()
        view.set_reactive(ScrollView.show_vertical_scrollbar, False)
        show_scrollbars(view)
        assert view.show_vertical_scrollbar, (
            "Widget._refresh_scrollbars does not show what the style sheet asks for: see patches/scrollbar.py"
        )
