"""The pager: all of a long output or diff, drawn as it is seen."""

from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, drawn, running, settled, until
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from codex_tui.screens.pager import Pager
from codex_tui.state.ansi import AnsiReader
from codex_tui.state.items import (
    AgentMessage,
    Command,
    FileChange,
    FilePatch,
    GrowingText,
    Item,
    ItemStatus,
)
from codex_tui.widgets.title_bar import TitleBar
from conversations import drawings, found
from textual.pilot import Pilot
from textual.strip import Strip

pytestmark = pytest.mark.anyio

DONE = ItemStatus.COMPLETED


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def long_command(lines: int, *, status: ItemStatus = DONE) -> tuple[Command, AnsiReader]:
    """A command that printed so many lines."""
    reader = AnsiReader()
    reader.feed("".join(f"line \x1b[32m{number}\x1b[0m\n" for number in range(lines)))
    return Command(
        "long", "t", status=status, command="make all", output=reader.finish(), exit_code=0
    ), reader


async def paged(app: CodexTui, pilot: Pilot[None], item: Item) -> Pager:
    """Put an item at the end of a thread, go there and press enter."""
    threads = app.cockpit.store.threads.values()
    app.cockpit.actions.open(next(each.id for each in threads if each.title == "Explain the router"))
    await settled(app, pilot)
    thread = app.cockpit.thread
    assert thread is not None
    thread.items.append(item)
    app.cockpit.transcript.update_blocks((), structure=True)
    await drawn(app, pilot)
    app.cockpit.transcript.focus()
    await until(lambda: app.cockpit.panes.area is Area.CONVERSATION, "the conversation")
    await pilot.press("G", "enter")
    await until(lambda: isinstance(app.screen, Pager), "the pager")
    await pilot.pause()
    await pilot.pause()
    assert isinstance(app.screen, Pager)
    return app.screen


async def test_all_of_a_long_output_can_be_read_and_little_of_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        item = long_command(50_000)[0]
        drawn_ids = drawings(monkeypatch)
        await paged(app, pilot, item)
        screen = await drawn(app, pilot)
        assert "make all" in screen
        assert "line 0 " in screen
        await pilot.press("j", "j")
        assert "line 0 " not in await drawn(app, pilot)
        await pilot.press("space")
        screen = await drawn(app, pilot)
        assert "line 20 " not in screen
        assert "line 45 " in screen
        await pilot.press("G")
        assert "line 49999" in await drawn(app, pilot)
        assert 0 < len([each for each in drawn_ids if each.startswith(f"{item.id}:")]) < 12
        await pilot.press("escape")
        assert app.screen is app.cockpit
        assert app.cockpit.panes.area is Area.CONVERSATION


async def test_the_first_line_of_an_answer_stands_there_once() -> None:
    app = CodexTui(demo_backend())
    async with running(app, size=(120, 30)) as pilot:
        said = AgentMessage("said", "t", status=DONE, text=GrowingText("Hello world, see the docs."))
        screen = await paged(app, pilot, said)
        assert screen.query_one(TitleBar).render_line(0).text.strip() == "Answer"
        assert (await drawn(app, pilot)).count("Hello world, see") == 1


async def test_find_works_in_the_pager() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        pager = await paged(app, pilot, long_command(5_000)[0])
        await pilot.press("ctrl+f")
        await until(lambda: pager.finding.bar.line.has_focus, "the line")
        await pilot.press(*"line 4321")
        await until(lambda: found(pager.view) == (1, 1), "the match")
        assert "line 4321" in await drawn(app, pilot)
        await pilot.press("escape")
        assert app.screen is pager
        await pilot.press("q")
        assert not pager.is_current


async def test_a_command_that_runs_is_followed() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        item, reader = long_command(150, status=ItemStatus.RUNNING)
        pager = await paged(app, pilot, item)
        assert "line 149" in await drawn(app, pilot)
        reader.feed("".join(f"more {number}\n" for number in range(90)))
        item.revision += 1
        await until(lambda: "more 89" in "".join(piece.text for piece in lines_of(pager)), "the new lines")


def lines_of(pager: Pager) -> list[Strip]:
    """What the pager shows."""
    return [pager.view.render_line(y) for y in range(pager.view.size.height)]


async def test_files_of_a_change_are_gone_through() -> None:
    changes = tuple(
        FilePatch(
            f"src/{name}.py", "update", "@@ -1,9 +1,9 @@\n" + "-old\n" * 90 + "+new\n" * 90, None, 90, 90
        )
        for name in ("one", "two")
    )
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await paged(app, pilot, FileChange("change", "t", status=DONE, changes=changes))
        screen = await drawn(app, pilot)
        assert "src/one.py   +90 -90" in screen
        assert "} next file" in screen
        await pilot.press("right_curly_bracket")
        assert "src/two.py" in await drawn(app, pilot)
        await pilot.press("y")
        assert app.clipboard.count("+++ src/") == 2
