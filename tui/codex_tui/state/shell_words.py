"""Removes the shell that the server puts around a command, to show the command as a person types it."""

from __future__ import annotations

import re
import shlex

# A quick look: most commands that are shown have been unwrapped before, or have no shell.
_MAY_BE_SHELL = re.compile(
    r"""^.{0,200}?\b(?:(?:ba|z|da|k|fi)?sh|cmd|powershell|pwsh)(?:\.exe)?['"]?\s""", re.IGNORECASE | re.DOTALL
)
_NAME = re.compile(r"(?:.*[/\\])?([^/\\]+?)(?:\.exe)?$", re.IGNORECASE | re.DOTALL)
_SHELLS = frozenset({"sh", "bash", "zsh", "dash", "ksh", "fish"})
_BESIDE_SCRIPT = frozenset({"-l", "-i", "--login", "--norc", "--noprofile", "-f"})
"""Options of shells that decide which settings are read, and not what the script does."""
_SCRIPT = re.compile(r"-[li]*c[li]*$")
_CMD_BESIDE = frozenset({"/d", "/s", "/q"})
_POWERSHELL_BESIDE = frozenset({"-noprofile", "-nologo", "-noninteractive", "-nop"})
_POWERSHELL_SCRIPT = frozenset({"-command", "-c"})
# Splitting a command costs microseconds a character, and a title of that length is not read.
_LONGEST = 20_000
_OPERATORS = re.compile(r"[|&;<>()$`\\\"'*?\[#~=%!{}\s]")


def unwrap_shell(command: str) -> str:
    """Return the command inside `bash -lc '...'`; anything that is not exactly that comes back unchanged.

    Put behind the same shell again, it gives the words of the command.
    """
    if len(command) > _LONGEST or not _MAY_BE_SHELL.match(command):
        return command
    try:
        words = shlex.split(_with_slashes(command))
    except ValueError:
        return command
    if words and words[0].rpartition("/")[2] == "env":
        words = words[1:]
    match = _NAME.match(words[0]) if words else None
    name = match[1].casefold() if match else ""
    if name in _SHELLS:
        return _script(words[1:]) or command
    if name == "cmd":
        return _joined(words[1:], _CMD_BESIDE, frozenset({"/c"})) or command
    if name in ("powershell", "pwsh"):
        return _joined(words[1:], _POWERSHELL_BESIDE, _POWERSHELL_SCRIPT) or command
    return command


def _script(words: list[str]) -> str:
    """Return the script of a POSIX shell, whose words these are; empty when it is not all that runs."""
    while words and words[0] in _BESIDE_SCRIPT:
        words = words[1:]
    # More words would be arguments of the script ($0, $1): dropping them would hide what runs.
    return words[1] if len(words) == 2 and _SCRIPT.match(words[0]) else ""


def _joined(words: list[str], beside: frozenset[str], script: frozenset[str]) -> str:
    """Return what a shell of Windows runs, which joins the words behind its option with blanks."""
    while words and words[0].casefold() in beside:
        words = words[1:]
    if not words or words[0].casefold() not in script:
        return ""
    rest = words[1:]
    if len(rest) == 1:
        return rest[0]
    # A word that has a meaning of its own, or blanks, would read as something else than it is.
    return "" if any(not word or _OPERATORS.search(word) for word in rest) else " ".join(rest)


def _with_slashes(command: str) -> str:
    """Return a command with slashes in its program, if that is a path of Windows without quotes."""
    match = re.match(r"[A-Za-z]:\\[^\s'\"]*", command)
    return command if match is None else match.group().replace("\\", "/") + command[match.end() :]
