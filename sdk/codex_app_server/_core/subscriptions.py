"""Tracks the threads whose events this client gets.

The server sends the events and requests of a thread only to the clients that have started, resumed or forked
it. A turn started on another thread runs, but its client waits for ever.
"""

from __future__ import annotations

from collections.abc import Mapping

_SUBSCRIBE = frozenset({"thread/start", "thread/resume", "thread/fork"})
_END = frozenset({"thread/unsubscribe", "thread/archive", "thread/delete"})


class Subscriptions:
    """The ids of the threads whose events this client gets, judged by its own requests."""

    def __init__(self) -> None:
        self._threads: set[str] = set()

    def __contains__(self, thread_id: str) -> bool:
        return thread_id in self._threads

    def answered(self, method: str, params: object, result: object) -> None:
        """Record the effect of a request that succeeded."""
        if method in _SUBSCRIBE:
            thread = result.get("thread") if isinstance(result, Mapping) else None
            self._add(thread.get("id") if isinstance(thread, Mapping) else None)
        elif method == "review/start":
            self._add(result.get("reviewThreadId") if isinstance(result, Mapping) else None)
        elif method in _END and isinstance(params, Mapping):
            self._threads.discard(str(params.get("threadId")))

    def _add(self, thread_id: object) -> None:
        if isinstance(thread_id, str):
            self._threads.add(thread_id)
