"""Diffs: two layouts of the same rows, colours for those that are shown, words that changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from codex_tui.blocks import View, diff_colours
from codex_tui.blocks.diff import SPLIT_WIDTH, FileDiff, diff_lines
from codex_tui.blocks.highlight import Highlighter
from codex_tui.blocks.line import BOLD, Line, Span
from hypothesis import given
from hypothesis import strategies as st

DIFF = """@@ -40,4 +40,5 @@ def f():
 \tkept = 1
-    return state.old(1)
+    return state.new(1)
+    # more
     end()
"""


def late(line: Line) -> tuple[Span, ...]:
    """The coloured spans of a line."""
    return line.coloured


def changed(lines: list[Line]) -> list[str]:
    """The words that are marked as changed."""
    return [span.text for line in lines for span in late(line) if span.style.background.endswith("-word")]


def test_words_that_changed_are_marked_in_both_lines_and_bold() -> None:
    lines, _ = diff_lines(DIFF, View(60), lead=0, path="a.py")
    assert changed(lines) == ["old", "new"]
    assert all(
        span.style.marks & BOLD
        for line in lines
        for span in late(line)
        if span.style.background.endswith("-word")
    )


def test_lines_that_have_little_in_common_are_not_compared() -> None:
    lines, _ = diff_lines("@@ -1 +1 @@\n-time.sleep(0.1)\n+await settled(server)\n", View(60), lead=0)
    assert changed(lines) == []


def test_code_has_the_colours_of_its_language_on_the_ground_of_its_sign() -> None:
    lines, _ = diff_lines(DIFF, View(60), lead=0, path="src/a.py")
    styles = {span.text.strip(): span.style for line in lines for span in late(line)}
    assert styles["return"].role == "syntax-keyword"
    assert styles["# more"].role == "syntax-comment"
    assert styles["# more"].background == "diff-added"
    plain, _ = diff_lines(DIFF, View(60), lead=0, path="a.unheard-of")
    assert not any(span.style.role.startswith("syntax") for line in plain for span in late(line))


def test_only_windows_with_a_shown_row_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    class Noting(Highlighter):
        def read(self, lines: Sequence[str], partial: str = "") -> None:
            sizes.append(len(lines))
            super().read(lines, partial)

    monkeypatch.setattr(diff_colours, "Highlighter", Noting)
    diff = FileDiff("@@ -0,0 +1,2000 @@\n" + "+x = 1\n" * 2000, "a.py")
    lines, hidden = diff.lines(View(80), lead=2)
    assert (len(lines), hidden) == (2000, 0)
    assert sizes == []
    for line in lines[1000:1048]:
        late(line)
    assert 48 <= sum(sizes) <= 72


def test_old_and_new_stand_side_by_side_where_there_is_room() -> None:
    lines, _ = diff_lines(DIFF, View(SPLIT_WIDTH), lead=2, path="a.py")
    rows = [line.text.split("│") for line in lines]
    shown = [[part.strip() for part in row] for row in rows]
    assert shown == [
        ["def f():"],
        ["40       kept = 1", "40       kept = 1"],
        ["41 -     return state.old(1)", "41 +     return state.new(1)"],
        ["", "42 +     # more"],
        ["42       end()", "43       end()"],
    ]
    assert {line.cells for line in lines[1:]} == {SPLIT_WIDTH - 1}
    assert changed(lines) == ["old", "new"]
    assert lines[2].copied == (
        "-    return state.old(1)\n+    return state.new(1)",
        "    return state.new(1)",
    )


LINES = st.lists(st.tuples(st.sampled_from("+- "), st.text("ab_ \t(漢)", max_size=90)), max_size=30)


@given(LINES, st.sampled_from([20, 61, SPLIT_WIDTH, SPLIT_WIDTH + 9]))
def test_colours_never_change_the_text(rows: list[tuple[str, str]], width: int) -> None:
    diff = "@@ -1 +1 @@\n" + "".join(f"{sign}{text}\n" for sign, text in rows)
    lines, _ = diff_lines(diff, View(width), lead=2, path="a.py")
    for line in lines:
        assert "".join(span.text for span in late(line)) == line.text
        assert line.cells <= width
