"""The whole application among hostile texts: what is drawn, and what the last check of a row has to catch."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from cockpit_stage import open_thread, running, screen_text, scripted_backend, settled, until
from codex_app_server.testing import RpcError, ScriptedServer, StoredThread, StoredTurn, TurnScript, items
from codex_tui.app import CodexTui
from codex_tui.disk.local_store import LocalStore
from codex_tui.screens.listing import Listing
from codex_tui.session import SessionOptions
from codex_tui.state.sanitise import replace_hostile
from codex_tui.widgets import control_filter
from hostile import ALL, HOSTILE, WIRE, acting, acting_rows
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What came as far as the last check, which is nothing when every entrance is closed."""
    found: list[str] = []

    def watched(text: str, replacement: Callable[[str], str]) -> str:
        shown = replace_hostile(text, replacement)
        if shown != text:
            found.append(text)
        return shown

    monkeypatch.setattr(control_filter, "replace_hostile", watched)
    yield found
    assert found == []


async def checked(app: CodexTui, pilot: Pilot[None]) -> None:
    """Look at every row of the screen, after everything that waits to be drawn."""
    await pilot.pause()
    app.cockpit.frame_clock.flush()
    await pilot.pause()
    assert acting_rows(app.screen._compositor.render_strips(app.size)) == []
    assert [note.message for note in app._notifications if acting(note.message, lines=True)] == []


async def hostile_turn(turn: TurnScript) -> None:
    """Do all that a turn can, with hostile words."""
    await turn.warn(WIRE)
    await turn.plan([(WIRE, "inProgress")], explanation=WIRE)
    await turn.think(WIRE)
    await turn.command(f"echo {WIRE}", output=WIRE)
    await turn.patch(items.add_file(f"{turn.cwd}/{WIRE}", f"{WIRE}\n"), ask=False)
    await turn.web_search(WIRE)
    await turn.say(WIRE)
    await turn.fail(WIRE, details=WIRE)


def hostile_server() -> ScriptedServer:
    """A server whose home, threads, config and account are full of them."""
    server = ScriptedServer(
        hostile_turn,
        threads=[
            StoredThread(
                name=text,
                cwd=f"/src/{text}",
                branch=text,
                turns=[StoredTurn([items.user_message(text), items.agent_message(text)])],
            )
            for name, text in HOSTILE.items()
            if name != "a lone surrogate"
        ],
        pace=0,
        cwd=f"/src/{WIRE}",
        model=WIRE,
        account={"type": "chatgpt", "email": WIRE, "planType": "plus"},
    )
    server.config |= {"model_reasoning_effort": WIRE, "sandbox_mode": WIRE, "approval_policy": WIRE}
    return server


@pytest.mark.usefixtures("caught")
async def test_a_new_thread_in_a_hostile_directory_with_a_hostile_config_is_drawn_as_text() -> None:
    server = hostile_server()
    app = CodexTui(replace(scripted_backend(server), home="/src"))
    async with running(app) as pilot:
        await checked(app, pilot)
        assert "owned" in app.cockpit.status_bar.render_line(0).text
        await pilot.press(*"go", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the turn")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        await checked(app, pilot)


@pytest.mark.usefixtures("caught")
@pytest.mark.parametrize(
    ("resume", "words"),
    [(WIRE, "There is no thread"), (ALL, "cannot be opened")],
    ids=["unknown", "unsendable"],
)
async def test_options_and_a_prompt_of_the_command_line_are_drawn_as_text(resume: str, words: str) -> None:
    server = ScriptedServer(pace=0)
    backend = scripted_backend(server)
    backend = replace(backend, options=SessionOptions(cwd=server.cwd, model=WIRE, ask_trust=False))
    app = CodexTui(backend, resume=resume, prompt=resume)
    async with running(app) as pilot:
        await checked(app, pilot)
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the prompt in a thread")
        await settled(app, pilot)
        await checked(app, pilot)
        assert any(words in note.message for note in app._notifications)


@pytest.mark.usefixtures("caught")
async def test_every_thread_is_drawn_and_named_as_text() -> None:
    server = hostile_server()
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        for thread_id in server.threads:
            app.cockpit.actions.open(thread_id)
            await until(lambda: open_thread(app).history_loaded, "the history")
            await checked(app, pilot)
            app.cockpit.actions.ask_name(thread_id)
            await checked(app, pilot)
            await pilot.press("escape")


@pytest.mark.usefixtures("caught")
async def test_an_error_of_the_server_is_a_notice_of_text() -> None:
    server = ScriptedServer(pace=0)

    def refuse(_params: object) -> dict[str, object]:
        raise RpcError(-32000, WIRE)

    server.answer("turn/start", refuse)
    server.answer("thread/list", refuse)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press("x", "enter")
        await until(lambda: any("Not sent" in note.message for note in app._notifications), "the notice")
        await checked(app, pilot)


@pytest.mark.usefixtures("caught")
async def test_a_config_that_cannot_be_read_is_told_in_text() -> None:
    server = ScriptedServer(pace=0)

    def refuse(_params: object) -> dict[str, object]:
        raise RpcError(-32600, f"broken: {WIRE}")

    server.answer("config/read", refuse)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: app.screen.id == "welcome", "the first screen")
        await checked(app, pilot)


@pytest.mark.usefixtures("caught")
async def test_a_draft_and_a_history_are_drawn_as_text() -> None:
    text = ALL.replace(HOSTILE["bidi overrides"], "").replace("\u202e", "")
    server = ScriptedServer(pace=0)
    local_store = LocalStore(prompts=[text])
    local_store.set_draft(f"new in {server.cwd}", text)
    app = CodexTui(scripted_backend(server, local_store=local_store))
    async with running(app) as pilot:
        await checked(app, pilot)
        await pilot.press("ctrl+c", "up")
        await checked(app, pilot)


async def test_what_no_entrance_has_closed_is_caught_in_the_row() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    async with running(app) as pilot:
        # A bidi override in a prompt is the person's own text: it is sent, and not obeyed while it is typed.
        app.cockpit.composer.load_draft("one \u202etwo\u202c three")
        await checked(app, pilot)
        assert "one two three" in screen_text(app)
        assert app.cockpit.composer.text == "one \u202etwo\u202c three"
        banner = app.cockpit.query_one("#banner", Static)
        banner.update(Content(ALL))
        banner.display = True
        app.notify(ALL, title=ALL)
        await checked(app, pilot)


def hostile_inventory() -> ScriptedServer:
    """A server that has hostile skills, hooks, MCP servers and rules, and warns of them."""
    server = hostile_server()
    layer = {"name": {"type": "user", "file": f"/{WIRE}/config.toml"}, "version": "1"}
    server.config["mcp_servers"] = {WIRE: {"command": WIRE}}
    skill = {"name": WIRE, "description": WIRE, "enabled": True, "path": WIRE, "scope": "user"}
    error = {"message": WIRE, "path": WIRE}
    hook = {
        "key": WIRE,
        "handlerType": "command",
        "command": WIRE,
        "currentHash": WIRE,
        "displayOrder": 0,
        "enabled": True,
        "eventName": "stop",
        "isManaged": False,
        "source": "user",
        "sourcePath": WIRE,
        "timeoutSec": 1,
        "trustStatus": "untrusted",
        "matcher": WIRE,
    }
    status = {
        "authStatus": "unsupported",
        "name": WIRE,
        "resources": [],
        "resourceTemplates": [],
        "serverInfo": {"name": WIRE, "version": WIRE},
        "tools": {WIRE: {"name": WIRE, "inputSchema": {}}},
        "toolsError": WIRE,
    }
    rules = f"prefix_rule(pattern=[{WIRE!r}], decision={WIRE!r}, justification={WIRE!r})\n"
    usage = {"summary": {}, "dailyUsageBuckets": [{"startDate": WIRE, "tokens": 1}]}
    answers: dict[str, dict[str, Any]] = {
        "config/read": {
            "config": server.config,
            "origins": {"model": layer},
            "layers": [{**layer, "config": {WIRE: 1}, "disabledReason": WIRE}],
        },
        "skills/list": {"data": [{"cwd": "/", "errors": [error], "skills": [skill]}]},
        "hooks/list": {"data": [{"cwd": "/", "errors": [error], "warnings": [WIRE], "hooks": [hook]}]},
        "mcpServerStatus/list": {"data": [status]},
        "fs/readDirectory": {"entries": [{"fileName": "a.rules", "isFile": True, "isDirectory": False}]},
        "fs/readFile": {"dataBase64": base64.b64encode(rules.encode()).decode()},
        "account/usage/read": usage,
    }
    for method, answer in answers.items():
        server.answer(method, lambda _, answer=answer: answer)  # type: ignore[misc]  # bound now
    server.tell_at_start("configWarning", {"summary": WIRE, "details": WIRE, "path": WIRE})
    server.tell_at_start("deprecationNotice", {"summary": WIRE, "details": WIRE})
    return server


@pytest.mark.usefixtures("caught")
async def test_pages_and_lists_of_the_server_are_drawn_and_copied_as_text() -> None:
    app = CodexTui(scripted_backend(hostile_inventory()))
    async with running(app) as pilot:
        for command in ("status", "usage", "warnings", "skills", "mcp", "hooks", "rules"):
            app.run_command(f"{command}.show")
            await until(lambda: app.screen is not app.cockpit, command)
            await settled(app, pilot)
            assert "owned" in screen_text(app), command
            await checked(app, pilot)
            if isinstance(app.screen, Listing):
                await pilot.press("enter")
                await settled(app, pilot)
                await checked(app, pilot)
            await pilot.press("y")
            await until(lambda: app.cockpit.outlets.copying.text, "the copy")
            assert not acting(app.cockpit.outlets.copying.text, lines=True)
            while app.screen is not app.cockpit:
                await pilot.press("q")
                await settled(app, pilot)
