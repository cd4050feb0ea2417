"""Editing in the composer: whole characters, chips, kill and yank, and the draft under a recalled prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.glyphs import UNICODE
from codex_tui.screens.notifier import Notifier
from codex_tui.screens.unfolding import Unfolding
from codex_tui.state.draft import Draft
from codex_tui.state.prompt_history import PromptHistory
from codex_tui.widgets.chips import LONG_LINE
from codex_tui.widgets.composer import Composer
from textual import events
from widget_stage import FocusedStage, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.anyio

LOG = "\n".join(f"line {number}" for number in range(30))
CHIP = "[pasted\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}lines]"


@pytest.fixture
def composer() -> Composer:
    return Composer(PromptHistory(["sent before", "!ls"]), marks=UNICODE)


@pytest.fixture
def app(stage: Callable[..., Stage], composer: Composer) -> FocusedStage:
    return FocusedStage(composer)


def sent(app: Stage) -> list[str]:
    return [message.text for message in app.messages(Composer.Submitted)]


async def test_a_long_paste_is_a_chip_that_is_sent_whole(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"see ")
        app.post_message(events.Paste(LOG))
        await pilot.press(*" ok")
        assert composer.text == f"see {CHIP} ok"
        await pilot.press("enter")
        assert sent(app) == [f"see {LOG} ok"]


async def test_a_chip_is_stepped_over_deleted_whole_and_undone(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste("x" * 2001))
        await pilot.press("a", "left", "left")
        assert composer.cursor_location == (0, 0)
        await pilot.press("right", "backspace")
        assert composer.text == "a"
        await pilot.press("ctrl+z", "end", "enter")
        assert sent(app) == ["x" * 2001 + "a"]


async def test_a_chip_unfolds_is_edited_and_another_of_the_same_size_has_its_own_name(
    app: Stage, composer: Composer
) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste(LOG))
        app.post_message(events.Paste(LOG.replace("line", "row")))
        await pilot.pause()
        assert composer.text == f"{CHIP}{CHIP[:-1]},\N{NO-BREAK SPACE}#2]"
        await pilot.press("home")
        Unfolding(composer, Notifier(app)).run()
        await pilot.press(*"!")
        assert composer.text.startswith(f"{LOG}!")
        await pilot.press("enter")
        assert sent(app) == [f"{LOG}!{LOG.replace('line', 'row')}"]


async def test_words_like_a_label_are_only_words(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste(CHIP))
        await pilot.press("backspace")
        assert composer.text == CHIP[:-1]


async def test_a_line_of_400_kilobytes_is_folded_however_it_comes(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        for _ in range(50):
            app.post_message(events.Key("typed_text", "x" * 8000))
        await pilot.press("!")
        assert len(composer.text) <= LONG_LINE
        composer.load_draft("word " * 80_000)
        assert len(composer.text) < 100
        assert composer.draft.text == "word " * 80_000
        await pilot.press("ctrl+c", "enter")
        assert sent(app) == ["word " * 80_000]


async def test_arrows_and_delete_take_characters_whole(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        composer.load_draft("a👩\u200d👧กี่")
        await pilot.press("left", "left", "delete")
        assert composer.text == "aกี่"
        await pilot.press("end", "backspace")
        assert composer.text == "aกี"


async def test_what_is_killed_word_by_word_is_put_back_at_once(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"one two three", "ctrl+w", "ctrl+w")
        assert composer.text == "one "
        await pilot.press("ctrl+y")
        assert composer.text == "one two three"
        await pilot.press("home", "right", "ctrl+k", "left", "ctrl+y")
        assert composer.text == "ne two threeo"
        await pilot.press("end", "ctrl+u", "ctrl+y", "ctrl+y")
        assert composer.text == "ne two threeo" * 2


async def test_a_recalled_and_edited_prompt_gives_the_draft_back_when_it_is_sent(
    app: Stage, composer: Composer
) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"half a thought", "up", "up", "x")
        assert composer.text == "sent beforex"
        assert composer.draft.aside == "half a thought"
        await pilot.press("enter")
        assert sent(app) == ["sent beforex"]
        assert composer.text == "half a thought"
        # And so does one that is cleared, and a shell line that is recalled.
        await pilot.press("up", "up", "up", "y", *"z")
        assert composer.clear_to_history()
        assert (composer.text, composer.shell) == ("half a thought", False)


async def test_a_draft_comes_back_with_cursor_chips_shell_and_what_was_set_aside(
    app: Stage, composer: Composer
) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste(LOG))
        await pilot.press(*"abc", "left")
        kept = composer.draft
        assert kept == Draft(f"{LOG}abc", cursor=len(LOG) + 2, folds=((0, len(LOG)),))
        composer.load_draft("other")
        composer.load_draft(kept)
        await pilot.press("-")
        assert composer.text == f"{CHIP}ab-c"
        shell = Draft("ls", cursor=1, shell=True, aside="typed")
        composer.load_draft(shell)
        assert composer.draft == shell
