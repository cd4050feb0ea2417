"""The event loop behind the sync front, in a thread of its own."""

from __future__ import annotations

import os
import threading
import warnings
import weakref
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from anyio.from_thread import start_blocking_portal

from ..errors import TransportClosedError
from .belonging import tell_after_fork
from .detached import spawn_detached

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextlib import AbstractContextManager

    from anyio.from_thread import BlockingPortal

    from ..errors import CodexError

P = ParamSpec("P")
T = TypeVar("T")


class Portal:
    """Runs coroutines for threads that have no event loop, until it is closed or forgotten.

    `close_client` ends what runs on the event loop; `check_alive` raises what has ended it.
    """

    def __init__(
        self, close_client: Callable[[], Coroutine[object, object, None]], check_alive: Callable[[], None]
    ) -> None:
        self._check_alive = check_alive
        self._loop = _Loop(close_client)
        # Also when the interpreter ends: a generator of anyio would wait then for a thread that is gone.
        self._shut_down = weakref.finalize(self, self._loop.forgotten)

    def call(
        self, function: Callable[P, Coroutine[object, object, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `function` on the event loop and wait for its result.

        A Ctrl-C while waiting cancels it: a plain wait would leave it running. Raises what ended the client
        when the portal is closed.
        """
        if not self._shut_down.alive or self._loop.pid != os.getpid():
            self._check_alive()
        future = self._loop.portal.start_task_soon(partial(function, *args, **kwargs))
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a plain function on the event loop, for what the reader uses there too."""

        async def call() -> T:
            return function(*args, **kwargs)

        return self.call(call)

    def finish(self, function: Callable[[], Coroutine[object, object, None]]) -> None:
        """Run what ends something of the client; do nothing when the client has ended, and that with it."""
        with suppress(TransportClosedError):
            self.call(function)

    def close(self) -> None:
        """End the client, the event loop and its thread; calling it again does nothing.

        A coroutine handler, which runs on that very thread, only begins the end of the client.
        """
        if self._loop.is_this_thread():
            self._loop.begin_to_close()
        elif self._shut_down.detach():
            self._loop.shut_down()


class _Loop:
    """The thread with the event loop; knows nothing of the portal, so that a forgotten one is collected."""

    def __init__(self, close_client: Callable[[], Coroutine[object, object, None]]) -> None:
        self._close_client = close_client
        self._running: AbstractContextManager[BlockingPortal] = start_blocking_portal("asyncio")
        self.portal = self._running.__enter__()
        self._thread = self.portal.call(threading.get_ident)
        self.pid = os.getpid()
        tell_after_fork(self)

    def disown(self, error: CodexError) -> None:
        """Keep what anyio has on its stack from waiting for the parent's thread when the interpreter ends."""

        def refuse(*_: object) -> None:
            raise RuntimeError(str(error))

        self.portal.call = refuse  # type: ignore[method-assign,assignment]  # nothing runs it in this process

    def is_this_thread(self) -> bool:
        """Tell whether the caller runs on the event loop, for which it cannot wait."""
        return threading.get_ident() == self._thread and self.pid == os.getpid()

    def begin_to_close(self) -> None:
        spawn_detached(self._close_client, name="codex app-server close")

    def shut_down(self) -> None:
        if self.pid != os.getpid():
            return  # forked: the thread and the server are the parent's
        try:
            self.portal.call(self._close_client)
        finally:
            self._running.__exit__(None, None, None)

    def forgotten(self) -> None:
        if self.pid != os.getpid():
            return
        if self.is_this_thread():
            # The garbage collector runs wherever it likes, and this thread cannot wait for itself.
            threading.Thread(target=self.shut_down, daemon=True).start()
        else:
            self.shut_down()
        warnings.warn(
            "A Codex client was never closed. Use `with Codex() as codex:` or call close().",
            ResourceWarning,
            stacklevel=2,
        )
