"""What the person has allowed for longer than once."""

from __future__ import annotations


class Grants:
    """Commands and file changes that are not asked for again, by thread."""

    def __init__(self) -> None:
        self._commands: set[tuple[str, tuple[str, ...], bool]] = set()
        self._patching: set[str] = set()

    def allow_command(self, thread_id: str, words: list[str], *, exactly: bool) -> None:
        """Do not ask again for this command, or for those that begin like it."""
        self._commands.add((thread_id, tuple(words), exactly))

    def allows_command(self, thread_id: str, words: list[str]) -> bool:
        """Whether the person has allowed such a command before."""
        return any(
            owner == thread_id and (tuple(words) == rule if exactly else tuple(words[: len(rule)]) == rule)
            for owner, rule, exactly in self._commands
        )

    def allow_patching(self, thread_id: str) -> None:
        """Do not ask again for file changes in this thread."""
        self._patching.add(thread_id)

    def allows_patching(self, thread_id: str) -> bool:
        """Whether the person has allowed file changes for the session."""
        return thread_id in self._patching
