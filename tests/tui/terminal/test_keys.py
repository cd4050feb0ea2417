"""Bytes to keys, terminal by terminal; each table was taken from what the terminal sends or documents."""

from __future__ import annotations

import pytest
from codex_tui.terminal.key_names import character_key
from codex_tui.terminal.tokens import KeyPress
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key
from tui.terminal.reading import alt, key, read, typed

CONTROLS = {
    b"\x00": "ctrl+@",
    b"\x01": "ctrl+a",
    b"\x03": "ctrl+c",
    b"\x08": "backspace",
    b"\t": "tab",
    b"\n": "ctrl+j",
    b"\r": "enter",
    b"\x11": "ctrl+q",
    b"\x1a": "ctrl+z",
    b"\x1b": "escape",
    b"\x1c": "ctrl+backslash",
    b"\x1d": "ctrl+right_square_bracket",
    b"\x1e": "ctrl+circumflex_accent",
    b"\x1f": "ctrl+underscore",
    b"\x7f": "backspace",
}
XTERM = {
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\x1b[H": "home",
    b"\x1b[F": "end",
    b"\x1bOA": "up",
    b"\x1bOH": "home",
    b"\x1bOP": "f1",
    b"\x1bOS": "f4",
    b"\x1b[15~": "f5",
    b"\x1b[17~": "f6",
    b"\x1b[24~": "f12",
    b"\x1b[2~": "insert",
    b"\x1b[3~": "delete",
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
    b"\x1b[Z": "shift+tab",
    b"\x1b[1;2A": "shift+up",
    b"\x1b[1;3A": "alt+up",
    b"\x1b[1;3B": "alt+down",
    b"\x1b[1;5H": "ctrl+home",
    b"\x1b[1;5F": "ctrl+end",
    b"\x1b[1;6C": "ctrl+shift+right",
    b"\x1b[1;7D": "alt+ctrl+left",
    b"\x1b[1;8D": "alt+ctrl+shift+left",
    b"\x1b[1;9A": "alt+up",
    b"\x1b[1;2P": "shift+f1",
    b"\x1b[1;2R": "shift+f3",
    b"\x1b[1;5R": "ctrl+f3",
    b"\x1b[17;2~": "shift+f6",
    b"\x1b[3;5~": "ctrl+delete",
    b"\x1b[5;3~": "alt+pageup",
    b"\x1bO2P": "shift+f1",
    b"\x1b[5A": "ctrl+up",
    b"\x1b[27;2;13~": "shift+enter",
    b"\x1b[27;5;9~": "ctrl+tab",
    b"\x1b[27;6;65~": "ctrl+shift+a",
    b"\x1b[27;5;44~": "ctrl+comma",
}
URXVT = {
    b"\x1b[7~": "home",
    b"\x1b[8~": "end",
    b"\x1b[7^": "ctrl+home",
    b"\x1b[8^": "ctrl+end",
    b"\x1b[7$": "shift+home",
    b"\x1b[8$": "shift+end",
    b"\x1b[7@": "ctrl+shift+home",
    b"\x1b[5^": "ctrl+pageup",
    b"\x1b[6$": "shift+pagedown",
    b"\x1b[3^": "ctrl+delete",
    b"\x1b[3$": "shift+delete",
    b"\x1b[a": "shift+up",
    b"\x1b[d": "shift+left",
    b"\x1bOa": "ctrl+up",
    b"\x1bOb": "ctrl+down",
    b"\x1b[11~": "f1",
    b"\x1b[14~": "f4",
    b"\x1b[28~": "shift+f5",
    b"\x1b[29~": "shift+f6",
    b"\x1b[31~": "shift+f7",
    b"\x1b[34~": "shift+f10",
    b"\x1b[23$": "shift+f11",
    b"\x1b[17^": "ctrl+f6",
    b"\x1b[29^": "ctrl+shift+f6",
    b"\x1b\x1b[A": "alt+up",
    b"\x1b\x1b[B": "alt+down",
    b"\x1b\x1bOA": "alt+up",
    b"\x1b\x1b[5~": "alt+pageup",
    b"\x1b\x1b[7^": "alt+ctrl+home",
    b"\x1b\x1b[29~": "alt+shift+f6",
}
ST = {
    b"\x1b[P": "delete",
    b"\x1b[J": "ctrl+end",
    b"\x1b[K": "shift+end",
    b"\x1b[2J": "shift+home",
    b"\x1b[2K": "shift+delete",
    b"\x1b[L": "ctrl+insert",
    b"\x1b[4h": "insert",
    b"\x1b[4l": "shift+insert",
    b"\x1b[1~": "home",
    b"\x1b[4~": "end",
    b"\x1b[3~": "delete",
    b"\x1b[1;5F": "ctrl+end",
}
LINUX_CONSOLE = {
    b"\x1b[[A": "f1",
    b"\x1b[[B": "f2",
    b"\x1b[[E": "f5",
    b"\x1b[17~": "f6",
    b"\x1b[1~": "home",
    b"\x1b[4~": "end",
}
KONSOLE = {b"\x1bOM": "shift+enter", b"\x1b[13;2u": "shift+enter"}
KITTY = {
    b"\x1b[27u": "escape",
    b"\x1b[13u": "enter",
    b"\x1b[9u": "tab",
    b"\x1b[9;2u": "shift+tab",
    b"\x1b[127u": "backspace",
    b"\x1b[127;5u": "ctrl+backspace",
    b"\x1b[13;2u": "shift+enter",
    b"\x1b[13;3u": "alt+enter",
    b"\x1b[57414u": "enter",
    b"\x1b[97;5u": "ctrl+a",
    b"\x1b[97;3u": "alt+a",
    b"\x1b[44;3u": "alt+comma",
    b"\x1b[97;6u": "ctrl+shift+a",
    b"\x1b[97;9u": "super+a",
    b"\x1b[32;5u": "ctrl+space",
    b"\x1b[97;133u": "ctrl+a",
    b"\x1b[97;5:1u": "ctrl+a",
    b"\x1b[97;5:2u": "ctrl+a",
    b"\x1b[1;1:2A": "up",
    b"\x1b[1;3:1A": "alt+up",
    b"\x1b[1089::99;5u": "ctrl+c",
    b"\x1b[57361u": "print_screen",
    b"\x1b[57376u": "f13",
    b"\x1b[57387u": "f24",
    b"\x1b[57417u": "left",
    b"\x1b[57421;5u": "ctrl+pageup",
    b"\x1b[13~": "f3",
    b"\x1b[Q": "f2",
    b"\x1b[S": "f4",
}


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        pytest.param(sent, name, id=f"{terminal}-{name}-{sent!r}")
        for terminal, table in {
            "control": CONTROLS,
            "xterm": XTERM,
            "urxvt": URXVT,
            "st": ST,
            "linux": LINUX_CONSOLE,
            "konsole": KONSOLE,
            "kitty": KITTY,
        }.items()
        for sent, name in table.items()
    ],
)
def test_each_terminals_keys_have_their_names_and_are_not_ambiguous(sent: bytes, name: str) -> None:
    assert read(sent) == [key(name)]


def test_f1_of_the_kitty_protocol_is_not_sts_delete() -> None:
    assert read(b"\x1b[?25u", b"\x1b[P")[1:] == [key("f1")]
    assert read(b"\x1b[?0u", b"\x1b[P")[1:] == [key("delete")]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b[97;;97u", typed("a")),
        (b"\x1b[97;2;65u", typed("A")),
        (b"\x1b[97:65;2u", typed("A")),
        (b"\x1b[97u", typed("a")),
        (b"\x1b[44u", [key("comma", ",")]),
        (b"\x1b[0;;229u", typed("å")),
        (b"\x1b[0;;26085:26412u", typed("日本")),
        (b"\x1b[97;3;229u", typed("å")),
        (b"\x1b[97;5;97u", [key("ctrl+a")]),
        (b"\x1b[32;2;32u", [key("shift+space", " ")]),
        (b"\x1b[27;2;32~", [key("shift+space", " ")]),
        (b"\x1b[57400u", typed("1")),
        (b"\x1b[57409;;46u", [key("full_stop", ".")]),
        (b"\x1b[12288u", [key("ideographic_space", "\u3000")]),
    ],
)
def test_text_of_an_event_is_typed_one_key_for_each_character(sent: bytes, keys: list[KeyPress]) -> None:
    assert read(sent) == keys


@pytest.mark.parametrize(
    "sent",
    [
        b"\x1b[97;1:3u",  # released
        b"\x1b[1;1:3A",
        b"\x1b[3;1:3~",
        b"\x1b[57441u",  # left shift
        b"\x1b[57447;2u",
        b"\x1b[57358u",  # caps lock
        b"\x1b[57454u",
        b"\x1b[0u",
        b"\x1b[u",
        b"\x1b[99999999u",
        b"\x1b[1114112u",
        b"\x1b[55296u",  # a surrogate
        b"\x1b[0;;55296u",
        b"\x1b[0;;7:155u",  # controls as text
        b"\x1b[3u",
        b"\x1b[97;0u",
        b"\x1b[97;999u",
        b"\x1b[;;;;;u",
        b"\x1b[1:2:3:4:5u",
        b"\x1b[99~",
        b"\x1b[~",
        b"\x1b[E",
        b"\x1b[1;1E",
        b"\x1b[12;34q",
        b"\x1bOz",
        b"\x1bO9z",
        b"\x1b[[Z",
        b"\x1b[1 A",
        b"\x1b[ A",
        b"\x1b[>1A",
    ],
)
def test_events_that_mean_nothing_here_are_dropped(sent: bytes) -> None:
    assert read(sent, b"x") == typed("x")


@pytest.mark.parametrize(
    "text",
    [
        "a\u3000b",
        "a\u00a0b",
        "\u0645\u06cc\u200c\u062e\u0648",
        "ශ්\u200dරී",
        "👨\u200d👩\u200d👧",
        "e\u0301",
        "\ufeff",
    ],
)
def test_every_character_that_is_typed_arrives(text: str) -> None:
    tokens = read(text.encode())
    assert "".join(token.text or "" for token in tokens if isinstance(token, KeyPress)) == text


def test_names_of_characters_are_textuals() -> None:
    characters = [chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x3100)]]
    assert [character_key(each) for each in characters] == [_character_to_key(each) for each in characters]


def test_names_of_control_bytes_are_textuals() -> None:
    def textual(byte: int) -> str:
        found = ANSI_SEQUENCES_KEYS[chr(byte)]
        assert isinstance(found, tuple)
        return found[0].value

    ours = {byte: read(bytes([byte])) for byte in [*range(0x20), 0x7F]}
    assert ours == {byte: [key(textual(byte))] for byte in ours}


def test_keypad_in_application_mode_types_its_characters() -> None:
    tokens = read(b"\x1bOp\x1bOy\x1bOj\x1bOk\x1bOm\x1bOn\x1bOo\x1bOX")
    assert [token.text for token in tokens if isinstance(token, KeyPress)] == list("09*+-./=")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"\x1bx", alt("x", "x")),
        (b"\x1bX", alt("shift+x", "X")),
        (b"\x1b,", alt("comma", ",")),
        (b"\x1b3", alt("3", "3")),
        (b"\x1b9", alt("9", "9")),
        (b"\x1b ", alt("space", " ")),
        ("\x1bé".encode(), alt("é", "é")),
        (b"\x1b\r", alt("enter")),
        (b"\x1b\n", alt("enter")),
        (b"\x1b\x7f", alt("backspace")),
        (b"\x1b\x08", alt("backspace")),
        (b"\x1b\x01", alt("ctrl+a")),
        (b"\x1b[", alt("left_square_bracket", "[")),
        (b"\x1b]", alt("right_square_bracket", "]")),
        (b"\x1bO", alt("shift+o", "O")),
        (b"\x1bP", alt("shift+p", "P")),
        (b"\x1b\t", KeyPress("shift+tab", ambiguous=True)),
    ],
)
def test_escape_and_a_key_in_one_piece_are_ambiguous(sent: bytes, expected: KeyPress) -> None:
    assert read(sent) == [expected]


@pytest.mark.parametrize("second", [b"x", b"\r", b"[", b"3", b"\x7f", b"\x1b[A", b"OM", b"\xc3\xa9"])
def test_escape_and_a_key_after_a_pause_are_two_keys(second: bytes) -> None:
    apart = read(b"\x1b", 0.05, second)
    assert apart == [key("escape"), *read(second)]
    assert read(b"\x1b", 0.04, second) == read(b"\x1b" + second)


def test_a_lone_escape_waits_for_its_pause_only() -> None:
    assert read(b"\x1b") == [key("escape")]
    assert read(b"\x1b\x1b") == [key("escape"), key("escape")]
    assert read(b"\x1b\x1b\x1b") == [key("escape")] * 3


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b\x1b[1;3B", [key("escape"), key("alt+down")]),
        (b"\x1b\x1b[1;5A", [key("escape"), key("ctrl+up")]),
        (b"\x1b\x1b[97;;97u", [key("escape"), *typed("a")]),
        (b"\x1b\x1bx", [key("escape"), alt("x", "x")]),
        (b"\x1b\x1b\x1b[A", [key("escape"), key("alt+up")]),
        (b"\x1b\x1b]0;x\x07", [key("escape")]),
        (b"\x1b\x1b[99q", [key("escape")]),
        (b"\x1b\x1b[9", [key("escape")]),
    ],
)
def test_escape_before_a_sequence_with_its_own_modifiers_is_a_key(sent: bytes, keys: list[KeyPress]) -> None:
    assert [token for token in read(sent) if isinstance(token, KeyPress)] == keys
