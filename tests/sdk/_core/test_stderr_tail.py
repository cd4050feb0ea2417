from __future__ import annotations

import pytest
from codex_app_server._core.stderr_tail import StderrTail


def tail_of(*chunks: bytes) -> str:
    tail = StderrTail()
    for chunk in chunks:
        tail.feed(chunk)
    return tail.text


def test_the_last_twenty_lines_are_kept() -> None:
    text = tail_of(b"".join(b"line %d\n" % n for n in range(50)))
    assert text.splitlines() == [f"line {n}" for n in range(30, 50)]


def test_lines_may_be_cut_anywhere_and_the_last_one_may_have_no_end() -> None:
    assert tail_of(b"one li", b"ne\nan", b"other") == "one line\nanother"


def test_colours_controls_and_bad_bytes_do_not_reach_the_message() -> None:
    assert tail_of(b"\x1b[31merror\x1b[0m\x07 \xff!\n") == "error \ufffd!"


@pytest.mark.parametrize(
    "line", [b"key sk-abcdefgh12345678", b"Authorization: Bearer abc.def", b"token=abcdef now"]
)
def test_what_looks_like_a_secret_is_not_shown(line: bytes) -> None:
    text = tail_of(line)
    assert "[redacted]" in text
    assert "abc" not in text


def test_what_is_written_at_every_start_is_left_out() -> None:
    noise = b"WARNING: proceeding, even though we could not create PATH aliases: x\n"
    assert tail_of(noise + b"real\nStack backtrace:\n   0: <unknown>\n") == "real"


def test_a_line_without_an_end_does_not_grow_for_ever() -> None:
    assert len(tail_of(*[b"x" * 10_000] * 100)) <= 500
