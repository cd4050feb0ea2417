"""What a terminal shows after any frames is what is wanted, whatever was there before."""

from __future__ import annotations

from codex_tui.terminal.pens import Pen, Pens
from codex_tui.terminal.picture import REST, Picture
from hypothesis import given, settings
from hypothesis import strategies as st
from two_screens import Emulator

WIDTH, HEIGHT = 30, 8

PENS = st.builds(
    Pen,
    st.frozensets(st.sampled_from(["1", "3", "4", "7", "9"]), max_size=3),
    st.sampled_from(["", "31", "38;2;1;2;3", "38;5;7"]),
    st.sampled_from(["", "44", "48;2;9;8;7"]),
    st.sampled_from(["", "", "https://example.org"]),
)
TEXTS = st.lists(
    st.sampled_from(["a", "b", "word ", " ", "          ", "漢", "é", "e\u0301", "x" * 12]), max_size=8
)
PIECES = st.lists(st.tuples(TEXTS, PENS), min_size=1, max_size=4)
PUTS = st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), PIECES), max_size=12)
STEPS = st.lists(
    st.one_of(PUTS, st.integers(-5, 5), st.just("echo"), st.just("forget")), min_size=1, max_size=8
)


def cells(picture: Picture, pieces: list[tuple[list[str], Pen]]) -> tuple[str, str]:
    text = pens = ""
    for parts, pen in pieces:
        part = "".join(each + REST if each == "漢" else each for each in parts)
        part = part.replace("e\u0301", picture.clusters.character("e\u0301"))
        text += part
        shown = pen.on_blanks if part.isspace() else pen
        pens += picture.pens.character(shown) * len(part)
    return text, pens


def drawn_at_once(picture: Picture) -> Emulator:
    """What another terminal shows that gets all of it."""
    terminal = Emulator(WIDTH, HEIGHT)
    whole = Picture(scrolls=False, erases=False)
    whole.pens, whole.clusters = picture.pens, picture.clusters
    whole.resize(WIDTH, HEIGHT)
    for y, (text, pens) in enumerate(picture._wanted):
        whole.put(y, 0, text, pens)
    terminal.feed(whole.frame((0, 0)))
    return terminal


@given(STEPS, st.booleans(), st.booleans())
@settings(max_examples=80)
def test_frames_lead_to_what_is_wanted(steps: list[object], erases: bool, scrolls: bool) -> None:
    picture = Picture(erases=erases, scrolls=scrolls)
    picture.resize(WIDTH, HEIGHT)
    terminal = Emulator(WIDTH, HEIGHT)
    terminal.feed("what another program wrote\r\n" * 3)
    for step in steps:
        if isinstance(step, int):
            rows = list(picture._wanted)
            for y in range(HEIGHT):
                picture.put(y, 0, *rows[(y + step) % HEIGHT])
        elif step == "forget":
            terminal.feed("\x1b[2;3H\x1b[7mscribble\x1b[m")
            picture.forget()
        elif step == "echo":
            terminal.feed(picture.frame((4, 2), range(2, 4)))
            shown, wanted = terminal.rows(), drawn_at_once(picture).rows()
            assert shown[2:4] == wanted[2:4]
            continue
        else:
            assert isinstance(step, list)
            for y, x, pieces in step:
                picture.put(y, x, *cells(picture, pieces))
        terminal.feed(picture.frame((3, 1)))
        assert terminal.rows() == drawn_at_once(picture).rows()
        assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == (3, 1)
        assert picture.frame((3, 1)) == ""


def test_rows_that_move_are_moved_by_the_terminal() -> None:
    picture = Picture()
    picture.resize(60, 20)
    pen = picture.pens.character(Pen(fore="31"))

    def show(first: int) -> str:
        for y in range(18):
            text = f"line {first + y} of a text that is long enough to count".ljust(50)
            picture.put(y, 10, text, pen * 50)
        return picture.frame((0, 19))

    assert len(show(0)) > 800
    assert len(show(1)) < 150
    assert len(show(3)) < 250
    assert len(show(2)) < 150


def test_colours_are_said_once_and_blanks_are_erased() -> None:
    picture = Picture()
    picture.resize(80, 2)
    pen = picture.pens.character(Pen(fore="38;2;1;2;3", back="48;2;4;5;6"))
    blank = picture.pens.character(Pen(back="48;2;4;5;6"))
    for y in range(2):
        picture.put(y, 0, "word".ljust(80), pen * 4 + blank * 76)
    frame = picture.frame((0, 0))
    assert frame.count("48;2;4;5;6") == 1
    assert " " not in frame
    without = Picture(erases=False)
    without.pens = picture.pens
    without.resize(80, 2)
    without.put(0, 0, "word".ljust(80), pen * 4 + blank * 76)
    assert " " * 76 in without.frame((0, 0))


def attributes_after(codes: str, before: frozenset[str]) -> frozenset[str]:
    """What is in force after SGR sequences, as ECMA-48 has it."""
    ends = {"22": "12", "23": "3", "24": "4", "25": "5", "27": "7", "28": "8", "29": "9"}
    on = set(before)
    for code in codes.removeprefix("\x1b[").removesuffix("m").split(";"):
        if code in ("", "0"):
            on.clear()
        elif code in ends:
            on -= set(ends[code])
        else:
            on.add(code)
    return frozenset(on)


MARKS = st.frozensets(st.sampled_from(["1", "2", "3", "4", "5", "7", "8", "9", "21", "53"]))


@given(MARKS, MARKS)
def test_attributes_begin_and_end(old: frozenset[str], new: frozenset[str]) -> None:
    pens = Pens()
    way = pens.way(pens.character(Pen(old)), pens.character(Pen(new)))
    after = attributes_after(way, old) if way else old
    assert after == new
