"""What holds for all bytes: nothing is raised, nothing depends on how they are cut, and every pause ends."""

from __future__ import annotations

from itertools import pairwise

from codex_tui.terminal.decoder import Decoder
from codex_tui.terminal.grammar import PASTE_BEGIN, PASTE_END
from codex_tui.terminal.key_names import is_typeable
from codex_tui.terminal.reader import Reader
from codex_tui.terminal.tokens import KeyPress, MouseInput, Pasted, Token
from hypothesis import given
from hypothesis import strategies as st
from tui.terminal.reading import LONG, key, read, typed

PIECES = [
    b"\x1b",
    b"\x1b[",
    b"\x1bO",
    b"\x1b]",
    b"\x1bP",
    b"\x1b_",
    b"\x1b\\",
    b"\x07",
    b"\x18",
    b"\r",
    b"\n",
    b"\t",
    b"A",
    b"M",
    b"u",
    b"~",
    b"$",
    b"1;3",
    b":",
    b"<0;3;4",
    b"?25u",
    b"\xc3",
    b"\xa9",
    b"\xff",
    b"x",
    PASTE_BEGIN,
    PASTE_END,
    b"\x1b[1;3A",
    b"\x1b[97;;97u",
    b"\x1b[M !!",
    b"\x1b]11;rgb:1/2/3\x07",
]
noise = st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join))
pauses = st.sampled_from([0.0, 0.0, 0.002, 0.009, 0.011, 0.049, 0.051, 0.26, 0.51, 2.0])


def cut(data: bytes, places: list[int]) -> list[bytes]:
    marks = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[start:end] for start, end in pairwise(marks)]


@given(noise, st.lists(st.integers(0, 1000), max_size=20))
def test_how_bytes_are_cut_makes_no_difference(data: bytes, places: list[int]) -> None:
    whole = read(data)
    assert read(*cut(data, places)) == whole
    assert read(*(data[at : at + 1] for at in range(len(data)))) == whole


@given(st.lists(st.tuples(noise, pauses), max_size=20))
def test_no_bytes_and_no_pauses_raise_or_leave_anything_waiting(steps: list[tuple[bytes, float]]) -> None:
    reader = Reader()
    now = 0.0
    tokens: list[Token] = []
    for data, pause in steps:
        tokens += reader.feed(data, now)
        now += pause
        tokens += reader.tick(now)
    for _ in range(2):
        now += LONG
        tokens += reader.tick(now)
    assert reader.deadline is None
    for token in tokens:
        if isinstance(token, KeyPress):
            assert token.key
            assert token.text is None or (len(token.text) == 1 and is_typeable(token.text))
        elif isinstance(token, MouseInput):
            assert token.x >= 0
            assert token.y >= 0


@given(noise)
def test_a_key_is_a_key_again_after_any_bytes_and_a_silence(data: bytes) -> None:
    assert read(data, LONG, b"x", LONG, b"\x1b[A")[-2:] == [*typed("x"), key("up")]


@given(st.lists(st.tuples(noise, pauses), max_size=8))
def test_a_deadline_is_never_behind_what_was_decided(steps: list[tuple[bytes, float]]) -> None:
    decoder = Decoder()
    now = 0.0
    for data, pause in steps:
        decoder.feed(data, now)
        now += pause
        decoder.tick(now)
        assert decoder.deadline is None or decoder.deadline > now


@given(st.binary(max_size=200))
def test_a_paste_holds_what_is_between_its_marks(content: bytes) -> None:
    (pasted,) = read(PASTE_BEGIN + content + PASTE_END)
    text = content.decode("utf-8", "replace").replace("\0", "")
    assert pasted == Pasted(text)
