"""What the screens look like: the demo at three sizes, in both themes. Look before accepting a picture.

`make snapshots` accepts what is drawn now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import a_second_later, demo_backend, scripted_backend, settled, until
from codex_app_server import AppServerConfig
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.clock import FixedClock
from codex_tui.keys import Area
from codex_tui.screens.welcome import Welcome
from codex_tui.session import SessionOptions
from codex_tui.session.writer_locks import Writer, WriterKind
from slow_server import SlowServer
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

SIZES = [(80, 24), (120, 40), (200, 60)]
THEMES = ["codex-dark", "codex-light"]


def still(app: CodexTui) -> CodexTui:
    """Stop what moves by itself."""
    app.animation_level = "none"
    return app


def demo(theme: str = "codex-dark") -> CodexTui:
    """The demo without movement."""
    return still(CodexTui(demo_backend(), theme=theme))


async def open_titled(pilot: Pilot[None], title: str) -> None:
    """Open a thread of the demo once everything has come to rest."""
    app = cockpit_of(pilot)
    await settled(app, pilot)
    threads = app.cockpit.store.threads.values()
    app.cockpit.actions.open(next(thread.id for thread in threads if thread.title == title))
    await settled(app, pilot)


def cockpit_of(pilot: Pilot[None]) -> CodexTui:
    """The application under the pilot."""
    app = pilot.app
    assert isinstance(app, CodexTui)
    return app


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
def test_a_conversation(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await open_titled(pilot, "Explain the router")

    assert snap_compare(demo(theme), terminal_size=size, run_before=run)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
def test_an_approval(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await open_titled(pilot, "Upgrade pydantic")
        app = cockpit_of(pilot)
        await until(lambda: app.cockpit.card.request is not None, "the card")
        await settled(app, pilot)

    assert snap_compare(demo(theme), terminal_size=size, run_before=run)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES[:2], ids=[f"{width}x{height}" for width, height in SIZES[:2]])
def test_the_inbox(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = cockpit_of(pilot)
        await settled(app, pilot)
        await pilot.press("ctrl+n")
        app.cockpit.sending.submit("equal")
        await until(lambda: len(app.cockpit.store.pending) == 4, "the questions")
        await settled(app, pilot)
        await pilot.press("f2", "f2")
        await until(lambda: app.screen is not app.cockpit, "the inbox")
        await pilot.press("down", "enter")
        await settled(app, pilot)
        await a_second_later(app, pilot)

    assert snap_compare(demo(theme), terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES[:2], ids=[f"{width}x{height}" for width, height in SIZES[:2]])
def test_an_approval_with_permissions(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = cockpit_of(pilot)
        await settled(app, pilot)
        await pilot.press("ctrl+n")
        app.cockpit.sending.submit("approve")
        await until(lambda: len(app.cockpit.store.pending) == 3, "the questions")
        await settled(app, pilot)
        await pilot.press("f2")
        await a_second_later(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_prompts_on_their_way(snap_compare: Compare) -> None:
    server = SlowServer("thread/start")

    async def run(pilot: Pilot[None]) -> None:
        await settled(cockpit_of(pilot), pilot)
        for prompt in (
            "Find out why the resume test fails one time in ten.\nThen mend it.",
            "And run it twice.",
        ):
            cockpit_of(pilot).cockpit.sending.submit(prompt)
        await until(lambda: server.held, "the request")
        await settled(cockpit_of(pilot), pilot)

    assert snap_compare(still(CodexTui(scripted_backend(server))), terminal_size=(120, 40), run_before=run)


@pytest.mark.parametrize("title", ["Fix the flaky resume test", "Review the payments branch", "Port to trio"])
def test_threads_of_every_kind(snap_compare: Compare, title: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await open_titled(pilot, title)

    assert snap_compare(demo(), terminal_size=(120, 40), run_before=run)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
def test_a_thread_that_another_program_holds(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    writer = Writer(WriterKind.BACKGROUND, 4711)

    async def hold(pilot: Pilot[None]) -> None:
        app = cockpit_of(pilot)
        await settled(app, pilot)
        for thread in app.cockpit.store.threads.values():
            thread.loaded = False
        monkeypatch.setattr("codex_tui.session.session.writer_of", lambda *_: writer)
        await open_titled(pilot, "Explain the router")
        await pilot.press("f6")
        await settled(cockpit_of(pilot), pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=hold)


def test_the_drawer_of_a_narrow_screen(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = cockpit_of(pilot)
        await settled(app, pilot)
        await pilot.press("ctrl+t")
        await until(lambda: app.cockpit.panes.area is Area.LIST, "the drawer")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=(80, 24), run_before=run)


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_of_keys(snap_compare: Compare, theme: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settled(cockpit_of(pilot), pilot)
        await pilot.press("f1")

    assert snap_compare(demo(theme), terminal_size=(120, 48), run_before=run)


def test_the_palette(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settled(cockpit_of(pilot), pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        pilot.app.screen.query_one(Input).cursor_blink = False
        await pilot.pause()

    assert snap_compare(demo(), terminal_size=(120, 40), run_before=run)


@pytest.mark.parametrize("size", [(40, 10), *SIZES[:2]], ids=["40x10", "80x24", "120x40"])
def test_the_card_about_trust(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settled(cockpit_of(pilot), pilot)

    app = CodexTui(scripted_backend(ScriptedServer(pace=0), ask_trust=True))
    assert snap_compare(still(app), terminal_size=size, run_before=run)


def test_the_card_about_trust_takes_an_answer(snap_compare: Compare) -> None:
    server = ScriptedServer(pace=0)
    server.cwd = "/home/ada/src/a directory with a name that is longer than a line of the card has room for"

    async def run(pilot: Pilot[None]) -> None:
        app = cockpit_of(pilot)
        await settled(app, pilot)
        await pilot.press("f2")
        await until(lambda: app.cockpit.panes.area is Area.TRUST, "the focus on the card")
        clock = app.cockpit.clock
        assert isinstance(clock, FixedClock)
        clock.advance(1)
        app.cockpit.trust_card.tick()
        await settled(app, pilot)

    app = CodexTui(scripted_backend(server, ask_trust=True))
    assert snap_compare(still(app), terminal_size=(80, 24), run_before=run)


@pytest.mark.parametrize("size", [(40, 10), (80, 24)], ids=["40x10", "80x24"])
def test_the_question_before_leaving(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settled(cockpit_of(pilot), pilot)
        await pilot.press("ctrl+q")

    assert snap_compare(demo(), terminal_size=size, run_before=run)


@pytest.mark.parametrize("theme", THEMES)
def test_the_first_screen(snap_compare: Compare, theme: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = cockpit_of(pilot)
        await until(lambda: isinstance(app.screen, Welcome) and app.screen.is_mounted, "the first screen")

    backend = Backend(AppServerConfig(codex_bin="/no/such/codex"), SessionOptions(cwd="/"))
    app = still(CodexTui(backend, theme=theme))
    assert snap_compare(app, terminal_size=(100, 30), run_before=run)


def test_a_screen_without_room(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settled(cockpit_of(pilot), pilot)

    assert snap_compare(demo(), terminal_size=(38, 9), run_before=run)
