"""The answers of a card or a question: their keys and words, and where they stand in its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 3
"""Cells between two answers."""
MOST_ROWS = 2
"""Rows that answers in full words may take from what is asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its row in the table of keys, what it says, the same for narrow screens.

    `allows` is whether it allows something; `key` is filled in with the key that the person has for it.
    """

    id: str
    words: str
    short: str = ""
    allows: bool = False
    key: str = ""


def in_rows(answers: Sequence[Answer], width: int) -> list[list[Answer]]:
    """Lay answers out, in few words where many would take more than two rows from what is asked."""
    rows = _broken(answers, width)
    if len(rows) <= MOST_ROWS:
        return rows
    return _broken([replace(each, words=each.short or each.words) for each in answers], width)


def answer_at(row: Sequence[Answer], x: int) -> Answer | None:
    """Find the answer that stands at a column of a row."""
    left = 0
    for answer in row:
        if left <= x < left + _cells(answer):
            return answer
        left += _cells(answer) + GAP
    return None


def _broken(answers: Sequence[Answer], width: int) -> list[list[Answer]]:
    rows: list[list[Answer]] = [[]]
    used = 0
    for answer in answers:
        if rows[-1] and used + _cells(answer) > width:
            rows.append([])
            used = 0
        rows[-1].append(answer)
        used += _cells(answer) + GAP
    return rows


def _cells(answer: Answer) -> int:
    return cell_len(answer.key) + 1 + cell_len(answer.words)
