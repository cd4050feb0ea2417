from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.title_bar import TitleBar, TitleBarFacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

pytestmark = pytest.mark.anyio


async def test_it_names_the_conversation_and_its_turn(stage: Callable[..., App[None]]) -> None:
    bar = TitleBar()
    async with stage(bar).run_test(size=(50, 5)):
        bar.show(TitleBarFacts("Fix the flaky test", turn=4, started_at=100.0), 142.0)
        assert bar.render_line(0).text == "  Fix the flaky test               turn 4   0:42  "
        bar.tick(143.2)
        assert "0:43" in bar.render_line(0).text


async def test_the_title_yields(stage: Callable[..., App[None]]) -> None:
    bar = TitleBar()
    async with stage(bar).run_test(size=(30, 5)):
        bar.show(TitleBarFacts("A title of many words", turn=12, note="read-only"), 0.0)
        assert bar.render_line(0).text.split() == ["A", "t…", "read-only", "turn", "12"]
