from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.key_bar import KeyBar, KeyHint
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio

HINTS = [KeyHint("enter", "send", "send"), KeyHint("^n", "new", "new"), KeyHint("f1", "keys", "keys")]


async def test_it_shows_the_keys_in_order(stage: Callable[..., Stage]) -> None:
    bar = KeyBar()
    async with stage(bar).run_test(size=(60, 5)):
        bar.show(HINTS)
        assert bar.render_line(0).text.rstrip() == " enter send   ^n new   f1 keys"


async def test_the_last_hint_stays_when_others_do_not_fit(stage: Callable[..., Stage]) -> None:
    bar = KeyBar()
    async with stage(bar).run_test(size=(24, 5)):
        bar.show(HINTS)
        assert bar.render_line(0).text.rstrip() == " enter send   f1 keys"


async def test_a_click_runs_what_is_under_it(stage: Callable[..., Stage]) -> None:
    bar = KeyBar()
    app = stage(bar)
    async with app.run_test(size=(60, 5)) as pilot:
        bar.show(HINTS)
        await pilot.click(KeyBar, offset=(15, 0))
        await pilot.click(KeyBar, offset=(12, 0))
        await pilot.click(KeyBar, offset=(1, 0))
        assert [message.command for message in app.messages(KeyBar.Clicked)] == ["new", "send"]
