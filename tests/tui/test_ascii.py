"""Every picture of the snapshots where only ASCII is shown: no shape of ours is anything else."""

from __future__ import annotations

import asyncio
import importlib.util
import inspect
import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category

import pytest
from cockpit_stage import screen_text
from codex_tui.glyphs import UNICODE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from codex_tui.app import CodexTui
    from textual.pilot import Pilot

ROOT = Path(__file__).parent.parent.parent
SAID = "".join(
    path.read_text("utf-8")
    for path in (
        *(ROOT / "tui" / "codex_tui" / "demo").rglob("*.py"),
        *(ROOT / "tests").glob("*.py"),
        *Path(__file__).parent.glob("test_snapshots*.py"),
    )
)
"""What threads of the demo and of the tests say."""

SHAPES = frozenset(
    "".join(str(getattr(UNICODE, each.name)) for each in fields(UNICODE)) + "\u258c\u2026\u201c\u201d"
)
DIAGRAM = "\u2500\u2500\u25b6"
"""Of a diagram in an answer of the demo."""


def beyond_ascii(screen: str) -> dict[str, str]:
    """The signs on a screen that are ours and no ASCII, with the words beside them."""
    found: dict[str, str] = {}
    for words in re.split(r"\s{2,}|\n", screen):
        # Words of an answer; a shape alone is none, but in the demo's diagram.
        said = words.strip("| ") in SAID and (len(words) > 1 or DIAGRAM in screen)
        ours = (sign for sign in words if not sign.isascii() and category(sign)[0] not in "LM")
        found |= {sign: words for sign in ours if not said and (sign in SHAPES or sign not in SAID)}
    return found


def scenarios() -> list[Callable[..., None]]:
    """The functions that make the pictures."""
    found: list[Callable[..., None]] = []
    for path in sorted(Path(__file__).parent.glob("test_snapshots*.py")):
        spec = importlib.util.spec_from_file_location(f"ascii_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        functions = inspect.getmembers(module, inspect.isfunction)
        found += [function for name, function in functions if name.startswith("test_")]
    return found


def first_values(function: Callable[..., None]) -> dict[str, Any]:
    """The first value of each parameter of a scenario."""
    values: dict[str, Any] = {}
    of_module = function.__globals__.get("pytestmark", [])
    marks = [
        *(of_module if isinstance(of_module, list) else [of_module]),
        *getattr(function, "pytestmark", ()),
    ]
    for mark in marks:
        if mark.name == "parametrize":
            names = mark.args[0].split(",") if isinstance(mark.args[0], str) else mark.args[0]
            names = [name.strip() for name in names]
            first = next(iter(mark.args[1]))
            first = getattr(first, "values", first) if hasattr(first, "marks") else first
            values |= zip(names, [first] if len(names) == 1 else first, strict=True)
    return values


@pytest.mark.parametrize(
    "scenario", scenarios(), ids=lambda function: function.__name__.removeprefix("test_")
)
def test_no_shape_of_ours_is_beyond_ascii(
    scenario: Callable[..., None], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEX_TUI_ASCII", "1")
    seen: list[dict[str, str]] = []

    def draw(
        app: CodexTui,
        *,
        terminal_size: tuple[int, int] = (80, 24),
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = None,
    ) -> bool:
        async def run() -> None:
            async with app.run_test(size=terminal_size) as pilot:
                if run_before is not None:
                    await run_before(pilot)
                await pilot.pause()
                app.notify("well")
                app.notify("not well", severity="error")
                await pilot.pause()
                seen.append(beyond_ascii(screen_text(app)))

        asyncio.run(run())
        return True

    values = first_values(scenario)
    others = [
        name for name in inspect.signature(scenario).parameters if name not in (*values, "snap_compare")
    ]
    scenario(snap_compare=draw, **values, **{name: request.getfixturevalue(name) for name in others})
    assert seen == [{}]
