"""The pager as a widget of its own: what it shows of an item, and what the keys of its screen do."""

from __future__ import annotations

import pytest
from codex_tui.blocks.query import Query
from codex_tui.state.items import FileChange, FilePatch, GrowingText, ItemStatus, Reasoning
from codex_tui.widgets.transcript.messages import BlockCopied
from codex_tui.widgets.transcript.pager import PagerView
from conversations import DONE, command, found
from widget_stage import Stage

pytestmark = pytest.mark.anyio

SIZE = (60, 12)


def rows(view: PagerView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def change(files: int) -> FileChange:
    lines = "".join(f"+line {number}\n" for number in range(40))
    return FileChange(
        "f",
        "t",
        status=DONE,
        changes=tuple(FilePatch(f"src/{number}.py", "add", lines, added=40) for number in range(files)),
    )


async def test_an_item_that_folds_is_shown_whole() -> None:
    parts = [GrowingText("**Look**\n\nfirst"), GrowingText("**Think**\n\nsecond")]
    view = PagerView(Reasoning("r", "t", status=DONE, summary=parts))
    async with Stage(view).run_test(size=SIZE) as pilot:
        await pilot.pause()
        text = "\n".join(rows(view))
        assert "first" in text
        assert "second" in text


async def test_lines_screens_and_ends_are_gone_to() -> None:
    view = PagerView(command(1, lines=300))
    async with Stage(view).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert view.viewport.first_row == 0
        view.scroll_lines(1)
        assert rows(view)[0].strip() == "1.0"
        view.scroll_pages(1)
        assert rows(view)[0].strip() == "1.10"
        view.to_end()
        assert rows(view)[-2].strip() == "1.299"
        view.to_start()
        assert view.viewport.first_row == 0
        assert view.scroll_y == 0


async def test_files_are_gone_through_and_the_end_is_behind_the_last() -> None:
    view = PagerView(change(3))
    async with Stage(view).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert view.files == 3
        for number in (1, 2):
            view.to_file(1)
            assert any(f"src/{number}.py" in row for row in rows(view)[:2])
        view.to_file(1)
        assert view.viewport.follows
        view.to_file(-1)
        assert any("src/2.py" in row for row in rows(view)[:2])


async def test_a_change_without_a_file_is_an_empty_screen() -> None:
    view = PagerView(change(0))
    async with Stage(view).run_test(size=SIZE) as pilot:
        await pilot.pause()
        view.scroll_lines(1)
        view.to_end()
        view.find(Query("anything"))
        assert "".join(rows(view)) == ""


async def test_all_of_it_is_found_in_and_copied() -> None:
    view = PagerView(command(1, lines=300))
    app = Stage(view)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        view.find(Query("1.250"))
        assert found(view) == (1, 1)
        assert any(row.strip() == "1.250" for row in rows(view))
        view.copy()
        await pilot.pause()
        (message,) = app.messages(BlockCopied)
        assert message.text.count("\n") == 300


async def test_a_reader_elsewhere_is_told_that_a_command_has_written_more() -> None:
    running = command(1, lines=50, status=ItemStatus.RUNNING)
    view = PagerView(running)
    async with Stage(view).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert view.viewport.follows
        view.to_start()
        longer = command(1, lines=90)
        running.output, running.revision = longer.output, running.revision + 1
        view.grow()
        assert rows(view)[-1].endswith("↓ more")
        await pilot.click(view, offset=(54, 11))
        assert view.viewport.follows
        assert rows(view)[-2].strip() == "1.89"
