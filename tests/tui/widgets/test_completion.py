"""The list of completions, as it looks and as a composer uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.glyphs import ASCII
from codex_tui.screens.completing import Completing
from codex_tui.widgets.completion import CompletionList
from codex_tui.widgets.completion_rows import CompletionRow, Offer, TypedLine, filtered
from codex_tui.widgets.composer import Composer
from textual import events
from widget_stage import FocusedStage, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.anyio

FRUITS = tuple(
    CompletionRow(f"+{name} ", f"+{name}", f"a {name}", "f9" if name == "fig" else "", whole=name == "fig")
    for name in ("apple", "apricot", "fig", "grape", "lemon", "mango", "peach", "plum")
)


class Fruits:
    """Completes words that begin with a plus."""

    def offer(self, line: TypedLine) -> Offer | None:
        start = line.text.rfind(" ", 0, line.column) + 1
        word = line.text[start : line.column]
        if not word.startswith("+"):
            return None
        return Offer(filtered(FRUITS, word[1:]), start, line.column, note="no such fruit")


class Bench(FocusedStage):
    """A composer with its list, wired as the cockpit wires them."""

    def __init__(self) -> None:
        self.composer = Composer()
        self.completions = CompletionList(marks=ASCII)
        super().__init__(self.composer)
        self.widgets = (self.completions, self.composer)
        self.completing = Completing(self.composer, self.completions)
        self.completing.add(Fruits())

    def on_text_area_changed(self) -> None:
        self.completing.update()

    def on_text_area_selection_changed(self) -> None:
        self.completing.update()

    @property
    def rows(self) -> list[str]:
        found = self.completions
        return [found.render_line(y).text.rstrip() for y in range(found.size.height)] if found.display else []

    @property
    def sent(self) -> list[str]:
        return [message.text for message in self.messages(Composer.Submitted)]


async def test_rows_have_a_label_a_hint_and_a_key_and_the_chosen_one_a_mark(
    stage: Callable[..., Stage],
) -> None:
    completions = CompletionList(marks=ASCII)
    async with stage(completions).run_test(size=(40, 30)) as pilot:
        assert not completions.display
        completions.show(Offer(FRUITS[1:3], 0, 0))
        await pilot.pause()
        assert [completions.render_line(y).text.rstrip() for y in range(completions.size.height)] == [
            "> +apricot  a apricot",
            "  +fig      a fig                f9",
        ]
        completions.show(Offer((), 0, 0, note="searching"))
        await pilot.pause()
        assert completions.render_line(0).text.rstrip() == "  searching"
        completions.show(None)
        assert not completions.display


async def test_a_low_screen_says_how_many_rows_are_out_of_view() -> None:
    app = Bench()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("+")
        await pilot.pause()
        assert [row.split("  ")[0] for row in app.rows] == ["> +apple", "", "", ""]
        assert app.rows[-1] == "  v 5 more"
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert app.rows[-1] == "  ^ 4 more   v 1 more"


async def test_tab_completes_and_the_person_types_on() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        await pilot.press(*"eat +pe", "tab", *"now")
        assert app.composer.text == "eat +peach now"
        assert app.focused is app.composer
        assert not app.completions.display
        assert app.sent == []


async def test_enter_completes_and_sends_only_what_is_whole() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        await pilot.press(*"+ap", "down", "enter")
        assert app.composer.text == "+apricot "
        assert app.sent == []
        await pilot.press("ctrl+u", *"+fi", "enter")
        assert app.sent == ["+fig "]
        assert app.composer.text == ""


async def test_arrows_move_in_the_list_and_not_in_the_text() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        await pilot.press(*"one", "ctrl+j", *"+", "up", "up")
        assert app.composer.cursor_location == (1, 1)
        await pilot.press("tab")
        assert app.composer.text == "one\n+peach "


async def test_closed_by_the_person_it_stays_closed_for_that_word() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        await pilot.press(*"+a")
        await pilot.pause()
        assert app.completing.close()
        await pilot.press("p")
        await pilot.pause()
        assert not app.completions.display
        assert not app.completing.close()
        await pilot.press("space", "+")
        await pilot.pause()
        assert app.completions.display


async def test_a_word_without_a_match_says_so_and_enter_sends_it() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        await pilot.press(*"+xyz")
        await pilot.pause()
        assert app.rows == ["  no such fruit"]
        await pilot.press("enter")
        assert app.sent == ["+xyz"]


async def test_a_click_puts_the_row_in() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        await pilot.press("+")
        await pilot.pause()
        await pilot.click(app.completions, offset=(5, 4))
        await pilot.pause()
        clicked = app.messages(CompletionList.Clicked)
        assert [message.row.label for message in clicked] == ["+grape"]
        assert app.focused is app.composer


async def test_the_composer_knows_whether_its_text_was_begun_by_a_key() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        said = []
        await pilot.press("x")
        said.append(app.composer.begun_by_key)
        await pilot.press("backspace")
        app.post_message(events.Paste("+a"))
        await pilot.pause()
        await pilot.press("b")
        said.append(app.composer.begun_by_key)
        await pilot.press("home", "y")
        said.append(app.composer.begun_by_key)
        assert said == [True, False, True]
