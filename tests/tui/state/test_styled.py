from __future__ import annotations

import pytest
from codex_tui.state.ansi import read_ansi
from codex_tui.state.styled import AnsiStyle, StyledLines, StyledText, StyleSpan


def test_lines_are_counted_without_the_empty_one_after_the_last_newline() -> None:
    assert len(read_ansi("")) == 0
    assert len(read_ansi("a")) == 1
    assert len(read_ansi("a\n")) == 1
    assert len(read_ansi("a\n\nb")) == 3


def test_the_tail_is_the_last_lines() -> None:
    lines = read_ansi("a\nb\nc")
    assert [line.text for line in lines.tail(2)] == ["b", "c"]
    assert [line.text for line in lines.tail(9)] == ["a", "b", "c"]
    assert lines.tail(0) == []
    assert [line.text for line in read_ansi("a\nb\n").tail(1)] == ["b"]


def test_a_line_that_is_not_there_is_an_index_error() -> None:
    with pytest.raises(IndexError, match="the text has 1 lines"):
        read_ansi("a\n").line(1)


def test_writing_in_one_style_makes_one_span() -> None:
    lines = StyledLines()
    bold = AnsiStyle(bold=True)
    lines.write("ab", bold)
    lines.write("cd", bold)
    assert lines.last == StyledText("abcd", (StyleSpan(0, 4, bold),))


def test_equal_lines_are_equal_however_they_were_written() -> None:
    lines = StyledLines()
    for part in ("a", "b\n", "c"):
        for character in part:
            if character == "\n":
                lines.end_line()
            else:
                lines.write(character)
    assert lines == read_ansi("ab\nc")
    assert lines != read_ansi("ab\nd")
    assert lines != "ab\nc"
