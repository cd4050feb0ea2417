"""The one line to type into that the filter, the search, names and keys share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.find_bar import FindLine
from codex_tui.widgets.line_input import LineInput
from codex_tui.widgets.thread_pane import ThreadFilter
from textual import events
from textual.widgets import Input
from widget_stage import FocusedStage, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from widget_stage import Stage

pytestmark = pytest.mark.anyio


@pytest.fixture
def line() -> LineInput:
    return LineInput()


@pytest.fixture
def app(stage: Callable[..., Stage], line: LineInput) -> Stage:
    return FocusedStage(line)


def burst(app: Stage, *keys: str) -> None:
    """Press keys without waiting for what they do."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("make", [LineInput, FindLine, ThreadFilter, lambda: LineInput(password=True)])
async def test_keys_of_one_burst_act_in_their_order(
    stage: Callable[..., Stage], make: Callable[[], LineInput]
) -> None:
    line = make()
    app = FocusedStage(line)
    async with app.run_test() as pilot:
        burst(app, *"fox", "backspace", "o")
        await pilot.pause()
        assert line.value == "foo"
        burst(app, *"bar", "ctrl+u", *"nw", "left", "e")
        await pilot.pause()
        assert line.value == "new"


async def test_enter_within_a_burst_sends_what_was_typed_before_it(app: Stage, line: LineInput) -> None:
    sent: list[str] = []

    def keep(message: Message) -> None:
        if isinstance(message, Input.Submitted):
            sent.append(message.value)

    async with app.run_test(message_hook=keep) as pilot:
        burst(app, *"ab", "backspace", "enter", "c")
        await pilot.pause()
    assert set(sent) == {"a"}
    assert line.value == "ac"


async def test_a_paste_is_one_line_without_controls_in_place_of_what_is_selected(
    app: Stage, line: LineInput
) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"old", "ctrl+shift+a")
        app.post_message(events.Paste(" a\x1b[2J\nb\n"))
        await pilot.pause()
        assert line.value == "a␛[2J⏎b"
        app.copy_to_clipboard("\nc\x07\nd")
        await pilot.press("ctrl+v")
        assert line.value == "a␛[2J⏎bc␇⏎d"


async def test_a_letter_with_alt_is_no_text(app: Stage, line: LineInput) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Key("alt+y", "y"))
        await pilot.pause()
        assert line.value == ""


async def test_the_keys_can_be_changed_by_their_ids(app: Stage, line: LineInput) -> None:
    async with app.run_test() as pilot:
        app.set_keymap({"text.delete-to-line-start": "ctrl+g"})
        burst(app, *"old", "ctrl+g", *"new")
        await pilot.pause()
        assert line.value == "new"


async def test_the_cursor_does_not_blink(app: Stage, line: LineInput) -> None:
    async with app.run_test():
        assert not line.cursor_blink


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
