"""What a terminal may send and no person means: the inputs of `fuzz_terminal`, of several kinds, by chance.

None holds a key that leaves, opens a dialog or sends, which it would do rightly; pastes hold all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Piece: TypeAlias = "bytes | float"

_BEGIN, _END = b"\x1b[200~", b"\x1b[201~"
_REPLIES = (
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]4;1;rgb:cc00/0000/0000\x1b\\",
    b"\x1b]52;c;aGVsbG8=\x1b\\",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^private\x1b\\",
    b"\x1b[?62;4;22c",
    b"\x1b[>41;379;0c",
    b"\x1b[12;40R",
    b"\x1b[?12;40;1R",
    b"\x1b[0n",
    b"\x1b[?997;2n",
    b"\x1b[?2026;2$y",
    b"\x1b[?2048;1$y",
    b"\x1b[4;1$y",
    b"\x1b[48;40;120;800;1200t",
    b"\x1b[8;40;120t",
    b"\x1b[?25u",
    b"\x1b[?0u",
    b"\x1b[I",
    b"\x1b[O",
)
_FINALS = b"GNTUVWXYabdefghijkmopqrsvwxyz{|}"
"""Ends of control sequences, of which none is a key that opens something."""
_LOG = b"\x1b[32mINFO\x1b[0m started\r\n\x1b[31mERROR\x1b[m \x11\x03\x0e\x10\x1b\x1b[A\t\x1b[1;3B\x1bOP\r\n"


@dataclass(frozen=True)
class TerminalInput:
    """One input: bytes, and seconds of silence between them."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def lines(self) -> str:
        """What to put into `FINDINGS`."""
        return f"TerminalInput({self.kind!r}, {self.pieces!r})"


def terminal_input(random: Random, kind: str | None = None) -> TerminalInput:
    """Make an input, of any kind unless one is named."""
    name = kind or random.choice(KINDS)
    return TerminalInput(name, tuple(_MAKERS[name](random)))


def _cut(random: Random, data: bytes, *, pauses: tuple[float, ...] = (0.0,)) -> list[Piece]:
    """Cut bytes into pieces of random sizes, with pauses between them."""
    pieces: list[Piece] = []
    while data:
        size = random.choice((1, 2, 3, 5, 8, len(data)))
        pieces += [data[:size], random.choice(pauses)]
        data = data[size:]
    return pieces


def _replies(random: Random) -> list[Piece]:
    data = b"".join(random.choice(_REPLIES) for _ in range(random.randint(1, 12)))
    return _cut(random, data, pauses=(0.0, 0.0, 0.002, 0.02))


def _cut_replies(random: Random) -> list[Piece]:
    reply = random.choice(_REPLIES)
    # Behind the second byte: what is cut before is a key.
    at = random.randint(3, len(reply))
    return [reply[:at], random.choice((0.0, 0.1, 0.7)), b"\x18" if random.random() < 0.3 else 0.0]


def _sequences(random: Random) -> list[Piece]:
    data = bytearray()
    for _ in range(random.randint(1, 30)):
        data += random.choice((b"\x1b[", b"\x1b[?", b"\x1b[>", b"\x1b[<", b"\x1b[=", b"\x1b\x1b["))
        data += bytes(
            random.choice(b"0123456789;:;:9 !\"#%&'()*+,-./<=>?") for _ in range(random.randint(0, 30))
        )
        data += b" " + bytes([random.choice(_FINALS)])
    return _cut(random, bytes(data))


def _kitty(random: Random) -> list[Piece]:
    data = b""
    for _ in range(random.randint(1, 40)):
        code = random.choice(
            (97, 120, 0, 44, 229, 57441, 57447, 57358, 57454, 57400, 63743, 0x10FFFF, 0x110000, 55296)
        )
        text = random.choice(
            ("", ";97", ";229:230", ";0", ";155:7", ";55296", ";1114112", ";99999999999", ";::")
        )
        # 1 and 2 are no modifier and shift, 65 is caps lock; a release does nothing whatever it is of.
        event = random.choice(("1", "2", "65", "1:1", "1:2", "5:3", "3:3", "", "0", "9999", "1:9", ":"))
        extra = random.choice(("", ":", ":65", "::99", ":1:2:3"))
        data += f"\x1b[{code}{extra};{event}{text}u".encode()
    return _cut(random, data)


def _mouse(random: Random) -> list[Piece]:
    data = b""
    for _ in range(random.randint(1, 60)):
        # Moves and the wheel anywhere, presses outside of the screen only: a click may rightly do something.
        place = random.choice(("5;5", "119;39", "1;1"))
        nowhere = random.choice(("-3;5", "0;0", "500;400", "99999;1", ";", "1", "1;2;3", "5:5;5", ""))
        data += random.choice(
            (
                f"\x1b[<{random.choice((35, 39, 64, 65, 66, 67, 80))};{place}M".encode(),
                f"\x1b[<{random.choice((0, 1, 2, 3, 32, 128, 255, 9999))};{nowhere}M".encode(),
                f"\x1b[<0;{nowhere}m".encode(),
                f"\x1b[67;{place}M".encode(),
                f"\x1b[32;{nowhere}M".encode(),
                b"\x1b[MC" + bytes([random.randint(0x20, 0xFF), random.randint(0x20, 0xFF)]),
                b"\x1b[M   ",
                b"\x1b[M\xff\x00\xff",
            )
        )
    return _cut(random, data)


def _bad_text(random: Random) -> list[Piece]:
    parts = (
        b"\xff",
        b"\xc3",
        b"\xe2\x82",
        b"\xf0\x9f\x91",
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xf8\x88\x80\x80\x80",
        "\x80\x9b31m\x9d0;x\x9c".encode(),
        "e\u0301".encode() * 20,
        "\u200d\u3000\ufeff\u202e".encode(),
        b"ok",
    )
    data = b"".join(random.choice(parts) for _ in range(random.randint(1, 60)))
    return _cut(random, data, pauses=(0.0, 0.0, 0.06))


def _escapes(random: Random) -> list[Piece]:
    letters = [
        b"\x1b" + bytes([random.choice(b"bdfghijklmnqstuvyz0123456789")]) for _ in range(random.randint(1, 9))
    ]
    return [
        *letters,
        random.choice((b"", b"\x1b", b"\x1b\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b_")),
    ]


def _long(random: Random) -> list[Piece]:
    size = random.choice((5_000, 20_000, 100_000, 1_000_000))
    begin = random.choice((b"\x1b[", b"\x1b]0;", b"\x1bP", b"\x1b_G", b"\x1bO", b"\x1b[<", b"\x1b[200;"))
    # A colon would end SS3, and a million of them would be text.
    filling = random.choice((b"1;", b"9", b"0;0") if begin == b"\x1bO" else (b"1;", b"9", b":", b"0;0"))
    return [
        begin + filling * (size // len(filling)),
        random.choice((b"", b" z", b"\x18", b"\x1b\\", b"\x1b[I")),
    ]


def _paste(random: Random) -> list[Piece]:
    content = b"".join(
        random.choice(
            (
                _LOG,
                b"text ",
                b"\x00",
                b"\x1b",
                b"\x1b[201",
                b"\xff\xc3",
                "日本語\u200d".encode(),
                _BEGIN,
                b"\r\n",
            )
        )
        for _ in range(random.randint(0, 30))
    )
    if random.random() < 0.4:
        content += _END + random.choice((_LOG, b"\x11", b"\r", b""))
    return [_BEGIN + content + _END]


def _slow_paste(random: Random) -> list[Piece]:
    # Pauses make keys of single bytes, so these are letters.
    content = b"some text " * random.randint(1, 40) + "日本語".encode()
    pieces = _cut(random, _BEGIN + content, pauses=(0.0, 0.0, 0.0, 0.02))[:60]
    rest = random.choice(([_END], [0.6, b"more", _END], [0.6, _END], [], [0.6, _BEGIN + content + _END]))
    return [*pieces, *rest]


def _stray_marks(random: Random) -> list[Piece]:
    marks = [
        random.choice((_END, _END, _END[:-1], b"\x1b[200", b"\x1b[201;1~", b"\x1b[:200~")) for _ in range(5)
    ]
    return [b"".join(marks)]


_MAKERS: dict[str, Callable[[Random], list[Piece]]] = {
    "replies": _replies,
    "replies that were cut off": _cut_replies,
    "malformed sequences": _sequences,
    "events of the kitty protocol": _kitty,
    "reports of the mouse": _mouse,
    "text that is badly encoded": _bad_text,
    "ESC and letters": _escapes,
    "long sequences": _long,
    "pastes": _paste,
    "pastes that stall": _slow_paste,
    "stray marks of pastes": _stray_marks,
}
KINDS = tuple(_MAKERS)
