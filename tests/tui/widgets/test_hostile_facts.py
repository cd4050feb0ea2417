"""What a bar is told in any of its fields is drawn as text: no control, link or action, no broken width."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import codex_tui.widgets
import pytest
from codex_tui.glyphs import UNICODE
from codex_tui.widgets.find_bar import FindFacts
from codex_tui.widgets.key_bar import KeyBar, KeyHint
from codex_tui.widgets.pending_prompts_view import PendingPromptsView, PromptRow
from codex_tui.widgets.status_bar import StatusBar, StatusFacts
from codex_tui.widgets.title_bar import TitleBar, TitleBarFacts
from codex_tui.widgets.top_bar import TopBar, TopBarFacts
from hostile import HOSTILE, acting_rows
from textual.geometry import Region
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

pytestmark = pytest.mark.anyio

SHOWN: dict[type, tuple[type[Widget], Callable[[Any, Any], None]]] = {
    TopBarFacts: (TopBar, lambda bar, facts: bar.show(facts)),
    StatusFacts: (StatusBar, lambda bar, facts: bar.show(facts)),
    TitleBarFacts: (TitleBar, lambda bar, facts: bar.show(facts, 0.0)),
    PromptRow: (PendingPromptsView, lambda bar, prompt: bar.show([prompt])),
    KeyHint: (KeyBar, lambda bar, hint: bar.show([hint])),
}
NOT_SAID = {(StatusFacts, "state_role"): "names a style", (KeyHint, "command"): "names a command"}


def said(facts: type) -> list[str]:
    """Every field of text of what a bar is told: a new one is found by itself."""
    return [
        field.name for field in fields(facts) if field.type == "str" and (facts, field.name) not in NOT_SAID
    ]


def test_every_bar_with_facts_is_here() -> None:
    found = {
        each
        for module in pkgutil.iter_modules(codex_tui.widgets.__path__, "codex_tui.widgets.")
        for each in vars(importlib.import_module(module.name)).values()
        if isinstance(each, type) and is_dataclass(each) and each.__name__.endswith("Facts")
    }
    assert found <= SHOWN.keys()


@pytest.mark.parametrize("facts", SHOWN, ids=lambda facts: facts.__name__)
async def test_no_field_of_a_bar_acts(facts: type, stage: Callable[..., Stage]) -> None:
    kind, show = SHOWN[facts]
    bar = kind()
    plain = dict.fromkeys(said(facts), "x")
    assert plain
    async with stage(bar).run_test(size=(60, 8)) as pilot:
        for name in plain:
            for what, text in HOSTILE.items():
                show(bar, facts(**{**plain, name: text}))
                await pilot.pause()
                rows = [bar.render_line(y) for y in range(max(1, bar.size.height))]
                assert acting_rows(rows) == [], (name, what)
                assert {row.cell_length for row in rows} == {bar.size.width}, (name, what)
                cells = {sum(segment.cell_length for segment in row) for row in rows}
                assert cells == {bar.size.width}, (name, what)


async def test_an_error_of_a_search_does_not_act(stage: Callable[..., Stage]) -> None:
    facts = FindFacts(UNICODE)
    async with stage(facts).run_test(size=(60, 3)) as pilot:
        for text in HOSTILE.values():
            facts.show(frozenset(), text, good=False)
            await pilot.pause()
            assert acting_rows(facts.render_lines(Region(0, 0, facts.size.width, 1))) == []
