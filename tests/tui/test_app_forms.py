"""Questions, permissions and MCP servers through the whole application, with the scripted server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cockpit_stage import (
    area_of,
    clock_of,
    demo_backend,
    drawn,
    open_thread,
    running,
    screen_text,
    scripted_backend,
    until,
)
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui
from codex_tui.demo.replies import reply
from codex_tui.disk.local_store import LocalStore
from codex_tui.keys import Area
from codex_tui.state.items import AgentMessage, Notice
from codex_tui.state.pending_forms import PendingForm
from mouse import press, release
from textual import events

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def asked(app: CodexTui, pilot: Pilot[None], word: str) -> PendingForm:
    """Begin a thread whose turn asks, and come to its card."""
    await pilot.press("ctrl+n")
    app.cockpit.sending.submit(word)
    await until(lambda: isinstance(app.cockpit.card.request, PendingForm), "the card")
    await drawn(app, pilot)
    await to_card(app, pilot)
    request = app.cockpit.card.request
    assert isinstance(request, PendingForm)
    return request


async def to_card(app: CodexTui, pilot: Pilot[None]) -> None:
    clock_of(app).advance(1)
    await pilot.press("f2")
    clock_of(app).advance(1)
    await drawn(app, pilot)


async def keys(app: CodexTui, pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, each after a while."""
    for key in pressed:
        await pilot.press(key)
        clock_of(app).advance(1)
        await drawn(app, pilot)


def said(app: CodexTui) -> list[str]:
    return [str(item.text) for item in open_thread(app).items if isinstance(item, AgentMessage)]


def kept(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("word", "pressed", "answer"),
    [
        ("ask", ["2", "y"], "You chose **postgres**."),
        ("ask", ["n"], "No answer; I take sqlite."),
        ("permission", ["2", "s"], "Until the end of the session I have what you gave."),
        ("permission", ["n"], "Then I do not push."),
        ("page", ["c"], "Signed in."),
        ("page", ["n"], "Then without the tracker."),
        ("mcp", ["y"], "Issue 412 is closed."),
        ("mcp", ["p", "p"], "Issue 412 is closed."),
        ("mcp", ["n"], "Issue 412 stays open."),
        ("form", ["n"], "Nothing is released."),
    ],
)
async def test_each_kind_is_answered_in_the_demo(word: str, pressed: list[str], answer: str) -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await asked(app, pilot, word)
        await keys(app, pilot, *pressed)
        await until(lambda: answer in said(app), f"{answer} and not {said(app)}")
        assert app.cockpit.card.request is None
        assert area_of(app) is Area.COMPOSER


def lines(app: CodexTui) -> list[str]:
    """The lines of the conversation about requests."""
    return [item.text for item in open_thread(app).items if isinstance(item, Notice)]


async def test_what_was_answered_stays_in_the_conversation_as_one_line_without_secrets() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await asked(app, pilot, "ask")
        await keys(app, pilot, "2", "tab", *"db", "enter", *"hunter2", "enter", "y")
        await until(lambda: said(app), "the answer")
        (line,) = lines(app)
        assert "Database: postgres; Name: \u201cdb\u201d; Token: (not shown)" in line


async def test_a_deadline_is_counted_down_and_a_question_that_goes_is_told() -> None:
    async def play(turn: TurnScript) -> None:
        await turn.ask_questions([{"header": "Name", "question": "Whose?"}], auto_resolution_ms=90_000)

    app = CodexTui(scripted_backend(ScriptedServer(play, pace=0)))
    async with running(app) as pilot:
        await asked(app, pilot, "go")
        await keys(app, pilot, "escape")
        assert "1:2" in screen_text(app)
        await keys(app, pilot, "escape")
        await app.cockpit.session.turns.interrupt(open_thread(app).id)
        await until(lambda: app.cockpit.card.request is None, "the end of the question")
        assert [line for line in lines(app) if "Whose?" in line]


async def test_a_form_is_filled_in_field_by_field_and_wrong_values_are_told() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await asked(app, pilot, "form")
        percent = [*["backspace"] * 2, *"500", "enter"]
        await keys(app, pilot, "1", "tab", "1", "tab", *percent, *"ann@", "enter", "2")
        assert "100 or less" in screen_text(app)
        await keys(app, pilot, "tab", "y")
        assert app.cockpit.card.request is not None
        assert area_of(app) is Area.CARD_LINE
        await keys(app, pilot, *["backspace"] * 3, "5", "0", "tab", *"test.org", "enter", "tab", "y")
        await until(lambda: said(app), "the answer")
        wanted = {
            "channel": "stable",
            "notify": ["users", "team"],
            "percent": 50,
            "mail": "ann@test.org",
            "tag": False,
        }
        (told,) = said(app)
        assert {f"'{name}': {value!r}" in told for name, value in wanted.items()} == {True}


async def test_what_is_typed_at_once_goes_to_the_fields_in_their_order() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        request = await asked(app, pilot, "ask")
        await keys(app, pilot, "tab")
        for event in (
            *[events.Key(letter, letter) for letter in "ab"],
            events.Paste("c\nd"),
            events.Key("enter", "\r"),
            *[events.Key(letter, letter) for letter in "yn"],
            events.Key("enter", "\r"),
            *[events.Key(letter, letter) for letter in "yy"],
        ):
            app.take_input(event)
        await until(lambda: app.input_acted, "the keys")
        body: Any = app.cockpit.cards.bodies.of(request)
        # Letters behind the last field would answer; they came too soon behind others.
        assert [entry.text for entry in body.entries] == ["", "abc\nd", "yn"]
        assert app.cockpit.card.request is request


async def test_later_leaves_it_open_and_keeps_what_was_filled_in_over_a_change_of_thread() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        request = await asked(app, pilot, "ask")
        asking = open_thread(app).id
        await keys(app, pilot, "2", "tab", *"half")
        other = next(row.id for row in app.cockpit.store.rows() if row.id != asking)
        app.cockpit.actions.open(other)
        await drawn(app, pilot)
        assert area_of(app) is Area.COMPOSER
        assert app.cockpit.composer.text == ""
        app.cockpit.actions.open(asking)
        await drawn(app, pilot)
        assert app.cockpit.card.request is request
        await to_card(app, pilot)
        assert app.cockpit.card.line.input.value == "half"
        await keys(app, pilot, "escape", "escape")
        assert area_of(app) is Area.COMPOSER
        assert "(x) 2 postgres" in screen_text(app)
        assert "half" in screen_text(app)


async def test_a_secret_is_shown_and_kept_nowhere(tmp_path: Path) -> None:
    app = CodexTui(scripted_backend(ScriptedServer(reply, pace=0), local_store=LocalStore(tmp_path)))
    async with running(app) as pilot:
        await asked(app, pilot, "ask")
        await keys(app, pilot, "1", "tab", "tab", *"hunter2")
        assert "hunter2" not in screen_text(app)
        await keys(app, pilot, "escape")
        assert "\u2022" * 7 in screen_text(app)
        await keys(app, pilot, "tab", "y")
        await until(lambda: said(app), "the answer")
        assert "hunter2" not in screen_text(app)
        thread = open_thread(app)
        assert "hunter2" not in repr([thread, *thread.items])
        await keys(app, pilot, *"draft of mine")
    assert b"draft of mine" in kept(tmp_path)
    assert b"hunter2" not in kept(tmp_path)


async def test_the_rest_of_a_secret_whose_question_goes_is_typed_nowhere() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await asked(app, pilot, "ask")
        await keys(app, pilot, "tab", "tab", *"hun")
        await app.cockpit.session.turns.interrupt(open_thread(app).id)
        await until(lambda: app.cockpit.card.request is None, "the end of the question")
        await drawn(app, pilot)
        await keys(app, pilot, *"ter2")
        assert "This field is closed" in screen_text(app)
        assert "ter2" not in screen_text(app)
        await keys(app, pilot, "enter")
        assert area_of(app) is Area.COMPOSER
        assert app.cockpit.composer.text == ""
        assert not app.cockpit.turn_runs


async def test_a_click_chooses_and_answers_by_the_rule_of_keys() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await asked(app, pilot, "permission")
        card = app.cockpit.card

        async def click(words: str) -> None:
            rows = screen_text(app).splitlines()
            y = next(number for number, row in enumerate(rows) if words in row)
            press(app, rows[y].index(words) + 1, y)
            await pilot.pause()
            release(app, rows[y].index(words) + 1, y)
            await until(lambda: app.input_acted, "the click")
            await drawn(app, pilot)

        await click("[x] 1 network")
        assert "[ ] 1 network" in screen_text(app)
        await keys(app, pilot, "2")
        # A choice counts as typing: an answer right behind it is none.
        await pilot.press("3", "y")
        assert card.request is not None
        clock_of(app).advance(1)
        await drawn(app, pilot)
        await click("[ ] 2 reads")
        await click("y for this turn")
        await until(lambda: said(app), "the answer")
        assert said(app) == ["Until the end of the turn I have what you gave."]


async def test_a_page_is_opened_only_when_the_person_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    app = CodexTui(demo_backend())
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with running(app) as pilot:
        request = await asked(app, pilot, "page")
        assert "host    xn--exmple-4nf.invalid" in screen_text(app)
        assert "cyrillic small letter a" in screen_text(app)
        assert opened == []
        await keys(app, pilot, "y")
        await until(lambda: said(app), "the answer")
        assert opened == [request.url]
