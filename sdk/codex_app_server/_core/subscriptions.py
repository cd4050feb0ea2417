"""Which threads this client hears of.

The server sends the events of a thread, and its questions, to the clients that have started, resumed or
forked it, and to no others. A turn started on
another thread runs, and its client waits for ever.
"""

from __future__ import annotations

from collections.abc import Mapping

_SUBSCRIBE = frozenset({"thread/start", "thread/resume", "thread/fork"})
_END = frozenset({"thread/unsubscribe", "thread/archive", "thread/delete"})


class Subscriptions:
    """The threads whose events this client gets, as far as its own requests tell."""

    def __init__(self) -> None:
        self._threads: set[str] = set()

    def __contains__(self, thread_id: str) -> bool:
        return thread_id in self._threads

    def answered(self, method: str, params: object, result: object) -> None:
        """Note what a request that succeeded has changed."""
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
