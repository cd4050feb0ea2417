"""The application on the demo: keys in, screen out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import (
    area_of,
    clock_of,
    demo_backend,
    drawn,
    footer_of,
    hints_of,
    open_thread,
    running,
    scripted_backend,
    until,
)
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui
from codex_tui.commands.running import command
from codex_tui.commands.screen_conditions import conditions_of
from codex_tui.keys import KEYS, Area
from codex_tui.screens.cockpit import Cockpit
from codex_tui.screens.help import KeyHelp
from codex_tui.screens.palette import Palette
from codex_tui.screens.question import Question
from codex_tui.screens.rename import RenameThread
from codex_tui.state.items import UserMessage
from codex_tui.widgets.thread_pane import ThreadFilter
from session_stage import file_on_disk, texts
from textual.screen import Screen
from textual.widgets import Input

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio

FLAKY = "Fix the flaky resume test"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def app() -> CodexTui:
    return CodexTui(demo_backend())


def thread_id(app: CodexTui, title: str) -> str:
    """The id of the thread with this title."""
    return next(each.id for each in app.cockpit.store.threads.values() if each.title == title)


async def test_three_panes_a_status_line_and_a_footer_are_there_at_once(app: CodexTui) -> None:
    async with running(app) as pilot:
        screen = await drawn(app, pilot)
        for words in ("Threads", "Upgrade pydantic", "demo", "gpt-6", "f1 keys", "^n new"):
            assert words in screen


async def test_enter_starts_a_turn_on_an_idle_thread_and_its_answer_is_shown(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n")
        assert app.cockpit.ui.open_thread_id is None
        await pilot.press(*"table", "enter")
        await until(lambda: app.cockpit.ui.open_thread_id, "a new thread")
        await until(lambda: open_thread(app).turns and not app.cockpit.turn_runs, "the end of the turn")
        assert "nested lists" in await drawn(app, pilot)
        assert app.cockpit.composer.text == ""


async def test_two_quick_prompts_into_a_new_conversation_make_one_thread(app: CodexTui) -> None:
    async with running(app) as pilot:
        before = len(app.cockpit.store.threads)
        await pilot.press("ctrl+n", *"table one", "enter", *"table two", "enter")
        await until(lambda: app.cockpit.ui.open_thread_id, "a new thread")
        await until(
            lambda: sum(type(item).__name__ == "UserMessage" for item in open_thread(app).items) == 2,
            "both prompts",
        )
        assert len(app.cockpit.store.threads) == before + 1


async def test_keys_of_the_list_do_nothing_while_somebody_types(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"nfarv/12")
        assert app.cockpit.composer.text == "nfarv/12"
        assert app.screen is app.cockpit


async def test_the_footer_names_only_keys_that_work_here(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n")
        await until(lambda: hints_of(app)["enter"] == "send", "the keys of a new thread")
        assert "f" not in hints_of(app)
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the focus in the list")
        assert hints_of(app)["enter"] == "open"
        assert hints_of(app)["f"] == "fork"
        assert "^j" not in hints_of(app)


async def test_a_running_turn_can_be_steered_and_interrupted(app: CodexTui) -> None:
    async with running(app) as pilot:
        app.cockpit.actions.open(thread_id(app, "Upgrade pydantic"))
        await until(lambda: app.cockpit.turn_runs, "a running turn")
        await drawn(app, pilot)
        assert hints_of(app)["enter"] == "steer"
        assert hints_of(app)["esc"] == "interrupt"
        await pilot.press("escape")
        await until(lambda: not app.cockpit.turn_runs, "the interruption")
        assert hints_of(app)["enter"] == "send"


async def test_drafts_survive_a_switch_of_thread(app: CodexTui) -> None:
    async with running(app) as pilot:
        first = open_thread(app).id
        await pilot.press(*"half a thought")
        await pilot.press("alt+down")
        assert app.cockpit.ui.open_thread_id != first
        assert app.cockpit.composer.text == ""
        await pilot.press(*"another", "alt+up")
        assert app.cockpit.ui.open_thread_id == first
        assert app.cockpit.composer.text == "half a thought"
        await pilot.press("alt+down")
        assert app.cockpit.composer.text == "another"


async def test_alt_a_goes_to_the_thread_that_needs_the_person(app: CodexTui) -> None:
    async with running(app) as pilot:
        waiting = thread_id(app, "Upgrade pydantic")
        await until(lambda: app.cockpit.store.threads[waiting].pending, "an approval")
        await pilot.press(*"abc", "alt+a")
        assert app.cockpit.ui.open_thread_id == waiting
        assert app.cockpit.composer.text == ""
        await pilot.press("alt+up")


async def test_a_fork_opens_and_hangs_under_its_parent(app: CodexTui) -> None:
    async with running(app) as pilot:
        parent = thread_id(app, "Why is the build slow?")
        app.cockpit.actions.open(parent)
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the focus in the list")
        await pilot.press("f")
        await until(lambda: app.cockpit.ui.open_thread_id not in (None, parent), "the fork")
        assert open_thread(app).forked_from == parent
        rows = [row.id for row in app.cockpit.store.shown_rows()]
        assert rows.index(open_thread(app).id) == rows.index(parent) + 1


async def test_the_key_that_archived_a_thread_means_no_other_until_the_cursor_moves(
    app: CodexTui,
) -> None:
    async with running(app) as pilot:
        store, rows = app.cockpit.store, app.cockpit.thread_pane.list
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the list")
        first = open_thread(app).id
        assert first == rows.selected_id
        await pilot.press("a")
        await until(lambda: rows.selected_id != first, "the row gone")
        title = store.threads[first].title
        said = f"Archived \u201c{title}\u201d. v shows archived ones, a brings it back."
        await until(lambda: said in [note.message for note in app._notifications], "the news")
        neighbour = rows.selected_id
        assert neighbour is not None
        assert hints_of(app)["a"] == "unarchive"
        await pilot.press("a")
        await until(lambda: not store.threads[first].archived, "the thread back")
        await until(lambda: rows.selected_id == first, "the cursor on it")
        assert not store.threads[neighbour].archived
        await pilot.press("a")
        await until(lambda: rows.selected_id == neighbour, "the row gone again")
        await pilot.press("down", "up")
        assert hints_of(app)["a"] == "archive"
        await pilot.press("a")
        await until(lambda: store.threads[neighbour].archived, "the neighbour archived, as it was chosen")


async def test_a_second_press_while_a_thread_is_being_archived_does_nothing(app: CodexTui) -> None:
    async with running(app) as pilot:
        first = open_thread(app).id
        app.cockpit.actions.toggle_archived(first)
        app.cockpit.actions.toggle_archived(first)
        await until(lambda: app.cockpit.store.threads[first].archived, "the archive")
        await until(lambda: app._notifications, "the news")
        await pilot.pause()
        assert [note.message.split()[0] for note in app._notifications] == ["Archived"]


async def test_an_archived_thread_leaves_the_list_and_comes_back(app: CodexTui) -> None:
    async with running(app) as pilot:
        chosen = thread_id(app, "Port to trio")
        app.cockpit.actions.open(chosen)
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the focus in the list")
        await pilot.press("a")
        await until(lambda: chosen not in [row.id for row in app.cockpit.store.shown_rows()], "the archive")
        assert hints_of(app)["v"] == "archived"
        await pilot.press("v")
        assert hints_of(app)["v"] == "hide archived"
        await until(lambda: chosen in [row.id for row in app.cockpit.store.shown_rows()], "the archived rows")
        app.cockpit.panes.to_composer()
        await pilot.pause()
        assert not {"enter", "^j"} & set(hints_of(app))
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the focus in the list")
        app.cockpit.thread_pane.list.select(chosen)
        await pilot.press("a")
        await until(lambda: not app.cockpit.store.threads[chosen].archived, "the thread back")


async def test_a_thread_is_renamed_in_a_dialog(app: CodexTui) -> None:
    async with running(app) as pilot:
        chosen = open_thread(app).id
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the focus in the list")
        await pilot.press("r")
        assert isinstance(app.screen, RenameThread)
        app.screen.query_one(Input).value = "A better name"
        await pilot.press("enter")
        await until(lambda: app.cockpit.store.threads[chosen].name == "A better name", "the new name")


async def test_the_filter_narrows_the_list(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the focus in the list")
        await pilot.press("slash", *"pydan")
        await until(lambda: len(app.cockpit.store.shown_rows()) == 1, "one row")
        await pilot.press("escape")
        await until(lambda: len(app.cockpit.store.shown_rows()) > 1, "all rows")


async def test_a_filter_stays_while_its_matches_are_opened_until_escape_or_a_new_thread(
    app: CodexTui,
) -> None:
    async with running(app) as pilot:
        store = app.cockpit.store
        await pilot.press("ctrl+t", "slash", *"pydan", "enter", "enter")
        await until(lambda: open_thread(app).title == "Upgrade pydantic", "the match")
        await pilot.press("ctrl+t")
        await until(lambda: area_of(app) is Area.LIST, "the list")
        assert "Threads, filtered" in await drawn(app, pilot)
        assert hints_of(app)["esc"] == "clear filter"
        await pilot.press("escape")
        await until(lambda: len(store.shown_rows()) > 1, "all rows")
        assert area_of(app) is Area.LIST
        assert "esc" not in hints_of(app)
        await pilot.press("slash", *"pydan", "enter")
        await until(lambda: len(store.shown_rows()) == 1, "one row again")
        await pilot.press("ctrl+n")
        await until(lambda: len(store.shown_rows()) > 1, "all rows")
        assert area_of(app) is Area.COMPOSER


async def test_f6_goes_around_the_panes_and_escape_goes_home(app: CodexTui) -> None:
    async with running(app) as pilot:
        seen = []
        for _ in range(3):
            await pilot.press("f6")
            seen.append(app.cockpit.panes.area)
        assert set(seen) >= {Area.LIST, Area.CONVERSATION}
        await pilot.press("escape")
        assert app.cockpit.panes.area is Area.COMPOSER


async def test_ctrl_c_clears_first_then_warns_and_only_then_quits(app: CodexTui) -> None:
    app = CodexTui(demo_backend(open_newest=False))
    async with running(app) as pilot:
        await pilot.press(*"draft", "ctrl+c")
        assert app.cockpit.composer.text == ""
        assert "draft" in app.cockpit.composer.prompt_history.entries
        await pilot.press("ctrl+c")
        assert app.screen is app.cockpit
        await pilot.press("ctrl+c")
        # Turns of the demo run, so that leaving asks.
        assert isinstance(app.screen, Question)
        clock_of(app).advance(0.6)
        await pilot.press("n")
        assert app.screen is app.cockpit


async def test_a_second_ctrl_c_after_a_while_is_a_first_one_again(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+c")
        clock_of(app).advance(3)
        await pilot.press("ctrl+c")
        assert app.screen is app.cockpit


async def test_ctrl_q_asks_while_turns_run_and_then_leaves(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
        assert isinstance(app.screen, Question)
        clock_of(app).advance(0.6)
        await pilot.press("q")
    assert app.return_code == 0


async def test_an_empty_conversation_says_nothing_beside_a_dialog(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n")
        assert "Say what you want done." in await drawn(app, pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
        behind = app.cockpit._compositor.render_strips(app.size)
        assert "Say what you want done." not in "".join(strip.text for strip in behind)
        await pilot.press("escape")
        assert "Say what you want done." in await drawn(app, pilot)


async def test_the_footer_that_is_drawn_follows_the_focus(app: CodexTui) -> None:
    async with running(app) as pilot:
        cockpit = app.cockpit
        for widget, area in (
            (cockpit.transcript, Area.CONVERSATION),
            (cockpit.composer, Area.COMPOSER),
            (cockpit.thread_pane.list, Area.LIST),
        ):
            # As a click moves it: a command would have the footer drawn itself.
            widget.focus()
            await until(partial(in_area, app, area), "the focus")
            await pilot.pause()
            drawn_keys = cockpit.key_bar.shown()
            assert list(drawn_keys[:-1]) == footer_of(app)[: len(drawn_keys) - 1]


def in_area(app: CodexTui, area: Area) -> bool:
    return app.cockpit.panes.area is area


async def test_help_and_palette_open_and_close(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("f1")
        assert screen_kind(app) is KeyHelp
        await pilot.press("escape", "ctrl+p")
        assert screen_kind(app) is Palette
        clock_of(app).advance(1)
        await pilot.press("escape")
        assert screen_kind(app) is Cockpit


def screen_kind(app: CodexTui) -> type[Screen[object]]:
    return type(app.screen)


async def test_the_palette_runs_a_command_by_its_name(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+p", *"new thread")
        await pilot.pause()
        await pilot.press("enter")
        await until(lambda: app.screen is app.cockpit, "the palette to close")
        await until(lambda: app.cockpit.ui.open_thread_id is None, "a new conversation")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_palette_has_what_the_thread_list_does(app: CodexTui, size: tuple[int, int]) -> None:
    async with running(app, size=size) as pilot:
        offered = {
            each.title
            for each in KEYS
            if each.in_palette and command(each.id).available(conditions_of(app.cockpit))
        }
        assert {
            "open the selected thread",
            "new thread",
            "fork the thread",
            "archive or unarchive the thread",
            "rename the thread",
            "filter the thread list",
            "show or hide archived threads",
        } <= offered
        await pilot.press("ctrl+p", *"filter the", "enter")
        await until(lambda: isinstance(app.cockpit.focused, ThreadFilter), "the filter")
        await pilot.press(*"pydan")
        await until(
            lambda: [row.title for row in app.cockpit.store.shown_rows()] == ["Upgrade pydantic"], "the row"
        )
        await pilot.press("enter", "ctrl+p", *"open the sel", "enter")
        await until(lambda: open_thread(app).title == "Upgrade pydantic", "the thread")


async def test_the_theme_switches_between_dark_and_light(app: CodexTui) -> None:
    async with running(app):
        assert app.theme == "codex-dark"
        app.run_command("app.theme")
        assert app.theme == "codex-light"
        app.run_command("app.theme")
        assert app.theme == "codex-dark"


async def test_on_a_narrow_screen_the_list_is_a_drawer(app: CodexTui) -> None:
    async with running(app, size=(80, 24)) as pilot:
        assert not app.cockpit.thread_pane.display or not app.cockpit.thread_pane.region.width
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the focus in the drawer")
        assert "Upgrade pydantic" in await drawn(app, pilot)
        await pilot.press("enter")
        await until(lambda: not app.cockpit.panes.drawer_open, "the drawer to close")
        assert app.cockpit.panes.area is Area.COMPOSER


async def test_a_screen_without_room_says_so_calmly(app: CodexTui) -> None:
    async with running(app, size=(38, 9)) as pilot:
        assert "40 columns" in await drawn(app, pilot)
        await pilot.resize_terminal(100, 30)
        assert "Threads" in await drawn(app, pilot)


async def test_a_prompt_of_the_command_line_is_sent_at_the_start() -> None:
    app = CodexTui(demo_backend(open_newest=False), prompt="hello there")
    async with running(app):
        await until(lambda: app.cockpit.thread and app.cockpit.thread.items, "the prompt")
        assert texts(open_thread(app), UserMessage) == ["hello there"]


async def test_a_new_thread_says_the_branch_of_its_directory(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    head = tmp_path / ".git" / "HEAD"
    head.write_text("ref: refs/heads/fix-resume\n")
    server = ScriptedServer(pace=0, cwd=str(tmp_path))
    server.answer("fs/readFile", file_on_disk)
    app = CodexTui(scripted_backend(server))
    async with running(app, size=(200, 40)) as pilot:
        assert "fix-resume" in (await drawn(app, pilot)).splitlines()[0]
        head.write_text("ref: refs/heads/other\n")
        await pilot.press("ctrl+n")
        assert "other" in (await drawn(app, pilot)).splitlines()[0]


async def test_a_thread_that_begins_keeps_the_branch_and_follows_it_at_the_end_of_a_turn(
    tmp_path: Path,
) -> None:
    (tmp_path / ".git").mkdir()
    head = tmp_path / ".git" / "HEAD"
    head.write_text("ref: refs/heads/fix-resume\n")

    async def go_to_another_branch(turn: TurnScript) -> None:
        await turn.command("git switch other", ask=True)
        head.write_text("ref: refs/heads/other\n")

    server = ScriptedServer(go_to_another_branch, pace=0, cwd=str(tmp_path))
    server.answer("fs/readFile", file_on_disk)
    app = CodexTui(scripted_backend(server))
    async with running(app, size=(200, 40)) as pilot:
        await pilot.press(*"go", "enter")
        await until(lambda: app.cockpit.card.request is not None, "the question")
        assert "fix-resume" in (await drawn(app, pilot)).splitlines()[0]
        approval = app.cockpit.card.request
        assert approval is not None
        app.cockpit.session.answer(approval.key, "accept")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        assert "other" in (await drawn(app, pilot)).splitlines()[0]


async def test_resume_last_opens_the_newest_thread_of_the_directory() -> None:
    app = CodexTui(demo_backend(open_newest=False), resume="last")
    async with running(app):
        assert (
            app.cockpit.ui.open_thread_id
            == max(app.cockpit.store.threads.values(), key=lambda each: each.recency_at).id
        )


async def test_resuming_a_thread_that_is_not_there_says_so() -> None:
    app = CodexTui(demo_backend(open_newest=False), resume="01a2027b-0000-7000-8000-000000000000")
    async with running(app):
        assert app.cockpit.ui.open_thread_id is None
        assert any("There is no thread 01a2" in note.message for note in app._notifications)
