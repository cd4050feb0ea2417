from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.state.items import AgentMessage, GrowingText, Notice, NoticeLevel, UserMessage
from codex_tui.widgets.transcript.messages import BlockCopied, OlderWanted
from codex_tui.widgets.transcript.view import TranscriptView
from conversations import DONE, command, conversation, drawings, drawn, item, shown
from textual import events
from widget_stage import FocusedStage, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget_stage import Stage

pytestmark = pytest.mark.anyio

SIZE = (60, 20)


@pytest.fixture
def view() -> TranscriptView:
    return TranscriptView()


@pytest.fixture
def app(stage: Callable[..., Stage], view: TranscriptView) -> Stage:
    return FocusedStage(view)


async def test_the_cursor_goes_from_block_to_block(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(5))
        await pilot.press("g")
        assert view.cursor.item is item(view.opened.thread or conversation(0), "u0")
        await pilot.press("j", "down")
        assert view.cursor.item is not None
        assert view.cursor.item.id == "a0"
        await pilot.press("k")
        assert view.cursor.item.id == "c0"
        assert any(line.startswith("▌ ▾ $ run 0") for line in shown(view))
        await pilot.press("right_square_bracket")
        assert view.cursor.item.id == "u1"
        await pilot.press("left_square_bracket")
        assert view.cursor.item.id == "u0"


async def test_keys_of_a_burst_keep_their_order(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(9))
        await pilot.press("G")
        for key in ("left_square_bracket", "left_square_bracket", "j", "left_square_bracket", "k"):
            # As a terminal sends them: without waiting for what the one before does.
            app.post_message(events.Key(key, None))
        await pilot.pause()
        await pilot.press("j")
        assert view.cursor.item is not None
        assert view.cursor.item.id == "u7"


async def test_a_block_taller_than_the_screen_is_read_before_the_next(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(1)
    thread.items.append(
        AgentMessage(
            "long", "t", status=DONE, text=GrowingText("\n\n".join(f"p{number}" for number in range(30)))
        )
    )
    thread.items.append(command(9))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("g", "j", "j", "j")
        seen = set()
        for _ in range(20):
            assert view.cursor.item is not None
            if view.cursor.item.id == "c9":
                break
            seen |= {line.strip(" ▌") for line in shown(view)}
            await pilot.press("j")
        assert {f"p{number}" for number in range(30)} <= seen
        assert view.cursor.item is not None
        assert view.cursor.item.id == "c9"


async def test_space_unfolds_in_place(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(2))
        await pilot.press("g", "j")
        row = next(y for y, line in enumerate(shown(view)) if "run 0" in line)
        await pilot.press("space")
        assert "▸ $ run 0" in shown(view)[row]
        await pilot.press("space")
        lines = shown(view)
        assert "▾ $ run 0" in lines[row]
        assert [line.strip(" ▌") for line in lines[row + 1 : row + 4]] == ["0.0", "0.1", "0.2"]


async def test_what_is_unfolded_at_the_bottom_comes_into_view(app: Stage, view: TranscriptView) -> None:
    thread = conversation(10)
    thread.items.append(command(99, lines=6))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        view.focus()
        await pilot.press("G", "k", "j")
        assert not any("99.1" in row for row in shown(view))
        await pilot.press("space")
        await pilot.pause()
        assert any("run 99" in row for row in shown(view))
        assert any("99.1" in row for row in shown(view))


async def test_what_was_folded_stays_so_when_the_thread_is_opened_again(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(2)
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("g", "j", "space")
        view.show(None)
        view.show(thread)
        await pilot.pause()
        assert any("▸ $ run 0" in line for line in shown(view))


async def test_copy_hands_out_the_source(app: Stage, view: TranscriptView) -> None:
    thread = conversation(0)
    thread.items.append(AgentMessage("a", "t", status=DONE, text=GrowingText("**bold** " + "word " * 40)))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("j", "y")
        (message,) = app.messages(BlockCopied)
        assert isinstance(message, BlockCopied)
        assert message.text == thread.items[0].text.value  # type: ignore[attr-defined]  # it is a message


async def test_a_click_selects_and_a_second_one_on_the_head_line_folds(
    app: Stage, view: TranscriptView
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(1))
        await pilot.pause()
        row = next(y for y, line in enumerate(shown(view)) if "run 0" in line)
        await pilot.click(view, offset=(20, row))
        assert view.cursor.item is not None
        assert view.cursor.item.id == "c0"
        assert "▾" in shown(view)[row]
        await pilot.click(view, offset=(2, row))
        assert "▸" in shown(view)[row]


async def test_selected_text_has_no_wrap_newlines_and_no_bars(app: Stage, view: TranscriptView) -> None:
    thread = conversation(0)
    words = " ".join(f"word{number}" for number in range(30))
    thread.items += [
        UserMessage("u", "t", status=DONE, text=words),
        AgentMessage("a", "t", status=DONE, text=GrowingText(f"- {words}")),
    ]
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        await pilot.mouse_down(view, offset=(1, 1))
        await pilot.hover(view, offset=(55, 12))
        await pilot.mouse_up(view, offset=(55, 12))
        assert app.screen.get_selected_text() == f"{words}\n\n- {words}"


async def test_blocks_are_selected_with_the_keyboard_and_copied_as_their_sources(
    app: Stage, view: TranscriptView
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(5))
        await pilot.press("g", "shift+down")
        assert app.screen.get_selected_text() == "prompt 0"
        await pilot.press("shift+down", "J", "y")
        (message,) = app.messages(BlockCopied)
        assert isinstance(message, BlockCopied)
        assert message.text == "prompt 0\n\n$ run 0\n0.0\n0.1\n0.2\n\nanswer 0 "
        await pilot.press("K")
        assert view.cursor.item is item(view.opened.thread or conversation(0), "c0")
        await pilot.press("j")
        assert not app.screen.selections
        assert view.cursor.item is item(view.opened.thread or conversation(0), "a0")


async def test_a_selection_by_keyboard_may_be_longer_than_the_screen(
    app: Stage, view: TranscriptView
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(60))
        await pilot.press("G", "shift+up", *["shift+up"] * 100)
        text = app.screen.get_selected_text() or ""
        assert text.count("answer") == 34


async def test_one_jumps_from_error_to_error_and_from_turn_to_turn(app: Stage, view: TranscriptView) -> None:
    thread = conversation(30)
    thread.items.insert(30, command(700, exit_code=2))
    thread.items.insert(60, Notice("n", "t", status=DONE, level=NoticeLevel.ERROR, text="broken"))
    for place, each in enumerate(list(thread.items)):
        item(thread, each.id).turn_id = f"turn {place // 10}"
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("G", "E")
        assert view.cursor.item is thread.items[60]
        assert any("broken" in line for line in shown(view))
        await pilot.press("E")
        assert view.cursor.item is thread.items[30]
        await pilot.press("E", "e")
        assert view.cursor.item is thread.items[60]
        await pilot.press("left_curly_bracket")
        assert view.cursor.item is thread.items[50]
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        assert view.cursor.item is thread.items[70]


async def test_older_turns_are_asked_for_ahead_of_the_reader_and_once(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(100)
    thread.older = "cursor"
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        assert app.messages(OlderWanted) == []
        for _ in range(60):
            await pilot.press("pageup")
            if app.messages(OlderWanted):
                break
        assert view.viewport.first_row > view.viewport.height
        await pilot.press(*["pageup"] * 10)
        assert len(app.messages(OlderWanted)) == 1
        assert "earlier turns" in shown(view)[0]


async def test_the_top_is_reached_once_the_history_is_here(
    app: Stage, view: TranscriptView, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = conversation(20)
    thread.older = "cursor"
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("g")
        asked = app.messages(OlderWanted)[-1]
        assert isinstance(asked, OlderWanted)
        assert asked.everything
        thread.items[:0] = [UserMessage(f"old{number}", "o", status=DONE, text="old") for number in range(90)]
        thread.older = None
        drawn_ids = drawings(monkeypatch)
        view.update_blocks((), structure=True)
        await drawn(pilot, view)
        assert view.cursor.item is thread.items[0]
        assert view.viewport.first_row == 0
        assert 0 < len(drawn_ids) < 25


@pytest.mark.parametrize("width", [40, 70])
async def test_one_item_of_a_numbered_list_is_copied_as_it_was_written(
    app: Stage, view: TranscriptView, width: int
) -> None:
    items = [f"{number}. item {number} says " + "`aaaa` " * (9 + number % 3) for number in range(1, 16)]
    thread = conversation(0)
    thread.items += [AgentMessage("a", "t", status=DONE, text=GrowingText("\n".join(items)))]
    async with app.run_test(size=(width, 60)) as pilot:
        view.show(thread)
        await pilot.pause()
        texts = shown(view)
        begins = [row for row, text in enumerate(texts) if text.strip()[:1].isdigit()]
        assert len(begins) == 15
        ends = [*begins[1:], next(row for row in range(begins[-1], 60) if not texts[row].strip())]
        copied = []
        for first, end in zip(begins, ends, strict=True):
            await pilot.mouse_down(view, offset=(1, first))
            await pilot.hover(view, offset=(width - 3, end - 1))
            await pilot.mouse_up(view, offset=(width - 3, end - 1))
            copied.append(app.screen.get_selected_text())
    assert copied == [item.rstrip() for item in items]
