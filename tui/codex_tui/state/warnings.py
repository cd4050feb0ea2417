"""What the server warned of: kept until the application ends, so that a person can read it later."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST = 100
"""Warnings that are kept; of more the oldest is dropped."""


@dataclass(frozen=True, slots=True)
class ServerWarning:
    """A warning. Texts are sanitised; `at` is when it came last, in Unix seconds, `times` how often it came.

    `about` is a word or two: the configuration, a thread, an MCP server.
    """

    about: str
    text: str
    at: float
    detail: str = ""
    thread_id: str = ""
    times: int = 1


class Warnings:
    """The newest `MOST` warnings; one that comes again is counted and moves to the front."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], ServerWarning] = {}

    def add(self, warning: ServerWarning) -> None:
        """Add a warning, or count it again."""
        key = (warning.about, warning.text, warning.thread_id)
        before = self._kept.pop(key, None)
        self._kept[key] = replace(warning, times=warning.times + (before.times if before else 0))
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]

    def newest_first(self) -> list[ServerWarning]:
        """Return all, the one that came last at the front."""
        return list(reversed(self._kept.values()))

    def __len__(self) -> int:
        return len(self._kept)
