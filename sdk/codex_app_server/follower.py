# Written by sdk/generate.py from async_follower.py and _blocking/follower.py.
# Do not edit: run `make generate`.
"""Follows a thread of a running server across lost connections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ._blocking.follower import BlockingThreadFollower
from ._core.notifications import Notification
from .async_follower import AsyncThreadFollower
from .codex import Codex
from .thread import Thread

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["AsyncThreadFollower", "ThreadFollower"]


class ThreadFollower(BlockingThreadFollower, Iterator[Notification]):
    """The notifications of one thread of a running server, continued across lost connections.

        config = AppServerConfig(transport=running_server("ws://127.0.0.1:4500"))
        with ThreadFollower(config, thread_id) as events:
            for event in events:
                ...

    Turns go on while no client is connected. After a loss the follower connects again, resumes the thread and
    reads from its history (`thread/turns/list`, `thread/items/list`) what it missed. Each start and end of a
    turn or an item comes once. An item that ran at the time of the loss gets no more deltas; the missing text
    of a message comes as one delta before its end. Events that only repeat a state, such as token counts, may
    come again. Events from the history have no `emitted_at_ms`.

    The server asks every client of a thread for approval, and the first answer counts. With an approval
    handler in the config the follower is asked too, and again after a loss; without one it leaves the answer
    to other clients. The thread must have had a turn: the server stores it with its first one. The follower
    tries to connect again for `give_up_after` seconds, and only while the program waits for an event.

    Iterating raises `ConnectionLostError` when it could not connect again, `ServerDiedError` when the server
    has ended, and what a request can raise. A Ctrl-C while waiting loses no event. Any thread may close the
    follower, which ends the waiting of the others.
    """

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __iter__(self) -> Self:
        return self

    @property
    def codex(self) -> Codex:
        """The client of the current connection, to send requests. After a loss it is another client.

        Raises `NotInitializedError` before the follower has been entered.
        """
        return self._codex()

    @property
    def thread(self) -> Thread:
        """The followed thread on the current connection, to start turns on."""
        return self._thread()

    def close(self) -> None:
        """Close the connection. The thread and its turns go on."""
        self._close()
