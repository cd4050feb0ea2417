from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.title_bar import TitleBar, TitleBarFacts
from textual.geometry import Region
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio


async def test_it_names_the_conversation_and_its_turn(stage: Callable[..., Stage]) -> None:
    bar = TitleBar()
    async with stage(bar).run_test(size=(50, 5)):
        bar.show(TitleBarFacts("Fix the flaky test", turn=4, started_at=100.0), 142.0)
        assert bar.render_line(0).text == "  Fix the flaky test               turn 4   0:42  "
        bar.tick(143.2)
        assert "0:43" in bar.render_line(0).text


async def test_its_clock_moves_when_a_second_of_the_turn_has_passed(
    stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = TitleBar()
    async with stage(bar).run_test(size=(50, 5)) as pilot:
        bar.show(TitleBarFacts("Fix the flaky test", started_at=100.8), 142.9)
        await pilot.pause()
        drawn: list[bool] = []

        def refresh(*regions: Region, **how: bool) -> TitleBar:
            drawn.append(True)
            return bar

        monkeypatch.setattr(bar, "refresh", refresh)
        bar.tick(143.7)
        assert drawn == []
        bar.tick(143.9)
        assert drawn == [True]


async def test_the_title_yields(stage: Callable[..., Stage]) -> None:
    bar = TitleBar()
    async with stage(bar).run_test(size=(30, 5)):
        bar.show(TitleBarFacts("A title of many words", turn=12, note="read-only"), 0.0)
        assert bar.render_line(0).text.split() == ["A", "t…", "read-only", "turn", "12"]


async def test_an_interrupt_counts_its_seconds_until_it_is_confirmed(
    stage: Callable[..., Stage],
) -> None:
    bar = TitleBar()
    app = stage(bar)
    async with app.run_test(size=(60, 4)):
        facts = TitleBarFacts(title="A thread", turn=2, started_at=100.0, interrupting_since=118.0)
        bar.show(facts, 118.4)
        assert "interrupting 0 s   turn 2   0:18" in bar.render_line(0).text
        bar.tick(120.5)
        assert "interrupting 2 s   turn 2   0:20" in bar.render_line(0).text
