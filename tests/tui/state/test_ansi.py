from __future__ import annotations

import pytest
from codex_tui.state.ansi import AnsiReader, read_ansi, styled
from codex_tui.state.sanitise import sanitise
from codex_tui.state.styled import PLAIN, AnsiStyle, StyleSpan
from hypothesis import given
from hypothesis import strategies as st

RED = AnsiStyle(foreground="red")

output = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "\x1b",
                "[",
                "31m",
                "\x1b[1;31m",
                "\x1b[0m",
                "\x1b[m",
                "\r",
                "\n",
                "\r\n",
                "\x1b[2K",
                "\x1b[K",
                "\x1b]0;t\x07",
            ]
        ),
        st.sampled_from(
            ["\U0001f469\u200d\U0001f4bb", "a", "bc", "\x9b31m", "\x1b[?25l", "\x1b[10A", "38;5;1"]
        ),
        st.characters(),
    ),
    max_size=30,
).map("".join)


def test_colours_become_spans_and_leave_the_text() -> None:
    value = read_ansi("a \x1b[31mred\x1b[1m bold\x1b[0m plain").value
    assert value.text == "a red bold plain"
    assert value.spans == (
        StyleSpan(2, 5, RED),
        StyleSpan(5, 10, AnsiStyle(foreground="red", bold=True)),
    )


def test_a_colour_runs_on_over_the_end_of_a_line() -> None:
    lines = read_ansi("\x1b[31mone\ntwo\x1b[0m")
    assert lines.line(0).spans == (StyleSpan(0, 3, RED),)
    assert lines.line(1).spans == (StyleSpan(0, 3, RED),)
    assert lines.value.spans == (StyleSpan(0, 3, RED), StyleSpan(4, 7, RED))


@pytest.mark.parametrize(
    ("parameters", "style"),
    [
        ("31", RED),
        ("91", AnsiStyle(foreground="bright_red")),
        ("44", AnsiStyle(background="blue")),
        ("104", AnsiStyle(background="bright_blue")),
        ("38;5;17", AnsiStyle(foreground="color(17)")),
        ("48;5;255", AnsiStyle(background="color(255)")),
        ("38;2;1;2;3", AnsiStyle(foreground="#010203")),
        ("38:2::1:2:3", AnsiStyle(foreground="#010203")),
        ("38:2:1:2:3", AnsiStyle(foreground="#010203")),
        ("38:5:9", AnsiStyle(foreground="color(9)")),
        ("4:3", AnsiStyle(underline=True)),
        (
            "1;2;3;4;7;9",
            AnsiStyle(bold=True, dim=True, italic=True, underline=True, reverse=True, strike=True),
        ),
        ("1;22;3;23;4;24;7;27;9;29;31;39;41;49", PLAIN),
        ("31;0", PLAIN),
        ("31;", PLAIN),
        ("38;5;300", PLAIN),
        ("38;2;1;2;300", PLAIN),
        ("38", PLAIN),
        ("38;5", PLAIN),
        ("5;6;8;10;53;99999", PLAIN),
    ],
)
def test_every_sgr_parameter_is_read_or_passed_over(parameters: str, style: AnsiStyle) -> None:
    assert styled(PLAIN, parameters) == style


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b]52;c;aGk=\x07",
        "\x1b]0;title\x1b\\",
        "\x1b]8;;file:///etc\x1b\\",
        "\x1bP$qm\x1b\\",
        "\x1b[6n",
        "\x1b[2J",
        "\x1b[10;10H",
        "\x1b[?1049l",
        "\x1bc",
        "\x9b31m",
        "\x1b[>4;1m",
    ],
    ids=ascii,
)
def test_what_is_no_colour_is_shown_and_not_obeyed(sequence: str) -> None:
    assert read_ansi(f"a{sequence}b").text == sanitise(f"a{sequence}b")


def test_a_progress_bar_shows_its_last_state() -> None:
    assert read_ansi(" 10%\r 20%\r100%\ndone\n").text == "100%\ndone\n"


def test_a_carriage_return_before_a_newline_is_a_newline() -> None:
    assert read_ansi("a\r\nb\r\n").text == "a\nb\n"


def test_a_carriage_return_at_the_end_erases_nothing() -> None:
    assert read_ansi("50%\r").text == "50%"


def test_erasing_the_line_that_is_being_written_is_obeyed() -> None:
    assert read_ansi("working\r\x1b[Kdone").text == "done"
    assert read_ansi("working\x1b[2Kdone").text == "done"
    assert read_ansi("kept\x1b[K, too").text == "kept, too"


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_sequence_cut_by_the_end_of_a_delta_is_put_together(cut: int) -> None:
    text = "ab\x1b[1;31mred\r\n"
    reader = AnsiReader()
    reader.feed(text[:cut])
    reader.feed(text[cut:])
    assert reader.finish() == read_ansi(text)
    assert reader.lines.text == "abred\n"


@given(output, st.lists(st.integers(min_value=0, max_value=80)))
def test_deltas_read_as_the_whole_reads(text: str, cuts: list[int]) -> None:
    reader = AnsiReader()
    start = 0
    for cut in sorted(cuts):
        reader.feed(text[start:cut])
        start = max(start, cut)
    reader.feed(text[start:])
    assert reader.finish() == read_ansi(text)


@given(output)
def test_output_is_clean_and_its_spans_are_in_order(text: str) -> None:
    value = read_ansi(text).value
    assert sanitise(value.text) == value.text
    end = 0
    for span in value.spans:
        assert end <= span.start < span.end <= len(value.text)
        assert span.style != PLAIN
        end = span.end


def test_an_unfinished_sequence_at_the_very_end_is_shown() -> None:
    assert read_ansi("a\x1b[3").text == "a␛[3"
