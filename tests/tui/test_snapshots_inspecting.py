"""What the pages and lists about the server look like. Look before accepting a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, settled, until
from codex_tui.app import CodexTui
from codex_tui.screens.listing import Listing
from codex_tui.screens.page import Page
from codex_tui.widgets.facts_view import FactsView, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

LOOKS = [(theme, size) for theme in ("codex-dark", "codex-light") for size in ((80, 24), (160, 48))]
NAMES = [f"{theme}-{width}x{height}" for theme, (width, height) in LOOKS]


def still(theme: str) -> CodexTui:
    """The demo without movement."""
    app = CodexTui(demo_backend(), theme=theme)
    app.animation_level = "none"
    return app


async def at_work(pilot: Pilot[None]) -> CodexTui:
    """Open the demo's running turn, which has its settings."""
    app = pilot.app
    assert isinstance(app, CodexTui)
    await settled(app, pilot)
    threads = app.cockpit.store.threads.values()
    app.cockpit.actions.open(next(each.id for each in threads if each.title == "Fix the flaky resume test"))
    await settled(app, pilot)
    return app


@pytest.mark.parametrize(("theme", "size"), LOOKS, ids=NAMES)
@pytest.mark.parametrize(
    ("command", "last"),
    [("status", "/etc/codex"), ("usage", "2026"), ("warnings", "just now")],
    ids=["status", "usage", "warnings"],
)
def test_a_page_of_facts(
    snap_compare: Compare, command: str, last: str, theme: str, size: tuple[int, int]
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await at_work(pilot)
        app.run_command(f"{command}.show")

        def there() -> bool:
            pages = list(app.screen.query(FactsView)) if isinstance(app.screen, Page) else []
            return bool(pages) and last in plain_text(pages[0].sections)

        await until(there, command)
        await settled(app, pilot)

    assert snap_compare(still(theme), terminal_size=size, run_before=run)


@pytest.mark.parametrize(("theme", "size"), LOOKS, ids=NAMES)
@pytest.mark.parametrize("command", ["skills", "mcp", "hooks", "rules"])
def test_a_list_of_what_the_server_has(
    snap_compare: Compare, command: str, theme: str, size: tuple[int, int]
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await at_work(pilot)
        app.run_command(f"{command}.show")
        await until(lambda: isinstance(app.screen, Listing) and app.screen.chosen is not None, command)
        await settled(app, pilot)
        await pilot.press("j")
        await settled(app, pilot)

    assert snap_compare(still(theme), terminal_size=size, run_before=run)
