"""A thread of 500 turns of the real server in a terminal: scrolled, searched, copied, resized, continued.

It is one test, because the server takes half a minute to make the thread.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from codex_app_server import Codex
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from real_server import make_home, real_config

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripted_model import ScriptedModel

TURNS = 500
BACK, PAGE_UP, SELECT_UP = "\x1b[17~", "\x1b[5~", "\x1b[1;2A"
ESCAPE, FIND, QUIT = "\x1b", "\x06", "\x11"
SIDE, BELOW = "\N{BOX DRAWINGS LIGHT VERTICAL}", "\N{BOX DRAWINGS LIGHT HORIZONTAL}"


def _prompt(number: int) -> str:
    if number == TURNS - 8:
        return "shell:seq 1 2000 ;; text:It is **counted**."
    if number == TURNS - 6:
        return "shell:printf '\\033[31mred\\033[0m \\033]0;title\\007done\\n'; exit 3 ;; text:It is **red**."
    if number == TURNS - 4:
        return "patch:notes.py:def note():\\n    return 4 ;; text:It is **noted**."
    return f"text:answer **{number}** of many\\n\\n- one\\n- two"


ANSWERS = [number for number in range(TURNS) if "answer" in _prompt(number)]


@pytest.fixture
def terminal(tmp_path: Path, scripted_model: ScriptedModel) -> Iterator[Terminal]:
    """The application, opened on the thread."""
    trusted = f'[projects."{tmp_path / "work"}"]\ntrust_level = "trusted"\n'
    home = make_home(tmp_path, scripted_model, tables=trusted)
    with Codex(real_config(home)) as codex:
        thread = codex.thread_start(approval_policy="never", sandbox="danger-full-access")
        for number in range(TURNS):
            thread.run(_prompt(number))
    with Terminal((*RUN, "--resume", "last"), env=environment(home), cwd=home.work) as terminal:
        yield terminal


def test_a_thread_of_five_hundred_turns_is_read_searched_copied_and_continued(
    terminal: Terminal, tmp_path: Path
) -> None:
    _the_end_is_there_at_once_and_the_composer_works(terminal)
    _scrolling_up_reads_ahead_and_skips_nothing(terminal)
    _all_of_the_history_is_searched(terminal)
    _what_is_selected_is_copied_as_its_source(terminal)
    _a_command_is_unfolded_and_all_of_its_output_read(terminal)
    _an_error_is_found_and_what_it_wrote_is_harmless(terminal)
    _a_new_size_keeps_the_line_under_the_eye(terminal)
    _the_reader_stays_where_they_are_while_more_comes(terminal, tmp_path / "work")
    terminal.type(QUIT)
    assert terminal.ended() == 0


def _rows(screen: str) -> list[str]:
    """The rows of the conversation: what is right of the list and above the composer."""
    rows = [line.partition(SIDE)[2] for line in screen.split("\n")[3:]]
    # While a new size is drawn there may be no line above the composer.
    end = next((number for number, row in enumerate(rows) if row.startswith(BELOW)), 0)
    return [row[:75].rstrip() for row in rows[:end]]


def _answers(screen: str) -> list[int]:
    return sorted({int(found) for found in re.findall(r"answer (\d+) of many", screen)})


def _the_end_is_there_at_once_and_the_composer_works(terminal: Terminal) -> None:
    screen = terminal.expect(f"answer {TURNS - 1} of many", "Go on")
    # That this is turn 500 is known only when all of them were read.
    assert f"turn {TURNS}" not in screen
    terminal.type("a draft")
    terminal.expect(f"{COMPOSER} a draft")
    terminal.type("\x03")
    terminal.expect("Go on")


def _scrolling_up_reads_ahead_and_skips_nothing(terminal: Terminal) -> None:
    terminal.type(BACK)
    terminal.expect("space fold")
    lowest = _answers(terminal.text)[0]
    while lowest > TURNS - 60:
        before = max(number for number in ANSWERS if number < lowest)

        def goes_on(screen: str, before: int = before) -> bool:
            here = _answers(screen)
            # The one before is there, and none is missing between two that are.
            return before in here and here == [number for number in ANSWERS if here[0] <= number <= here[-1]]

        terminal.type(PAGE_UP)
        lowest = _answers(terminal.wait_for(goes_on, f"a page with answer {before}"))[0]
    terminal.type("g")
    terminal.expect("answer 0 of many", f"turn {TURNS}")
    terminal.type("G")
    terminal.expect(f"answer {TURNS - 1} of many", f"turn {TURNS}")


def _all_of_the_history_is_searched(terminal: Terminal) -> None:
    terminal.type(FIND)
    terminal.expect("find in the conversation")
    terminal.type("answer 27 of")
    terminal.expect("1 of 1 ", "answer 27 of many")
    terminal.type("\x7f" * 12 + "of many")
    # Once in each prompt, once in each answer.
    terminal.expect(f" of {2 * len(ANSWERS)} ")
    terminal.type(ESCAPE)
    terminal.expect("space fold")


def _what_is_selected_is_copied_as_its_source(terminal: Terminal) -> None:
    terminal.type("G")
    terminal.expect(f"answer {TURNS - 1} of many")
    terminal.type(f"{SELECT_UP * 30}y")
    terminal.expect("Sent", "lines to the terminal")
    copied = base64.b64decode(terminal.raw.partition(b"\x1b]52;c;")[2].partition(b"\x07")[0]).decode()
    lines = copied.split("\n")
    # Three times the screen, and all of what is folded on it.
    assert f"Sent {len(lines):,} lines to the terminal" in " ".join(terminal.text.split())
    assert len(lines) > 2000
    assert copied.endswith(f"{_prompt(TURNS - 1)}\n\nanswer **{TURNS - 1}** of many\n\n- one\n- two")
    assert f"answer **{TURNS - 10}** of many\n\n- one\n- two" in copied
    assert "+    return 4" in copied


def _a_command_is_unfolded_and_all_of_its_output_read(terminal: Terminal) -> None:
    terminal.type("G" + "[" * 8 + "j")
    terminal.expect("$ seq 1 2000")
    terminal.type(" ")
    # Its last lines were there before; its first ones are only in full.
    terminal.wait_for(lambda screen: re.search(r"\u258c +12\s", screen) is not None, "all of its lines")
    terminal.type("\r")
    # An enter with a letter right behind it would be pasted text.
    terminal.expect("copy all")
    terminal.type("g")
    terminal.wait_for(lambda screen: re.search(r"(?m)^\W*2\s", screen) is not None, "its first lines")
    terminal.type(ESCAPE)
    terminal.expect("space fold")


def _an_error_is_found_and_what_it_wrote_is_harmless(terminal: Terminal) -> None:
    terminal.type("GE")
    terminal.expect("red", "done", "exit 3", "def note():")
    assert b"\x1b]0;title" not in terminal.raw


def _a_new_size_keeps_the_line_under_the_eye(terminal: Terminal) -> None:
    terminal.type("G" + "[" * 14)
    prompt = f"answer **{TURNS - 14}**"
    terminal.wait_for(lambda screen: prompt in _first(screen), "a prompt at the top")

    def is_full(screen: str) -> bool:
        return len(_rows(screen)) > rows - 12

    for columns, rows in ((110, 30), (160, 48), (120, 40)):
        terminal.resize(columns, rows)
        # As much below it as there is room for: it was drawn for the new size.
        terminal.wait_for(lambda screen: prompt in _first(screen), "the same line at the top")
        terminal.wait_for(is_full, "a whole screen below it")


def _first(screen: str) -> str:
    return next(filter(None, _rows(screen)), "")


def _the_reader_stays_where_they_are_while_more_comes(terminal: Terminal, work: Path) -> None:
    terminal.type(ESCAPE)
    terminal.expect("enter send")
    terminal.type("shell:until [ -e go ]; do sleep 0.05; done ;; say:40 ;; text:That **was** all.")
    terminal.expect("was** all.")
    terminal.type("\r")
    # Sending shows the end.
    terminal.expect(f"turn {TURNS + 1}", "$ until [ -e go ]")
    terminal.type(PAGE_UP)
    terminal.wait_for(lambda screen: "$ until [ -e go ]" not in screen, "an earlier part")
    rows = _rows(terminal.text)
    (work / "go").touch()
    screen = terminal.wait_for(
        lambda screen: bool(re.search(r"\d new", screen)) and "enter send" in screen,
        "what is new at the end of the turn",
    )
    assert _rows(screen)[:-1] == rows[:-1]
    terminal.type(BACK)
    terminal.expect("space fold")
    terminal.type("G")
    terminal.expect("word39", "That was all.")
