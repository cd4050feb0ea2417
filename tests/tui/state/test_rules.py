"""Which words may be allowed for always."""

from __future__ import annotations

import shlex

import pytest
from codex_tui.state.rules import let_through, runs_anything, why_no_rule, words_of

REFUSED = (
    "sh",
    "bash",
    "/bin/zsh",
    "bash -lc",
    "python",
    "python3.12",
    "python -m",
    "python3 -c",
    "node",
    "node -e",
    "perl -e",
    "env",
    "env FOO=1",
    "env -i FOO=1",
    "sudo",
    "sudo -u",
    "sudo bash",
    "xargs",
    "xargs -n",
    "ssh",
    "ssh host",
    "git",
    "git -c",
    "git -c core.pager=sh",
    "git -C sub",
    "timeout",
    "timeout 5",
    "nohup",
    "find",
    "npx",
    "uv run",
    "npm exec",
    "docker run",
    "docker compose exec",
    "cmd.exe",
    "powershell -Command",
    "eval",
    "awk",
    "make",
)

ALLOWED = (
    "pip install",
    "git status",
    "git -C sub status",
    "python -m pytest",
    "python script.py",
    "bash script.sh",
    "bash -c 'echo hi'",
    "sudo apt-get install",
    "env FOO=1 pytest",
    "npm test",
    "npm run build",
    "uv run pytest",
    "make test",
    "ssh host uptime",
    "timeout 5 pytest",
    "docker ps",
    "pytest -k",
    "ls",
)


@pytest.mark.parametrize("words", REFUSED)
def test_no_rule_ends_at_what_runs_anything(words: str) -> None:
    assert runs_anything(shlex.split(words))
    assert why_no_rule(shlex.split(words)).startswith("A rule that ends at")


@pytest.mark.parametrize("words", ALLOWED)
def test_a_rule_may_name_what_is_run(words: str) -> None:
    assert why_no_rule(shlex.split(words)) == ""


def test_a_rule_is_a_beginning_of_the_words_that_were_asked() -> None:
    asked = ("pip", "install", "x")
    assert why_no_rule(("pip", "install"), asked) == ""
    assert why_no_rule(asked, asked) == ""
    assert why_no_rule((), asked) == "A rule needs at least one word."
    for other in (("pip", "uninstall"), ("install",), (*asked, "y"), ("rm",)):
        assert "beginning of the words" in why_no_rule(other, asked)


def test_only_one_simple_command_has_words_for_a_rule() -> None:
    assert words_of("touch 'a b'") == ("touch", "a b")
    for more in ("touch a && ls", "touch a | cat", "touch a > b", "touch $(ls)", "touch a; ls", ""):
        assert words_of(more) == ()


def test_what_a_rule_would_have_let_through() -> None:
    ran = [
        "pip install a",
        "pip install a",
        "pip uninstall a",
        "pip install b && rm b",
        "x pip install c",
        "pip install c",
    ]
    assert let_through(("pip", "install"), ran) == ["pip install a", "pip install c"]
    assert let_through((), ran) == []
