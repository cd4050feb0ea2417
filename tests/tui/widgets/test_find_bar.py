"""The search line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.glyphs import ASCII
from codex_tui.widgets.find_bar import FindBar, FindFacts
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio

ERROR = "unterminated character set at position 0"


def said(bar: FindBar) -> str:
    return bar.query_one(FindFacts).render_line(0).text


async def test_what_is_wrong_with_an_expression_uses_the_room_that_the_line_leaves(
    stage: Callable[..., Stage],
) -> None:
    bar = FindBar(ASCII)
    async with stage(bar).run_test(size=(85, 4)) as pilot:
        bar.line.value = "[a"
        bar.show_count(0, 0, busy=False, error=ERROR)
        await pilot.pause()
        assert ERROR in said(bar)
        assert "( ) regex" in said(bar)
        bar.line.value = "[" + "a" * 60
        bar.show_count(0, 0, busy=False, error=ERROR)
        await pilot.pause()
        assert bar.line.size.width >= 40
        bar.show_count(1, 2, busy=False, error="")
        await pilot.pause()
        assert bar.query_one(FindFacts).size.width == 85 - bar.line.outer_size.width == 42
        assert "1 of 2" in said(bar)
