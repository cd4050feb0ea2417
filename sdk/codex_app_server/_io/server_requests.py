"""Answers the server's requests to the client: approvals above all.

Each answer runs in a task of its own, and a handler that is not a coroutine function in a worker thread. So a
handler can never delay the reader.
"""

from __future__ import annotations

import inspect
import logging
import math
from collections import OrderedDict
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING

import anyio

from .._core.connection import error_line, result_line
from .._core.model_lock import MODELS
from ..errors import InvalidInputError
from .daemon_thread import run_in_daemon_thread
from .request_kinds import Asked, RequestKind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .._core.routing import ServerRequest
    from ..config import AppServerConfig

_log = logging.getLogger("codex_app_server")

_METHOD_NOT_FOUND = -32601
_INTERNAL_ERROR = -32603
# How many answers are remembered in case a request comes twice.
_MOST_ANSWERS = 1000


class ServerRequests:
    """Answers the server's requests, and cancels the handlers of those that it has resolved.

    A request that comes twice gets the same answer, and its handler is called once.
    """

    def __init__(self, config: AppServerConfig, send: Callable[[bytes], None]) -> None:
        self._config = config
        self._send = send
        self._running: dict[int | str, anyio.CancelScope] = {}
        self._answers: OrderedDict[int | str, _Answer] = OrderedDict()
        self._warned: set[str] = set()

    async def answer(self, request: ServerRequest) -> None:
        """Answer one request. It is always answered: the turn behind it would wait for ever otherwise."""
        kind = kind_of(request.method)
        handler: Callable[..., object] | None = getattr(self._config, kind.handler)
        if handler is None or kind.read is None:
            if handler is None:
                self._warn_once(kind, request.method)
            self._send(_refusal(kind, request, _METHOD_NOT_FOUND))
            return
        earlier = self._answers.get(request.id)
        if earlier is not None and earlier.request == request:
            earlier.give(self._send)
            return
        answer = self._answers[request.id] = _Answer(request)
        if len(self._answers) > _MOST_ANSWERS:
            self._answers.popitem(last=False)
        with anyio.CancelScope() as scope, _answering(self):
            self._running[request.id] = scope
            try:
                line = await self._decide(kind, kind.read, handler, request)
                answer.known(line, self._send)
            finally:
                if self._running.get(request.id) is scope:
                    del self._running[request.id]

    @property
    def is_answering_here(self) -> bool:
        """Whether the current task runs a handler, or was started by one that is still running."""
        asking = _asking.get()
        return asking is not None and asking.requests is self

    def resolved(self, request_id: int | str) -> None:
        """Cancel the handler of a request that no longer needs an answer."""
        scope = self._running.get(request_id)
        if scope is not None:
            scope.cancel()

    async def _decide(
        self,
        kind: RequestKind,
        read: Callable[[ServerRequest], Asked],
        handler: Callable[..., object],
        request: ServerRequest,
    ) -> bytes:
        """Return the answer of the handler, or a refusal if anything fails."""
        name, timeout = kind.handler_in_words, self._config.handler_timeout
        try:
            # Building the models of the first request takes 300 ms, which must not block the event loop.
            asked = await run_in_daemon_thread(partial(_read_alone, read, request))
        except ValueError as error:
            _log.error("%s cannot be read, so it was %s: %s", request.method, kind.refused, error)
            return _refusal(kind, request, _INTERNAL_ERROR)
        try:
            with anyio.move_on_after(timeout):
                result = asked.to_wire(await _ask(handler, asked.value))
                return result_line(request.id, result)  # raises for what cannot be sent
            _log.warning(
                "The %s did not answer within %s s (AppServerConfig.handler_timeout), so the request was %s",
                name,
                timeout,
                kind.refused,
            )
        except InvalidInputError as error:
            _log.error("The %s gave no answer, so the request was %s: %s", name, kind.refused, error)
        except GeneratorExit:
            raise  # the event loop has ended, and nothing can be answered
        except BaseException as error:
            if isinstance(error, anyio.get_cancelled_exc_class()) and _is_cancelled():
                raise
            _log.exception("The %s failed, so the request was %s", name, kind.refused)
            if kind.failure is not None:
                return _failure(kind, request, kind.failure(error))
        return _refusal(kind, request, _INTERNAL_ERROR)

    def _warn_once(self, kind: RequestKind, method: str) -> None:
        if kind.handler not in self._warned:
            self._warned.add(kind.handler)
            _log.warning(
                "The server sent %s and the client has no %s: this and every later such request is %s. Give "
                "one as AppServerConfig(%s=...).",
                method,
                kind.handler_in_words,
                kind.refused,
                kind.handler,
            )


class _Asking:
    """Marks the tasks of a handler while it runs."""

    __slots__ = ("requests",)

    def __init__(self, requests: ServerRequests) -> None:
        self.requests: ServerRequests | None = requests


_asking: ContextVar[_Asking | None] = ContextVar("_asking", default=None)


@contextmanager
def _answering(requests: ServerRequests) -> Iterator[None]:
    asking = _Asking(requests)
    token = _asking.set(asking)
    try:
        yield
    finally:
        asking.requests = None  # for tasks that outlive the handler which started them
        _asking.reset(token)


class _Answer:
    """The answer to one request, sent as often as the request came."""

    def __init__(self, request: ServerRequest) -> None:
        self.request = request
        self._asked = 1
        self._line: bytes | None = None

    def give(self, send: Callable[[bytes], None]) -> None:
        """Send the answer once more, now or as soon as it is known."""
        if self._line is None:
            self._asked += 1
        else:
            send(self._line)

    def known(self, line: bytes, send: Callable[[bytes], None]) -> None:
        """Set the answer and send it once for each time the request has come."""
        self._line = line
        for _ in range(self._asked):
            send(line)


def _read_alone(read: Callable[[ServerRequest], Asked], request: ServerRequest) -> Asked:
    """Read a request once the models of the first turn are built."""
    with MODELS:
        return read(request)


def _is_cancelled() -> bool:
    """Return whether this task was cancelled, and not just something that a handler waited for."""
    return anyio.current_effective_deadline() == -math.inf


async def _ask(handler: Callable[..., object], value: object) -> object:
    if inspect.iscoroutinefunction(handler):
        given: object = await handler(value)
        return given
    answer = await run_in_daemon_thread(partial(handler, value))
    return await answer if inspect.isawaitable(answer) else answer


def _refusal(kind: RequestKind, request: ServerRequest, code: int) -> bytes:
    if kind.refusal is not None:
        return result_line(request.id, kind.refusal)
    return error_line(request.id, code, f"This client does not answer {request.method}.")


def _failure(kind: RequestKind, request: ServerRequest, result: Mapping[str, object]) -> bytes:
    try:
        return result_line(request.id, result)
    except InvalidInputError:  # the error's own text cannot be sent
        return _refusal(kind, request, _INTERNAL_ERROR)
