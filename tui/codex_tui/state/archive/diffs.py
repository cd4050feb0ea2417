"""The diffs of turns, bounded: the server sends a turn's whole diff again after every answer of the model."""

from __future__ import annotations

from collections import OrderedDict
from sys import getsizeof
from typing import Protocol

from ..sanitise import sanitise

LONGEST_DIFF = 200_000
"""Characters of a diff that are kept, about 5,000 lines: a larger one is not read on a screen."""

DIFF_BYTES = 2_000_000
"""Bytes of all diffs together; above, the oldest are dropped."""

NOT_KEPT = "\\ This diff is not kept any more: there are newer ones.\n"


class HasDiff(Protocol):
    """A turn, as far as `Diffs` uses it."""

    id: str
    diff: str


class Diffs:
    """Bounds the diffs of all turns: those that changed last are kept."""

    def __init__(self, most: int = DIFF_BYTES) -> None:
        self._most = most
        self._turns: OrderedDict[tuple[str, str], HasDiff] = OrderedDict()
        self.bytes = 0
        """Bytes of all diffs together."""

    def keep(self, thread_id: str, turn: HasDiff, diff: str) -> None:
        """Set a turn's diff; above the bound, the turns that changed longest ago lose theirs."""
        key = (thread_id, turn.id)
        known = self._turns.pop(key, None)
        if known is not None:
            self.bytes -= getsizeof(known.diff)
        turn.diff = bounded(diff)
        self._turns[key] = turn
        self.bytes += getsizeof(turn.diff)
        while self.bytes > self._most and len(self._turns) > 1:
            _, oldest = self._turns.popitem(last=False)
            self.bytes -= getsizeof(oldest.diff)
            oldest.diff = NOT_KEPT


def bounded(diff: str) -> str:
    """Return a diff sanitised; a longer one than `LONGEST_DIFF` is cut at a line end, with a remark."""
    shown = sanitise(diff[:LONGEST_DIFF])
    if len(diff) <= LONGEST_DIFF and len(shown) <= LONGEST_DIFF:
        return shown
    end = shown.rfind("\n", 0, LONGEST_DIFF)
    kept = shown[: end if end > 0 else LONGEST_DIFF]
    return f"{kept}\n\\ This diff is longer than {LONGEST_DIFF:,} characters: the rest is not kept.\n"
