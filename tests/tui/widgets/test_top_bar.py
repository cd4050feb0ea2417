from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.top_bar import TopBar, TopBarFacts
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio


async def test_it_says_where_we_are_and_what_all_threads_do(stage: Callable[..., Stage]) -> None:
    bar = TopBar()
    async with stage(bar).run_test(size=(60, 5)):
        bar.show(TopBarFacts("~/src/app", "main", working=2, needs_person=1))
        assert bar.render_line(0).text == " codex-tui  ~/src/app  main          2 working  1 needs you "


async def test_the_place_yields_to_what_needs_the_person(stage: Callable[..., Stage]) -> None:
    bar = TopBar()
    async with stage(bar).run_test(size=(40, 5)):
        bar.show(TopBarFacts("~/a/very/long/way/from/home", "main", needs_person=3))
        assert bar.render_line(0).text == " codex-tui  ~/a/very/long…   3 need you "


async def test_markup_in_a_branch_is_only_text(stage: Callable[..., Stage]) -> None:
    bar = TopBar()
    async with stage(bar).run_test(size=(60, 5)):
        bar.show(TopBarFacts("~", "[b]x[/]"))
        assert bar.render_line(0).text.rstrip() == " codex-tui  ~  [b]x[/]"
