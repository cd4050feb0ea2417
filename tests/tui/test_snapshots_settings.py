"""What the settings, the list of themes, and the themes of few colours look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, settled, until
from codex_tui.app import CodexTui
from codex_tui.screens.settings_screen import SettingsScreen, ValuePicker
from codex_tui.themes import Depth, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

SIZES = [(80, 24), (160, 48)]


def still(theme: str, depth: Depth = Depth.TRUE) -> CodexTui:
    """The demo without movement."""
    app = CodexTui(demo_backend(), theme=theme, terminal=Terminal(depth))
    app.animation_level = "none"
    return app


def application(pilot: Pilot[None]) -> CodexTui:
    app = pilot.app
    assert isinstance(app, CodexTui)
    return app


async def show(pilot: Pilot[None], command: str, screen: type) -> None:
    """Run a command that opens a screen, once everything has come to rest."""
    app = application(pilot)
    await settled(app, pilot)
    app.run_command(command)
    await until(lambda: isinstance(app.screen, screen) and app.screen.is_mounted, command)
    await pilot.press("down", "down")
    await settled(app, pilot)


@pytest.mark.parametrize("theme", ["codex-dark", "codex-light"])
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x48"])
def test_the_settings(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await show(pilot, "app.settings", SettingsScreen)

    assert snap_compare(still(theme), terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x48"])
def test_the_list_of_themes(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await show(pilot, "app.themes", ValuePicker)

    assert snap_compare(still("codex-dark"), terminal_size=size, run_before=run)


@pytest.mark.parametrize(
    ("theme", "depth"),
    [
        ("codex-dark", Depth.PALETTE),
        ("codex-light", Depth.PALETTE),
        ("codex-dark", Depth.NAMED),
        ("codex-dark-colorblind", Depth.TRUE),
        ("nord", Depth.TRUE),
    ],
    ids=["256-dark", "256-light", "16-dark", "colorblind", "nord"],
)
def test_an_approval_in_few_colours_and_in_other_themes(
    snap_compare: Compare, theme: str, depth: Depth
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = application(pilot)
        await settled(app, pilot)
        threads = app.cockpit.store.threads.values()
        app.cockpit.actions.open(next(each.id for each in threads if each.title == "Upgrade pydantic"))
        await until(lambda: app.cockpit.card.request is not None, "the card")
        await settled(app, pilot)

    assert snap_compare(still(theme, depth), terminal_size=(120, 40), run_before=run)
