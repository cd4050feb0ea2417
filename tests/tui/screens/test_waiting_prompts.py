"""Enter before a prompt can be sent: it waits where it can be seen, is kept, and goes out by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, long_thread, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, StoredThread
from codex_tui.app import CodexTui
from codex_tui.disk.local_store import LocalStore
from local_stores import HOME, drafts_on_disk
from slow_server import SlowServer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


def prompts(app: CodexTui) -> list[str]:
    return [item.text for item in open_thread(app).items if type(item).__name__ == "UserMessage"]  # type: ignore[attr-defined]  # it is a prompt


async def test_prompts_entered_while_the_server_starts_are_kept_shown_and_sent_in_order(
    tmp_path: Path,
) -> None:
    server = SlowServer("initialize")
    app = CodexTui(scripted_backend(server, local_store=LocalStore(tmp_path, home=HOME)))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: server.held, "the start")
        await pilot.press(*"one", "enter", *"two", "enter", *"half")
        assert "waits for the server, esc takes it back" in await drawn(app, pilot)
        key = f"new in {server.cwd}"
        await until(lambda: drafts_on_disk(tmp_path).get(key) == "one\ntwo\nhalf", "all of it on disk")
        server.go_on()
        await until(lambda: app.cockpit.startup.done, "the end of the start")
        await until(lambda: app.cockpit.thread and prompts(app) == ["one", "two"], "both")
        assert app.cockpit.composer.text == "half"
        thread_id = open_thread(app).id
        await until(lambda: drafts_on_disk(tmp_path) == {thread_id: "half"}, "only the rest on disk")


async def test_a_prompt_before_the_question_about_trust_goes_out_read_only_and_says_so() -> None:
    server = SlowServer("initialize")
    app = CodexTui(scripted_backend(server, ask_trust=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: server.held, "the start")
        await pilot.press(*"early", "enter")
        server.go_on()
        await until(lambda: server.requests("turn/start"), "the prompt")
        (started,) = server.requests("thread/start")
        assert (started["sandbox"], started["approvalPolicy"]) == ("read-only", "untrusted")
        notes = [note.message for note in app._notifications]
        assert any("the agent may only read" in note for note in notes)


async def test_what_is_entered_while_a_thread_is_opened_goes_to_that_thread() -> None:
    thread = long_thread(2)
    server = SlowServer("thread/list")
    server.add_thread(thread)
    app = CodexTui(scripted_backend(server), resume=thread.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: server.held, "the start")
        await pilot.press(*"more", "enter")
        assert "waits for the thread" in await drawn(app, pilot)
        server.go_on()
        await until(lambda: server.requests("turn/start"), "the prompt")
        assert [each["threadId"] for each in server.requests("turn/start")] == [thread.id]
        assert server.requests("thread/start") == []


async def test_a_thread_that_is_not_there_gives_the_prompt_back() -> None:
    server = SlowServer("thread/list")
    gone = StoredThread(id="01a00000-0000-7000-8000-000000000000")
    app = CodexTui(scripted_backend(server), resume=gone.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: server.held, "the start")
        await pilot.press(*"more", "enter")
        server.go_on()
        await until(lambda: app.cockpit.startup.done, "the end of the start")
        assert app.cockpit.composer.text == "more"
        assert server.requests("turn/start") == []


async def test_a_prompt_that_is_sent_shows_the_end_of_the_conversation() -> None:
    server = ScriptedServer(threads=[long_thread(40)], pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: app.cockpit.thread and open_thread(app).items, "the thread")
        await pilot.press("pageup", "pageup", "pageup")
        assert not app.cockpit.transcript.viewport.follows
        await pilot.press(*"go", "enter")
        await until(lambda: app.cockpit.transcript.viewport.follows, "the end in sight")
        await until(lambda: prompts(app)[-1] == "go", "the prompt in the conversation")
