"""The diffs of turns are bounded, and say where they are cut."""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from codex_tui.blocks.diff_rows import diff_rows
from codex_tui.state.archive.diffs import DIFF_BYTES, LONGEST_DIFF, NOT_KEPT, Diffs
from codex_tui.state.threads import TurnState

if TYPE_CHECKING:
    from folded_thread import FoldedThread

LINE = "+a line of a file that was made by a program\n"


def large(sign: str) -> str:
    """A diff of 1.2 MB."""
    lines = (sign + LINE[1:]) * (1_200_000 // len(LINE))
    return f"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,9 @@\n{lines}"


def test_three_large_diffs_of_a_turn_stay_within_the_bound_and_say_that_they_were_cut(
    folded: FoldedThread,
) -> None:
    folded.begin()
    diffs = [large(sign) for sign in "+- "]
    gc.collect()
    tracemalloc.start()
    for diff in diffs:
        folded.tell("turn/diff/updated", diff=diff)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    diff = folded.thread.turns[folded.turn_id].diff
    assert len(diff) < LONGEST_DIFF + 100
    assert kept < LONGEST_DIFF * 2
    assert folded.store.memory.diffs.bytes <= DIFF_BYTES
    assert diff.splitlines()[-1] == "\\ This diff is longer than 200,000 characters: the rest is not kept."
    *_, last_line, mark = diff_rows(diff)
    assert f"{last_line.sign}{last_line.text}\n" == " " + LINE[1:]
    assert mark.sign == "\\"


def test_the_turns_that_changed_last_keep_their_diffs() -> None:
    diffs = Diffs(most=1_000)
    turns = [TurnState(f"t{number}") for number in range(4)]
    for turn in turns[:3]:
        diffs.keep("a", turn, LINE * 5)
    diffs.keep("a", turns[0], LINE * 6)
    diffs.keep("a", turns[3], LINE * 7)
    assert [turn.diff == NOT_KEPT for turn in turns] == [False, True, False, False]
    assert diffs.bytes <= 1_000
    diffs.keep("a", turns[1], LINE)
    assert turns[1].diff == LINE


def test_turns_of_one_name_in_two_threads_are_two() -> None:
    diffs = Diffs()
    one, other = TurnState("t"), TurnState("t")
    diffs.keep("a", one, "+one\n")
    diffs.keep("b", other, "+other\n")
    assert (one.diff, other.diff) == ("+one\n", "+other\n")


@pytest.mark.parametrize("text", ["x" * 1_200_000, "\x1b" * 190_000, "\u202e" * 190_000, "\n" * 300_000])
def test_no_text_of_a_server_makes_a_diff_longer_than_the_bound(text: str) -> None:
    turn = TurnState("t")
    Diffs().keep("a", turn, text)
    assert len(turn.diff) < LONGEST_DIFF + 100
    assert "\x1b" not in turn.diff
