from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from approval_requests import request
from codex_tui.state.ansi import AnsiReader
from codex_tui.state.approvals import PendingApproval
from codex_tui.state.items import AgentMessage, GrowingText, ItemStatus, Unknown, UserMessage
from codex_tui.state.threads import ThreadState
from codex_tui.widgets.transcript.paint import StripPainter
from codex_tui.widgets.transcript.view import TranscriptView
from conversations import DONE, append_text, command, conversation, drawings, drawn, shown
from textual.widgets import Static
from widget_stage import FocusedStage, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_tui.blocks import Line
    from codex_tui.state.items import Item
    from textual.geometry import Region
    from textual.strip import Strip
    from typing_extensions import Self
    from widget_stage import Stage

pytestmark = pytest.mark.anyio

SIZE = (60, 20)


def command_and_answer() -> list[Item]:
    return [command(6), AgentMessage("last", "t", status=DONE, text=GrowingText("the last word"))]


@pytest.fixture
def view() -> TranscriptView:
    return TranscriptView()


@pytest.fixture
def app(stage: Callable[..., Stage], view: TranscriptView) -> Stage:
    return FocusedStage(view)


async def test_no_thread_says_what_to_do(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE):
        assert "No thread is open" in "\n".join(shown(view))


async def test_an_empty_thread_says_what_to_do(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE):
        view.show(ThreadState("t", cwd="~/src", history_loaded=True))
        text = "\n".join(shown(view))
        assert "Enter sends it" in text
        assert "~/src" in text


async def test_a_thread_opens_at_its_end_and_draws_only_what_is_seen(
    app: Stage, view: TranscriptView, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn_ids = drawings(monkeypatch)
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(1000))
        await pilot.pause()
        assert "answer 999" in "\n".join(shown(view))
        assert 0 < len(drawn_ids) < 25


async def test_a_thread_may_be_shown_before_the_first_layout(app: Stage, view: TranscriptView) -> None:
    view.show(conversation(20))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "answer 19" in "\n".join(shown(view))


async def test_a_thread_whose_history_is_not_here_says_that_it_is_read(
    app: Stage, view: TranscriptView
) -> None:
    async with app.run_test(size=SIZE):
        view.show(ThreadState("t", preview="fix it"))
        assert "Reading the thread" in "\n".join(shown(view))


async def test_a_view_of_a_few_cells_is_drawn(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=(7, 4)) as pilot:
        view.show(conversation(5))
        await pilot.press("g", "j", "j", "space", "pagedown", "G")
        assert len(shown(view)) == 4


async def test_items_that_go_away_are_gone(app: Stage, view: TranscriptView) -> None:
    thread = conversation(30)
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("k", "k")
        del thread.items[6:]
        view.refresh()
        await pilot.pause()
        view.update_blocks((), structure=True)
        await drawn(pilot, view)
        text = "\n".join(shown(view))
        assert "answer 1" in text
        assert "answer 29" not in text
        assert view.cursor.item is None


async def test_a_blank_line_stands_between_blocks_but_not_between_one_line_tools(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(0)
    thread.items += [
        UserMessage("u", "t", status=DONE, text="go"),
        command(1, lines=0),
        command(2, lines=0),
        Unknown("x", "t", status=DONE, kind="odd"),
        AgentMessage("a", "t", status=DONE, text=GrowingText("done")),
    ]
    async with app.run_test(size=SIZE) as pilot:
        app.set_focus(None)
        view.show(thread)
        await pilot.pause()
        assert [
            line.split("  ")[0] if "run" in line else line for line in map(str.strip, shown(view)[:9])
        ] == [
            "",
            "▎ go",
            "",
            "· $ run 1",
            "· $ run 2",
            "· odd",
            "",
            "done",
            "",
        ]


async def test_every_row_is_as_wide_as_the_view(app: Stage, view: TranscriptView) -> None:
    thread = conversation(3)
    thread.items.append(
        AgentMessage("w", "t", status=DONE, text=GrowingText("漢字 🎉 e\u0301 " * 20 + "\n```\n漢\t字\n```"))
    )
    async with app.run_test(size=(33, 20)) as pilot:
        view.show(thread)
        await pilot.pause()
        assert {view.render_line(y).cell_length for y in range(view.size.height)} == {32}


async def test_the_end_is_followed_while_text_streams_in(app: Stage, view: TranscriptView) -> None:
    thread = conversation(10)
    thread.items.append(AgentMessage("s", "t"))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        for number in range(40):
            append_text(thread, "s", f"line {number}\n\n")
            view.update_blocks(["s"])
        await drawn(pilot, view)
        assert "line 39" in "\n".join(shown(view))
        assert view.window.new_below.count == 0


async def test_an_update_draws_only_what_changed(
    app: Stage, view: TranscriptView, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = conversation(10)
    thread.items.append(AgentMessage("s", "t"))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await drawn(pilot, view)
        drawn_ids = drawings(monkeypatch)
        append_text(thread, "s", "words ")
        view.update_blocks(["s"])
        assert drawn_ids == ["s"]
        await drawn(pilot, view)
        assert drawn_ids == ["s"]
        assert "words" in "\n".join(shown(view))


async def test_a_reader_who_scrolled_up_sees_the_same_lines_while_more_comes(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(50)
    thread.items.append(AgentMessage("s", "t"))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("pageup", "pageup")
        before = shown(view)
        for number in range(30):
            append_text(thread, "s", f"line {number}\n\n")
            thread.items.append(command(100 + number))
            view.update_blocks(["s"], structure=True)
        await drawn(pilot, view)
        assert shown(view)[:-1] == before[:-1]
        assert view.window.new_below.count == 30
        assert shown(view)[-1].endswith("↓ 30 new")
        await pilot.press("G")
        assert view.window.new_below.count == 0
        assert "run 129" in "\n".join(shown(view))


async def test_scrolling_back_over_unseen_blocks_never_skips_or_repeats_a_line(
    app: Stage, view: TranscriptView
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        app.set_focus(None)
        view.show(conversation(60))
        await pilot.pause()
        seen: list[str] = shown(view)
        while view.viewport.first_row > 0:
            rows = min(7, view.viewport.first_row)
            top = shown(view)
            view.scroll_relative(y=-7, animate=False)
            now = shown(view)
            moved = next(step for step in range(8) if now[step:] == top[: len(now) - step])
            assert moved == 7 or view.viewport.first_row == 0
            seen = now[:moved] + seen
            assert rows
        text = [line for line in seen if "prompt" in line]
        assert text == [f"  ▎ prompt {number}" for number in range(60)]


async def test_the_wheel_and_the_end_key_work(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(50))
        await pilot.pause()
        end = view.viewport.first_row
        view.scroll_up(animate=False)
        await pilot.pause()
        assert not view.viewport.follows
        assert view.viewport.first_row < end
        await pilot.press("end")
        assert view.viewport.follows


async def test_a_resize_keeps_the_line_under_the_eye(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(200))
        await pilot.press("pageup", "pageup", "pageup")
        index, _ = view.viewport.at(view.viewport.first_row)
        await pilot.resize_terminal(41, 17)
        await pilot.pause()
        assert view.viewport.at(view.viewport.first_row)[0] == index


async def test_the_end_is_followed_when_a_widget_below_comes_and_goes(
    stage: Callable[..., Stage], view: TranscriptView
) -> None:
    below = Static("\n".join("below"))
    app = stage(view, below)
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(50))
        await pilot.pause()
        for _ in range(3):
            below.display = not below.display
            await pilot.pause()
            await pilot.pause()
            assert view.viewport.follows
            assert "answer 49" in "\n".join(shown(view))


async def test_a_thread_opens_again_where_it_was_left(app: Stage, view: TranscriptView) -> None:
    first, second = conversation(100), conversation(5)
    second.id = "other"
    async with app.run_test(size=SIZE) as pilot:
        view.show(first)
        await pilot.press("pageup", "pageup")
        before = shown(view)
        view.show(second)
        await pilot.pause()
        view.show(first)
        await pilot.pause()
        assert shown(view) == before
        view.show(first, keep_scroll=False)
        assert view.viewport.follows


async def test_history_that_comes_above_does_not_move_what_is_read(app: Stage, view: TranscriptView) -> None:
    thread = conversation(50)
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.press("pageup", "pageup")
        before = shown(view)
        thread.items[:0] = [UserMessage(f"old{number}", "t", status=DONE, text="old") for number in range(9)]
        view.update_blocks((), structure=True)
        await drawn(pilot, view)
        assert shown(view)[:-1] == before[:-1]


async def test_blocks_that_were_seen_keep_their_rows_when_history_comes_above(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(1)
    append_text(thread, "a0", "\n\n[link]: https://example.com/definitions-take-no-rows" * 9)
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        shown(view)
        exact = view.document.heights[2]
        thread.items[:0] = [UserMessage("old", "t", status=DONE, text="old")]
        view.update_blocks((), structure=True)
        await drawn(pilot, view)
        shown(view)
        assert view.document.heights[3] == exact


async def test_a_tick_draws_only_the_rows_that_spin(
    app: Stage, view: TranscriptView, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    paint = StripPainter.strip

    def noting(self: StripPainter, line: Line, frame: int = 0) -> Strip:
        painted.append(line.text)
        return paint(self, line, frame)

    thread = conversation(3)
    thread.items.append(command(7, status=ItemStatus.RUNNING, exit_code=None))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        shown(view)
        drawn_ids = drawings(monkeypatch)
        monkeypatch.setattr(StripPainter, "strip", noting)
        frames = set()
        for _ in range(3):
            view.tick()
            frames |= {line.strip()[0] for line in shown(view) if "run 7" in line}
        assert frames == {"⠙", "⠹", "⠸"}
        assert len(painted) == 3
        assert all("run 7" in text for text in painted)
        assert drawn_ids == []


class _Screen(TranscriptView):
    """Remembers what a terminal shows: of each drawing only the rows that were asked for get there."""

    def __init__(self) -> None:
        super().__init__()
        self.on_screen: dict[int, str] = {}
        self.asked: set[int] = set()

    def refresh(self, *regions: Region, **options: bool) -> Self:
        rows = [range(region.y, region.bottom) for region in regions] or [range(1000)]
        self.asked.update(*rows)
        return super().refresh(*regions, **options)

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = super().render_lines(crop)
        for y, strip in enumerate(strips, crop.y):
            if y in self.asked:
                self.on_screen[y] = strip.text.rstrip()
        self.asked.clear()
        return strips


async def test_rows_below_a_block_are_painted_when_a_spinner_was_first_to_see_it_grow(
    stage: Callable[..., Stage],
) -> None:
    view = _Screen()
    thread = conversation(1)
    running = command(5, lines=1, status=ItemStatus.RUNNING, exit_code=None)
    thread.items += [running, *command_and_answer()]
    async with stage(view).run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        for line in range(3):
            reader = AnsiReader()
            reader.feed("".join(f"5.{number}\n" for number in range(line + 2)))
            running.output = reader.finish()
            running.revision += 1
            view.tick()
            await pilot.pause()
            view.update_blocks([running.id])
            await drawn(pilot, view)
            screen = [view.on_screen[y] for y in range(view.size.height)]
            assert screen == shown(view)
            assert "the last word" in "\n".join(screen)


async def test_a_running_turn_says_what_it_does_below_the_last_block(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(1)
    thread.active_turn_id = "t"
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        lines = [line for line in shown(view) if line]
        assert lines[-1].startswith("  ⠋ ")
        thread.active_turn_id = None
        view.update_blocks(())
        await drawn(pilot, view)
        assert "⠋" not in "\n".join(shown(view))


async def test_a_theme_change_draws_in_the_new_colours(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(3))
        await pilot.pause()
        before = {segment.style for segment in view.render_line(2)}
        app.theme = "codex-light"
        await pilot.pause()
        after = {segment.style for segment in view.render_line(2)}
        assert before.isdisjoint(after)


async def test_losing_the_focus_draws_no_block_again(
    app: Stage, view: TranscriptView, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(50))
        await pilot.pause()
        shown(view)
        drawn_ids = drawings(monkeypatch)
        app.app_focus = False
        await pilot.pause()
        app.app_focus = True
        await pilot.pause()
        shown(view)
        assert drawn_ids == []


async def test_text_that_looks_like_markup_is_shown_as_it_is(app: Stage, view: TranscriptView) -> None:
    thread = conversation(0)
    thread.items.append(UserMessage("u", "t", status=DONE, text="[bold red]x[/] [@click=app.quit]y[/]"))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        assert "[bold red]x[/] [@click=app.quit]y[/]" in "\n".join(shown(view))


async def test_a_control_character_that_came_through_does_not_reach_the_terminal(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(0)
    thread.items.append(UserMessage("u", "t", status=DONE, text="a\x1b[31mb\x07\u202ec"))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        for y in range(view.size.height):
            strip = view.render_line(y)
            assert strip.text.isprintable()
            assert strip.cell_length == SIZE[0] - 1


async def test_without_unicode_only_ascii_is_drawn(stage: Callable[..., Stage]) -> None:
    view = TranscriptView(ascii_only=True)
    async with stage(view).run_test(size=SIZE) as pilot:
        view.show(conversation(3))
        await pilot.pause()
        assert "".join(shown(view)).isascii()


async def test_the_environment_chooses_ascii_for_the_conversation_too(
    stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEX_TUI_ASCII", "1")
    view = TranscriptView()
    async with stage(view).run_test(size=SIZE) as pilot:
        view.show(conversation(3))
        await pilot.pause()
        assert "".join(shown(view)).isascii()


async def test_what_waits_is_said_by_its_card_and_not_here_too(app: Stage, view: TranscriptView) -> None:
    thread = conversation(1)
    thread.active_turn_id = "live"
    thread.waiting_on_approval = True
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        # Another client is asked: there is no card.
        assert any("waits for an approval" in row for row in shown(view))
        asking = PendingApproval(1, thread.id, "live", "i", request(command="ls"), "Run", "ls", "ls")
        thread.pending.append(asking)
        view.update_blocks((), structure=True)
        await pilot.pause()
        assert not any("wants to run" in row or "waits for" in row for row in shown(view))
