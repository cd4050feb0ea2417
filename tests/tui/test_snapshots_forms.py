"""The cards of questions, permissions, forms, pages and tools, as the demo asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import a_second_later, clock_of, demo_backend, settled, until
from codex_tui.app import CodexTui
from codex_tui.themes import CODEX_DARK, CODEX_LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

LOOKS = [((80, 24), CODEX_DARK.name), ((80, 24), CODEX_LIGHT.name), ((120, 40), CODEX_DARK.name)]
KINDS = {
    "questions": ("ask", ["2", "tab", *"fixture_db", "enter", *"hunter2"]),
    "permissions": ("permission", ["2"]),
    "form": ("form", ["tab", "3", "tab", *"500", "enter"]),
    "page": ("page", []),
    "tool": ("mcp", ["p"]),
}
"""The word of the prompt, and the keys on the card."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("size", "theme"), LOOKS, ids=[f"{size[0]}x{size[1]}-{name}" for size, name in LOOKS]
)
def test_a_card(snap_compare: Compare, kind: str, size: tuple[int, int], theme: str) -> None:
    app = CodexTui(demo_backend(), theme=theme)
    app.animation_level = "none"
    word, keys = KINDS[kind]

    async def run(pilot: Pilot[None]) -> None:
        await settled(app, pilot)
        await pilot.press("ctrl+n")
        app.cockpit.sending.submit(word)
        await until(lambda: app.cockpit.card.request is not None, "the card")
        await settled(app, pilot)
        await pilot.press("f2")
        for key in keys:
            clock_of(app).advance(1)
            await pilot.press(key)
        await a_second_later(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=run)
