# Written by sdk/generate.py from async_follower.py and _blocking/follower.py.
# Do not edit: run `make generate`.
"""Following a thread of a running server over as many connections as it takes."""

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
    """The notifications of one thread of a running server; a lost connection does not end them.

        config = AppServerConfig(transport=running_server("ws://127.0.0.1:4500"))
        with ThreadFollower(config, thread_id) as events:
            for event in events:
                ...

    Turns go on while nobody is connected. After a loss the follower connects again, resumes the thread, reads
    from its history (`thread/turns/list`, `thread/items/list`) what it missed, and goes on. Each start and
    end of a turn or an item comes once. Of an item that ran at the time of the loss no more deltas come; what
    is missing of a message comes as one delta before its end. Events that only repeat a state, such as token
    counts, may come again. What was read from the history has no `emitted_at_ms`.

    The server asks every client of a thread for approval, and the first answer counts. With the config's
    handler the follower is asked as well, and once more after a loss; without one it leaves the answer to
    other clients. The thread must have had a turn: the server stores it with its first one. For
    `give_up_after` seconds the follower tries to connect again; it does so while it is waited for events.

    Iterating raises `ConnectionLostError` when that was in vain, `ServerDiedError` when the server has ended,
    and what a request can raise. A Ctrl-C while waiting loses no event. Any thread may close the follower,
    which ends the waiting of the others.
    """

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __iter__(self) -> Self:
        return self

    @property
    def codex(self) -> Codex:
        """The client of the present connection, to send requests; another one after a loss.

        Raises `NotInitializedError` before the follower has been entered.
        """
        return self._codex()

    @property
    def thread(self) -> Thread:
        """The followed thread on the present connection, to start turns on."""
        return self._thread()

    def close(self) -> None:
        """Close the connection; the thread and its turns go on."""
        self._close()
