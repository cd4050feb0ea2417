# Written by sdk/generate.py from async_started_turns.py and _blocking/started_turns.py.
# Do not edit: run `make generate`.
"""Turns that this program did not start: of a goal, of the queue, of other clients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ._blocking.started_turns import BlockingStartedTurns
from .async_started_turns import AsyncStartedTurns
from .turn import TurnHandle

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["AsyncStartedTurns", "StartedTurns"]


class StartedTurns(BlockingStartedTurns, Iterator[TurnHandle]):
    """A handle on each turn that begins on a thread, from the call of `started_turns()` on.

    The handle has every event of its turn, however short the turn is. The iteration ends when the client is
    closed.
    """

    def __iter__(self) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __next__(self) -> TurnHandle:
        return TurnHandle(self._portal, self._next())

    def close(self) -> None:
        """Stop following. Handles that were returned stay usable."""
        self._portal.finish(self._async.aclose)
