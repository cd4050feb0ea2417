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


@pytest.mark.parametrize("character", ["👩\u200d👧", "🇫🇷", "e\u0301\u0323", "\u1112\u1161\u11ab", "漢"])
async def test_the_cursor_covers_the_whole_of_a_joined_character(
    app: Stage, composer: Composer, character: str
) -> None:
    async with app.run_test() as pilot:
        composer.load_draft(f"a{character}b")
        await pilot.press("home", "right")
        cursor = composer.get_component_rich_style("text-area--cursor").bgcolor
        row = composer.render_line(0)
        covered = "".join(part.text for part in row if part.style and part.style.bgcolor == cursor)
        assert covered == character
        # Wherever a click or an arrow leads, the cursor is never within it.
        composer.move_cursor((0, 2))
        assert composer.cursor_location[1] in (1, 1 + len(character))


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


async def test_a_pasted_command_is_text_after_undo_unfolding_and_deletion_too(
    app: Stage, composer: Composer
) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste("/compact"))
        await pilot.press("ctrl+a", "ctrl+k", *"/ty")
        while composer.text != "/compact" and composer.history.undo_stack:
            await pilot.press("ctrl+z")
        assert composer.text == "/compact"
        assert not composer.begun_by_key
        await pilot.press("ctrl+a", "ctrl+k", "a")
        app.post_message(events.Paste("/compact"))
        await pilot.press("home", "delete", "enter")
        app.post_message(events.Paste("/compact\n" + LOG))
        await pilot.press("home")
        Unfolding(composer, Notifier(app)).run()
        await pilot.press("enter")
        assert sent(app) == ["/compact", f"/compact\n{LOG}"]
        assert not app.messages(Composer.Commanded)


async def test_a_pasted_command_that_is_set_aside_or_recalled_is_still_text(
    app: Stage, composer: Composer
) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste("/compact"))
        await pilot.press("end")
        composer.clear_to_history()
        await pilot.press("up")
        assert composer.text == " /compact"
        await pilot.press("ctrl+u", "ctrl+k")
        app.post_message(events.Paste("!ls"))
        await pilot.press("up", "x", "enter", "enter")
        assert (composer.text, composer.shell) == ("", False)
        assert sent(app)[-1] == " !ls"
        await pilot.press(*"/mod", "up", "x", "enter")
        assert (composer.text, composer.begun_by_key) == ("/mod", True)


async def test_a_recalled_prompt_has_its_chips_also_in_the_next_run(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        composer.insert_whole(composer.chips.attach("/a/shot.png", 2000))
        app.post_message(events.Paste(LOG))
        await pilot.press("enter", "up")
        shown, whole = composer.text, composer.draft
        assert (shown[-len(CHIP) :], [image.path for image in whole.images]) == (CHIP, ["/a/shot.png"])
        (entry,) = composer.prompt_history.entries[-1:]
        details = composer.prompt_history.entry(entry).details
    later = Composer(marks=UNICODE)
    later_app = FocusedStage(later)
    async with later_app.run_test() as pilot:
        other = later.chips.attach("/b/shot.png", 2000)
        later.prompt_history.put_before([entry], {entry: details})
        await pilot.press("up")
        assert later.text.endswith(CHIP)
        assert other not in later.text
        assert [image.path for image in later.draft.images] == ["/a/shot.png"]
        assert later.draft.text.endswith(LOG)


async def test_the_lines_of_a_paste_are_counted_as_people_count_them(app: Stage, composer: Composer) -> None:
    async with app.run_test() as pilot:
        app.post_message(events.Paste(f"{LOG}\n"))
        await pilot.press("end")
        assert composer.text == CHIP
        composer.clear_to_history()
        app.post_message(events.Paste("line\n" * 20))
        await pilot.press("end")
        assert composer.text == "line\n" * 20
