from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.glyphs import UNICODE
from codex_tui.screens.notifier import Notifier
from codex_tui.screens.unfolding import Unfolding
from codex_tui.state.prompt_history import PromptHistory
from codex_tui.widgets.composer import Composer, composer_text
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.widgets import Input
from widget_stage import FocusedStage, Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio

PROMPT = UNICODE.prompt


@pytest.fixture
def composer() -> Composer:
    return Composer(PromptHistory(["first prompt", "second prompt\nof two lines"]), marks=UNICODE)


@pytest.fixture
def app(stage: Callable[..., Stage], composer: Composer) -> FocusedStage:
    return FocusedStage(composer)


def sent(app: Stage) -> list[str]:
    return [message.text for message in app.messages(Composer.Submitted)]


async def test_enter_sends_what_was_typed_and_empties_the_composer(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"hello", "enter")
        assert sent(app) == ["hello"]
        assert composer.text == ""
        assert composer.prompt_history.entries[-1] == "hello"


async def test_blank_text_is_not_sent(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press("space", "ctrl+j", "enter")
        assert sent(app) == []
        assert composer.text == " \n"


@pytest.mark.parametrize("typed", ["\n", "\x1b[13;2u", "\x1b[27;2;13~"], ids=["ctrl+j", "kitty", "xterm"])
async def test_a_newline_key_begins_a_line_and_sends_nothing(
    app: Stage, composer: Composer, typed: str
) -> None:
    async with app.run_test() as pilot:
        await pilot.press("a")
        for event in XTermParser().feed(typed):
            app.post_message(event)
        await pilot.press("b")
        assert composer.text == "a\nb"
        assert sent(app) == []
        assert composer.size.height == 2


async def test_keys_of_one_burst_act_in_their_order(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        for key in ("a", "b", "backspace", "c", "enter", "d", "left", "e"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert sent(app) == ["ac"]
        assert composer.text == "ed"


async def test_a_paste_with_newlines_is_one_undo_step_and_never_sends(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press("x")
        app.post_message(events.Paste("rm -rf /\r\nyes\ry\n"))
        await pilot.pause()
        assert composer.text == "xrm -rf /\nyes\ny\n"
        assert sent(app) == []
        await pilot.press("ctrl+z")
        assert composer.text == "x"


async def test_a_paste_that_is_taller_than_the_composer_is_undone_and_redone(
    app: Stage, composer: Composer
) -> None:
    pasted = "\n".join(f"{number} 漢字" for number in range(200))
    async with app.run_test() as pilot:
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        Unfolding(composer, Notifier(app)).run()
        await pilot.press("Z", "ctrl+z")
        assert composer.text == pasted
        await pilot.press("ctrl+z")
        assert composer.text == "[pasted\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}lines]"
        await pilot.press("ctrl+z")
        assert composer.text == ""
        assert composer.cursor_location == (0, 0)
        await pilot.press("ctrl+shift+z", "ctrl+shift+z")
        assert composer.text == pasted


async def test_the_colours_of_a_pasted_log_are_left_out(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste("\x1b[1;31mERROR\x1b[0m failed\r\n\x1b[38;2;1;2;3mmore\x1b[m\x1b[2K"))
        await pilot.pause()
        assert composer.text == "ERROR failed\nmore␛[2K"


async def test_pasted_escape_sequences_become_symbols(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste("\x1b]52;c;QUJD\x07\x9b2J\x7f[b]x[/]"))
        await pilot.pause()
        assert composer.text == "␛]52;c;QUJD␇<U+009B>2J␡[b]x[/]"
        assert composer.render_line(0).text.startswith(f"{PROMPT} ␛]52;c;QUJD␇<U+009B>2J␡[b]x[/]")


@given(st.text(st.characters()))
def test_no_text_in_the_composer_can_drive_the_terminal_or_break_the_wire(text: str) -> None:
    clean = composer_text(text)
    clean.encode()
    assert not any((ord(each) < 0x20 and each not in "\n\t") or 0x7F <= ord(each) < 0xA0 for each in clean)
    assert composer_text(clean) == clean


def test_what_people_write_stays_as_it_is() -> None:
    text = "héllo 👩\u200d💻 日本語 \u202eabc\u202c\n\tindented"
    assert composer_text(text) == text


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert composer_text("name \udcff.txt") == "name \ufffd.txt"


async def test_a_letter_with_alt_is_no_text(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        for typed in ("a", "\x1by", "\x1bY", "\x1b[110;3u", "b"):
            for event in XTermParser().feed(typed):
                app.post_message(event)
        await pilot.pause()
        assert composer.text == "ab"
        assert not composer.check_consume_key("alt+y", "y")


async def test_escape_is_handed_on_and_changes_no_text(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"ab", "shift+left", "escape")
        assert len(app.messages(Composer.Interrupted)) == 1
        assert composer.text == "ab"
        assert composer.selected_text == "b"
        composer.clear_selection()
        assert composer.selected_text == ""


async def test_up_and_down_at_the_edges_walk_the_history_and_give_the_draft_back(
    app: Stage, composer: Composer
) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"draft", "up")
        assert composer.text == "second prompt\nof two lines"
        await pilot.press("up")
        assert composer.cursor_location[0] == 0
        assert composer.text == "second prompt\nof two lines"
        await pilot.press("up")
        assert composer.text == "first prompt"
        await pilot.press("up")
        assert composer.text == "first prompt"
        await pilot.press("end", "down", "down", "down")
        assert composer.text == "draft"


async def test_an_edit_ends_the_walk(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press("up", "up", "up", "x", "down")
        assert composer.text == "first promptx"


async def test_clearing_keeps_the_draft_in_the_history(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"lost?")
        assert composer.clear_to_history()
        assert composer.text == ""
        assert not composer.clear_to_history()
        await pilot.press("up")
        assert composer.text == "lost?"


async def test_it_grows_to_a_third_of_the_screen_and_no_more(app: Stage, composer: Composer) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert composer.size.height == 1
        composer.load_draft("\n".join("abc"))
        await pilot.pause()
        assert composer.size.height == 3
        composer.load_draft("\n".join(str(number) for number in range(50)))
        await pilot.pause()
        assert composer.region.height <= 8


async def test_the_hint_shows_only_while_nothing_is_typed(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        composer.set_mode("Steer this turn [b]now[/]")
        assert composer.render_line(0).text.rstrip() == f"{PROMPT} Steer this turn [b]now[/]"
        await pilot.press("x")
        assert composer.render_line(0).text.rstrip() == f"{PROMPT} x"


async def test_a_read_only_thread_says_why_and_keeps_the_draft(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        composer.load_draft("kept")
        composer.set_mode(disabled="Another client holds this thread.")
        await pilot.press("x", "enter", "backspace", "up")
        app.post_message(events.Paste("pasted"))
        await pilot.pause()
        # The reason is shown only in an empty composer: it must not hide a text.
        assert composer.render_line(0).text.strip() == f"{PROMPT} kept"
        assert sent(app) == []
        assert composer.text == "kept"
        composer.set_mode("Go on")
        await pilot.press("enter")
        assert sent(app) == ["kept"]
        composer.set_mode(disabled="Another client holds this thread.")
        assert composer.render_line(0).text.strip() == "Another client holds this thread."


@pytest.mark.parametrize("key", ["tab"])
async def test_tab_does_not_carry_the_focus_away(stage: Callable[..., Stage], key: str) -> None:
    composer = Composer()
    app = FocusedStage(composer, Input())
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert app.focused is composer
        assert composer.text == ""
