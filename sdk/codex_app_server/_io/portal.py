"""The event loop behind the synchronous classes, in a thread of its own."""

from __future__ import annotations

import os
import threading
import warnings
import weakref
from concurrent.futures import Future
from contextlib import suppress
from contextvars import Context
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import anyio
from anyio.from_thread import BlockingPortal

from ..errors import TransportClosedError
from .detached import spawn_detached

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

P = ParamSpec("P")
T = TypeVar("T")


class Portal:
    """Runs coroutines for threads that have no event loop, until it is closed or garbage collected.

    `close_client` ends the client on the event loop; `check_alive` raises the error that ended it.
    """

    def __init__(
        self, close_client: Callable[[], Coroutine[object, object, None]], check_alive: Callable[[], None]
    ) -> None:
        self._check_alive = check_alive
        self._loop = _Loop(close_client)
        # Called at interpreter exit too.
        self._shut_down = weakref.finalize(self, self._loop.forgotten)

    def call(
        self, function: Callable[P, Coroutine[object, object, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `function` on the event loop and wait for its result.

        A Ctrl-C while waiting cancels it: a plain wait would leave it running. When the portal is closed,
        raises the error that ended the client.
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
        """Call a plain function on the event loop, because it uses state that the reader uses there too."""

        async def call() -> T:
            return function(*args, **kwargs)

        return self.call(call)

    def finish(self, function: Callable[[], Coroutine[object, object, None]]) -> None:
        """Run a closing function; do nothing when the client, and so the object to close, has ended."""
        with suppress(TransportClosedError):
            self.call(function)

    def close(self) -> None:
        """End the client, the event loop and its thread; calling it again does nothing.

        In a coroutine handler, which runs on that thread, it only begins to close the client.
        """
        if self._loop.is_this_thread():
            self._loop.begin_to_close()
        elif self._shut_down.detach():
            self._loop.shut_down()


class _Loop:
    """The thread with the event loop. It does not reference the portal, which can so be collected."""

    def __init__(self, close_client: Callable[[], Coroutine[object, object, None]]) -> None:
        self._close_client = close_client
        started: Future[BlockingPortal] = Future()
        # In a new context: the caller's context variables must not leak into every task.
        self._thread = threading.Thread(
            target=Context().run, args=(_run_portal, started), name="codex app-server", daemon=True
        )
        self._thread.start()
        self.portal = started.result()
        self.pid = os.getpid()

    def is_this_thread(self) -> bool:
        """Return whether the caller runs on the event loop, and so must not wait for it."""
        return threading.get_ident() == self._thread.ident and self.pid == os.getpid()

    def begin_to_close(self) -> None:
        spawn_detached(self._close_client, name="codex app-server close")

    def shut_down(self) -> None:
        if self.pid != os.getpid():
            return  # forked: the thread and the server are the parent's
        try:
            self.portal.call(self._close_client)
        finally:
            # The loop may have ended by itself; anyio raises RuntimeError then.
            with suppress(RuntimeError):
                self.portal.call(self.portal.stop)
            self._thread.join()

    def forgotten(self) -> None:
        if self.pid != os.getpid():
            return
        if self.is_this_thread():
            # The garbage collector runs in any thread, and this one cannot wait for itself.
            threading.Thread(target=self.shut_down, daemon=True).start()
        else:
            self.shut_down()
        warnings.warn(
            "A Codex client was never closed. Use `with Codex() as codex:` or call close().",
            ResourceWarning,
            stacklevel=2,
        )


def _run_portal(started: Future[BlockingPortal]) -> None:
    # Not with anyio's `start_blocking_portal`: its generator stays on the caller's stack, and in a forked
    # process it waits at interpreter exit for this thread, which exists only in the parent.
    async def serve() -> None:
        async with BlockingPortal() as portal:
            started.set_result(portal)
            await portal.sleep_until_stopped()

    try:
        anyio.run(serve)
    except BaseException as error:  # noqa: BLE001 - a call that waits raises it
        if not started.done():
            started.set_exception(error)
