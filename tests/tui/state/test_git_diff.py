"""Diffs of several files, as git writes them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from codex_tui.state.git_diff import by_file, read_git_diff
from codex_tui.state.items import FilePatch

TEXT = """\
diff --git a/app/greet.py b/app/greet.py
index 1111111..2222222 100644
--- a/app/greet.py
+++ b/app/greet.py
@@ -1,3 +1,4 @@ def greet():
 one
-two
+2
+3
 four
@@ -20,2 +21,1 @@
 x
--- a line that begins with two dashes
diff --git a/new name.txt b/new name.txt
new file mode 100644
--- /dev/null
+++ b/new name.txt\t
@@ -0,0 +1 @@
+hello
diff --git a/gone b/gone
deleted file mode 100644
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-bye
diff --git a/old.py b/now.py
similarity index 100%
rename from old.py
rename to now.py
diff --git a/logo.png b/logo.png
index 1..2 100644
Binary files a/logo.png and b/logo.png differ
diff --git a/run.sh b/run.sh
old mode 100644
new mode 100755
"""


def test_each_file_has_its_path_its_kind_and_its_rows() -> None:
    files = read_git_diff(TEXT, "/src")
    assert [(each.path, each.kind, each.moved_to, each.added, each.removed) for each in files] == [
        ("/src/app/greet.py", "update", None, 2, 2),
        ("/src/new name.txt", "add", None, 1, 0),
        ("/src/gone", "delete", None, 0, 1),
        ("/src/old.py", "update", "/src/now.py", 0, 0),
        ("/src/logo.png", "update", None, 0, 0),
        ("/src/run.sh", "update", None, 0, 0),
    ]
    assert files[0].diff.startswith("@@ -1,3 +1,4 @@ def greet():\n one\n")
    assert files[0].diff.endswith("--- a line that begins with two dashes\n")
    assert files[4].diff == "\\ binary\n"
    assert files[5].diff == "\\ old mode 100644, new mode 100755\n"


def test_what_a_diff_holds_is_sanitised() -> None:
    [file] = read_git_diff("diff --git a/x\x1b b/x\x1b\n--- a/x\x1b\n+++ b/x\x1b\n@@ -0,0 +1 @@\n+a\x1b[2J\n")
    assert file.path == "x␛"
    assert file.diff == "@@ -0,0 +1 @@\n+a␛[2J\n"


NONE = ["", "no diff\n", "diff --git ", 'diff --git "a/b', "diff --git a/x b/x\n@@"]
NAMES = ["plain.txt", "with blank.txt", "fünf \U0001f600.txt", 'quo"ted\\.txt', "tab\tin.txt"]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_diff_breaks_nothing(text: str) -> None:
    assert len(read_git_diff(text)) <= 1


def test_the_patches_of_a_file_are_one_in_their_order() -> None:
    one = FilePatch("a", "add", "+x\n", added=1)
    two = FilePatch("a", "update", "@@ -1 +1 @@\n-x\n+y\n", added=1, removed=1)
    other = FilePatch("b", "delete", "-x\n", removed=1)
    moved = FilePatch("a", "update", "", moved_to="c")
    joined = by_file([one, other, two, moved])
    assert {(each.path, each.kind, each.moved_to, each.added, each.removed) for each in joined} == {
        ("b", "delete", None, 0, 1),
        ("a", "add", "c", 2, 1),
    }


@pytest.mark.parametrize("name", NAMES)
def test_names_are_read_as_git_writes_them(tmp_path: Path, name: str) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(tmp_path)]
    env = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}

    def run(*words: str) -> str:
        return subprocess.run(
            [*git, *words], env=env, capture_output=True, text=True, timeout=30, check=True
        ).stdout

    run("init", "-q")
    (tmp_path / name).write_text("one\n", "utf-8")
    run("add", "-A")
    run("commit", "-qm", "x")
    (tmp_path / name).write_text("two\n", "utf-8")
    [file] = read_git_diff(run("diff", "HEAD"))
    assert file.path == name.replace("\t", "␉")
    assert (file.added, file.removed) == (1, 1)
