"""The mouse, the focus, and what a terminal answers: none of it is ever typed."""

from __future__ import annotations

import pytest
from codex_tui.terminal.grammar import LONGEST_SEQUENCE
from codex_tui.terminal.tokens import FocusChanged, KeyPress, MouseInput, Reply, Token
from tui.terminal.reading import alt, key, read, typed

REPLIES: dict[bytes, Reply] = {
    b"\x1b[?2026;2$y": Reply("mode", (2026, 2)),
    b"\x1b[?2026;0$y": Reply("mode", (2026, 0)),
    b"\x1b[4;1$y": Reply("mode", (4, 1)),
    b"\x1b[?25u": Reply("keyboard-flags", (25,)),
    b"\x1b[12;40R": Reply("cursor-position", (12, 40)),
    b"\x1b[?1;1R": Reply("cursor-position", (1, 1)),
    b"\x1b[1;1R": Reply("cursor-position", (1, 1)),
    b"\x1b[?62;22c": Reply("device-attributes", (62, 22)),
    b"\x1b[>41;379;0c": Reply("device-attributes", (41, 379, 0)),
    b"\x1b[0n": Reply("status", (0,)),
    b"\x1b[?997;1n": Reply("status", (997, 1)),
    b"\x1b[48;24;80;480;800t": Reply("window", (48, 24, 80, 480, 800)),
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07": Reply("colour", ("11", "rgb:1e1e/1e1e/2e2e")),
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\": Reply("colour", ("10", "rgb:ffff/ffff/ffff")),
    b"\x1b]4;1;rgb:cc00/0000/0000\x1b\\": Reply("colour", ("4", "1", "rgb:cc00/0000/0000")),
    b"\x1b]52;c;YQ==\x07": Reply("osc", ("52", "c;YQ==")),
    b"\x1bP>|XTerm(379)\x1b\\": Reply("dcs", (">|XTerm(379)",)),
    b"\x1bP1+r5463=1\x1b\\": Reply("dcs", ("1+r5463=1",)),
    b"\x1bP0\x07x\x1b\\": Reply("dcs", ("0\x07x",)),
    b"\x1b_Gi=31;OK\x1b\\": Reply("apc", ("Gi=31;OK",)),
}


def of_keys(tokens: list[Token]) -> list[KeyPress]:
    return [token for token in tokens if isinstance(token, KeyPress)]


@pytest.mark.parametrize(("sent", "reply"), REPLIES.items(), ids=repr)
def test_a_reply_of_the_terminal_is_never_typed(sent: bytes, reply: Reply) -> None:
    assert read(b"a" + sent + b"b") == [*typed("a"), reply, *typed("b")]


@pytest.mark.parametrize("sent", REPLIES, ids=repr)
def test_a_reply_that_arrives_in_pieces_is_never_typed(sent: bytes) -> None:
    pieces = [step for at in range(len(sent)) for step in (sent[at : at + 1], 0.04)]
    assert of_keys(read(*pieces)) == []


@pytest.mark.parametrize("sent", REPLIES, ids=repr)
def test_a_reply_that_was_cut_off_is_never_typed(sent: bytes) -> None:
    for at in range(3, len(sent)):
        tokens = of_keys(read(sent[:at], 2.0, b"x"))
        # What is cut within the end of a string ends in ESC, which nothing tells from the key.
        assert tokens in (typed("x"), [key("escape"), *typed("x")]), sent[:at]


def test_the_end_of_a_string_that_was_given_up_types_no_backslash() -> None:
    assert of_keys(read(b"\x1b]11;rgb:", 2.0, b"\x1b\\", b"x")) == typed("x")
    assert of_keys(read(b"\x1b\\")) == [alt("backslash", "\\")]


@pytest.mark.parametrize(
    "sent", [b"\x1b]0;" + b"y" * 50_000, b"\x1b[" + b"1;" * 20_000, b"\x1bO" + b"1" * 20_000]
)
def test_a_sequence_that_is_too_long_means_nothing_to_its_end(sent: bytes) -> None:
    assert len(sent) > LONGEST_SEQUENCE
    end = b"\x07" if sent[1:2] == b"]" else b"A"
    assert read(sent + end + b"x") == typed("x")


@pytest.mark.parametrize("stop", [b"\x18", b"\x1a"])
@pytest.mark.parametrize(
    "begun", [b"\x1b[1;3", b"\x1b]11;rgb", b"\x1bP1$", b"\x1bO1", b"\x1b[M ", b"\x1b[[", b"\x1b_G"]
)
def test_cancel_and_substitute_end_a_sequence_and_are_no_keys(begun: bytes, stop: bytes) -> None:
    assert read(begun + stop + b"x") == typed("x")


@pytest.mark.parametrize("begun", [b"\x1b[1;3", b"\x1b]11;rgb", b"\x1bP1$", b"\x1bO1", b"\x1b[M ", b"\x1b[["])
def test_an_escape_within_a_sequence_begins_another(begun: bytes) -> None:
    assert read(begun + b"\x1b[A") == [key("up")]


@pytest.mark.parametrize("control", [b"\r", b"\x11", b"\x7f", "é".encode()])
def test_a_key_within_a_control_sequence_is_pressed(control: bytes) -> None:
    assert read(b"\x1b[1;3" + control) == read(control)


@pytest.mark.parametrize("begun", [b"\x1b[1;3", b"\x1b]11;rgb", b"\x1bP1$", b"\x1bO1", b"\x1b[M ", b"\x1b[["])
def test_an_unfinished_sequence_ends_after_a_pause_and_means_nothing(begun: bytes) -> None:
    assert read(begun, 0.6, b"x") == typed("x")


def test_bytes_that_are_no_text_are_seen_and_end_nothing() -> None:
    texts = [token.text for token in of_keys(read(b"a\xff\xc3b\xed\xa0\x80\xe2\x82"))]
    assert texts == ["a", "\ufffd", "\ufffd", "b", "\ufffd", "\ufffd", "\ufffd", "\ufffd"]


def test_half_of_a_character_is_completed_or_given_up() -> None:
    assert read(b"\xc3", 0.04, b"\xa9") == typed("é")
    assert [token.text for token in of_keys(read(b"\xc3", 0.05, b"x"))] == ["\ufffd", "x"]


def test_controls_of_c1_are_dropped() -> None:
    assert read("a\x80\x9b\x9fb".encode()) == typed("ab")
    assert read("\x1b\x9bb".encode()) == typed("b")


def test_focus_comes_and_goes() -> None:
    assert read(b"\x1b[I\x1b[O") == [FocusChanged(focused=True), FocusChanged(focused=False)]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"\x1b[<0;1;1M", MouseInput("press", 0, 0, 1)),
        (b"\x1b[<2;10;20m", MouseInput("release", 9, 19, 3)),
        (b"\x1b[<1;10;20M", MouseInput("press", 9, 19, 2)),
        (b"\x1b[<35;5;6M", MouseInput("move", 4, 5)),
        (b"\x1b[<32;5;6M", MouseInput("move", 4, 5, 1)),
        (b"\x1b[<64;5;6M", MouseInput("scroll_up", 4, 5)),
        (b"\x1b[<65;5;6M", MouseInput("scroll_down", 4, 5)),
        (b"\x1b[<66;5;6M", MouseInput("scroll_left", 4, 5)),
        (b"\x1b[<67;5;6M", MouseInput("scroll_right", 4, 5)),
        (b"\x1b[<28;5;6M", MouseInput("press", 4, 5, 1, shift=True, meta=True, ctrl=True)),
        (b"\x1b[<80;5;6M", MouseInput("scroll_up", 4, 5, ctrl=True)),
        (b"\x1b[<0;300;200M", MouseInput("press", 299, 199, 1)),
        (b"\x1b[32;5;6M", MouseInput("press", 4, 5, 1)),
        (b"\x1b[67;5;6M", MouseInput("move", 4, 5)),
        (b"\x1b[96;5;6M", MouseInput("scroll_up", 4, 5)),
        (b"\x1b[M !!", MouseInput("press", 0, 0, 1)),
        (b"\x1b[M`\xff\x80", MouseInput("scroll_up", 222, 95)),
    ],
)
def test_the_mouse_is_reported_in_three_ways(sent: bytes, expected: MouseInput) -> None:
    assert read(sent) == [expected]


@pytest.mark.parametrize(
    "sent",
    [b"\x1b[34;5;6M\x1b[35;7;8M", b"\x1b[M\x22%&\x1b[M#'("],
    ids=["urxvt", "x10"],
)
def test_an_older_report_of_a_release_is_of_the_button_that_was_pressed(sent: bytes) -> None:
    assert read(sent) == [MouseInput("press", 4, 5, 3), MouseInput("release", 6, 7, 3)]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x1b[<0;-5;3M",
        b"\x1b[<0;0;3M",
        b"\x1b[<0;1M",
        b"\x1b[<M",
        b"\x1b[<0;1;2;3M",
        b"\x1b[<;;M",
        b"\x1b[<0;99999;1M",
        b"\x1b[<128;5;6M",
        b"\x1b[<3;5;6M",
        b"\x1b[<64;5;6m",
        b"\x1b[<0:1;5;6M",
        b"\x1b[<2;5:5;5M",
        b"\x1b[<99999999999999999999;5;6M",
        b"\x1b[M   ",
        b"\x1b[M\x00\x00\x00",
        b"\x1b[M\xff\xff\xff",
        b"\x1b[1;5;6M",
    ],
)
def test_a_broken_report_of_the_mouse_is_dropped_whole(sent: bytes) -> None:
    assert read(sent, b"x") == typed("x")
