from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.status_bar import StatusBar, StatusFacts
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio

FACTS = StatusFacts(
    model="gpt-6-sol",
    effort="high",
    sandbox="workspace-write",
    approval="asks",
    context_left=72,
    rate_limit_used=38,
    rate_limit_window="5 h",
    state="working",
    state_role="working",
)


async def test_it_says_all_where_there_is_room(stage: Callable[..., Stage]) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(100, 5)):
        bar.show(FACTS)
        text = bar.render_line(0).text
        assert text.startswith(" gpt-6-sol high   workspace-write, asks   72 % left   5 h 38 % used ")
        assert text.endswith(" working ")


@pytest.mark.parametrize("width", range(40, 100, 7))
async def test_parts_are_left_out_whole(stage: Callable[..., Stage], width: int) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(width, 5)):
        bar.show(FACTS)
        said = [part.strip() for part in bar.render_line(0).text.split("  ") if part.strip()]
        assert said[0] == "gpt-6-sol high"
        assert said[-1] == "working"
        parts = ["gpt-6-sol high", "workspace-write, asks", "72 % left", "5 h 38 % used"]
        assert said[:-1] == parts[: len(said) - 1]


async def test_little_room_left_is_said_loudly(stage: Callable[..., Stage]) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(80, 5)):
        bar.show(StatusFacts(context_left=12))
        loud = bar.get_component_rich_style("status-bar--low")
        assert any(segment.text == "12 % left" and segment.style == loud for segment in bar.render_line(0))


async def test_nothing_known_is_an_empty_line(stage: Callable[..., Stage]) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(80, 5)):
        assert bar.render_line(0).text.strip() == ""
