"""The settings in the running application: what they do at once, after a restart, and in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, drawn, open_thread, running, screen_text, settled, until
from codex_tui import glyphs
from codex_tui.app import CodexTui
from codex_tui.blocks import ASCII, UNICODE
from codex_tui.disk.settings_file import SettingsFile, SettingsNotKept
from codex_tui.patches.own_keys import keys_of
from codex_tui.patches.terminal_reader import BackgroundTold, TerminalReader
from codex_tui.screens.key_setting import KeyCapture
from codex_tui.screens.picker import Picker
from codex_tui.screens.settings_screen import SettingsScreen, ValuePicker, WrongSettings
from codex_tui.themes import Depth, Terminal
from codex_tui.themes.terminal import looks_dark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def unchanged_glyphs() -> Iterator[None]:
    yield
    glyphs.prefer("auto")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def application(path: Path, **options: bool) -> CodexTui:
    return CodexTui(demo_backend(), settings=SettingsFile(path, **options))


def write(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")


def text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def said(app: CodexTui) -> list[str]:
    """The notices on the screen."""
    return [notice.message for notice in app._notifications]


async def open_settings(app: CodexTui, pilot: Pilot[None]) -> SettingsScreen:
    app.run_command("app.settings")
    await until(lambda: isinstance(app.screen, SettingsScreen) and app.screen.is_mounted, "the settings")
    await pilot.pause()
    assert isinstance(app.screen, SettingsScreen)
    return app.screen


async def test_what_the_file_says_holds_from_the_first_frame(path: Path) -> None:
    write(
        path,
        'theme = "codex-light"\nshapes = "ascii"\nmotion = "reduced"\nenter_sends = false\n'
        '[list]\norder = "recent"\n[keys]\n"app.keys" = "f9"\nmistake = "x"\n',
    )
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        assert app.theme == "codex-light"
        assert app.cockpit.transcript.window.painter.glyphs is ASCII
        assert app.cockpit.thread_pane.reduced_motion
        assert not app.cockpit.ui.directory_first
        assert keys_of(app, "app.keys") == ("f9",)
        assert keys_of(app, "composer.newline")[0] == "enter"
        (told,) = said(app)
        assert "settings.toml: [keys] No key has the id mistake" in told


async def test_enter_makes_a_newline_and_another_key_sends_for_who_wants_that(path: Path) -> None:
    write(path, "enter_sends = false\n")
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        await pilot.press("ctrl+n", "a", "enter", "b")
        assert app.cockpit.composer.text == "a\nb"
        await pilot.press("alt+enter")
        await until(lambda: not app.cockpit.composer.text, "the empty composer")


async def test_a_change_of_the_file_holds_at_once_and_what_is_wrong_is_told(path: Path) -> None:
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        write(path, 'shapes = "ascii"\n[unfold]\nreasoning = true\n')
        await until(lambda: app.cockpit.composer.marks is ASCII, "the other shapes")
        assert (await drawn(app, pilot)).replace("日本語のドキュメントを更新す", "").isascii()
        write(path, "shapes = \n")
        await until(lambda: said(app), "the sentence")
        assert "is not TOML" in said(app)[0]
        # It is being written: what held goes on.
        assert app.cockpit.composer.marks is ASCII
        write(path, "")
        await until(lambda: app.cockpit.composer.marks is UNICODE, "the shapes of the default")


async def test_what_unfolds_is_shown_in_full_until_it_is_folded(path: Path) -> None:
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        threads = app.cockpit.store.threads.values()
        app.cockpit.actions.open(next(each.id for each in threads if each.title == "Explain the router"))
        await settled(app, pilot)
        lines = app.cockpit.transcript.viewport.total_rows
        app.preferences.set("unfold.reasoning", True)
        app.preferences.set("unfold.commands", True)
        await settled(app, pilot)
        assert app.cockpit.transcript.viewport.total_rows > lines
        assert open_thread(app).title == "Explain the router"


async def test_the_screen_changes_a_setting_here_and_in_the_file(path: Path) -> None:
    write(path, "# mine\nmouse = true  # here\n")
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        screen = await open_settings(app, pilot)
        await pilot.press("down", "down", "down", "down", "down", "space")
        assert text(path) == "# mine\nmouse = false  # here\n"
        assert app.preferences.settings.mouse is False
        assert "mouse = false  the default is true" in screen_text(app)
        # Another application sets something else meanwhile: neither takes the other's back.
        SettingsFile(path).write(["motion"], "reduced")
        await until(lambda: app.preferences.settings.motion == "reduced", "what the other one set")
        await pilot.press("r")
        await until(lambda: text(path) == '# mine\nmotion = "reduced"\n', "the default")
        await pilot.press("escape")
        await until(lambda: app.screen is not screen, "the cockpit")
    assert application(path).preferences.settings.mouse is True


async def test_the_open_screen_shows_what_another_application_sets(path: Path) -> None:
    app = application(path)
    async with running(app) as pilot:
        await open_settings(app, pilot)
        assert "reduced" not in screen_text(app)
        SettingsFile(path).write(("motion",), "reduced")
        await until(lambda: "reduced" in screen_text(app), "the new value")


async def test_the_theme_under_the_cursor_is_shown_and_leaving_takes_it_back(path: Path) -> None:
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        app.run_command("app.themes")
        await until(lambda: isinstance(app.screen, ValuePicker) and app.screen.is_mounted, "the themes")
        await pilot.press("down", "down")
        await until(lambda: app.theme == "codex-light", "the light theme")
        assert text(path) is None
        await pilot.press("escape")
        await until(lambda: app.theme == "codex-dark", "the dark theme")
        app.run_command("app.themes")
        await until(lambda: isinstance(app.screen, ValuePicker) and app.screen.is_mounted, "the themes")
        await pilot.press("down", "down", "enter")
        await until(lambda: text(path), "the file")
        assert text(path) == 'theme = "codex-light"\n'
        assert app.theme == "codex-light"
    assert application(path).theme == "codex-light"


async def test_a_setting_that_cannot_be_written_holds_and_the_file_is_left_alone(path: Path) -> None:
    write(path, "theme = \n")
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        app.run_command("app.theme")
        assert app.theme == "codex-light"
        await until(lambda: any("It holds until you quit" in notice for notice in said(app)), "the sentence")
        with pytest.raises(SettingsNotKept):
            app.preferences.set_keys("thread.fork", "F")
        assert keys_of(app, "thread.fork") == ("F",)
        assert text(path) == "theme = \n"


@pytest.mark.parametrize(
    ("environment", "dark"),
    [({}, True), ({"COLORFGBG": "15;0"}, True), ({"COLORFGBG": "0;default;15"}, False)],
)
def test_the_environment_may_say_that_the_terminal_is_light(environment: dict[str, str], dark: bool) -> None:
    assert Terminal.of(environment, "truecolor") == Terminal(Depth.TRUE, dark=dark)
    assert CodexTui(demo_backend(), terminal=Terminal.of(environment, None)).current_theme.dark is dark


@pytest.mark.parametrize(
    ("reply", "dark"),
    [
        (b"\x1b]11;rgb:ffff/ffff/dddd\x07", False),
        (b"\x1b]11;rgb:1e/1e/2e\x1b\\", True),
        (b"\x1b]11;rgba:0000/0000/0000/ffff\x1b\\", True),
    ],
)
def test_the_terminals_background_is_read(reply: bytes, dark: bool) -> None:
    (told,) = TerminalReader(lambda: (80, 24)).feed(reply, 0.0)
    assert isinstance(told, BackgroundTold)
    assert looks_dark(*told.rgb) is dark


async def test_the_theme_follows_the_terminal_unless_one_was_chosen(path: Path) -> None:
    app = application(path)
    async with running(app):
        app.post_message(BackgroundTold(1.0, 1.0, 1.0))
        await until(lambda: app.theme == "codex-light", "the light theme")
        app.preferences.set("theme", "codex-dark")
        app.post_message(BackgroundTold(1.0, 1.0, 1.0))
        app.preferences.set("theme_light", "codex-dark")
        app.preferences.set("theme", None)
        assert app.theme == "codex-dark"


async def test_a_row_gets_the_key_that_is_pressed_unless_another_one_has_it(path: Path) -> None:
    app = application(path)
    async with running(app) as pilot:
        await settled(app, pilot)
        await open_settings(app, pilot)
        await pilot.press("end", "enter")
        await until(lambda: isinstance(app.screen, Picker) and app.screen.is_mounted, "the rows")
        await pilot.press(*"fork the thread", "enter")
        await until(lambda: isinstance(app.screen, KeyCapture) and app.screen.is_mounted, "the dialog")
        await pilot.press("r")
        await until(
            lambda: "already that of thread.rename" in screen_text(app).replace("\n", ""), "the reason"
        )
        await pilot.press("F")
        await until(lambda: text(path) == '[keys]\n"thread.fork" = "F"\n', "the file")
        assert keys_of(app, "thread.fork") == ("F",)
        await until(lambda: isinstance(app.screen, Picker) and app.screen.is_mounted, "the rows again")
        await pilot.press(*"fork the thread", "enter")
        await until(lambda: isinstance(app.screen, KeyCapture) and app.screen.is_mounted, "the dialog")
        await pilot.press("backspace")
        await until(lambda: keys_of(app, "thread.fork") == ("f",), "its own key")


async def test_a_long_sentence_about_a_wrong_value_is_shown_in_part(
    path: Path,
) -> None:
    write(path, 'theme = "blue"\n')
    app = application(path)
    async with running(app):
        await until(lambda: said(app), "the notice")
        [notice] = said(app)
        assert 'theme = "blue" is not allowed' in notice
        assert notice.endswith("… /settings has all of it.")
        assert len(notice) < 240
        [whole] = app.cockpit.preferences.troubles
        assert whole.endswith('"auto" holds.')


async def test_all_that_is_wrong_is_listed_in_the_settings(path: Path) -> None:
    write(path, "".join(f"mistake_{number} = 1\n" for number in range(10)))
    app = application(path)
    async with running(app, size=(120, 60)) as pilot:
        await settled(app, pilot)
        await until(lambda: len(said(app)) == 3, "two sentences and how many more there are")
        assert said(app)[2] == "8 more are wrong in the settings: /settings has them."
        await open_settings(app, pilot)
        assert "wrong in the file: 10" in screen_text(app)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, WrongSettings) and app.screen.is_mounted, "the page")
        shown = await drawn(app, pilot)
        assert all(f"mistake_{number}" in shown for number in range(10))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, SettingsScreen), "the settings")
