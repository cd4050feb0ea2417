from __future__ import annotations

import pytest
from codex_app_server.generated.v2_all import FileUpdateChange
from codex_tui.state.items import FilePatch
from codex_tui.state.patches import patches


def patch(kind: str, diff: str, path: str = "/a", **said: str) -> FilePatch:
    change = FileUpdateChange.model_validate({"path": path, "kind": {"type": kind, **said}, "diff": diff})
    return patches([change])[0]


@pytest.mark.parametrize(("kind", "mark", "counts"), [("add", "+", (2, 0)), ("delete", "-", (0, 2))])
def test_the_bare_content_of_a_file_is_marked_line_by_line(
    kind: str, mark: str, counts: tuple[int, int]
) -> None:
    said = patch(kind, "one\n\n")
    assert said.diff == f"{mark}one\n{mark}\n"
    assert (said.added, said.removed) == counts


def test_content_without_a_last_newline_counts_its_last_line() -> None:
    assert patch("add", "one\ntwo").added == 2
    assert patch("add", "").diff == ""


def test_a_hunk_stays_as_it_is_and_is_counted() -> None:
    diff = "@@ -1,2 +1,2 @@\n-one\n--- two\n+three\n+++ four\n five\n"
    said = patch("update", diff)
    assert said.diff == diff
    assert (said.added, said.removed) == (2, 2)


def test_names_of_files_above_the_first_hunk_are_not_counted() -> None:
    said = patch("update", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n")
    assert (said.added, said.removed) == (1, 1)


def test_a_moved_file_knows_where_it_went() -> None:
    assert patch("update", "", move_path="/b\x1b").moved_to == "/b␛"


def test_where_a_file_went_is_not_a_line_of_its_diff() -> None:
    hunk = "@@ -1 +1 @@\n-a\n+b"
    assert patch("update", f"{hunk}\n\n\nMoved to: /b", move_path="/b").diff == f"{hunk}\n"
    other = f"{hunk}\n\nMoved to: /c\n"
    assert patch("update", other, move_path="/b").diff == other


def test_paths_and_content_are_sanitised() -> None:
    said = patch("add", "a\r\n\x1b[2J\n", path="/a\u202etxt")
    assert said.path == "/a<U+202E>txt"
    assert said.diff == "+a␍\n+␛[2J\n"


def test_a_kind_of_tomorrow_is_taken_as_a_hunk() -> None:
    assert patch("rewrite", "+a\n").kind == "rewrite"
