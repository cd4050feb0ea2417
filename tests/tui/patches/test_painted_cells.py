from __future__ import annotations

import os
import random

import pytest
from cockpit_stage import demo_backend, until
from codex_tui.app import CodexTui
from codex_tui.patches.quiet import is_quiet
from textual import events
from two_screens import TwoScreens

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]

SIZES = [(80, 24), (160, 48), (40, 12), (100, 30), (200, 60)]
SEED = os.environ.get("PAINTED_SEED", "1")
UPDATES = int(os.environ.get("PAINTED_UPDATES", "25"))
"""How many updates are compared at each size; it was made with 2,000."""

KEYS = (
    *("a", "space", "up", "down", "pageup", "pagedown", "home", "end", "enter", "escape", "tab", "backspace"),
    *("ctrl+t", "ctrl+p", "f1", "f6", "ctrl+n", "ctrl+f", "slash", "ctrl+up", "ctrl+down", "delete", "left"),
    *("alt+up", "alt+down", "1", "2", "3", "shift+tab"),
)
# No mark that the cursor could part from its letter: pyte adds it to the cell at each painting.
TEXTS = (
    "plain words",
    "漢字 かな",
    "é ä ô",
    "🎉👍",
    "\ufb01 ﬀ Ω",
    "a\tb",
    "z" * 90,
)


def act(app: CodexTui, draw: random.Random) -> None:
    """Do what a person may do next."""
    kind = draw.choices(["key", "text", "wheel", "click", "theme"], [60, 14, 16, 8, 2])[0]
    x, y = draw.randrange(app.size.width), draw.randrange(app.size.height)
    if kind == "key":
        for key in draw.choices(KEYS, k=draw.randint(1, 4)):
            app.take_input(events.Key(key, key if len(key) == 1 else None))
    elif kind == "text":
        app.take_input(events.Paste(draw.choice(TEXTS)))
    elif kind == "theme":
        app.run_command("app.theme")
    elif kind == "click":
        for mouse in (events.MouseDown, events.MouseUp):
            app.take_input(mouse(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))
    else:
        wheel = draw.choice([events.MouseScrollDown, events.MouseScrollUp])
        app.take_input(wheel(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y))


async def drawn(app: CodexTui) -> None:
    """Wait until what was done has been handled, and draw the frame; streams and timers go on."""
    await until(lambda: (app.input_acted and is_quiet(app)) or not app.is_running, "the end of what was done")
    app.cockpit.frame_clock.flush()
    app.screen._on_timer_update()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_terminal_shows_what_textual_paints(size: tuple[int, int]) -> None:
    draw = random.Random(f"{size} {SEED}")
    compared = 0
    while compared < UPDATES:
        screens = await compare(CodexTui(demo_backend()), size, draw, UPDATES - compared)
        assert screens.differences == []
        assert screens.updates
        assert screens.ours.written < screens.theirs.written / 3
        compared += screens.updates


async def compare(app: CodexTui, size: tuple[int, int], draw: random.Random, updates: int) -> TwoScreens:
    """Compare so many updates, or fewer if the application ends before: a click on the footer may do that."""
    async with app.run_test(size=size):
        screens = TwoScreens(app)
        app.refresh(layout=True)
        await until(lambda: app.cockpit.startup.done, "the start")
        while screens.updates < updates and not screens.differences and app.is_running:
            screens.skip = draw.choice([0, 0, 0, 1, 5])
            act(app, draw)
            await drawn(app)
            if len(app.screen_stack) > 1 and draw.random() < 0.2:
                app.take_input(events.Key("escape", None))
        return screens
