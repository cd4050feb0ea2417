"""The worked examples of CONTRIBUTING.md, performed in a copy of the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 240
"""Seconds for one program; the slowest is the type checker where it has no cache."""


@dataclass(frozen=True)
class Example:
    """One section: what it changes, and the tests that it names."""

    title: str
    diff: str
    tests: tuple[str, ...]


def read_examples() -> list[Example]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("\n## Worked examples\n")[2].partition("\n## ")[0]
    found = []
    for part in section.split("\n### ")[1:]:
        diff = "".join(re.findall(r"^```diff\n(.*?)^```$", part, re.MULTILINE | re.DOTALL))
        (named,) = re.findall(r'^make test ARGS="(.*)"$', part, re.MULTILINE)
        found.append(Example(part.partition("\n")[0], diff, tuple(named.split())))
    return found


EXAMPLES = read_examples()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which all examples were followed, one after the other."""
    tree = tmp_path_factory.mktemp("examples") / "tree"
    left_out = shutil.ignore_patterns(".*", "__pycache__", "__snapshots__", "fixtures", "*.egg-info")
    shutil.copytree(ROOT, tree, ignore=left_out)
    (tree / "tests/fixtures").symlink_to(ROOT / "tests/fixtures")
    if (cache := ROOT / ".mypy_cache").exists():
        shutil.copytree(cache, tree / ".mypy_cache")
    # Within a repository git would leave out what does not belong to it.
    alone = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tree.parent)}
    for example in EXAMPLES:
        command = ["git", "apply", "-"]
        subprocess.run(
            command, cwd=tree, env=alone, input=example.diff, text=True, check=True, timeout=PATIENCE
        )
    run(tree, "-m", "keys_tables")
    return tree


def run(tree: Path, *command: str) -> str:
    """Run Python in the copy, on the packages of the copy; what it printed is shown when it fails."""
    packages = os.pathsep.join(str(tree / part) for part in ("sdk", "tui", "tests"))
    done = subprocess.run(
        [sys.executable, *command],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": packages},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_there_is_an_example_for_each_thing_that_is_often_added() -> None:
    assert [example.title for example in EXAMPLES] == [
        "A command with a key",
        "An event of the server",
        "A block for a new kind of item",
        "A setting",
    ]


def test_the_tests_that_the_examples_name_pass_in_the_copy(copy: Path) -> None:
    # In one process: the imports cost more than the tests.
    named = dict.fromkeys(test for example in EXAMPLES for test in example.tests)
    assert " passed" in run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *named)


def test_what_comes_out_has_our_style_and_types_and_layers(copy: Path) -> None:
    changed = sorted(
        {name for example in EXAMPLES for name in re.findall(r"^\+\+\+ b/(.*)$", example.diff, re.M)}
    )
    run(copy, "-m", "ruff", "check", "--no-cache", *changed)
    run(copy, "-m", "ruff", "format", "--no-cache", "--check", *changed)
    run(copy, "-m", "mypy", *changed)
    run(copy, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])")
