from __future__ import annotations

from typing import TYPE_CHECKING, Any

from approval_requests import asked, request
from codex_tui.state.approvals import PendingApproval
from codex_tui.state.items import FilePatch
from codex_tui.state.sanitise import sanitise
from codex_tui.widgets.approval_text import CardText, card_text, code_rows, rule_text, window
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codex_tui.widgets.approval_text import TextRow

REQUEST = request()


def asks(**facts: Any) -> PendingApproval:
    return PendingApproval(1, "t", "u", "i", REQUEST, "Run a command", **facts)


def said(rows: Iterable[TextRow]) -> str:
    text = ""
    for row in rows:
        text += ("" if row.lead == "more" or not text else "\n") + row.text
    return text


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(10, 60))
def test_the_rows_hold_the_exact_command_and_each_fits(command: str, width: int) -> None:
    command = sanitise(command)
    rows = code_rows(command, width)
    assert said(rows).strip("\n") == command.expandtabs(4).strip("\n")
    assert all(cell_len(row.text) <= width - 2 for row in rows)
    assert all(row.lead in ("line", "more") for row in rows)


def test_where_and_why_follow_the_command() -> None:
    text = card_text(asks(command="make", cwd="/srv/app", reason="To see\nwhether it builds."), 40)
    assert [(row.lead, row.text) for row in text.rows] == [
        ("line", "make"),
        ("in", "/srv/app"),
        ("why", "To see"),
        ("", "whether it builds."),
    ]
    assert text.core == 1
    assert not text.odd


def test_a_command_is_shown_as_it_is_typed_and_exactly_below() -> None:
    text = card_text(asks(command="bash -lc 'make\tit\nnow'", typed="make\tit\nnow", cwd="/srv"), 60)
    assert [(row.lead, row.text) for row in text.rows] == [
        ("line", "make\u21e5   it"),
        ("line", "now"),
        ("exact", "bash -lc 'make\u21e5 it"),
        ("", "now'"),
        ("in", "/srv"),
    ]
    assert (text.core, text.must) == (2, range(2, 4))


def test_marks_follow_the_exact_words_and_must_be_read() -> None:
    text = card_text(asked(command="bash -lc 'rm -rf build'", cwd="/srv"), 60)
    assert [(row.role, row.lead, row.text) for row in text.rows] == [
        ("code", "line", "rm -rf build"),
        ("label", "exact", "bash -lc 'rm -rf build'"),
        ("mark", "mark", "deletes: rm -rf build"),
        ("label", "in", "/srv"),
    ]
    assert (text.grants, text.must) == (range(2, 3), range(1, 3))


def test_a_patch_is_shown_file_by_file() -> None:
    changes = (
        FilePatch("a.py", "update", "@@ -1 +1 @@\n-x = 1\n+x = 2\n", added=1, removed=1),
        FilePatch("b.py", "delete", "-gone\n", moved_to=None, removed=1),
        FilePatch("c.py", "update", "", moved_to="d.py"),
    )
    rows = card_text(asks(changes=changes), 40).rows
    assert [(row.role, row.text) for row in rows] == [
        ("path", "edit a.py  +1 -1"),
        ("hunk", "@@ -1 +1 @@"),
        ("remove", "-x = 1"),
        ("add", "+x = 2"),
        ("path", "delete b.py  +0 -1"),
        ("remove", "-gone"),
        ("path", "edit c.py -> d.py"),
    ]


def test_a_request_that_says_nothing_says_so() -> None:
    assert card_text(asks(), 40).rows[0].text == "The server did not say what exactly."


def test_hidden_characters_anywhere_are_noticed() -> None:
    hidden = sanitise("x\u202ey")
    assert card_text(asks(command=hidden), 40).odd
    assert card_text(asks(command="x", reason=sanitise("\x1b[2J")), 40).odd
    assert card_text(asks(changes=(FilePatch("a", "update", f"+{hidden}"),)), 40).odd
    assert card_text(asks(changes=(FilePatch(hidden, "update", "+x"),)), 40).odd
    assert rule_text(("rm", hidden), 40).odd
    assert not card_text(asks(command="ls -la\n\techo 日本語"), 40).odd


def test_a_rule_shows_where_its_words_end() -> None:
    assert "git 'commit -m'" in [row.text for row in rule_text(("git", "commit -m"), 60).rows]


def long_text(rows: int) -> CardText:
    command = "\n".join(f"echo {number}" for number in range(rows - 1)) + "\nrm -rf /"
    return card_text(
        asks(command=command, cwd="/srv", reason=" ".join(f"because{number}" for number in range(20))), 40
    )


def test_a_text_that_fits_is_shown_whole() -> None:
    text = long_text(3)
    shown = window(text, 20, 0)
    assert shown.rows == text.rows
    assert shown.at_end


def test_head_and_tail_of_a_long_command_are_both_in_view() -> None:
    shown = window(long_text(200), 12, 0)
    texts = [row.text for row in shown.rows]
    assert len(texts) == 12
    assert texts[0] == "echo 0"
    assert "rm -rf /" in texts
    assert "/srv" in texts
    assert texts[-1].endswith("…")
    assert not shown.at_end


@given(st.integers(1, 30), st.integers(-5, 300))
def test_a_window_never_takes_more_rows_than_it_has(height: int, offset: int) -> None:
    assert len(window(long_text(200), height, offset).rows) <= height


@given(st.integers(1, 30))
def test_scrolling_to_the_end_passes_every_row(height: int) -> None:
    text = long_text(60)
    seen: set[int] = set()
    offset = 0
    while True:
        shown = window(text, height, offset)
        seen |= {text.rows.index(row) for row in shown.rows if row in text.rows}
        if shown.at_end:
            break
        offset += 1
    assert offset == shown.last_offset
    assert seen == set(range(len(text.rows)))
