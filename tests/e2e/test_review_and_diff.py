"""A review of what is not committed, of a branch and of a commit, and a diff that opens the editor."""

from __future__ import annotations

import subprocess
from functools import partial
from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from real_server import CodexHome
    from scripted_model import ScriptedModel

EDITOR = """#!/bin/sh
# Keeps its arguments, and the line of the file that it was sent to.
printf '%s\\n' "$@" > "$KEPT"
sed -n "${1#+}p" "$2" >> "$KEPT"
"""


def git(where: Path, *words: str) -> str:
    name = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *name, *words], cwd=where, check=True, capture_output=True, text=True, timeout=PATIENCE
    )
    return done.stdout.strip()


@pytest.fixture
def repository(codex_home: CodexHome) -> Path:
    """The directory to work in: a branch with a commit of its own, and a change that is not committed."""
    work = codex_home.work
    (work / ".git").rmdir()
    git(work, "init", "-q")
    lines = [f"line {number}" for number in range(1, 60)]
    (work / "long.txt").write_text("\n".join(lines) + "\n", "utf-8")
    git(work, "add", "-A")
    git(work, "commit", "-qm", "first")
    git(work, "checkout", "-qb", "topic")
    (work / "other.txt").write_text("of the topic\n", "utf-8")
    git(work, "add", "-A")
    git(work, "commit", "-qm", "second")
    lines[2], lines[49] = "line three", "line fifty"
    (work / "long.txt").write_text("\n".join(lines) + "\n", "utf-8")
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{work}"]\ntrust_level = "trusted"\n')
    return work


def _is_reviewed(model: ScriptedModel, asked: str, times: int, screen: str) -> bool:
    """Whether the model was asked for a review so often, its answer is there, and the turn is over."""
    words = " ".join([line.partition("│")[2].strip() for line in screen.splitlines()])
    answer = words.rpartition("Review finished")[2].partition("echo:")[2]
    return len(model.requests_with(asked)) == times and asked in answer and "Go on" in screen


def test_reviews_of_changes_of_a_branch_and_of_a_commit_and_a_diff_in_the_editor(
    codex_home: CodexHome, repository: Path, scripted_model: ScriptedModel, tmp_path: Path
) -> None:
    commit = git(repository, "rev-parse", "HEAD")
    base = git(repository, "merge-base", "main", "HEAD")
    editor, kept = tmp_path / "vi", tmp_path / "kept"
    editor.write_text(EDITOR, "utf-8")
    editor.chmod(0o755)
    env = {**environment(codex_home), "EDITOR": str(editor), "KEPT": str(kept)}
    with Terminal(RUN, env=env, cwd=repository) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5")
        for turn, (words, asked) in enumerate(
            (
                ("uncommitted", "staged, unstaged, and untracked"),
                ("branch main", base),
                (f"commit {commit}", commit),
            ),
            1,
        ):
            before = len(scripted_model.requests_with(asked))
            terminal.type(f"/review {words}\r")
            terminal.expect(f"turn {turn}", "review")
            terminal.wait_for(
                partial(_is_reviewed, scripted_model, asked, before + 1), f"the review of {words}"
            )

        terminal.type("/diff tree\r")
        terminal.expect("line three", "line fifty", "e editor")
        terminal.type("]]")
        terminal.expect("long.txt:47")
        terminal.type("e")
        terminal.wait_for(lambda _: kept.exists() and kept.read_text("utf-8").count("\n") == 3, "the editor")
        where, path, line = kept.read_text("utf-8").splitlines()
        assert path == str(repository / "long.txt")
        assert (repository / "long.txt").read_text("utf-8").splitlines()[int(where[1:]) - 1] == line
        assert where == "+47"
        terminal.expect("line fifty", "e editor")
