"""Removes the shell that the server puts around a command, to show the command as a person types it."""

from __future__ import annotations

import re
import shlex

# "/bin/bash -lc 'echo hi'": the server starts every command through a login shell.
_SHELL = re.compile(r"^(?:\S*/)?(?:ba|z|da|k)?sh(?:\.exe)?\s+-(?:l?c|cl|lic|ic)\s+(?=\S)")
# Splitting a command costs microseconds a character, and a title of that length is not read.
_LONGEST = 20_000


def unwrap_shell(command: str) -> str:
    """Return the command inside `bash -lc '...'`; anything that is not exactly that comes back unchanged."""
    match = _SHELL.match(command)
    if match is None or len(command) > _LONGEST:
        return command
    try:
        words = shlex.split(command[match.end() :])
    except ValueError:
        return command
    # More words would be arguments of the inner script ($0, $1): dropping them would hide what runs.
    return words[0] if len(words) == 1 else command
