"""What commands look like: the list of completions, and the lists to pick from. Look before accepting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, settled, until
from codex_tui.app import CodexTui
from codex_tui.screens.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

SIZES = [(80, 24), (160, 48)]
AT_SIZES = pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])


def demo() -> CodexTui:
    """The demo without movement."""
    app = CodexTui(demo_backend())
    app.animation_level = "none"
    return app


async def typed(pilot: Pilot[None], *keys: str) -> CodexTui:
    """Type into the composer of a thread that rests."""
    app = pilot.app
    assert isinstance(app, CodexTui)
    await settled(app, pilot)
    threads = app.cockpit.store.threads.values()
    app.cockpit.actions.open(next(thread.id for thread in threads if thread.title == "Explain the router"))
    await settled(app, pilot)
    await pilot.press(*keys)
    await settled(app, pilot)
    return app


@AT_SIZES
def test_the_list_of_commands(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await typed(pilot, "/")

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_the_list_of_models_behind_a_command(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await typed(pilot, *"/model", "space")
        await until(lambda: app.cockpit.completions.is_open, "the models")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=(120, 40), run_before=run)


@AT_SIZES
def test_the_list_of_models_to_pick_from(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await typed(pilot, *"/model", "enter")
        await until(lambda: isinstance(app.screen, Picker), "the list")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


@AT_SIZES
def test_the_list_of_permissions(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await typed(pilot, *"/permissions", "enter")
        await until(lambda: isinstance(app.screen, Picker), "the list")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)
