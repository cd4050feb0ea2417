"""The keys of the application: changed ones, bursts, and what lies where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from cockpit_stage import demo_backend, drawn, hints_of, running, settled, until
from codex_tui.app import CodexTui
from codex_tui.commands.help_pages import help_pages
from codex_tui.keys import BY_ID, Area
from codex_tui.patches.own_keys import keys_of
from codex_tui.screens.help import KeyHelp
from codex_tui.screens.palette import Palette
from codex_tui.screens.question import Question
from codex_tui.screens.settings_screen import ValuePicker
from textual import events
from textual.command import CommandList
from textual.widgets import Input

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def burst(app: CodexTui, *keys: str) -> None:
    """Press keys without waiting for what they do."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def in_area(app: CodexTui, area: Area) -> None:
    await until(lambda: app.cockpit.panes.area is area, f"the focus in the {area.value}")


def shown_commands(app: CodexTui) -> list[str]:
    """What the palette offers."""
    return [str(option.prompt) for option in app.screen.query_one(CommandList).options]


async def open_waiting(app: CodexTui) -> None:
    """Open the demo's thread that waits for an approval."""
    threads = app.cockpit.store.threads.values()
    await until(lambda: any(each.pending for each in threads), "an approval")
    app.cockpit.actions.open(next(each.id for each in threads if each.pending))
    await until(lambda: app.cockpit.card.request, "the card")


# Changed keys


async def test_a_changed_key_of_the_composer_acts_and_the_old_one_does_not() -> None:
    app = CodexTui(demo_backend(), keymap={"text.delete-to-line-start": "ctrl+b"})
    async with running(app) as pilot:
        await pilot.press(*"old", "ctrl+u")
        assert app.cockpit.composer.text == "old"
        burst(app, "ctrl+b", *"new")
        await pilot.pause()
        assert app.cockpit.composer.text == "new"


async def test_a_changed_key_of_the_list_acts_and_is_shown_in_footer_help_and_palette() -> None:
    app = CodexTui(demo_backend(), keymap={"thread.rename": "R", "list.down": "ctrl+y"})
    async with running(app, size=(120, 60)) as pilot:
        await pilot.press("ctrl+t")
        await in_area(app, Area.LIST)
        assert hints_of(app)["R"] == "rename"
        assert "r" not in hints_of(app)
        before = app.cockpit.thread_pane.list.selected_id
        await pilot.press("j", "down", "r")
        assert app.cockpit.thread_pane.list.selected_id == before
        assert app.screen is app.cockpit
        await pilot.press("ctrl+y")
        assert app.cockpit.thread_pane.list.selected_id != before
        pages = dict(help_pages(partial(keys_of, app)))
        assert ("R /rename", "rename the thread") in pages[Area.LIST.value]
        assert ("^y", "row down") in pages[Area.LIST.value]
        await pilot.press("ctrl+p")
        await until(lambda: isinstance(app.screen, Palette), "the palette")
        await pilot.press(*"rename")
        await until(lambda: shown_commands(app), "what is found")
        assert any("rename the thread" in each for each in shown_commands(app))


async def test_the_palette_shows_changed_keys() -> None:
    app = CodexTui(demo_backend(), keymap={"thread.new": "ctrl+b"})
    async with running(app) as pilot:
        await pilot.press("ctrl+p")
        await until(lambda: shown_commands(app), "the commands")
        assert [each.split()[-1] for each in shown_commands(app) if each.startswith("new thread")] == ["^b"]


async def test_changed_keys_of_the_card_answer_it_and_stand_on_it() -> None:
    app = CodexTui(demo_backend(), keymap={"card.cancel": "q", "card.focus": "f4", "card.down": "w"})
    async with running(app) as pilot:
        await open_waiting(app)
        assert hints_of(app)["f4"] == "answer"
        assert "f4 to answer" in await drawn(app, pilot)
        await pilot.press("f2")
        assert app.cockpit.panes.area is Area.COMPOSER
        await pilot.press("f4")
        await in_area(app, Area.CARD)
        card = app.cockpit.card
        card.gate._quiet = 0
        assert "q no, stop the turn" in await drawn(app, pilot)
        await pilot.press("x")
        assert card.request is not None
        await pilot.press("w", "q")
        await until(lambda: card.request is None, "the answer")


async def test_a_changed_key_of_everywhere_acts_in_every_place() -> None:
    app = CodexTui(demo_backend(), keymap={"app.keys": "f9", "pane.threads": "^b"})
    async with running(app) as pilot:
        assert hints_of(app)["f9"] == "keys"
        await pilot.press("f1")
        assert app.screen is app.cockpit
        await pilot.press("f9")
        await until(lambda: isinstance(app.screen, KeyHelp), "the help")
        await pilot.press("escape", "ctrl+b")
        await in_area(app, Area.LIST)
        await pilot.press("f9")
        await until(lambda: isinstance(app.screen, KeyHelp), "the help")


async def test_a_row_keeps_a_key_that_it_shares_with_a_changed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    app = CodexTui(demo_backend(), keymap={"list.new": "N"})
    async with running(app) as pilot:
        await settled(app, pilot)
        await pilot.press("ctrl+f")
        await in_area(app, Area.FIND)
        await pilot.press(*"the")
        app.cockpit.transcript.focus()
        await in_area(app, Area.CONVERSATION)
        steps: list[int] = []
        monkeypatch.setattr(app.cockpit.finding, "step", steps.append)
        await pilot.press("n", "N")
        assert steps == [1, -1]


async def test_what_is_wrong_in_a_keymap_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    app = CodexTui(demo_backend(), keymap={"thread.fork": "r"})
    said: list[str] = []
    monkeypatch.setattr(app.cockpit.notifier, "say", lambda text, bad=False: said.append(text))
    async with running(app):
        assert [each for each in said if "already that of thread.rename" in each] != []


# Where keys act


@pytest.mark.parametrize("key", ["ctrl+j", "alt+enter", "shift+enter", "shift+\r"])
async def test_a_newline_is_typed_and_nothing_is_sent(key: str) -> None:
    app = CodexTui(demo_backend())
    async with running(app):
        burst(app, *"a", key, *"b")
        await until(lambda: app.cockpit.composer.text == "a\nb", "the newline")


@pytest.mark.parametrize("place", ["composer", "list", "filter", "conversation", "find", "card"])
async def test_every_key_that_works_in_a_place_is_in_the_table_for_it(place: str) -> None:
    app = CodexTui(demo_backend())
    async with running(app):
        await open_waiting(app)
        cockpit = app.cockpit
        go: dict[str, Callable[[], object]] = {
            "composer": lambda: cockpit.composer.focus(),
            "list": lambda: cockpit.thread_pane.list.focus(),
            "filter": lambda: cockpit.thread_pane.open_filter(),
            "conversation": lambda: cockpit.transcript.focus(),
            "find": lambda: cockpit.finding.open(),
            "card": lambda: cockpit.panes.to_card(),
        }
        go[place]()
        await in_area(app, Area[place.upper()])
        chain = app.screen._binding_chain
        assert {binding.id for _, bindings in chain for _, binding in bindings} <= BY_ID.keys()


async def test_a_question_mark_opens_the_help_outside_of_texts_and_closes_it() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("question_mark")
        assert app.cockpit.composer.text == "?"
        for area, focus in (
            (Area.LIST, app.cockpit.thread_pane.list.focus),
            (Area.CONVERSATION, app.cockpit.transcript.focus),
        ):
            focus()
            await in_area(app, area)
            await pilot.press("question_mark")
            await until(lambda: isinstance(app.screen, KeyHelp), "the help")
            await pilot.press("question_mark")
            await until(lambda: app.screen is app.cockpit, "the end of the help")


async def test_a_question_mark_opens_the_help_on_the_card() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await open_waiting(app)
        await pilot.press("f2")
        await in_area(app, Area.CARD)
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, KeyHelp), "the help")
        assert app.cockpit.card.request is not None


async def test_f6_goes_from_the_composer_to_the_conversation_the_card_and_the_list() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await open_waiting(app)
        for area in (Area.CONVERSATION, Area.CARD, Area.LIST, Area.COMPOSER):
            await pilot.press("f6")
            await in_area(app, area)
        for area in (Area.LIST, Area.CARD, Area.CONVERSATION, Area.COMPOSER):
            await pilot.press("shift+f6")
            await in_area(app, area)


async def test_shift_f6_pulls_out_the_drawer_of_a_narrow_screen() -> None:
    app = CodexTui(demo_backend())
    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("shift+f6")
        await in_area(app, Area.LIST)
        assert app.cockpit.panes.drawer_open
        await pilot.press("f6")
        await in_area(app, Area.COMPOSER)
        assert not app.cockpit.panes.drawer_open


@pytest.mark.parametrize("size", [(120, 40), (120, 30)])
async def test_ctrl_home_and_page_keys_of_the_composer_read_the_conversation(size: tuple[int, int]) -> None:
    app = CodexTui(demo_backend())
    async with running(app, size=size) as pilot:
        await settled(app, pilot)
        view = app.cockpit.transcript
        await pilot.press(*"kept", "ctrl+home")
        assert view.viewport.first_row == 0
        await pilot.press("ctrl+end")
        assert view.viewport.follows
        end = view.viewport.first_row
        assert end > 0
        await pilot.press("pageup")
        await until(lambda: view.viewport.first_row < end, "the page above")
        above = view.viewport.first_row
        await pilot.press("pagedown")
        await until(lambda: view.viewport.first_row > above, "the page below")
        assert app.cockpit.composer.text == "kept"
        assert app.cockpit.panes.area is Area.COMPOSER


async def test_page_keys_scroll_a_text_that_is_taller_than_its_box_first() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await settled(app, pilot)
        app.cockpit.composer.load_draft("\n".join(f"line {number}" for number in range(60)))
        await pilot.pause()
        end = app.cockpit.transcript.viewport.first_row
        await pilot.press("pageup")
        assert app.cockpit.composer.cursor_location[0] < 59
        assert app.cockpit.transcript.viewport.first_row == end
        await pilot.press(*["pageup"] * 20)
        assert app.cockpit.composer.cursor_location[0] == 0
        assert app.cockpit.transcript.viewport.first_row < end


async def test_ctrl_l_and_coming_back_paint_everything_anew() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await settled(app, pilot)
        painted: list[str] = []
        real = app._display

        def display(screen: object, renderable: object) -> None:
            painted.append(type(renderable).__name__)
            real(screen, renderable)  # type: ignore[arg-type] # passed on as it came

        app._display = display  # type: ignore[method-assign] # what is written to the terminal is told
        await pilot.press("ctrl+l")
        await until(lambda: "LayoutUpdate" in painted, "a whole screen")
        painted.clear()
        app.app_resume_signal.publish(app)
        await until(lambda: "LayoutUpdate" in painted, "a whole screen")


# Bursts


MOVES = ["pagedown", "pageup", "up", "down", "enter", "home", "end", "ctrl+home", "ctrl+end"]


@pytest.mark.parametrize("key", MOVES)
async def test_a_key_that_comes_with_the_one_that_opened_the_palette_ends_nothing(key: str) -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        burst(app, "ctrl+p", key, key, key)
        await until(lambda: isinstance(app.screen, Palette) or key == "enter", "the palette")
        for _ in range(10):
            burst(app, key)
            await pilot.pause()
        assert app._exception is None
        assert app.cockpit in app.screen_stack


async def test_page_keys_of_the_palette_move_by_what_is_in_view() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+p")
        await until(lambda: shown_commands(app), "the commands")
        commands = app.screen.query_one(CommandList)
        await until(lambda: commands.scrollable_content_region.height, "the layout")
        await pilot.press("pagedown")
        assert commands.highlighted == min(
            commands.scrollable_content_region.height, commands.option_count - 1
        )
        await pilot.press("pageup")
        assert commands.highlighted == 0
        await pilot.press("ctrl+end")
        assert commands.highlighted == commands.option_count - 1


async def test_the_theme_list_takes_page_keys_at_once() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        app.run_command("app.themes")
        burst(app, "pagedown", "pageup", "pagedown")
        await until(lambda: isinstance(app.screen, ValuePicker), "the list of themes")
        await pilot.pause()
        assert app._exception is None


async def test_the_palette_copies_the_block_under_the_cursor() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await settled(app, pilot)
        app.cockpit.transcript.focus()
        await in_area(app, Area.CONVERSATION)
        await pilot.press("ctrl+p", *"copy the block")
        await until(lambda: shown_commands(app), "what is found")
        await pilot.press("enter")
        await until(lambda: app.clipboard, "the clipboard")


async def test_the_palette_shows_keys_beside_what_was_found_and_the_footer_is_that_of_the_dialog() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+p")
        await until(lambda: isinstance(app.screen, Palette), "the palette")
        for words, way in (("new thread", "^n"), ("export the thread", "/export")):
            app.screen.query_one(Input).value = words
            await until(partial(_first_is, app, words), words)
            assert shown_commands(app)[0].split()[-1] == way
        assert (await drawn(app, pilot)).splitlines()[-1].split() == [
            "enter",
            "run",
            "^q",
            "quit",
            "esc",
            "close",
        ]
        await pilot.press("escape")
        await until(lambda: app.screen is app.cockpit, "the end of the palette")
        assert "enter steer" in (await drawn(app, pilot)).splitlines()[-1]
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, Question), "the question")
        assert (await drawn(app, pilot)).splitlines()[-1].split() == [
            "q",
            "quit",
            "n",
            "stay",
            "esc",
            "leave",
        ]


def _first_is(app: CodexTui, words: str) -> bool:
    return any(shown_commands(app)) and shown_commands(app)[0].startswith(words)
