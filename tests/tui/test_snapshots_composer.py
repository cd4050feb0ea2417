"""What the composer looks like: a shell line, files, chips, the search in sent prompts, a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, settled, until
from codex_tui.app import CodexTui
from codex_tui.screens.question import Question
from codex_tui.screens.questions import waking_question
from codex_tui.screens.recalling import PromptSearch
from codex_tui.screens.searching import ThreadSearch
from textual.events import Paste
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

pytestmark = pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])

SENT = ["Explain the router", "!git status --short", "Why does the resume test fail?", "Port it to trio"]


def demo() -> CodexTui:
    """The demo without movement."""
    app = CodexTui(demo_backend())
    app.animation_level = "none"
    return app


async def begin(pilot: Pilot[None]) -> CodexTui:
    """Show a new conversation at rest."""
    app = pilot.app
    assert isinstance(app, CodexTui)
    await settled(app, pilot)
    await pilot.press("ctrl+n")
    await settled(app, pilot)
    return app


def test_a_shell_line_and_what_one_before_it_printed(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        await pilot.press("!", *"git status --short", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.items, "the command")
        await settled(app, pilot)
        await pilot.press("!", *"ls")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_files_for_an_at(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        await pilot.press(*"Look at @")
        await until(lambda: app.cockpit.completions.is_open, "the files")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_skills_for_a_dollar(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        await pilot.press("$")
        await until(lambda: app.cockpit.completions.is_open, "the skills")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_chips_of_a_paste_and_of_an_image(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        await pilot.press(*"Compare ")
        app.take_input(Paste("\n".join(f"line {number}" for number in range(45))))
        await pilot.press(*" with ")
        app.cockpit.composing.attaching.attach("docs/screenshot.png")
        await until(lambda: "image" in app.cockpit.composer.text, "the image")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_the_search_in_sent_prompts(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        history = app.cockpit.composer.prompt_history
        for text in SENT:
            history.add(text)
        # Of a run of the application in another directory.
        history.put_before(["Translate the handbook", "Which of these files is the largest?"])
        await pilot.press("ctrl+r")
        await until(lambda: isinstance(app.screen, PromptSearch), "the search")
        app.screen.query_one(Input).cursor_blink = False
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_the_search_in_all_threads(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        await pilot.press("ctrl+f", "ctrl+f")
        await until(lambda: isinstance(app.screen, ThreadSearch), "the search")
        app.screen.query_one(Input).cursor_blink = False
        await pilot.press(*"router")
        screen = app.screen
        assert isinstance(screen, ThreadSearch)
        await until(lambda: not screen.busy, "the hits")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_a_question_aside_of_a_fork_at_a_turn(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        threads = app.cockpit.store.threads.values()
        app.cockpit.actions.open(next(each.id for each in threads if each.title == "Explain the router"))
        await settled(app, pilot)
        await pilot.press(*"/fork 1", "enter")
        await until(lambda: app.cockpit.thread is not None and app.cockpit.thread.unbegun, "the fork")
        await settled(app, pilot)
        await pilot.press(*"/side Is it tested?", "enter")
        await until(lambda: app.cockpit.aside.is_open, "the question")
        await settled(app, pilot)
        app.run_command("pane.threads")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_the_question_before_a_thread_is_started_again(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await begin(pilot)
        starts = [
            "queued: “Then write the release notes.”",
            "the goal: “All tests are green”, turn after turn",
        ]
        question = waking_question(
            "Running a command here", *starts, composer=app.cockpit.composer, clock=lambda: 0.0
        )
        app.push_screen(question)
        await until(lambda: isinstance(app.screen, Question), "the question")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)
