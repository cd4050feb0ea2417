from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.role_styles import RoleStyles
from codex_tui.widgets.status_bar import NEEDED_MOST_FIRST, StatusBar, StatusFacts, fitting
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio

FACTS = StatusFacts(
    model="gpt-6-sol high",
    mode="plan mode",
    permissions="workspace-write, asks",
    context="context 72 % left",
    limit="5 hours: 38 % used",
    state="working",
    state_role="working",
)


async def test_it_says_all_where_there_is_room(stage: Callable[..., Stage]) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(120, 5)):
        bar.show(FACTS)
        text = bar.render_line(0).text
        assert text.startswith(
            " gpt-6-sol high   plan mode   workspace-write, asks   context 72 % left   5 hours: 38 % used "
        )
        assert text.endswith(" working ")


def test_facts_are_left_out_whole_and_the_least_needed_first() -> None:
    everything = fitting(FACTS, 200)
    assert everything == ["model", "mode", "permissions", "context", "limit"]
    kept = [fitting(FACTS, room) for room in range(100, -1, -1)]
    assert kept[-1] == ["model"]
    for wide, narrow in pairwise(kept):
        gone = [name for name in wide if name not in narrow]
        assert len(gone) <= 1
        assert all(name == max(wide, key=NEEDED_MOST_FIRST.index) for name in gone)


@pytest.mark.parametrize("width", [40, 60, 79, 80, 100])
async def test_what_fits_is_drawn(stage: Callable[..., Stage], width: int) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(width, 5)):
        bar.show(FACTS)
        said = [part.strip() for part in bar.render_line(0).text.split("   ") if part.strip()]
        room = width - 2 - len("working") - 3
        assert said == [*(getattr(FACTS, name) for name in fitting(FACTS, room)), "working"]


async def test_little_room_left_is_said_loudly(stage: Callable[..., Stage]) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(80, 5)):
        bar.show(StatusFacts(context="context 12 % left", context_low=True))
        loud = RoleStyles(bar)("warning")
        assert any(
            segment.text == "context 12 % left" and segment.style == loud for segment in bar.render_line(0)
        )


async def test_nothing_known_is_an_empty_line(stage: Callable[..., Stage]) -> None:
    bar = StatusBar()
    async with stage(bar).run_test(size=(80, 5)):
        assert bar.render_line(0).text.strip() == ""
