"""A paste is one token, whatever it holds and however it is cut."""

from __future__ import annotations

import pytest
from codex_tui.terminal.decoder import STALL_PAUSE, Decoder
from codex_tui.terminal.grammar import PASTE_BEGIN as BEGIN
from codex_tui.terminal.grammar import PASTE_END as END
from codex_tui.terminal.tokens import FocusChanged, MouseInput, Pasted
from tui.terminal.reading import key, read, typed

CONTENTS = {
    "a log with colours": b"\x1b[32mINFO\x1b[0m started\r\n\x1b[31mERROR\x1b[m\r\n",
    "keys": b"\x03\x11\x1b\x1b[A\r\n\t\x7f",
    "marks that begin": BEGIN + b"x" + BEGIN,
    "unfinished sequences": b"\x1b[\x1b]0;\x1bP\x1b",
    "a mark without its end": b"\x1b[201\x1b[20",
    "characters of other languages": "日本語 می\u200cخو".encode(),
    "bytes that are no text": b"\xff\xc3",
    "nothing": b"",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_a_paste_presses_no_key_whatever_it_holds(content: bytes) -> None:
    assert read(b"a" + BEGIN + content + END + b"b") == [
        *typed("a"),
        Pasted(content.decode("utf-8", "replace")),
        *typed("b"),
    ]


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_a_paste_is_whole_however_it_is_cut(content: bytes) -> None:
    sent = BEGIN + content + END
    whole = read(sent)
    for size in (1, 2, 3, 7):
        pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
        assert read(*pieces) == whole
        # Slowly, but within the pauses of a mark that is cut.
        paused = [step for piece in pieces for step in (piece, 0.04)]
        assert read(*paused) == whole


def test_nul_is_taken_out_of_a_paste() -> None:
    assert read(BEGIN + b"a\0b\0" + END) == [Pasted("ab")]


def test_an_end_mark_within_a_paste_ends_nothing() -> None:
    text = f"one\r{END.decode()}two\r{END.decode()}three\r"
    assert read(BEGIN + text.encode() + END) == [Pasted(text)]
    assert read(BEGIN + END + b"rm -rf /\r" + END) == [Pasted(f"{END.decode()}rm -rf /\r")]


def test_an_end_mark_without_a_begin_is_nothing() -> None:
    assert read(END + b"x") == typed("x")
    # The first one ended the paste: a gap says so.
    assert read(BEGIN + b"a" + END, 0.01, b"x" + END) == [Pasted("a"), *typed("x")]


def test_two_pastes_in_one_burst_are_two() -> None:
    assert read(BEGIN + b"a" + END + b"x\r" + BEGIN + b"b" + END + b"y") == [
        Pasted("a"),
        *typed("x"),
        key("enter"),
        Pasted("b"),
        *typed("y"),
    ]
    assert read((BEGIN + b"a" + END) * 100) == [Pasted("a")] * 100


def test_a_paste_waits_for_the_end_of_its_burst_only() -> None:
    decoder = Decoder()
    assert decoder.feed(BEGIN + b"a" + END, 1.0) == []
    assert decoder.deadline == pytest.approx(1.01)
    assert decoder.tick(1.011) == [Pasted("a")]
    assert decoder.deadline is None


def test_an_escape_before_a_paste_is_a_key() -> None:
    assert read(b"\x1b" + BEGIN + b"a" + END) == [key("escape"), Pasted("a")]
    assert read(b"\x1b[1;" + BEGIN + b"a" + END) == [Pasted("a")]


def test_a_paste_that_stalls_is_shown_as_far_as_it_came() -> None:
    assert read(BEGIN + b"one\rtwo") == [Pasted("one\rtwo")]
    assert read(BEGIN) == []


@pytest.mark.parametrize(
    "pressed", [b"x", b"\x1b", b"\x1b[A", b"\r", b"\x11", "é".encode(), b"\x1b[1;3A", b"\x1b[97;5u"]
)
def test_a_single_key_after_a_stall_is_that_key_and_ends_the_paste(pressed: bytes) -> None:
    expected = [Pasted("text"), *read(pressed), *typed("y"), *read(b"\x1b[B")]
    assert read(BEGIN + b"text", STALL_PAUSE, pressed, 0.1, b"y\x1b[B") == expected


@pytest.mark.parametrize("more", [b"\r\rmore\r", b"ab", b"\x1b[A\x1b[A", b"x" * 5000, b"\x1b[31mx"])
def test_a_paste_goes_on_after_a_stall(more: bytes) -> None:
    begun: tuple[bytes | float, ...] = (BEGIN + b"text", STALL_PAUSE)
    assert read(*begun, more + END + b"k") == [Pasted("text"), Pasted(more.decode()), *typed("k")]
    assert read(*begun, more, 0.1, END + b"k") == [Pasted("text"), Pasted(more.decode()), *typed("k")]
    assert read(*begun, more, STALL_PAUSE, b"k") == [Pasted("text"), Pasted(more.decode()), *typed("k")]


def test_the_end_of_a_paste_after_a_stall_is_no_paste() -> None:
    assert read(BEGIN + b"text", STALL_PAUSE, END) == [Pasted("text")]
    assert read(BEGIN + b"text\x1b[20", STALL_PAUSE, b"1~", 0.1, b"k") == [Pasted("text"), *typed("k")]


def test_half_of_a_character_before_a_stall_is_completed_behind_it() -> None:
    sent = "aé日b".encode()
    for at in range(len(sent)):
        tokens = read(BEGIN + sent[:at], STALL_PAUSE, sent[at:] + END)
        assert "".join(token.text for token in tokens if isinstance(token, Pasted)) == "aé日b"


def test_the_next_paste_after_one_that_lost_its_end_is_whole() -> None:
    assert read(BEGIN + b"a", STALL_PAUSE, BEGIN + b"b\r" + END) == [Pasted("a"), Pasted("b\r")]


def test_the_mouse_and_the_focus_after_a_stall_are_no_text() -> None:
    tokens = read(BEGIN + b"a", STALL_PAUSE, b"\x1b[<35;5;6M\x1b[I", 0.1, b"b\r" + END)
    assert tokens == [Pasted("a"), MouseInput("move", 4, 5), FocusChanged(focused=True), Pasted("b\r")]


def test_a_paste_beyond_the_longest_says_that_it_is_not_whole() -> None:
    for size in (1, 7, 1000):
        sent = BEGIN + b"x" * 100 + b"y" * 100 + END + b"k"
        pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
        tokens = read(*pieces, decoder=Decoder(longest_paste=50))
        assert tokens == [Pasted("x" * 50, whole=size == 1000), *typed("k")]


def test_a_paste_of_50_megabytes_is_read_once() -> None:
    decoder = Decoder()
    piece = b"line of text\r\n" * 4682
    decoder.feed(BEGIN, 0.0)
    for _ in range(800):
        assert decoder.feed(piece, 0.0) == []
    decoder.feed(END, 0.0)
    (pasted,) = decoder.tick(1.0)
    assert isinstance(pasted, Pasted)
    assert len(pasted.text) == 800 * len(piece)
