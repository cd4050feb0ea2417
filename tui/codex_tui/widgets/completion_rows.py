"""What a completion list holds: rows, the part of the line that they replace, and which one is chosen. Pure.

A source of rows (commands, files, skills) looks at the line in which the person types and answers with an
`Offer`, or with None when the line is no business of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """One row: what is put in, and what is shown of it. Texts of a file or a model must be sanitised."""

    insert: str
    """Replaces the part of the line; a blank at its end lets the person type on."""
    label: str
    hint: str = ""
    """What it is or does, behind the label."""
    key: str = ""
    """The key that does the same, at the right."""
    whole: bool = False
    """Whether enter also sends the line, because nothing is missing in it."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """The line of the cursor: its text, the cursor's column in it, and its number in the whole text."""

    text: str
    column: int
    number: int = 0
    begun_by_key: bool = True
    """Whether the first character of the whole text was typed; False when it was pasted."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Rows for the columns `start` to `end` of the line.

    `note` is said where there are no rows: that a search runs, or that nothing matches. `chosen` is the row
    that the cursor is on at first; None lets enter send the line as it is.
    """

    rows: tuple[CompletionRow, ...]
    start: int
    end: int
    note: str = ""
    chosen: int | None = 0


class CompletionSource(Protocol):
    """A source of rows. It answers at once, with what it has: one that searches asks for an update later."""

    def offer(self, line: TypedLine) -> Offer | None:
        """Return the rows for what is typed, or None when this is not a line for this source."""
        ...


class Selection:
    """Which row is chosen, and which rows are in view."""

    def __init__(self) -> None:
        self.size = 0
        self.chosen: int | None = None
        self.first = 0
        """The first row in view."""

    def begin(self, size: int, chosen: int | None) -> None:
        """Start over with other rows."""
        self.size = size
        self.chosen = None if chosen is None or not size else min(max(0, chosen), size - 1)
        self.first = 0

    def move(self, step: int) -> None:
        """Choose the next (1) or the previous (-1) row, around the ends."""
        if not self.size:
            return
        if self.chosen is None:
            self.chosen = 0 if step > 0 else self.size - 1
        else:
            self.chosen = (self.chosen + step) % self.size

    def page(self, step: int, rows: int) -> None:
        """Move by the rows in view, and stop at the ends."""
        if self.size:
            self.chosen = min(max(0, (self.chosen or 0) + step * max(1, rows)), self.size - 1)

    def scroll(self, rows: int) -> None:
        """Bring the chosen row into a view of `rows` rows."""
        chosen = self.chosen or 0
        self.first = min(self.first, chosen, max(0, self.size - rows))
        self.first = max(self.first, chosen - rows + 1)


HINT_LETTERS = 3
"""Letters from which on a word of the hint matches: fewer would match an article."""


def filtered(rows: Iterable[CompletionRow], typed: str) -> tuple[CompletionRow, ...]:
    """Return the rows that match, best first: by the label's beginning, its inside, its letters, the hint."""
    wanted = typed.casefold()
    if not wanted:
        return tuple(rows)
    ranked = [(rank, row) for row in rows if (rank := _rank(row, wanted)) is not None]
    return tuple(row for _, row in sorted(ranked, key=lambda each: each[0]))


def _rank(row: CompletionRow, wanted: str) -> int | None:
    label = row.label.casefold()
    if not wanted.startswith(label[:1]) and not label[:1].isalnum():
        # The sign that opens the list is not part of the name.
        label = label[1:]
    if label == wanted:
        return 0
    if label.startswith(wanted):
        return 1
    if wanted in label:
        return 2
    if has_letters(label, wanted):
        return 3
    if len(wanted) >= HINT_LETTERS and any(w.startswith(wanted) for w in row.hint.casefold().split()):
        return 4
    return None


def has_letters(text: str, wanted: str) -> bool:
    """Whether a text has all these letters in this order."""
    letters = iter(text)
    return all(letter in letters for letter in wanted)
