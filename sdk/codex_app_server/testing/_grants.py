"""Permissions of the user that hold for more than one request."""

from __future__ import annotations


class Grants:
    """Commands and file changes that are allowed without asking, by thread."""

    def __init__(self) -> None:
        self._commands: set[tuple[str, tuple[str, ...], bool]] = set()
        self._patching: set[str] = set()

    def allow_command(self, thread_id: str, words: list[str], *, exactly: bool) -> None:
        """Allow this command, or with `exactly` false all commands that begin with these words."""
        self._commands.add((thread_id, tuple(words), exactly))

    def allows_command(self, thread_id: str, words: list[str]) -> bool:
        """Return whether the user has allowed such a command."""
        return any(
            owner == thread_id and (tuple(words) == rule if exactly else tuple(words[: len(rule)]) == rule)
            for owner, rule, exactly in self._commands
        )

    def allow_patching(self, thread_id: str) -> None:
        """Allow file changes in this thread."""
        self._patching.add(thread_id)

    def allows_patching(self, thread_id: str) -> bool:
        """Return whether a file change here was accepted for the session: none is asked for then."""
        return thread_id in self._patching
