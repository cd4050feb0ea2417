"""An enter within text that comes at once sends nothing; one that is pressed does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from codex_tui.terminal.bursts import Bursts
from codex_tui.terminal.reader import Reader
from codex_tui.terminal.tokens import KeyPress, MouseInput, Pasted, Token
from hypothesis import given
from hypothesis import strategies as st
from tui.terminal.reading import LONG

ENTER, NEWLINE = KeyPress("enter"), KeyPress("ctrl+j")


def pressed(*steps: bytes | float) -> list[Token]:
    """Decode bytes as they come, with pauses between them, and apply the rule."""
    reader = Reader()
    tokens: list[Token] = []
    now = 0.0
    for step in (*steps, LONG, LONG):
        if isinstance(step, bytes):
            tokens += reader.feed(step, now)
            continue
        until = now + step
        while (now := min(filter(None, (reader.deadline, until)))) < until:
            tokens += reader.tick(now)
        now = until
        tokens += reader.tick(now)
    return tokens


def keys(*steps: bytes | float) -> str:
    """Write the keys in words, as the composer would get them."""
    return " ".join(
        token.key if isinstance(token, KeyPress) else type(token).__name__ for token in pressed(*steps)
    )


def test_enters_of_an_unmarked_paste_are_newlines() -> None:
    assert keys(b"u1\ru2\ru3") == "u 1 ctrl+j u 2 ctrl+j u 3"
    assert keys(b"u1\ru2\r") == "u 1 ctrl+j u 2 ctrl+j"


def test_an_enter_that_ends_a_burst_sends() -> None:
    assert keys(b"text\r") == "t e x t enter"
    assert keys(b"text\r", 0.01, b"more\r") == "t e x t enter m o r e enter"
    assert keys(b"\r\r\r") == "enter enter enter"


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        (b"\x1b[1;3A", "alt+up"),
        (b"\x1b[A", "up"),
        (b"\x03", "ctrl+c"),
        (b"\x1b[1;3B", "alt+down"),
        (b"\x7f", "backspace"),
    ],
)
def test_an_enter_that_another_key_follows_sends(sent: bytes, name: str) -> None:
    assert keys(b"a\r" + sent) == f"a enter {name}"
    assert keys(b"a\r" + sent + b"b\rc") == f"a ctrl+j {name} b ctrl+j c"


@pytest.mark.parametrize("between", [b"\t", b"\n", b"\r", b"\t\r\n\t"])
def test_blanks_between_an_enter_and_a_character_change_nothing(between: bytes) -> None:
    names = {9: "tab", 10: "ctrl+j", 13: "ctrl+j"}
    assert keys(b"\r" + between + b"x") == " ".join(["ctrl+j", *(names[byte] for byte in between), "x"])
    alone = {**names, 13: "enter"}
    assert keys(b"\r" + between) == " ".join(["enter", *(alone[byte] for byte in between)])


def test_escape_and_a_character_in_one_piece_are_text_behind_an_enter() -> None:
    assert keys(b"a\r\x1bxb") == "a ctrl+j alt+x b"


def test_shift_enter_and_alt_enter_are_no_enters() -> None:
    assert keys(b"a\x1b[13;2ub") == "a shift+enter b"
    assert keys(b"a\x1b\rb") == "a alt+enter b"


def test_an_enter_in_the_burst_of_a_paste_sends_nothing() -> None:
    paste = b"\x1b[200~a\rb\x1b[201~"
    assert keys(paste + b"\r") == "Pasted ctrl+j"
    assert keys(paste, 0.005, b"\r") == "Pasted ctrl+j"
    assert keys(paste, 0.2, b"\r") == "Pasted enter"
    assert keys(b"\r" + paste) == "ctrl+j Pasted"
    assert keys(b"\r", 0.2, paste) == "enter Pasted"


def test_gaps_of_less_than_ten_milliseconds_make_a_burst() -> None:
    assert keys(b"a\r", 0.009, b"b") == "a ctrl+j b"
    assert keys(b"a", 0.009, b"\r", 0.009, b"b") == "a ctrl+j b"
    assert keys(b"a\r", 0.010, b"b") == "a enter b"


def test_only_what_is_behind_an_enter_is_held_back_until_the_burst_ends() -> None:
    bursts = Bursts()
    a, b, up = KeyPress("a", "a"), KeyPress("b", "b"), KeyPress("up")
    move = MouseInput("move", 1, 1)
    assert bursts.feed([a, b], 0.0) == [a, b]
    assert bursts.deadline is None
    assert bursts.feed([a, ENTER, move], 0.001) == [a]
    assert bursts.deadline == pytest.approx(0.011)
    assert bursts.tick(0.010) == []
    assert bursts.feed([up, a], 0.002) == []
    assert bursts.tick(0.012) == [ENTER, move, up, a]
    assert bursts.deadline is None
    assert bursts.feed([ENTER, up, ENTER], 0.023) == []
    assert bursts.feed([b, ENTER], 0.024) == [NEWLINE, up, NEWLINE, b, NEWLINE]
    assert bursts.feed([ENTER], 1.0) == []
    assert bursts.tick(1.01) == [ENTER]


def test_a_mouse_that_moves_on_does_not_hold_an_enter_back() -> None:
    bursts, move = Bursts(), MouseInput("move", 1, 1)
    assert bursts.feed([ENTER], 0.0) == []
    assert bursts.feed([move], 0.008) == []
    assert bursts.feed([move], 0.011) == [ENTER, move, move]


def test_nothing_read_is_no_arrival() -> None:
    bursts = Bursts()
    assert bursts.feed([ENTER], 0.0) == []
    assert bursts.feed([], 0.008) == []
    assert bursts.feed([], 0.010) == [ENTER]


tokens_of_a_burst = st.lists(
    st.one_of(
        st.sampled_from([ENTER, NEWLINE, KeyPress("tab"), KeyPress("up"), KeyPress("a", "a"), Pasted("p")]),
        st.just(MouseInput("move", 0, 0)),
    ),
    max_size=12,
)


@given(tokens_of_a_burst, st.lists(st.integers(0, 12), max_size=4))
def test_nothing_is_lost_and_how_a_burst_is_cut_makes_no_difference(
    tokens: list[Token], places: list[int]
) -> None:
    whole = Bursts()
    expected = whole.feed(tokens, 0.0) + whole.tick(1.0)
    assert [NEWLINE if token == ENTER else token for token in expected] == [
        NEWLINE if token == ENTER else token for token in tokens
    ]
    cut = Bursts()
    marks = [0, *sorted(places), len(tokens)]
    given_out = [token for start, end in pairwise(marks) for token in cut.feed(tokens[start:end], 0.0)]
    assert given_out + cut.tick(1.0) == expected


@given(tokens_of_a_burst)
def test_no_enter_is_sent_before_a_character_of_the_same_burst(tokens: list[Token]) -> None:
    bursts = Bursts()
    decided = bursts.feed(tokens, 0.0) + bursts.tick(1.0)
    neutral = {"enter", "tab", "ctrl+j"}
    for place, token in enumerate(decided):
        if token == ENTER:
            behind = [t for t in decided[place + 1 :] if isinstance(t, KeyPress) and t.key not in neutral]
            pasted = any(isinstance(t, Pasted) for t in decided[place + 1 :])
            assert pasted or not behind or behind[0].text is None


def test_a_key_says_whether_it_came_behind_another_without_a_gap() -> None:
    reader = Reader()
    tokens = [*reader.feed(b"ab", 0.0), *reader.feed(b"c", 0.005), *reader.feed(b"d", 0.1)]
    tokens += [*reader.feed(b"e\r", 0.2), *reader.tick(0.3)]
    keys = [(token.key, token.in_burst) for token in tokens if isinstance(token, KeyPress)]
    assert keys == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", False),
        ("e", False),
        ("enter", True),
    ]
