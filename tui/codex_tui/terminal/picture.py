"""What a terminal shows, what it should show, and the shortest way from one to the other.

A row is two strings of the same length, with a character for each cell: its text and its pen. Comparing,
cutting and searching rows is work for C then. The second cell of a wide character is NUL; a cluster of
several code points is one made-up character of `Clusters`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import compress
from operator import ne, or_
from typing import TYPE_CHECKING, TypeAlias

from .pens import MOST_PENS, Pens

if TYPE_CHECKING:
    from collections.abc import Sequence

Row: TypeAlias = "tuple[str, str]"
"""The text and the pens of a row."""

REST = "\0"
"""The second cell of a wide character."""

_FIRST_CLUSTER = 0xF0000
_SPECIAL = re.compile("[\0\U000f0000-\U0010ffff]")
_JOIN = 6
"""Cells that are equal between two changes and written all the same: to go over them would cost as much."""
_ERASE = 9
"""Blanks that are written rather than erased: up to so many are no longer."""
_LEAST_MOVING = 4
"""Rows that must have changed before scrolling is thought of."""
_NARROWEST = 20
"""Cells: no narrower part of the screen is looked at for rows that move."""
_SCROLL_BYTES = 24
_PIECE_BYTES = 12
"""What is written for a scroll, and besides its characters for a piece of a row."""


class Clusters:
    """Stands in for clusters of several code points, as a base and its marks, with one character each."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._characters: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def character(self, cluster: str) -> str:
        """Return the character that stands for a cluster."""
        found = self._characters.get(cluster)
        if found is None:
            found = self._characters[cluster] = chr(_FIRST_CLUSTER + len(self._texts))
            self._texts.append(cluster)
        return found

    def text(self, character: str) -> str:
        """Return the cluster that a character stands for; the character itself if it stands for none."""
        place = ord(character) - _FIRST_CLUSTER
        return self._texts[place] if 0 <= place < len(self._texts) else character


class Picture:
    """The wanted and the shown rows of a terminal.

    `erases`: whether a terminal erases in the colour of the background (terminfo's `bce`). `scrolls`: whether
    it scrolls a part of its rows.
    """

    def __init__(self, *, erases: bool = True, scrolls: bool = True) -> None:
        self._erases = erases
        self._scrolls = scrolls
        self.width = self.height = 0
        self._renew()

    def _renew(self) -> None:
        self.pens = Pens()
        self.clusters = Clusters()
        self.resize(self.width, self.height)

    @property
    def is_full(self) -> bool:
        """Whether there are so many pens or clusters that `renew` should forget them."""
        return len(self.pens) > MOST_PENS or len(self.clusters) > MOST_PENS

    def renew(self) -> None:
        """Forget all pens and clusters, and so all rows: everything has to be put again."""
        self._renew()

    def resize(self, width: int, height: int) -> None:
        """Take another size. Nothing is known of what is shown, and blank rows are wanted."""
        self.width, self.height = width, height
        self._wanted: list[Row] = [(" " * width, self.pens.plain * width)] * height
        self.forget()

    def forget(self) -> None:
        """Take note that the terminal may show anything; what is wanted stands."""
        self._shown: list[Row | None] = [None] * self.height
        self._dirty = set(range(self.height))
        self._cursor: tuple[int, int] | None = None
        self._put: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        """By the columns of a piece, the rows in which it was put: so a pane that scrolls is found."""

    def put(self, y: int, x: int, text: str, pens: str) -> None:
        """Want these cells from column `x` of row `y` on; what is outside the screen is left out."""
        if not (0 <= y < self.height and 0 <= x < self.width):
            return
        text, pens = text[: self.width - x], pens[: self.width - x]
        old_text, old_pens = self._wanted[y]
        end = x + len(text)
        if old_text[x:end] == text and old_pens[x:end] == pens:
            return
        before, after = old_text[:x], old_text[end:]
        # Half of a wide character that is left over becomes a blank, as in a terminal.
        if old_text[x : x + 1] == REST and before:
            before = before[:-1] + " "
        if after[:1] == REST:
            after = " " + after[1:]
        self._wanted[y] = before + text + after, old_pens[:x] + pens + old_pens[end:]
        self._dirty.add(y)
        if end - x >= _NARROWEST:
            self._put[x, end].add(y)

    def frame(self, cursor: tuple[int, int], rows: range | None = None) -> str:
        """Return what makes the terminal show what is wanted, or only these rows of it.

        The cursor stands at `cursor`, column and row, afterwards. Nothing is returned when all is shown.
        """
        todo = self._dirty if rows is None else self._dirty.intersection(rows)
        writing = _Writing(self.pens, self.clusters, self._cursor, self.width, erases=self._erases)
        if todo:
            if rows is None and self._scrolls and len(todo) >= _LEAST_MOVING:
                self._move_rows(writing)
                todo = self._dirty
            for y in sorted(todo):
                wanted, shown = self._wanted[y], self._shown[y]
                if wanted != shown:
                    for start, end in self._changed(shown, wanted):
                        writing.run(y, start, end, *wanted)
                    self._shown[y] = wanted
            self._dirty = self._dirty - todo
        if rows is None:
            self._put.clear()
        writing.finish(cursor)
        self._cursor = cursor
        return "".join(writing.out)

    def _changed(self, old: Row | None, new: Row) -> list[tuple[int, int]]:
        """Return the cells to be written, as pairs of a first column and the one after the last."""
        if old is None:
            return [(0, self.width)]
        ends = [_differing(one, other) for one, other in zip(old, new, strict=True) if one != other]
        first, last = min(first for first, _ in ends), max(last for _, last in ends)
        part = slice(first, last)
        texts, pens = map(ne, old[0][part], new[0][part]), map(ne, old[1][part], new[1][part])
        runs: list[tuple[int, int]] = []
        start = end = -1
        for x in compress(range(first, last), map(or_, texts, pens)):
            if start < 0:
                start = x
            elif x - end >= _JOIN:
                runs.append((start, end))
                start = x
            end = x + 1
        runs.append((start, end))
        if REST in new[0] or REST in old[0]:
            return self._whole(runs, old[0], new[0])
        return runs

    def _whole(self, runs: Sequence[tuple[int, int]], old: str, new: str) -> list[tuple[int, int]]:
        """Let no run begin or end within a wide character, be it shown or wanted."""
        whole: list[tuple[int, int]] = []
        for first, last in runs:
            start, end = first, last
            while start and REST in (new[start], old[start]):
                start -= 1
            while end < self.width and REST in (new[end], old[end]):
                end += 1
            if whole and start <= whole[-1][1]:
                start = whole.pop()[0]
            whole.append((start, end))
        return whole

    # Rows that move

    def _move_rows(self, writing: _Writing) -> None:
        """Have the terminal move rows up or down where most of what has changed in a pane only moved."""
        (left, right), rows = max(
            self._put.items(), key=lambda each: len(each[1]) * (each[0][1] - each[0][0]), default=((0, 0), ())
        )
        if len(rows) < _LEAST_MOVING:
            return
        top, bottom = min(rows), max(rows)
        step, worth = self._step(top, bottom, left, right)
        if not step or abs(step) > bottom - top:
            return
        if (self._scroll_cost(top, bottom, step, left, right) + _SCROLL_BYTES) * 1.2 > worth:
            return
        writing.scroll(top, bottom, step)
        block, gap = self._shown[top : bottom + 1], [None] * abs(step)
        # The rows that come in are blank, but no two terminals agree on their colour.
        self._shown[top : bottom + 1] = [*block[step:], *gap] if step > 0 else [*gap, *block[:step]]
        self._dirty.update(range(top, bottom + 1))

    def _step(self, top: int, bottom: int, left: int, right: int) -> tuple[int, int]:
        """Return by how many rows most of the text moved, up if positive, and how many characters did."""
        where: dict[str, int] = {}
        for y in range(top, bottom + 1):
            shown = self._shown[y]
            if shown is not None and not (text := shown[0][left:right]).isspace():
                where[text] = -1 if text in where else y
        votes: dict[int, int] = {}
        for y in range(top, bottom + 1):
            text = self._wanted[y][0][left:right]
            old = where.get(text, -1)
            if old >= 0:
                votes[old - y] = votes.get(old - y, 0) + len(text.rstrip())
        step, worth = max(votes.items(), key=lambda vote: vote[1], default=(0, 0))
        return step, worth - votes.get(0, 0) if step else 0

    def _scroll_cost(self, top: int, bottom: int, step: int, left: int, right: int) -> int:
        """Return about how many bytes repair what stands beside the rows and moves with them."""
        cost = 0
        first, end = (top, bottom + 1 - step) if step > 0 else (top - step, bottom + 1)
        for y in range(first, end):
            shown, wanted = self._shown[y + step], self._wanted[y]
            if shown is None:
                continue
            for part in (slice(0, left), slice(right, None)):
                if shown[0][part] != wanted[0][part] or shown[1][part] != wanted[1][part]:
                    cost += _PIECE_BYTES + sum(map(ne, shown[0][part], wanted[0][part]))
        return cost


def _differing(one: str, other: str) -> tuple[int, int]:
    """Return where two strings of one length begin and end to differ, give or take a few characters.

    By halves: eight comparisons of slices instead of one of each character.
    """
    first, end = 0, len(one)
    while end - first > 8:
        middle = (first + end) // 2
        if one[first:middle] == other[first:middle]:
            first = middle
        else:
            end = middle
    start, last = first, len(one)
    while last - start > 8:
        middle = (start + last) // 2
        if one[middle:last] == other[middle:last]:
            last = middle
        else:
            start = middle
    return first, last


class _Writing:
    """The text of one frame, with the pen and the cursor of the terminal as they are at its end."""

    def __init__(
        self, pens: Pens, clusters: Clusters, cursor: tuple[int, int] | None, width: int, *, erases: bool
    ) -> None:
        self._pens = pens
        self._clusters = clusters
        self._at = cursor
        self._width = width
        self._erases = erases
        self._pen = pens.plain
        self.out: list[str] = []

    def finish(self, cursor: tuple[int, int]) -> None:
        """Leave the terminal with a plain pen and its cursor at a place: others write to it too."""
        self._use(self._pens.plain)
        self._go(*cursor)

    def scroll(self, top: int, bottom: int, step: int) -> None:
        """Move the rows from `top` to `bottom` up, or down if `step` is negative.

        By deleted and inserted lines: a VT102 has those, but the Linux console does not scroll otherwise.
        """
        lines = f"{step}M" if step > 0 else f"{-step}L"
        self.out.append(f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H\x1b[{lines}\x1b[r")
        self._at = None

    def run(self, y: int, start: int, end: int, text: str, pens: str) -> None:
        """Write the cells of a row from `start` up to `end`."""
        x = start
        while x < end:
            pen = pens[x]
            rest = pens[x:end]
            count = len(rest) - len(rest.lstrip(pen))
            part = text[x : x + count]
            blanks = 0
            if count >= _ERASE and part[-1] == " " and self._may_erase(pen):
                blanks = count - len(part.rstrip(" "))
                if blanks < _ERASE:
                    blanks = 0
                part = part[: count - blanks]
            if part:
                self._go(x, y)
                self._use(pen)
                if _SPECIAL.search(part) is None:
                    self.out.append(part)
                else:
                    self._write_special(x, part)
                # Behind the last column terminals differ about where the cursor is.
                self._at = (x + len(part), y) if x + len(part) < self._width else None
            if blanks:
                self._go(x + len(part), y)
                self._use(pen)
                self.out.append("\x1b[K" if x + count == self._width else f"\x1b[{blanks}X")
            x += count

    def _may_erase(self, pen: str) -> bool:
        return self._pens.erases(pen) and (self._erases or not self._pens.has_ground(pen))

    def _write_special(self, x: int, part: str) -> None:
        """Write what has wide characters and clusters; behind a cluster the column is said again.

        So a terminal of another opinion about its width spoils that cell alone.
        """
        for offset, character in enumerate(part):
            if character == REST:
                continue
            cluster = self._clusters.text(character)
            self.out.append(cluster)
            if len(cluster) == 1:
                continue
            after = offset + 1
            while after < len(part) and part[after] == REST:
                after += 1
            if x + after < self._width:
                self.out.append(f"\x1b[{x + after + 1}G")

    def _use(self, pen: str) -> None:
        if pen != self._pen:
            self.out.append(self._pens.way(self._pen, pen))
            self._pen = pen

    def _go(self, x: int, y: int) -> None:
        at = self._at
        if at == (x, y):
            return
        if at is not None and at[1] == y and x > at[0]:
            by = x - at[0]
            self.out.append(min(f"\x1b[{x + 1}G", f"\x1b[{by}C" if by > 1 else "\x1b[C", key=len))
        elif at is not None and at[1] == y:
            self.out.append(f"\x1b[{x + 1}G")
        else:
            self.out.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self._at = (x, y)
