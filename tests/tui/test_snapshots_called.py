"""What copying and exporting look like. Look before accepting a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, settled, until
from codex_tui.app import CodexTui
from codex_tui.screens.pager import Pager
from codex_tui.screens.picker import Picker
from codex_tui.screens.save_file import SaveFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

SIZES = [(80, 24), (160, 48)]
THEMES = ["codex-dark", "codex-light"]


def demo(theme: str) -> CodexTui:
    """The demo without movement."""
    app = CodexTui(demo_backend(), theme=theme)
    app.animation_level = "none"
    return app


def app_of(pilot: Pilot[None]) -> CodexTui:
    """The application under the pilot."""
    assert isinstance(pilot.app, CodexTui)
    return pilot.app


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_formats_of_an_export(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    async def before(pilot: Pilot[None]) -> None:
        app = app_of(pilot)
        await settled(app, pilot)
        app.run_command("thread.export")
        await until(lambda: isinstance(app.screen, Picker), "the formats")
        await settled(app, pilot)

    assert snap_compare(demo(theme), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_a_path_that_cannot_be_used_is_asked_for_again(
    snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        app = app_of(pilot)
        await settled(app, pilot)
        trouble = "Not written: No such file or directory. Give another path."
        app.push_screen(SaveFile("the thread", "~/no such directory/fix-the-flaky-test.html", trouble))
        await settled(app, pilot)

    assert snap_compare(demo(theme), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_what_is_changed_in_the_working_tree(
    snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        app = app_of(pilot)
        await settled(app, pilot)
        app.cockpit.outlets.changes.show("tree")
        await until(lambda: isinstance(app.screen, Pager), "the changes")
        await settled(app, pilot)

    assert snap_compare(demo(theme), terminal_size=size, run_before=before)
