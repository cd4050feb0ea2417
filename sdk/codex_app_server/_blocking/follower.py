"""A follower whose event loop runs in a thread of its own while it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..async_follower import AsyncThreadFollower
from ..codex import Codex
from ..errors import NotInitializedError, TransportClosedError

if TYPE_CHECKING:
    from typing_extensions import Self

    from .._core.notifications import Notification
    from .._io.portal import Portal
    from ..async_codex import AsyncCodex
    from ..config import AppServerConfig
    from ..thread import Thread


class BlockingThreadFollower:
    """The base of `ThreadFollower`."""

    def __init__(self, config: AppServerConfig, thread_id: str, *, give_up_after: float = 60.0) -> None:
        self._async = AsyncThreadFollower(config, thread_id, give_up_after=give_up_after)
        self._portal: Portal | None = None
        self._client: _CodexOfFollower | None = None

    def __enter__(self) -> Self:
        from .._io.portal import Portal

        self._portal = Portal(self._async.aclose, self._async._check_open)
        try:
            self._portal.call(self._async.__aenter__)
        except BaseException:
            self._close()
            raise
        return self

    def __next__(self) -> Notification:
        if self._portal is None or self._async._closed:
            raise StopIteration
        try:
            return self._portal.call(self._async.__anext__)
        except StopAsyncIteration:
            raise StopIteration from None
        except TransportClosedError:
            if self._async._closed:
                raise StopIteration from None
            raise

    def _codex(self) -> Codex:
        if self._portal is None or self._async._codex is None:
            raise NotInitializedError("The follower is not connected yet. Enter it with `with` first.")
        if self._client is None or self._client._async is not self._async._codex:
            self._client = _CodexOfFollower(self._portal, self._async._codex)
        return self._client

    def _thread(self) -> Thread:
        return self._codex().thread(self._async._thread_id)

    def _close(self) -> None:
        if self._portal is not None:
            self._portal.close()


class _CodexOfFollower(Codex):
    """The client of one connection of a follower. It runs on the follower's event loop, which outlives it."""

    def __init__(self, portal: Portal, client: AsyncCodex) -> None:
        self._portal = portal
        self._async = client

    def _close(self) -> None:
        self._portal.finish(self._async.close)
