"""A server that is older or newer than the pinned one, or a configuration for another: what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, open_thread, running, screen_text, scripted_backend, until
from codex_app_server import AppServerConfig
from codex_app_server.generated.schema_pin import SERVER_VERSION
from codex_app_server.testing import RpcError, ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.screens.welcome import Welcome
from codex_tui.session.versions import is_too_old, numbers
from codex_tui.thread_listing import print_threads

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server.testing._wire import JsonObject

pytestmark = pytest.mark.anyio

ORDINAL = "error resuming thread: Fatal error: final paginated rollout record at /a/b is missing an ordinal"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def of_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ScriptedServer]:
    """Make a scripted server that says it is of another version."""

    def make(version: str) -> ScriptedServer:
        monkeypatch.setattr("codex_app_server.testing.server.SERVER_VERSION", version)
        return ScriptedServer(pace=0)

    return make


def refuses(message: str) -> Callable[[JsonObject], JsonObject]:
    def answer(_: JsonObject) -> JsonObject:
        raise RpcError(-32600, message)

    return answer


@pytest.mark.parametrize(
    ("version", "old"),
    [
        ("0.144.6", True),
        ("0.145.0", False),
        ("0.163.0", False),
        ("0.0.0", False),
        ("", False),
    ],
)
def test_a_server_before_0_145_is_too_old(version: str, old: bool) -> None:
    assert is_too_old(version) is old


def test_a_version_is_found_in_what_a_program_says() -> None:
    assert numbers("codex-cli 0.171.0-alpha.3") == (0, 171, 0)
    assert numbers("codex") is None


async def test_a_server_that_is_too_old_is_refused_in_a_sentence(
    of_version: Callable[[str], ScriptedServer],
) -> None:
    app = CodexTui(scripted_backend(of_version("0.140.0")))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: isinstance(app.screen, Welcome), "the first screen")
        shown = " ".join((await drawn(app, pilot)).split())
        assert "This codex is too old" in shown
        assert "0.140.0" in shown
        assert "--codex-bin" in shown


def test_the_list_without_a_screen_refuses_it_too(
    of_version: Callable[[str], ScriptedServer], capsys: pytest.CaptureFixture[str]
) -> None:
    server = of_version("0.140.0")
    assert print_threads(AppServerConfig(transport=server.transport)) == 1
    assert "needs 0.145.0 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(("version", "told"), [("0.171.0", True), (SERVER_VERSION, False)])
async def test_the_start_says_which_server_runs_when_it_is_not_the_pinned_one(
    of_version: Callable[[str], ScriptedServer], version: str, told: bool
) -> None:
    app = CodexTui(scripted_backend(of_version(version)))
    async with running(app):
        notices = [notice.message for notice in app._notifications]
        assert any(f"codex {version}" in notice for notice in notices) is told


async def test_a_list_that_could_not_be_read_is_not_called_empty() -> None:
    server = ScriptedServer(pace=0)
    server.answer("thread/list", refuses("unknown variant recency_at"))
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        shown = await drawn(app, pilot)
        assert "could not be read" in shown
        assert "no threads yet" not in shown


async def test_a_thread_that_an_old_codex_has_written_into_says_so_and_can_be_forked() -> None:
    server = ScriptedServer(pace=0)
    server.answer("thread/resume", refuses(ORDINAL))
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"mine", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the thread")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        thread = open_thread(app)
        thread.loaded, thread.sandbox = False, None
        await pilot.press(*"more", "enter")
        await until(lambda: thread.read_only, "the refusal")
        shown = " ".join((await drawn(app, pilot)).split())
        assert "A codex before 0.145 has written into this thread" in shown
        assert "ordinal" not in shown
        assert app.cockpit.composer.text == "more"
        await pilot.press("f6", "f")
        await until(lambda: open_thread(app).id != thread.id, "the fork")
        # Nothing is known of the parent: the fork gets the least, whatever the version would give it.
        assert server.requests("thread/fork")[-1]["sandbox"] == "read-only"


async def test_a_provider_that_the_server_does_not_know_is_explained() -> None:
    server = ScriptedServer(pace=0)
    server.answer("config/read", refuses("Model provider `gcp` not found"))
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: isinstance(app.screen, Welcome), "the first screen")
        await pilot.pause()
        shown = " ".join(screen_text(app).split())
        assert "names an unknown provider" in shown
        assert "--codex-bin" in shown
        assert "place named above" not in shown
