"""Runs git where the server runs, in the server's sandbox, where it may only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex

# Nothing of the repository's own config is run: another person may have written it.
_GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=true")

_ANSWER_AFTER = 7.0
"""Seconds for the answer of the server after the time that git has."""

TOO_LONG = 124
"""The status by which the server says that the time was over."""

NO_PROGRAM = 101
"""The status by which it says that there is no such program."""


class Said(NamedTuple):
    """What git wrote, and the status with which it ended."""

    status: int
    output: str
    errors: str


async def git(codex: AsyncCodex, directory: str, *arguments: str, seconds: int) -> Said:
    """Run git in a directory for at most so many seconds.

    Of an output beyond a million bytes the server gives the beginning. Raises `CodexError` when the server
    refuses or does not answer.
    """
    answer = await codex.api.command_exec(
        command=[*_GIT, *arguments],
        cwd=directory,
        timeout_ms=1000 * seconds,
        sandbox_policy={"type": "readOnly"},
        timeout=seconds + _ANSWER_AFTER,
    )
    return Said(answer.exit_code, answer.stdout, answer.stderr)
