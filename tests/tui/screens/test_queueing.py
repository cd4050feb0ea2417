"""The queue: tab adds to it, its list edits, deletes, moves and sends what waits there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui
from codex_tui.patches.key_event import Key
from codex_tui.screens.queue_list import QueueEditor, QueueList

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def _until_steered(turn: TurnScript) -> None:
    if turn.prompt == "work":
        await turn.command("make", output="one\n", until_steered=True)
    await turn.say(f"answer to {turn.prompt}")


@pytest.fixture
def server() -> ScriptedServer:
    return ScriptedServer(_until_steered, pace=0)


@pytest.fixture
def app(server: ScriptedServer) -> CodexTui:
    return CodexTui(scripted_backend(server))


def queued(app: CodexTui) -> list[str]:
    return [message.text for message in open_thread(app).queue]


async def at_work(app: CodexTui, pilot: Pilot[None], *texts: str) -> None:
    """Begin a turn that waits, and queue these texts behind it."""
    await pilot.press(*"work", "enter")
    await until(lambda: app.cockpit.turn_runs and open_thread(app).open_ids, "the running command")
    for place, text in enumerate(texts, 1):
        await pilot.press(*text, "tab")
        await until(partial(_has, app, place), f"{text} in the queue")
    assert app.cockpit.composer.text == ""


def _has(app: CodexTui, messages: int) -> bool:
    return len(queued(app)) == messages


async def listed(app: CodexTui, pilot: Pilot[None]) -> QueueList:
    app.action_command("queue.open")
    await until(lambda: isinstance(app.screen, QueueList), "the list")
    await pilot.pause()
    assert isinstance(app.screen, QueueList)
    return app.screen


def prompts(app: CodexTui) -> list[str]:
    return [item.text for item in open_thread(app).items if type(item).__name__ == "UserMessage"]  # type: ignore[attr-defined]  # it is a prompt


@pytest.mark.anyio
async def test_what_is_queued_is_shown_and_can_be_edited_moved_and_deleted(app: CodexTui) -> None:
    async with running(app) as pilot:
        await at_work(app, pilot, "one", "two", "three")
        assert "queued 2" in await drawn(app, pilot)
        await listed(app, pilot)
        assert "starts when this turn has ended" in await drawn(app, pilot)
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, QueueEditor), "the editor")
        await pilot.press(*" more", "enter")
        await until(lambda: queued(app)[0] == "one more", "the edit")
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, QueueEditor), "the editor")
        await pilot.press("x", "escape")
        await until(lambda: isinstance(app.screen, QueueList), "the list again")
        await pilot.press("J")
        await until(lambda: queued(app) == ["two", "one more", "three"], "the move down")
        await pilot.press("G", "K")
        await until(lambda: queued(app) == ["two", "three", "one more"], "the move up")
        await pilot.press("d")
        await until(lambda: queued(app) == ["two", "one more"], "the deletion")
        assert "three" in app.cockpit.composer.prompt_history.entries


@pytest.mark.anyio
async def test_a_message_is_sent_now_into_the_running_turn(app: CodexTui) -> None:
    async with running(app) as pilot:
        await at_work(app, pilot, "one", "two")
        await listed(app, pilot)
        await pilot.press("j", "s")
        await until(lambda: prompts(app) == ["work", "two", "one"], "the steer, then the queue")
        await until(lambda: not app.cockpit.turn_runs and queued(app) == [], "the end")


@pytest.mark.anyio
async def test_an_interrupt_stops_the_queue_and_a_message_starts_it_again(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await at_work(app, pilot, "one", "two")
        await pilot.press("escape")
        await until(lambda: not app.cockpit.turn_runs, "the interrupt")
        await until(lambda: server.requests("thread/backgroundTerminals/list"), "what goes on")
        shown = await drawn(app, pilot)
        assert "queued 1, stands still" in shown
        assert "Goes on in the background: make" in shown
        await listed(app, pilot)
        assert "stands still, because the turn was interrupted" in await drawn(app, pilot)
        await pilot.press("j", "s")
        await until(lambda: prompts(app) == ["work", "two", "one"], "the second, then the first")


@pytest.mark.anyio
async def test_a_message_can_interrupt_the_turn_and_take_its_place(app: CodexTui) -> None:
    async with running(app) as pilot:
        await at_work(app, pilot, "one", "two")
        await listed(app, pilot)
        await pilot.press("j", "i")
        await until(lambda: prompts(app) == ["work", "two", "one"], "the second, then the first")
        assert any(getattr(item, "text", "") == "Interrupted" for item in open_thread(app).items)


@pytest.mark.anyio
async def test_tab_without_a_running_turn_leaves_the_text(app: CodexTui, server: ScriptedServer) -> None:
    async with running(app) as pilot:
        await pilot.press(*"words", "tab")
        assert app.cockpit.composer.text == "words"
        assert server.requests("thread/queue/add") == []


@pytest.mark.anyio
async def test_a_queue_that_cannot_be_reached_gives_the_text_back(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await at_work(app, pilot)
        await pilot.press(*"words")
        server.crash()
        app.cockpit.queueing.add()
        await until(lambda: not app.cockpit.session.connected, "the loss")
        await until(lambda: app.cockpit.composer.text == "words", "the text again")


@pytest.mark.anyio
@pytest.mark.parametrize("word", ["/queue", "quit it", "delete", "kids", "send"])
async def test_a_word_typed_into_the_list_does_nothing_and_is_not_left_in_the_composer(
    app: CodexTui, server: ScriptedServer, word: str
) -> None:
    async with running(app) as pilot:
        await at_work(app, pilot, "one", "two")
        await listed(app, pilot)
        for letter in word:
            app.take_input(Key("space" if letter == " " else letter, letter))
        app.take_input(Key("enter", "\r"))
        await until(lambda: app.input_acted, "the keys")
        assert isinstance(app.screen, QueueList)
        told = [note.message for note in app._notifications]
        assert told == [
            "Letters are keys in this list, and that was a word: nothing was done. esc closes the list."
        ]
        await pilot.press("escape")
        await until(lambda: app.screen is app.cockpit, "the composer")
        assert (queued(app), app.cockpit.composer.text) == (["one", "two"], "")
        assert len(server.requests("turn/steer")) == 0


@pytest.mark.anyio
async def test_an_arrow_lets_a_letter_act_at_once_and_so_does_the_letter_again(app: CodexTui) -> None:
    async with running(app) as pilot:
        await at_work(app, pilot, "one", "two", "three", "four")
        await listed(app, pilot)
        for key in ("d", "down", "d", "d"):
            app.take_input(Key(key, key if key == "d" else None))
        await until(lambda: queued(app) == ["two"], "three deletions")
