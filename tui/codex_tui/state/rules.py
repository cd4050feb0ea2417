"""Rules for commands: which words a person may allow for always, and which commands a rule lets through.

The server takes any words (`sdk/SERVER.md`), those of an interpreter among them, which allow everything. So
this is the only place that keeps a person from saving such a rule by mistake.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from .shell_script import pipelines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_INTERPRETERS = frozenset(
    {"sh", "bash", "zsh", "dash", "ksh", "fish", "csh", "tcsh", "busybox", "cmd", "powershell", "pwsh", "nu"}
    | {"node", "nodejs", "deno", "bun", "ruby", "perl", "php", "lua", "rscript", "r", "osascript", "julia"}
    | {
        "tclsh",
        "expect",
        "irb",
        "ghci",
        "awk",
        "gawk",
        "mawk",
        "nawk",
        "sqlite3",
        "psql",
        "mysql",
        "gdb",
        "vim",
    }
)
"""Programs that run what they are given; `python` and its versions besides."""
_LAUNCHERS = frozenset(
    {
        "env",
        "sudo",
        "doas",
        "su",
        "xargs",
        "ssh",
        "nohup",
        "nice",
        "ionice",
        "time",
        "timeout",
        "watch",
        "exec",
    }
    | {
        "parallel",
        "command",
        "eval",
        "source",
        ".",
        "builtin",
        "setsid",
        "stdbuf",
        "chroot",
        "nsenter",
        "entr",
    }
    | {"unshare", "flock", "strace", "ltrace", "script", "find", "fd", "npx", "pnpx", "bunx", "uvx", "pipx"}
    | {"docker", "podman", "kubectl", "make", "just", "git", "tmux", "screen", "systemd-run", "caffeinate"}
)
"""Programs that run another one, or that have options which do, as `git -c alias.x=!sh`."""
_RUNNERS = frozenset({"run", "exec", "x", "dlx", "compose", "tool", "shell"})
_HAVE_RUNNERS = frozenset(
    {
        "npm",
        "pnpm",
        "yarn",
        "uv",
        "poetry",
        "pdm",
        "pipenv",
        "hatch",
        "rye",
        "pixi",
        "conda",
        "mamba",
        "bundle",
    }
    | {
        "docker",
        "podman",
        "kubectl",
        "go",
        "cargo",
        "dotnet",
        "nix",
        "devbox",
        "mise",
        "asdf",
        "rbenv",
        "pyenv",
    }
)
"""Programs of which some words launch another one: `uv run`, `npm exec`, `docker compose exec`."""
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*w?$")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")


def why_no_rule(words: Sequence[str], asked: Sequence[str] = ()) -> str:
    """Return why these words must not be allowed for always; empty when they may.

    `asked` are the words that were asked; the rule must be their beginning. None: that is not looked at.
    """
    if not words or not words[0]:
        return "A rule needs at least one word."
    if asked and tuple(asked[: len(words)]) != tuple(words):
        return "A rule must be the beginning of the words that are asked."
    if runs_anything(words):
        return f"A rule that ends at {shlex.quote(words[-1])} would allow whatever it is told to run."
    return ""


def runs_anything(words: Sequence[str]) -> bool:
    """Whether a rule of these words ends where the program to run is still to come."""
    rest = list(words)
    # Options and assignments at the end leave open what follows them.
    while len(rest) > 1 and (rest[-1].startswith(("-", "+")) or _ASSIGNMENT.match(rest[-1])):
        rest.pop()
    name = _name(rest[-1])
    if name in _INTERPRETERS or name in _LAUNCHERS or _PYTHON.match(name):
        return True
    if len(rest) > 1 and name in _RUNNERS and _name(rest[0]) in _HAVE_RUNNERS:
        return True
    # `ssh host`, `timeout 5`, `git -c x`: words of the launcher's own, and nothing to run yet.
    first = _name(rest[0])
    if first == "git":
        return all(_is_option_of_git(rest, at) for at in range(1, len(rest)))
    return len(rest) == 2 and first in {"ssh", "timeout", "nice", "su", "chroot", "flock"}


def _is_option_of_git(words: Sequence[str], at: int) -> bool:
    return words[at].startswith("-") or words[at - 1] in ("-c", "-C")


def _name(word: str) -> str:
    return re.split(r"[/\\]", word)[-1].casefold().removesuffix(".exe")


def words_of(command: str) -> tuple[str, ...]:
    """Return the words of a command that is one simple command; none when it is more, or does more.

    A rule covers only such: the server asks again for `touch a && ls` where `touch a` is allowed.
    """
    found = pipelines(command)
    if len(found) != 1 or len(found[0]) != 1:
        return ()
    [simple] = found[0]
    return () if simple.written or simple.files or simple.inner else tuple(simple.words)


def let_through(rule: Sequence[str], commands: Iterable[str]) -> list[str]:
    """Return the commands that a rule would have let through, each once, in their order."""
    found: dict[str, None] = {}
    first = rule[0] if rule else ""
    for command in commands:
        if first and first in command and words_of(command)[: len(rule)] == tuple(rule):
            found[command] = None
    return list(found)
