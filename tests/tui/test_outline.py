"""The outline: the list to jump from, and the third column that follows."""

from __future__ import annotations

import pytest
from cockpit_stage import (
    area_of,
    demo_backend,
    drawn,
    long_thread,
    open_thread,
    running,
    scripted_backend,
    until,
)
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from codex_tui.screens.picker import Picker
from codex_tui.state.archive import Items, Memory
from codex_tui.state.items import (
    AgentMessage,
    Command,
    FileChange,
    FilePatch,
    GrowingText,
    ItemStatus,
    Notice,
    NoticeLevel,
    Plan,
    PlanStep,
    ReadOnlyItem,
    UserMessage,
)
from codex_tui.state.outline import outline, outline_words
from unpackings import unpackings

pytestmark = pytest.mark.anyio

DONE = ItemStatus.COMPLETED


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def turn(number: int) -> list[ReadOnlyItem]:
    """One turn with each kind of item."""
    changes = (FilePatch("src/a.py", "update", "", None, 2, 1), FilePatch("b.md", "add", "", None, 5, 0))
    return [
        UserMessage(f"u{number}", f"t{number}", status=DONE, text=f"do {number}\nand more"),
        AgentMessage(f"a{number}", f"t{number}", status=DONE, text=GrowingText("said")),
        Command(f"c{number}", f"t{number}", status=ItemStatus.FAILED, command="make\x1b x", exit_code=2),
        FileChange(f"f{number}", f"t{number}", status=DONE, changes=changes),
        Plan(f"p{number}", f"t{number}", status=DONE, steps=(PlanStep("x", "completed"), PlanStep("y", ""))),
        Notice(f"i{number}", f"t{number}", status=DONE, text="Review of it"),
        Notice(f"w{number}", f"t{number}", status=DONE, level=NoticeLevel.WARNING, text="hm"),
        Notice(f"e{number}", f"t{number}", status=DONE, level=NoticeLevel.ERROR, text="broke"),
    ]


def marked(app: CodexTui) -> str:
    """The entry of the column that is read."""
    column = app.cockpit.outline_column
    lines = [column.render_line(y).text for y in range(column.size.height)]
    [line] = [line for line in lines if line.startswith("▎")]
    return line.removeprefix("▎").strip()


def test_what_stands_in_the_outline_and_in_which_words() -> None:
    items = Items(turn(1))
    assert [outline_words(items[place]) for place in outline(items)] == [
        "do 1⏎and more",
        "$ make␛ x  exit 2",
        "edit a.py, b.md  +7 -1",
        "plan 1 of 2 done: y",
        "Review of it",
        "broke",
    ]


def test_the_outline_of_ten_thousand_items_unpacks_none(monkeypatch: pytest.MonkeyPatch) -> None:
    items = Items([item for number in range(1250) for item in turn(number)], Memory(unpacked=1))
    counted = unpackings(monkeypatch)
    assert len(outline(items)) == 6 * 1250
    assert len(counted) == 0


async def test_o_lists_narrows_and_jumps_also_to_turns_that_were_not_loaded() -> None:
    thread = long_thread(80)
    app = CodexTui(scripted_backend(ScriptedServer(pace=0, threads=[thread])))
    async with running(app) as pilot:
        app.cockpit.actions.open(thread.id)
        await until(lambda: open_thread(app).items, "the thread")
        await pilot.press("f6")
        await until(lambda: area_of(app) is Area.CONVERSATION, "the conversation")
        await pilot.press("o")
        await until(lambda: isinstance(app.screen, Picker), "the outline")
        # The cursor of the list is on what is read: the end.
        assert "\u203a prompt 79" in await drawn(app, pilot)
        await pilot.press(*"prompt 7")
        assert "\u203a prompt 7 " in await drawn(app, pilot)
        await pilot.press("enter")
        await until(lambda: app.screen is app.cockpit, "the end of the list")
        item = app.cockpit.transcript.cursor.item
        assert item is not None
        assert item.turn_id == thread.turns[7].id
        assert area_of(app) is Area.CONVERSATION
        assert (await drawn(app, pilot)).count("prompt 7 ") == 1


async def test_the_third_column_is_there_on_a_wide_screen_and_follows_what_is_read() -> None:
    app = CodexTui(demo_backend())
    async with running(app, size=(190, 40)) as pilot:
        text = await drawn(app, pilot)
        assert "Outline" in text
        column, transcript = app.cockpit.outline_column, app.cockpit.transcript
        await pilot.press("f6", "g")
        await until(lambda: open_thread(app).older is None, "all turns")
        await drawn(app, pilot)
        assert transcript.reading == 0
        assert marked(app).startswith("The nightly run failed twice")
        await pilot.press("G")
        assert marked(app).startswith("$ scripts/repeat 200")
        await pilot.click(column, offset=(5, 2))
        await until(lambda: transcript.reading == 0, "the first prompt")
        app.cockpit.preferences.set("outline", False)
        assert "Outline" not in await drawn(app, pilot)
        app.cockpit.preferences.set("outline", True)
        assert "Outline" in await drawn(app, pilot)
        await pilot.resize_terminal(170, 40)
        assert "Outline" not in await drawn(app, pilot)
