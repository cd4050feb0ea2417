"""Model, effort, permissions and plan mode, chosen in the application on a scripted server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import clock_of, drawn, long_thread, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.disk.local_store import LocalStore
from codex_tui.screens.picker import Picker
from codex_tui.screens.question import Question

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def server() -> ScriptedServer:
    return ScriptedServer(pace=0, threads=[long_thread(2)])


@pytest.fixture
def app(server: ScriptedServer) -> CodexTui:
    return CodexTui(scripted_backend(server))


def notices(app: CodexTui) -> list[str]:
    """What was said to the person so far."""
    return [notice.message for notice in app._notifications]


def last_turn(server: ScriptedServer) -> dict[str, object]:
    """The settings in the parameters of the newest turn."""
    every = server.requests("turn/start")[-1]
    return {name: every[name] for name in every if name not in ("input", "threadId", "clientUserMessageId")}


async def test_a_model_is_chosen_by_the_beginning_of_its_name_and_the_status_line_says_it(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/model", "space", *"gpt-6-as", "enter")
        await until(lambda: notices(app), "a word about it")
        assert notices(app)[-1] == "gpt-6-astra, in this new thread."
        assert "gpt-6-astra" in (await drawn(app, pilot)).splitlines()[-2]
        await pilot.press(*"hello", "enter")
        await until(lambda: server.requests("turn/start"), "a turn")
        assert server.requests("thread/start")[-1]["model"] == "gpt-6-astra"
        assert open_thread(app).model == "gpt-6-astra"


async def test_a_name_that_fits_several_models_or_none_changes_nothing(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/model", "space", *"gpt-6", "escape", "enter")
        await until(lambda: len(notices(app)) == 1, "the models that fit")
        assert notices(app)[-1].startswith("gpt-6 can be gpt-6-sol, gpt-6-astra")
        await pilot.press(*"/model", "space", *"zzz", "enter")
        await until(lambda: isinstance(app.screen, Question), "whether that is meant")
        assert "The server lists no model of this name." in await drawn(app, pilot)
        clock_of(app).advance(1)
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, Question), "the end of the question")
        assert not app.cockpit.ui.new.chosen


async def test_a_model_of_a_provider_of_ones_own_is_used_when_the_person_says_so(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/model", "space", *"llama-4", "enter")
        await until(lambda: isinstance(app.screen, Question), "whether that is meant")
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: notices(app), "a word about it")
        assert notices(app)[-1].startswith("llama-4, in this new thread. The server does not list it")
        await pilot.press(*"hello", "enter")
        await until(lambda: server.requests("turn/start"), "a turn")
        assert server.requests("thread/start")[-1]["model"] == "llama-4"
        # What a thread has is offered first, and is not asked about again.
        assert app.cockpit.choosing.model_rows("")[0].label == "llama-4"
        await pilot.press(*"/model", "space", *"llama-4", "enter")
        await until(lambda: len(notices(app)) == 2, "another word about it")


async def test_of_a_loaded_thread_the_server_gets_the_choice_at_once(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"hello", "enter")
        await until(lambda: app.cockpit.thread is not None and open_thread(app).turns, "a turn")
        await until(lambda: not app.cockpit.turn_runs, "its end")
        await pilot.press(*"/model", "space", *"gpt-6-luna", "enter")
        await until(lambda: open_thread(app).model == "gpt-6-luna", "the server's word")
        update = server.requests("thread/settings/update")[-1]
        assert update == {"threadId": open_thread(app).id, "model": "gpt-6-luna"}
        await pilot.press(*"again", "enter")
        await until(lambda: len(server.requests("turn/start")) == 2, "another turn")
        assert last_turn(server) == {}


async def test_of_a_thread_that_is_not_loaded_the_next_turn_brings_the_choice(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        assert "sandbox and approval unknown until it runs" in await drawn(app, pilot)
        await pilot.press(*"/model", "space", *"gpt-6-sol", "enter")
        await until(lambda: notices(app), "a word about it")
        assert notices(app)[-1].endswith("the server gets it with your next prompt.")
        await pilot.press(*"/permissions", "space", *"approval", "space", *"untrusted", "enter")
        await pilot.press("shift+tab")
        await until(lambda: len(notices(app)) == 3, "all three")
        assert server.requests("thread/resume") == server.requests("thread/settings/update") == []
        screen = await drawn(app, pilot)
        assert "plan mode" in screen
        assert "asks before most commands" in screen
        await pilot.press(*"go", "enter")
        await until(lambda: server.requests("turn/start"), "a turn")
        turn = last_turn(server)
        assert (turn["model"], turn["approvalPolicy"]) == ("gpt-6-sol", "untrusted")
        assert turn["collaborationMode"] == {
            "mode": "plan",
            "settings": {"model": "gpt-6-sol", "reasoning_effort": None},
        }
        await until(lambda: not app.cockpit.turn_runs, "its end")
        await pilot.press(*"on", "enter")
        await until(lambda: len(server.requests("turn/start")) == 2, "another turn")
        assert last_turn(server) == {}


async def test_the_list_of_models_leaves_the_draft_alone_and_takes_a_row(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"a draft", "ctrl+p", *"choose the model", "enter")
        await until(lambda: isinstance(app.screen, Picker), "the list")
        await pilot.press(*"luna", "enter")
        await until(lambda: app.screen is app.cockpit, "its end")
        await until(lambda: app.cockpit.ui.new.chosen.model == "gpt-6-luna", "the choice")
        assert app.cockpit.composer.text == "a draft"
        assert app.focused is app.cockpit.composer


async def test_escape_leaves_the_list_and_changes_nothing(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/effort", "enter")
        await until(lambda: isinstance(app.screen, Picker), "the list")
        await pilot.press("down", "escape")
        await until(lambda: app.screen is app.cockpit, "its end")
        assert not app.cockpit.ui.new.chosen


async def test_an_effort_that_the_new_model_lacks_is_replaced_and_said(
    app: CodexTui, server: ScriptedServer
) -> None:
    server.models[1]["supportedReasoningEfforts"] = [{"reasoningEffort": "low", "description": "Quick."}]
    server.models[1]["defaultReasoningEffort"] = "low"
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/effort", "space", *"high", "enter")
        await until(lambda: len(notices(app)) == 1, "the effort")
        await pilot.press(*"/model", "space", *"gpt-6-astra", "enter")
        await until(lambda: len(notices(app)) == 2, "the model")
        assert notices(app)[-1] == (
            "gpt-6-astra low, in this new thread. It has no effort high, and gets low."
        )
        assert app.cockpit.ui.new.chosen.effort == "low"


async def test_a_default_is_written_into_the_servers_config(app: CodexTui, server: ScriptedServer) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/model", "space", *"gpt-6-luna", "space", *"--default", "enter")
        await until(lambda: server.requests("config/batchWrite"), "the config")
        await until(lambda: "New threads begin with gpt-6-luna." in notices(app), "a word about it")
        assert server.config["model"] == "gpt-6-luna"


async def test_what_is_dangerous_is_asked_twice(app: CodexTui, server: ScriptedServer) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/permissions", "enter")
        await until(lambda: isinstance(app.screen, Picker), "the list")
        await pilot.press(*"sandbox danger", "enter")
        await until(lambda: isinstance(app.screen, Question), "the question")
        clock_of(app).advance(1)
        await pilot.press("n")
        await until(lambda: app.screen is app.cockpit, "the answer")
        assert not app.cockpit.ui.new.chosen
        await pilot.press(*"/permissions", "space", *"sandbox", "space", *"danger-full-access", "enter")
        await until(lambda: isinstance(app.screen, Question), "the question")
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: app.cockpit.ui.new.chosen.sandbox == "danger-full-access", "the choice")
        assert "no sandbox" in await drawn(app, pilot)


async def test_plan_mode_is_switched_on_and_off_without_leaving_the_composer(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"a draft", "shift+tab")
        await until(lambda: app.cockpit.ui.new.chosen.mode == "plan", "plan mode")
        assert "plan mode" in await drawn(app, pilot)
        assert app.focused is app.cockpit.composer
        await pilot.press("shift+tab")
        await until(lambda: app.cockpit.ui.new.chosen.mode == "default", "the end of it")
        assert app.cockpit.composer.text == "a draft"


async def test_compaction_asks_before_it_wakes_a_thread_with_a_goal(
    app: CodexTui, server: ScriptedServer
) -> None:
    goal = {
        "objective": "Port it all.",
        "status": "active",
        "threadId": "",
        "createdAt": 0,
        "updatedAt": 0,
        "timeUsedSeconds": 0,
        "tokensUsed": 0,
    }
    server.answer("thread/queue/list", lambda params: {"data": [], "nextCursor": None})
    server.answer("thread/goal/get", lambda params: {"goal": {**goal, "threadId": params["threadId"]}})
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: open_thread(app).history_loaded, "the history")
        await pilot.press(*"/compact", "enter")
        await until(lambda: isinstance(app.screen, Question), "the question")
        assert "Port it all." in await drawn(app, pilot)
        clock_of(app).advance(1)
        await pilot.press("n")
        await until(lambda: app.screen is app.cockpit, "the answer")
        assert server.requests("thread/resume") == []
        await pilot.press(*"/compact", "enter")
        await until(lambda: isinstance(app.screen, Question), "the question")
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: server.requests("thread/compact/start"), "the compaction")


async def test_what_was_known_and_chosen_is_there_after_a_restart_of_the_application(
    server: ScriptedServer, tmp_path: Path
) -> None:
    def started() -> CodexTui:
        return CodexTui(scripted_backend(server, local_store=LocalStore(tmp_path)))

    app = started()
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: open_thread(app).history_loaded, "the history")
        await pilot.press(*"go", "enter")
        await until(lambda: open_thread(app).sandbox == "read-only", "what the server says")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        app.cockpit.frame_clock.flush()
    app = started()
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: open_thread(app).history_loaded, "the history")
        assert not open_thread(app).loaded
        assert "read-only, asks" in await drawn(app, pilot)
        await pilot.press(*"/effort", "space", *"high", "enter")
        await until(lambda: open_thread(app).chosen_unsent, "the choice")
        app.cockpit.frame_clock.flush()
    app = started()
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: open_thread(app).history_loaded, "the history")
        assert "gpt-5.5 high" in await drawn(app, pilot)
        await pilot.press(*"on", "enter")
        await until(lambda: len(server.requests("turn/start")) == 2, "a turn")
        assert last_turn(server) == {"effort": "high"}
