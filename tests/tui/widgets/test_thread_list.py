from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from codex_tui.glyphs import UNICODE
from codex_tui.state.threads import ThreadState, TurnPhase, TurnState
from codex_tui.widgets.thread_list import LINES, ThreadList
from rich.cells import cell_len
from textual.geometry import Region
from widget_stage import FocusedStage, Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio

NOW = 1_795_338_000.0


def thread(name: str, **facts: Any) -> ThreadState:
    return ThreadState(**{"id": name, "name": name, "loaded": True, "recency_at": NOW - 7200, **facts})


def working(name: str) -> ThreadState:
    state = thread(name, active_turn_id="t", last_turn_id="t")
    state.turns["t"] = TurnState("t", started_at_ms=int((NOW - 42) * 1000))
    return state


def failed(name: str, error: str) -> ThreadState:
    state = thread(name, last_turn_id="t")
    state.turns["t"] = TurnState("t", phase=TurnPhase.FAILED, error=error)
    return state


@pytest.fixture
def rows() -> ThreadList:
    return ThreadList(marks=UNICODE)


@pytest.fixture
def app(stage: Callable[..., Stage], rows: ThreadList) -> FocusedStage:
    return FocusedStage(rows)


def drawn(rows: ThreadList) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


async def test_a_state_is_told_by_its_shape(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 20)):
        rows.show_rows(
            [
                working("works"),
                thread("asks", waiting_on_input=True),
                failed("broke", "stream disconnected\nfor good"),
                thread("done", unseen=True),
                thread("rests", cwd="/home/me/app/"),
                thread("away", loaded=False),
                thread("old", archived=True),
            ],
            "works",
            NOW,
        )
        assert drawn(rows)[:14] == [
            "▎⠋ works",
            "▎  working                   0:42",
            " ◆ asks",
            "   asks a question",
            " ✗ broke",
            "   stream disconnected",
            " ✓ done                         •",
            "   2 h ago",
            " ○ rests",
            "   2 h ago                    app",
            " · away",
            "   2 h ago",
            " · old",
            "   archived, 2 h ago",
        ]


async def test_a_row_says_that_a_draft_waits_there_unless_it_is_in_the_composer(
    app: Stage, rows: ThreadList
) -> None:
    async with app.run_test(size=(34, 12)):
        rows.show_rows([thread("open", has_draft=True), thread("left", has_draft=True)], "open", NOW)
        assert drawn(rows)[:4] == [
            "▎○ open",
            "▎  2 h ago",
            " ○ left                         ✎",
            "   draft, 2 h ago",
        ]


async def test_forks_hang_under_their_parent(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 12)):
        rows.show_rows(
            [
                thread("parent"),
                thread("child", forked_from="parent"),
                thread("grandchild", forked_from="child"),
                thread("orphan", forked_from="gone"),
            ],
            None,
            NOW,
        )
        assert drawn(rows)[:8:2] == [" ○ parent", " └○ child", "  └○ grandchild", " ○ orphan"]


async def test_titles_are_only_text_and_cut_by_cells(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(20, 6)):
        rows.show_rows(
            [thread("日本語のとても長いタイトル"), thread("[b]x[/] [@click=app.quit]y")], None, NOW
        )
        first, _, second, *_ = drawn(rows)
        assert first == " ○ 日本語のとても…"
        assert second == " ○ [b]x[/] [@click…"
        assert all(cell_len(rows.render_line(y).text) == rows.size.width for y in range(6))


async def test_the_cursor_stays_on_its_thread_while_others_come_and_go(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 8)) as pilot:
        rows.show_rows([thread("a"), thread("b"), thread("c")], None, NOW)
        await pilot.press("down")
        assert rows.selected_id == "b"
        rows.show_rows([thread("new"), thread("c"), thread("a"), thread("b")], None, NOW)
        assert rows.selected_id == "b"
        rows.show_rows([thread("new"), thread("c")], None, NOW)
        assert rows.selected_id == "c"
        rows.show_rows([], None, NOW)
        assert rows.selected_id is None


async def test_further_down_the_row_that_is_looked_at_stays_where_it_is(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 8)) as pilot:
        many = [thread(f"t{number}") for number in range(50)]
        rows.show_rows(many, None, NOW)
        rows.select("t30")
        await pilot.pause()
        line = drawn(rows).index(" ○ t30")
        rows.show_rows([thread("new1"), thread("new2"), *many], None, NOW)
        await pilot.pause()
        assert drawn(rows).index(" ○ t30") == line


async def test_a_list_that_gets_shorter_keeps_the_cursor_in_view(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 20)) as pilot:
        rows.show_rows([thread(f"t{number}") for number in range(50)], None, NOW)
        rows.select("t9")
        for height in (11, 8, 3):
            await pilot.resize_terminal(34, height)
            assert drawn(rows)[-2:] == [" ○ t9", "   2 h ago"]


async def test_a_list_that_gets_shorter_stays_where_the_person_scrolled(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 20)) as pilot:
        rows.show_rows([thread(f"t{number}") for number in range(50)], None, NOW)
        rows.scroll_to(y=40, animate=False, immediate=True)
        await pilot.resize_terminal(34, 8)
        assert drawn(rows)[0] == " ○ t20"


async def test_a_cursor_that_was_put_before_the_list_has_a_size_comes_into_view(
    stage: Callable[..., Stage], rows: ThreadList
) -> None:
    app = FocusedStage(rows)
    rows.show_rows([thread(f"t{number}") for number in range(50)], "t30", NOW)
    async with app.run_test(size=(34, 8)):
        assert " ○ t30" in [line.replace("▎", " ") for line in drawn(rows)]


async def test_enter_a_number_and_a_click_open(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 8)) as pilot:
        rows.show_rows([thread("a"), thread("b"), thread("c")], None, NOW)
        await pilot.press("j", "enter", "3")
        await pilot.click(ThreadList, offset=(5, 1))
        await pilot.click(ThreadList, offset=(5, 7))
        assert [message.thread_id for message in app.messages(ThreadList.Opened)] == ["b", "c", "a"]


async def test_first_last_and_pages_move_the_cursor_and_keep_it_in_view(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 8)) as pilot:
        rows.show_rows([thread(f"t{number}") for number in range(50)], None, NOW)
        await pilot.press("G")
        assert rows.selected_id == "t49"
        assert " ○ t49" in drawn(rows)
        await pilot.press("pageup", "k")
        assert rows.selected_id == "t45"
        await pilot.press("g")
        assert rows.selected_id == "t0"
        assert drawn(rows)[0] == " ○ t0"


async def test_the_wheel_scrolls_and_leaves_the_cursor(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 8)) as pilot:
        app.animation_level = "none"
        rows.show_rows([thread(f"t{number}") for number in range(50)], None, NOW)
        await pilot.pause()
        rows.scroll_down(animate=False)
        rows.scroll_down(animate=False)
        await pilot.pause()
        assert rows.selected_id == "t0"
        assert drawn(rows)[0] == " ○ t1"


async def test_ten_thousand_threads_are_drawn_by_what_is_seen(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 20)) as pilot:
        rows.show_rows([thread(f"t{number}") for number in range(10_000)], None, NOW)
        rows.select("t9999")
        await pilot.pause()
        assert rows.virtual_size.height == 20_000
        assert " ○ t9999" in drawn(rows)


async def test_a_tick_turns_the_spinner_and_the_watch_unless_motion_is_reduced(
    app: Stage, rows: ThreadList
) -> None:
    async with app.run_test(size=(34, 4)):
        rows.show_rows([working("works")], None, NOW)
        rows.tick(NOW + 1)
        assert drawn(rows)[:2] == [" ⠙ works", "   working                   0:43"]
        rows.reduced_motion = True
        rows.tick(NOW + 2)
        assert drawn(rows)[:2] == [" ⠙ works", "   working                   0:44"]


async def test_a_changed_thread_is_drawn_anew(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 4)):
        state = thread("a")
        rows.show_rows([state], None, NOW)
        state.unseen = True
        rows.update_rows(["a", "not shown"])
        assert drawn(rows)[0] == " ✓ a                            •"


async def test_an_empty_list_says_so(app: Stage, rows: ThreadList) -> None:
    async with app.run_test(size=(34, 4)) as pilot:
        rows.show_rows([], None, NOW, empty="nothing matches")
        await pilot.press("enter", "down", "G", "1")
        assert drawn(rows)[1] == " nothing matches"
        assert app.messages(ThreadList.Opened) == []


async def test_a_tick_paints_the_spinner_alone_and_once_a_second_the_time(
    app: Stage, rows: ThreadList, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(34, 10)) as pilot:
        rows.show_rows([thread("rests"), working("works")], None, NOW)
        await pilot.pause()
        painted: list[Region] = []
        monkeypatch.setattr(rows, "refresh", lambda *regions, **_: painted.extend(regions))
        rows.tick(NOW + 0.1)
        assert painted == [Region(1, LINES, 1, 1)]
        rows.tick(NOW + 1.0)
        assert painted[1:] == [Region(1, LINES, 1, 1), Region(29, LINES + 1, 5, 1)]
        rows.reduced_motion = True
        rows.tick(NOW + 1.1)
        assert len(painted) == 3
