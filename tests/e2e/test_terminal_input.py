"""Bytes of real terminals into the demo: what is pasted presses no key, what is answered is not typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from real_server import CodexHome

LOG = "\x1b[32mINFO\x1b[0m started\r\n\x1b[31mERROR\x1b[m failed\r\n"
OPEN = "Fix the flaky resume test"


@pytest.fixture
def demo(codex_home: CodexHome) -> Iterator[Terminal]:
    """The demo, with its first thread open; its turn runs, and so `esc` would be seen."""
    with Terminal((*RUN, "--demo"), env=environment(codex_home), cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER, "needs you", "turn 4")
        yield terminal


def nothing_was_sent(terminal: Terminal) -> None:
    """See that no turn was begun, steered or ended by what was typed, and that nothing is asked."""
    screen = terminal.text
    assert "turn 4" in screen
    assert "Interrupted" not in screen
    assert "Quit?" not in screen


def test_a_log_with_colours_that_is_pasted_sends_and_presses_nothing(demo: Terminal) -> None:
    demo.type(f"\x1b[200~{LOG}\x1b\x1b[A\x03\x11\rend of the log\x1b[201~")
    demo.expect("INFO", "ERROR", "end of the log")
    nothing_was_sent(demo)


def test_lines_that_are_pasted_without_marks_are_one_prompt_that_is_not_sent(demo: Terminal) -> None:
    demo.type("u1\ru2\ru3")
    demo.expect(f"{COMPOSER} u1", "u2", "u3")
    nothing_was_sent(demo)


def test_an_end_mark_within_a_paste_does_not_make_keys_of_what_follows(demo: Terminal) -> None:
    demo.type("\x1b[200~one\x1b[201~\rtwo\x11\x1b[201~")
    demo.expect("one", "two")
    nothing_was_sent(demo)


def test_escape_and_enter_in_one_piece_send_nothing(demo: Terminal) -> None:
    demo.type("half written\x1b\r")
    demo.expect("half written")
    demo.type("!")
    demo.wait_for(
        lambda screen: "!" in screen.partition("half written")[2], "both, and what was typed behind it"
    )
    nothing_was_sent(demo)


def test_answers_of_the_terminal_and_malformed_input_are_not_typed(demo: Terminal) -> None:
    strings = b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1bP>|XTerm(379)\x1b\\\x1b_Gi=31;OK\x1b\\"
    answers = strings + b"\x1b[?62;22c\x1b[>41;379;0c"
    broken = b"\x1b[<0;-5;3M\x1b[97;1:3u\x1b[57441u\x1b[1;3\x18\x1b[" + b"9;" * 20_000 + b"z"
    demo.send(b"before" + answers + broken + b"behind")
    demo.expect(f"{COMPOSER} beforebehind")
    nothing_was_sent(demo)


def test_bytes_that_are_no_text_end_nothing(demo: Terminal) -> None:
    demo.send(b"a\xff\xc3b\xed\xa0\x80c")
    demo.expect("a\ufffd\ufffdb\ufffd\ufffd\ufffdc")
    demo.type("\x11")
    demo.expect("Quit?")


def test_characters_of_an_input_method_are_typed(demo: Terminal) -> None:
    demo.type("a\u3000b\u00a0c")
    demo.expect("a\u3000b\u00a0c")


def test_alt_up_as_urxvt_sends_it_goes_to_the_thread_above_and_interrupts_nothing(demo: Terminal) -> None:
    demo.expect(OPEN)
    demo.type("\x1b\x1b[B")
    demo.wait_for(lambda screen: screen.count("Upgrade pydantic") == 2, "the thread below as the open one")
    demo.type("\x1b\x1b[A")
    demo.wait_for(lambda screen: screen.count(OPEN) == 2, "the first thread again")
    nothing_was_sent(demo)


def test_delete_as_st_sends_it_deletes(demo: Terminal) -> None:
    demo.type("abc\x1b[D\x1b[D\x1b[Pd")
    demo.expect(f"{COMPOSER} adc")
