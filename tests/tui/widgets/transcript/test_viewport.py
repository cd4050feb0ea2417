"""Where a reader is while heights turn out to be others: properties of the viewport, without any widget."""

from __future__ import annotations

import subprocess
import sys

from codex_tui.widgets.transcript.layout import Heights
from codex_tui.widgets.transcript.viewport import TOP, Anchor, Viewport
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

HEIGHTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), max_size=40)
"""What a block is taken to be high, and how high it is."""

SCREENS = st.integers(1, 24)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["scroll", "drag", "go", "reveal", "end", "grow", "append", "prepend", "resize"]),
        st.integers(-60, 60),
    ),
    max_size=12,
)


class Told:
    """Blocks whose heights are told: the last one and one in three have no blank row below them."""

    def __init__(self, heights: list[tuple[int, int]]) -> None:
        self.names = list(range(len(heights)))
        self.exact = [exact for _, exact in heights]
        self.heights = Heights(guess for guess, _ in heights)

    def __len__(self) -> int:
        return len(self.exact)

    def measure(self, index: int) -> int:
        self.heights[index] = self.exact[index]
        return self.exact[index]

    def drawn_rows(self, index: int) -> int:
        gap = 0 if index == len(self) - 1 else min(1, self.exact[index] % 3)
        return max(0, self.measure(index) - gap)

    def add(self, rows: int, *, above: bool) -> None:
        place = 0 if above else len(self.exact)
        self.exact.insert(place, rows)
        self.names.insert(place, 1000 + len(self.names))
        if above:
            self.heights.prepend([1])
        else:
            self.heights.append(1)


def viewport(blocks: Told, height: int) -> Viewport:
    shown = Viewport(blocks)
    shown.height = height
    shown.settle()
    return shown


def screen(blocks: Told, shown: Viewport) -> list[tuple[int, int]]:
    """The name of the block in each row of the screen, and which of its rows that is."""
    places = [shown.at(shown.first_row + row) for row in range(shown.height)]
    return [
        (blocks.names[index] if index < len(blocks) and row >= 0 else -1, row if index < len(blocks) else 0)
        for index, row in places
    ]


def carry_out(blocks: Told, shown: Viewport, deed: str, number: int) -> None:
    index = abs(number) % len(blocks) if len(blocks) else None
    if deed == "scroll":
        shown.scroll_by(number)
    elif deed == "drag":
        row = min(shown.end_row, abs(number) * 3)
        shown.scrolled_to(row, at_end=row == shown.end_row)
    elif deed == "end":
        shown.go_to_end()
    elif deed == "append":
        blocks.add(abs(number) % 12, above=False)
        shown.settle()
    elif deed == "prepend":
        blocks.add(abs(number) % 12, above=True)
        shown.top = Anchor(shown.top.block + 1, shown.top.row)
        shown.settle()
    elif deed == "resize":
        shown.height = 1 + abs(number) % 24
        shown.settle()
    elif index is not None and deed == "go":
        shown.go_to(Anchor(index, number))
    elif index is not None and deed == "reveal":
        shown.reveal(index)
    elif index is not None and deed == "grow":
        blocks.exact[index] = max(0, blocks.exact[index] + number)
        shown.resized(index)


def is_valid(blocks: Told, shown: Viewport) -> bool:
    rows = range(shown.first_row, shown.first_row + shown.height)
    seen = {index for index, _ in map(shown.at, rows) if index < len(blocks)}
    return (
        0 <= shown.first_row <= shown.end_row
        and shown.top == shown.at(shown.first_row)
        and (not shown.follows or shown.first_row == shown.end_row)
        and all(blocks.heights[index] == blocks.exact[index] for index in seen)
    )


def test_the_viewport_is_known_without_textual() -> None:
    program = "import sys, codex_tui.widgets.transcript.viewport; assert 'textual' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


@given(HEIGHTS, SCREENS, MOVES)
@example([(0, 0), (0, 0), (1, 0), (0, 1)], 2, [("go", -2)])
@settings(deadline=None)
def test_the_top_is_always_a_row_there_is_and_what_is_seen_is_measured(
    heights: list[tuple[int, int]], height: int, moves: list[tuple[str, int]]
) -> None:
    blocks = Told(heights)
    shown = viewport(blocks, height)
    assert is_valid(blocks, shown)
    for deed, number in moves:
        carry_out(blocks, shown, deed, number)
        assert is_valid(blocks, shown), (deed, number)


@given(HEIGHTS, SCREENS, st.data())
@settings(deadline=None)
def test_what_is_read_stays_where_it_is_when_blocks_above_grow_or_come(
    heights: list[tuple[int, int]], height: int, data: st.DataObject
) -> None:
    blocks = Told(heights)
    shown = viewport(blocks, height)
    shown.scroll_by(-data.draw(st.integers(1, 200)))
    assume(not shown.follows and shown.top.row >= 0)
    before = screen(blocks, shown)
    for rows in data.draw(st.lists(st.integers(-5, 40), max_size=6)):
        if shown.top.block and data.draw(st.booleans()):
            index = data.draw(st.integers(0, shown.top.block - 1))
            blocks.exact[index] = max(0, blocks.exact[index] + rows)
            blocks.measure(index)
        else:
            blocks.add(max(0, rows), above=True)
            shown.top = Anchor(shown.top.block + 1, shown.top.row)
        shown.settle()
        assert screen(blocks, shown) == before
        assert not shown.follows


@given(HEIGHTS, SCREENS, st.lists(st.integers(0, 40), min_size=1, max_size=8))
@settings(deadline=None)
def test_the_end_is_followed_while_it_grows_and_a_reader_elsewhere_is_left_there(
    heights: list[tuple[int, int]], height: int, growth: list[int]
) -> None:
    blocks = Told([*heights, (1, 1)])
    at_end, elsewhere = viewport(blocks, height), viewport(blocks, height)
    elsewhere.go_to(TOP)
    stays = not elsewhere.follows
    before = screen(blocks, elsewhere)
    for rows in growth:
        blocks.exact[-1] += rows
        blocks.measure(len(blocks) - 1)
        at_end.settle()
        elsewhere.settle()
        assert at_end.follows
        assert at_end.first_row == at_end.end_row
        if stays:
            assert elsewhere.first_row == 0
            above = (
                [place[0] for place in before].index(blocks.names[-1])
                if blocks.names[-1] in dict(before)
                else height
            )
            assert screen(blocks, elsewhere)[:above] == before[:above]


@given(HEIGHTS, SCREENS, st.lists(st.integers(-24, 24), max_size=12))
@settings(deadline=None)
def test_scrolling_over_blocks_that_were_never_seen_skips_and_repeats_no_row(
    heights: list[tuple[int, int]], height: int, steps: list[int]
) -> None:
    blocks = Told(heights)
    shown = viewport(blocks, height)
    for step in steps:
        before, was = screen(blocks, shown), shown.follows
        shown.scroll_by(step)
        now = screen(blocks, shown)
        moved = abs(step) if not (shown.follows or was or shown.first_row == 0) else None
        offsets = range(height + 1) if moved is None else [min(moved, height)]
        up, down = (now, before) if step < 0 else (before, now)
        assert any(up[offset:] == down[: height - offset] for offset in offsets)


@given(HEIGHTS.filter(bool), SCREENS, MOVES, st.data())
@settings(deadline=None)
def test_a_block_that_is_revealed_is_seen_from_its_first_row(
    heights: list[tuple[int, int]], height: int, moves: list[tuple[str, int]], data: st.DataObject
) -> None:
    blocks = Told(heights)
    shown = viewport(blocks, height)
    for deed, number in moves:
        carry_out(blocks, shown, deed, number)
    assume(shown.height > 4)
    index = data.draw(st.integers(0, len(blocks) - 1))
    assume(blocks.drawn_rows(index))
    shown.reveal(index)
    assert (blocks.names[index], 0) in screen(blocks, shown)
    row = data.draw(st.integers(0, blocks.drawn_rows(index) - 1))
    shown.reveal_row(index, row)
    assert (blocks.names[index], row) in screen(blocks, shown)


@given(HEIGHTS.filter(bool), SCREENS, st.floats(0, 1))
@settings(deadline=None)
def test_a_new_width_leaves_the_reader_in_the_same_block(
    heights: list[tuple[int, int]], height: int, factor: float
) -> None:
    blocks = Told(heights)
    shown = viewport(blocks, height)
    shown.scroll_by(-height)
    assume(not shown.follows and shown.top.row >= 0)
    index, share = shown.top.block, shown.share_above
    blocks.exact = [max(1, round(rows * (0.5 + factor))) if rows else 0 for rows in blocks.exact]
    shown.rewrapped(share)
    assert is_valid(blocks, shown)
    assert shown.at(shown.first_row).block == index or shown.first_row == shown.end_row


def test_a_screen_without_rows_keeps_where_the_reader_wants_to_be() -> None:
    blocks = Told([(3, 3)] * 20)
    shown = Viewport(blocks)
    shown.go_to(Anchor(7, 1))
    assert (shown.first_row, shown.top) == (0, Anchor(7, 1))
    shown.height = 5
    shown.settle()
    assert shown.at(shown.first_row) == Anchor(7, 1)
