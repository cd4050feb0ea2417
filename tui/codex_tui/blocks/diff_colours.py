"""The colours of a diff, by its language and the words that changed, computed for the rows that are shown."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from .cells import expand_tabs
from .highlight import WINDOW, Highlighter, language_of_file
from .line import BOLD, CODE, Span, SpanStyle, slice_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .diff_rows import DiffRow

_WORDS = re.compile(r"\w+|\s+|.")
_BACKGROUNDS = {"+": "diff-added", "-": "diff-removed", " ": "diff-context"}
_LIKENESS = 0.4
"""The ratio of common text, 0 to 1, below which two lines are not the old and the new form of one."""

_LONGEST = 400
"""Characters of a line; the words of a longer one are not compared."""

Ranges = list[tuple[int, int]]


class DiffColours:
    """The colours of the rows of one file; a window of rows is highlighted when one of them is needed."""

    def __init__(self, rows: Sequence[DiffRow], path: str) -> None:
        self._rows = rows
        self._path = path
        self._partners = _partners(rows)
        self._windows: dict[int, dict[int, tuple[Span, ...]]] = {}

    def text(self, index: int) -> str:
        """Return the text of a row, with its tabs expanded."""
        return expand_tabs(self._rows[index].text)

    def spans(self, index: int) -> tuple[Span, ...]:
        """Return the text of a row with its colours."""
        number = index // WINDOW
        window = self._windows.get(number)
        if window is None:
            window = self._windows[number] = self._read(number * WINDOW)
        found = window.get(index)
        return found if found is not None else (Span(self.text(index), SpanStyle(self._background(index))),)

    def _background(self, index: int) -> str:
        return _BACKGROUNDS.get(self._rows[index].sign, "diff-context")

    def _read(self, start: int) -> dict[int, tuple[Span, ...]]:
        """Highlight a window: the lines of the new file as one text, those of the old one as another."""
        language = language_of_file(self._path) if self._path else ""
        places = range(start, min(start + WINDOW, len(self._rows)))
        found: dict[int, tuple[Span, ...]] = {}
        for signs in (" +", "-"):
            side = [index for index in places if self._rows[index].sign in signs]
            if not side:
                continue
            highlighter = Highlighter(language)
            highlighter.read([self._rows[index].text for index in side])
            for place, index in enumerate(side):
                found[index] = self._coloured(index, highlighter.row(place), plain=not language)
        return found

    def _coloured(self, index: int, row: Sequence[Span], *, plain: bool) -> tuple[Span, ...]:
        background = self._background(index)
        text = self.text(index)
        if plain or "".join([span.text for span in row]) != text:
            row = [Span(text, CODE)]
        unlike = SpanStyle(background) if plain else SpanStyle("text", 0, None, background)
        spans = [
            Span(span.text, unlike if span.style == CODE else SpanStyle(span.style.role, 0, None, background))
            for span in row
        ]
        for first, last in self._changed(index):
            words = [
                Span(span.text, SpanStyle(span.style.role, BOLD, None, f"{background}-word"))
                for span in slice_spans(spans, first, last)
            ]
            spans = [*slice_spans(spans, 0, first), *words, *slice_spans(spans, last, len(text))]
        return tuple(spans)

    def _changed(self, index: int) -> Ranges:
        """Return the ranges of characters of a row that its partner on the other side does not have."""
        other = self._partners.get(index)
        if other is None:
            return []
        text, like = self.text(index), self.text(other)
        if max(len(text), len(like)) > _LONGEST:
            return []
        here, there = _WORDS.findall(text), _WORDS.findall(like)
        matcher = SequenceMatcher(None, there, here, autojunk=False)
        if matcher.ratio() < _LIKENESS:
            return []
        ends = [0]
        for word in here:
            ends.append(ends[-1] + len(word))
        return [
            (ends[first], ends[last])
            for kind, _, _, first, last in matcher.get_opcodes()
            if kind in ("insert", "replace") and text[ends[first] : ends[last]].strip()
        ]


def _partners(rows: Sequence[DiffRow]) -> dict[int, int]:
    """Return the partner of each changed row: in a run, the nth added row for the nth removed one."""
    found: dict[int, int] = {}
    index = 0
    while index < len(rows):
        removed = index
        while index < len(rows) and rows[index].sign == "-":
            index += 1
        added = index
        while index < len(rows) and rows[index].sign == "+":
            index += 1
        for place in range(min(added - removed, index - added)):
            found[removed + place] = added + place
            found[added + place] = removed + place
        if index == removed:
            index += 1
    return found
