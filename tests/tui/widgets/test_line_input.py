from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.find_bar import FindLine
from codex_tui.widgets.line_input import LineInput
from codex_tui.widgets.thread_pane import ThreadFilter
from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Stage

pytestmark = pytest.mark.anyio


def burst(line: LineInput, *keys: tuple[str, str | None]) -> None:
    """Have keys arrive before any of them is handled."""
    for key, character in keys:
        line.app.post_message(events.Key(key, character))


@pytest.mark.parametrize("make", [LineInput, FindLine, ThreadFilter])
async def test_a_burst_of_keys_keeps_its_order(
    stage: Callable[..., Stage], make: Callable[[], LineInput]
) -> None:
    line = make()
    async with stage(line).run_test() as pilot:
        line.focus()
        await pilot.pause()
        burst(line, ("f", "f"), ("o", "o"), ("x", "x"), ("backspace", "\x08"), ("o", "o"))
        await pilot.pause()
        await pilot.pause()
        assert line.value == "foo"
        burst(line, ("ctrl+u", "\x15"), ("b", "b"), ("home", None), ("a", "a"))
        await pilot.pause()
        await pilot.pause()
        assert line.value == "ab"


async def test_what_is_pasted_is_one_line_without_controls(stage: Callable[..., Stage]) -> None:
    line = LineInput()
    async with stage(line).run_test() as pilot:
        line.focus()
        line.app.post_message(events.Paste(" one\ntwo\x1b[31m\n"))
        await pilot.pause()
        assert line.value.isprintable()
        assert line.value.startswith("one")


async def test_a_long_value_scrolls_to_where_one_types(stage: Callable[..., Stage]) -> None:
    line = LineInput()
    async with stage(line).run_test(size=(20, 3)) as pilot:
        line.focus()
        await pilot.press(*"abcdefghijklmnopqrstuvwxyz")
        await pilot.pause()
        assert line.render_line(0).text.rstrip().endswith("xyz")
        await pilot.press("home")
        assert line.render_line(0).text.startswith("abc")


async def test_a_secret_is_not_shown(stage: Callable[..., Stage]) -> None:
    line = LineInput(password=True)
    async with stage(line).run_test() as pilot:
        line.focus()
        await pilot.press(*"key")
        assert line.value == "key"
        assert "key" not in line.render_line(0).text
