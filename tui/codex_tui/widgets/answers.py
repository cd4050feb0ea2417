"""The answers of a card or a question: their keys and words, and their positions in its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 3
"""Cells between two answers."""
MOST_ROWS = 2
"""Maximum rows that answers in full words may take from the text above them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the id of its row in the table of keys, its words, and short words for narrow screens.

    `allows`: whether it permits something. `key`: the name of the key that the person has for it.
    """

    id: str
    words: str
    short: str = ""
    allows: bool = False
    key: str = ""


def in_rows(answers: Sequence[Answer], width: int) -> list[list[Answer]]:
    """Break answers into rows; use their short words where full ones would take more than `MOST_ROWS`."""
    rows = _broken(answers, width)
    if len(rows) <= MOST_ROWS:
        return rows
    return _broken([replace(each, words=each.short or each.words) for each in answers], width)


def answer_at(row: Sequence[Answer], x: int) -> Answer | None:
    """Return the answer at a column of a row; None between answers."""
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
