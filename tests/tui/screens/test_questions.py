"""The question about trust on its card, and the one before leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import area_of, demo_backend, drawn, running, screen_text, scripted_backend, until
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui
from codex_tui.clock import FixedClock
from codex_tui.commands.running import command
from codex_tui.commands.screen_conditions import conditions_of
from codex_tui.keys import Area
from codex_tui.screens.question import Question
from codex_tui.screens.questions import GO_ON, sure_question
from codex_tui.screens.too_small import TooSmall
from codex_tui.session import Trust
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


def later(app: CodexTui, seconds: float) -> None:
    """Let time pass."""
    clock = app.cockpit.clock
    assert isinstance(clock, FixedClock)
    clock.advance(seconds)


async def type_slowly(app: CodexTui, pilot: Pilot[None], text: str, gap: float) -> None:
    """Type with the same pause before every key; `\\n` is enter."""
    for letter in text:
        later(app, gap)
        await pilot.press("enter" if letter == "\n" else "space" if letter == " " else letter)


async def at_card(app: CodexTui, pilot: Pilot[None]) -> None:
    """Go to the card and wait as long as it takes to read."""
    await pilot.press("f2")
    await until(lambda: app.cockpit.panes.area is Area.TRUST, "the focus on the card")
    await pilot.press("end")
    later(app, 0.6)


async def at_quit_question(app: CodexTui) -> None:
    """Wait for the question before leaving."""
    await until(lambda: isinstance(app.screen, Question) and app.screen.focused, "the question")


async def told(app: CodexTui, words: str) -> None:
    """Wait for a notice that says this."""
    await until(lambda: any(words in notice.message for notice in app._notifications), words)


async def _on_word(turn: TurnScript) -> None:
    if turn.prompt == "wait":
        await turn.command("make", output="one\n", until_steered=True)
    await turn.say("done")


def asking_app(server: ScriptedServer) -> CodexTui:
    """An application at its first visit to the server's directory."""
    return CodexTui(scripted_backend(server, ask_trust=True))


@pytest.mark.parametrize("gap", [0.15, 0.7])
@pytest.mark.parametrize("text", ["yes, try it\n", "no, quit n y q\n", "y\n"])
async def test_typing_at_the_start_with_pauses_answers_nothing_and_is_sent(text: str, gap: float) -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        assert app.cockpit.trust_card.question is not None
        await type_slowly(app, pilot, text, gap)
        await until(lambda: server.requests("turn/start"), "the turn")
        [sent] = [each["input"] for each in server.requests("turn/start")]
        assert isinstance(sent, list)
        assert [part["text"] for part in sent] == [text.strip()]
        started = server.requests("thread/start")[0]
        assert (started["sandbox"], started["approvalPolicy"]) == ("read-only", "untrusted")
        assert server.requests("config/value/write") == []
        assert app.cockpit.trust_card.question is not None


@pytest.mark.parametrize(
    ("key", "trust", "allowed"),
    [("y", "trusted", "workspace-write, asks"), ("n", "untrusted", "read-only, asks before most commands")],
)
async def test_f2_and_a_key_after_half_a_second_is_an_answer_and_kept(
    key: str, trust: str, allowed: str
) -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        assert "read-only, asks before most commands" in await drawn(app, pilot)
        await at_card(app, pilot)
        await pilot.press(key)
        await until(lambda: server.requests("config/value/write"), "the answer")
        assert server.requests("config/value/write")[0]["value"] == trust
        await until(lambda: app.cockpit.session.readiness.trust is Trust(trust), "the answer held")
        await told(app, "It holds for the threads")
        assert app.cockpit.trust_card.question is None
        assert area_of(app) is Area.COMPOSER
        assert allowed in await drawn(app, pilot)
        await pilot.press(*"go", "enter")
        await until(lambda: server.requests("thread/start"), "the thread")
        expected = "read-only" if trust == "untrusted" else None
        assert server.requests("thread/start")[0].get("sandbox") == expected
    again = asking_app(server)
    async with running(again):
        assert again.cockpit.trust_card.question is None


async def test_an_answer_that_comes_too_early_is_text_and_the_card_keeps_waiting() -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        await pilot.press("f2")
        await until(lambda: app.cockpit.panes.area is Area.TRUST, "the focus on the card")
        await pilot.press("y")
        later(app, 0.4)
        await pilot.press("n")
        assert app.cockpit.composer.text == "yn"
        assert "one moment" in await drawn(app, pilot)
        later(app, 0.6)
        await pilot.press("enter")
        assert server.requests("config/value/write") == []
        later(app, 0.6)
        await pilot.press("y")
        await until(lambda: server.requests("config/value/write"), "the answer")


async def test_a_word_typed_on_the_card_is_in_the_composer_and_so_is_the_focus() -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        await at_card(app, pilot)
        await type_slowly(app, pilot, "hey you", 0.7)
        assert app.cockpit.composer.text == "hey you"
        assert area_of(app) is Area.COMPOSER
        assert server.requests("config/value/write") == []


async def test_a_click_gives_the_focus_half_a_second_after_the_card_appeared_or_moved() -> None:
    app = asking_app(ScriptedServer(pace=0))
    async with running(app, (100, 30)) as pilot:
        await drawn(app, pilot)
        await pilot.click("#trust_card")
        assert area_of(app) is Area.COMPOSER
        later(app, 0.6)
        await pilot.press("ctrl+j", "ctrl+j")
        await drawn(app, pilot)
        await pilot.click("#trust_card")
        assert area_of(app) is Area.COMPOSER
        later(app, 0.6)
        await pilot.click("#trust_card")
        assert area_of(app) is Area.TRUST


async def test_a_click_on_an_answer_counts_by_the_same_rule() -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        await drawn(app, pilot)
        later(app, 0.6)
        no = (12, app.cockpit.trust_card.size.height)
        await pilot.click("#trust_card", offset=no)
        await pilot.click("#trust_card", offset=no)
        assert area_of(app) is Area.TRUST
        assert server.requests("config/value/write") == []
        later(app, 0.6)
        await pilot.click("#trust_card", offset=no)
        await until(lambda: server.requests("config/value/write"), "the answer")
        assert server.requests("config/value/write")[0]["value"] == "untrusted"


async def test_nothing_is_answered_where_the_card_cannot_be_read() -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        await at_card(app, pilot)
        await pilot.resize_terminal(39, 9)
        await pilot.pause()
        await until(lambda: isinstance(app.focused, TooSmall), "the focus on the sentence")
        await type_slowly(app, pilot, "yes n\n", 0.7)
        await pilot.resize_terminal(100, 30)
        await until(lambda: app.cockpit.panes.area is Area.COMPOSER, "the focus back")
        assert app.cockpit.composer.text == "yes n"
        assert server.requests("config/value/write") == []
        assert app.cockpit.trust_card.question is not None


async def test_on_the_smallest_screen_the_card_is_read_to_its_end_before_yes_counts() -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (40, 10)) as pilot:
        before = await drawn(app, pilot)
        assert "Do you trust this directory?" in before
        assert "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}" in before
        await pilot.press("f2")
        await until(lambda: app.cockpit.panes.area is Area.TRUST, "the focus on the card")
        later(app, 0.6)
        await until(lambda: "read to the end first" in screen_text(app), "what to do first")
        await pilot.press("y")
        assert server.requests("config/value/write") == []
        later(app, 0.6)
        await pilot.press("end")
        assert "may only read" in await drawn(app, pilot)
        await pilot.press("y")
        await until(lambda: server.requests("config/value/write"), "the answer")


async def test_a_directory_that_hides_something_in_its_name_is_shown_whole() -> None:
    server = ScriptedServer(pace=0)
    server.cwd = "/home/ada/\x1b[2J\u202e" + "long " * 30 + "end"
    app = asking_app(server)
    async with running(app, (80, 24)) as pilot:
        shown = await drawn(app, pilot)
        card = shown[shown.index("Do you trust") :]
        assert "hidden characters" in card
        assert "\u241b[2J<U+202E>long" in card
        assert not {"\x1b", "\u202e"} & set(card)
        await at_card(app, pilot)
        assert "long end" in await drawn(app, pilot)


async def test_an_approval_of_the_open_thread_comes_before_the_question() -> None:
    async def turn(script: TurnScript) -> None:
        await script.command("rm -rf build", ask=True)
        await script.say("over")

    server = ScriptedServer(turn)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        await at_card(app, pilot)
        app.cockpit.sending.submit("go")
        await until(lambda: app.cockpit.store.pending, "the approval")
        shown = await drawn(app, pilot)
        assert "Run a command" in shown
        assert "Do you trust" not in shown
        assert area_of(app) is Area.COMPOSER
        await type_slowly(app, pilot, "yn", 0.7)
        assert app.cockpit.composer.text == "yn"
        await pilot.press("f2")
        await until(lambda: app.cockpit.panes.area is Area.CARD, "the focus on the approval")
        later(app, 0.6)
        await pilot.press("x")
        await until(lambda: not app.cockpit.store.pending, "the answer")
        assert "Do you trust" in await drawn(app, pilot)
        assert server.requests("config/value/write") == []


async def test_a_prompt_of_the_command_line_waits_for_no_answer_and_says_so() -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server, ask_trust=True), prompt="look around")
    async with running(app, (100, 30)) as pilot:
        await until(lambda: server.requests("turn/start"), "the turn")
        assert server.requests("thread/start")[0]["sandbox"] == "read-only"
        await told(app, "the agent may only read")
        assert app.cockpit.trust_card.question is not None
        await at_card(app, pilot)
        await pilot.press("y")
        await told(app, "Noted.")
        assert not any("You have not said" in notice.message for notice in app._notifications)


async def test_an_answer_that_is_put_off_is_kept_nowhere_and_can_be_given_later() -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        await at_card(app, pilot)
        await pilot.press("escape")
        await until(lambda: app.cockpit.trust_card.question is None, "the card gone")
        assert "read-only, asks before most commands" in await drawn(app, pilot)
        assert server.requests("config/value/write") == []
        server.crash(-9)
        await until(lambda: not app.cockpit.online, "the news")
        await pilot.press("f5")
        await until(lambda: app.cockpit.online, "the server back")
        assert app.cockpit.session.readiness.trust is Trust.UNTRUSTED
        assert app.cockpit.trust_card.question is None
        app.run_command("directory.trust")
        await until(lambda: app.cockpit.panes.area is Area.TRUST, "the focus on the card")
        await pilot.press("y")
        assert server.requests("config/value/write") == []
        assert app.cockpit.composer.text == "y"
        later(app, 0.6)
        await pilot.press("y")
        await until(lambda: app.cockpit.session.readiness.trust is Trust.TRUSTED, "the answer")
        assert len(server.requests("config/value/write")) == 1
        assert "workspace-write, asks" in await drawn(app, pilot)
        assert not command("directory.trust").available(conditions_of(app.cockpit))


async def test_an_answer_that_cannot_be_kept_is_asked_for_again() -> None:
    server = ScriptedServer(pace=0)
    app = asking_app(server)
    async with running(app, (100, 30)) as pilot:
        await at_card(app, pilot)
        server.crash(-9)
        await until(lambda: not app.cockpit.online, "the news")
        later(app, 0.6)
        await pilot.press("y")
        await until(lambda: app.cockpit.trust_card.question is not None, "the card again")
        await told(app, "could not be kept")
        assert app.cockpit.session.readiness.trust is not Trust.TRUSTED


async def test_changed_keys_of_the_card_about_trust_answer_it_and_stand_on_it() -> None:
    server = ScriptedServer(pace=0)
    keymap = {"trust.yes": "j", "trust.later": "f9", "trust.down": "f7", "trust.end": "f8"}
    keymap["card.focus"] = "f4"
    app = CodexTui(scripted_backend(server, ask_trust=True), keymap=keymap)
    async with running(app, (60, 12)) as pilot:
        assert "f4 to answer" in await drawn(app, pilot)
        await pilot.press("f4")
        await until(lambda: app.cockpit.panes.area is Area.TRUST, "the focus on the card")
        before = await drawn(app, pilot)
        assert "j yes" in before
        assert "f9 later" in before
        await pilot.press("f7")
        assert await drawn(app, pilot) != before
        await pilot.press("f8")
        await drawn(app, pilot)
        later(app, 0.6)
        await pilot.press("escape")
        assert app.cockpit.trust_card.question is not None
        await pilot.press("f4")
        later(app, 0.6)
        await pilot.press("j")
        await until(lambda: server.requests("config/value/write"), "the answer")
        assert server.requests("config/value/write")[0]["value"] == "trusted"
        assert app.cockpit.composer.text == ""


async def test_changed_keys_of_the_question_before_leaving_answer_it_and_stand_in_it() -> None:
    keymap = {"question.quit": "w", "question.back": "f9", "choices.up": "f7", "choices.select": "f8"}
    app = CodexTui(demo_backend(), keymap=keymap)
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
        await at_quit_question(app)
        shown = await drawn(app, pilot)
        assert "w  quit" in shown
        assert "f9 stays" in shown
        later(app, 0.6)
        await pilot.press("escape")
        assert isinstance(app.screen, Question)
        await pilot.press("f9")
        await until(lambda: app.screen is app.cockpit, "the way back")
        await pilot.press("ctrl+q")
        await at_quit_question(app)
        await pilot.press("f7")
        later(app, 0.6)
        await pilot.press("f8")
        await until(lambda: app.return_code is not None, "the end")


async def test_leaving_without_running_turns_asks_nothing() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_q_leaves_after_half_a_second_and_not_before() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
        await at_quit_question(app)
        await pilot.press("q")
        later(app, 0.4)
        await pilot.press("q")
        assert isinstance(app.screen, Question)
        assert app.cockpit.composer.text == "qq"
        later(app, 0.6)
        await pilot.press("q")
        await until(lambda: app.return_code is not None, "the end")
    assert app.return_code == 0


async def test_a_held_ctrl_q_does_not_leave() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        for _ in range(20):
            await pilot.press("ctrl+q")
            later(app, 0.1)
        assert isinstance(app.screen, Question)
        assert app.return_code is None


@pytest.mark.parametrize("gap", [0.15, 0.7])
async def test_text_typed_at_the_question_about_leaving_is_in_the_composer(gap: float) -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
        await at_quit_question(app)
        await type_slowly(app, pilot, "hey quit n q", gap)
        assert app.screen is app.cockpit
        assert app.cockpit.composer.text == "hey quit n q"
        assert area_of(app) is Area.COMPOSER
        await pilot.press("enter")
        assert app.cockpit.composer.text == ""
        assert app.return_code is None


async def test_the_question_about_leaving_goes_with_the_last_turn_and_counts_those_that_run() -> None:
    server = ScriptedServer(_on_word, pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        for _ in range(2):
            await pilot.press("ctrl+n", *"wait", "enter")
            await until(lambda: app.cockpit.turn_runs and app.cockpit.thread, "the turn")
        await pilot.press("ctrl+q")
        await at_quit_question(app)
        assert "2 turns are running." in await drawn(app, pilot)
        first, second = app.cockpit.store.threads
        await app.cockpit.session.turns.send(first, "go on")
        await until(lambda: "A turn is running." in screen_text(app), "the other number")
        await app.cockpit.session.turns.send(second, "go on")
        await until(lambda: app.screen is app.cockpit, "the end of the question")
        await told(app, "Nothing runs any more: ^q quits at once.")
        await pilot.press(*"still here", "enter")
        await until(lambda: len(server.requests("turn/start")) == 3, "the prompt")


async def test_after_a_text_an_arrow_says_that_the_keys_are_meant_for_the_question() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        composer = app.cockpit.composer
        answers: list[str | None] = []
        question = sure_question(
            "Do it?", "It is done.", "do it", composer=composer, clock=app.cockpit.clock.monotonic
        )
        app.push_screen(question, answers.append)
        await at_quit_question(app)
        await type_slowly(app, pilot, "hy", 0.7)
        assert isinstance(app.screen, Question)
        assert composer.text == "hy"
        await pilot.press("up")
        later(app, 0.6)
        await pilot.press("enter")
        await until(lambda: answers, "the answer")
        assert answers == [GO_ON.id]


async def test_enter_and_early_clicks_do_not_leave_while_turns_run() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
        await at_quit_question(app)
        await pilot.click(OptionList, offset=(2, 0))
        await pilot.pause()
        assert isinstance(app.screen, Question)
        await pilot.press("down")
        later(app, 0.6)
        await pilot.press("enter")
        await until(lambda: app.screen is app.cockpit, "the way back")
        assert app.return_code is None


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (39, 9)])
async def test_nothing_leaves_where_the_question_cannot_be_read(size: tuple[int, int]) -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
        await at_quit_question(app)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "codex-tui needs 40 columns" in await drawn(app, pilot)
        for key in ("q", "enter"):
            later(app, 0.7)
            await pilot.press(key)
        assert isinstance(app.screen, Question)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        shown = await drawn(app, pilot)
        assert "Quit?" in shown
        assert "n  stay" in shown
        assert "esc stays" in shown
        later(app, 0.7)
        await pilot.press("q")
        await until(lambda: app.return_code is not None, "the end")
