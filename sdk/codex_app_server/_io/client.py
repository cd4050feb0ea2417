"""The state that the objects of one client share: the session, the ledger and the consumer slot."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import anyio

from .._core.consumer_slot import ConsumerSlot
from .._core.parameters import TAKE_INPUT, check_input_length, read_result
from .._core.settings_ledger import SettingsLedger
from .._core.subscriptions import Subscriptions
from .._core.wire import wire_value
from .._kept_settings import FirstAnswers
from .._unset import UNSET, Unset
from ..async_pages import AsyncPages
from ..config import AppServerConfig
from ..errors import (
    CodexError,
    ConcurrentUseError,
    ExperimentalApiError,
    InvalidInputError,
    MethodNotFoundError,
)
from .detached import spawn_detached
from .interrupting import METHOD as INTERRUPT
from .interrupting import interrupt_turn, request_interrupt
from .session import Session
from .shared_calls import SharedCalls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from .._core.wire import JsonValue
    from ..async_pages import Page
    from ..generated.v2_all import TurnInterruptResponse

T = TypeVar("T")

# The server starts a turn within 50 ms of accepting it. After this long it will not start it any more.
_LATE_TURN_STARTS = 60.0
_ONE_AT_A_TIME = (
    "Another turn of this client is being consumed. Finish or close that stream first, or make the client "
    "with AppServerConfig(concurrent_turns=True)."
)
_ONE_RUN = (
    "Another run() waits on this thread. Wait for it, or add input to its turn with steer(); "
    "concurrent_turns is for turns on different threads."
)


class Client:
    """A client of one server, shared by its threads, turns and streams."""

    def __init__(self, config: AppServerConfig) -> None:
        if not isinstance(config, AppServerConfig):
            raise InvalidInputError(
                f"config is a {type(config).__name__}; give an AppServerConfig, such as "
                "AppServerConfig(codex_bin=...)."
            )
        self.session: Session = Session(config)
        self.ledger: SettingsLedger = SettingsLedger()
        self.first_answers: FirstAnswers = FirstAnswers()
        self.subscriptions: Subscriptions = Subscriptions()
        self.loading: SharedCalls[JsonValue] = SharedCalls()
        """Resumes in progress, by thread id, for turns that are about to start."""
        self.interrupting: SharedCalls[TurnInterruptResponse] = SharedCalls()
        """Interrupts in progress, shared by all handles on a turn."""
        self._runs: set[str] = set()
        self.close_timeout: float = config.close_timeout
        """Seconds to interrupt a turn whose block is left or whose scope is cancelled."""
        self._experimental_api = config.experimental_api
        self._slot = None if config.concurrent_turns else ConsumerSlot(_ONE_AT_A_TIME)
        # Not at interpreter exit: the event loop has ended by then, and the server with it.
        weakref.finalize(self, self.session.forgotten).atexit = False

    async def call(
        self,
        method: str,
        params: object,
        result_type: type[T],
        *,
        timeout: float | Unset | None = UNSET,
        on_late: Callable[[JsonValue], None] | None = None,
    ) -> T:
        """Send a request and return its typed result; `on_late` is passed to `Session.request`.

        Raises what `ask` raises, and `ResponseInvalidError` for a result that does not fit.
        """
        result = await self.ask(method, params, timeout=timeout, on_late=on_late)
        if result_type is not dict:
            await self.session.wait_for_models()
        return read_result(method, result, result_type)

    async def ask(
        self,
        method: str,
        params: object,
        *,
        timeout: float | Unset | None = UNSET,
        on_late: Callable[[JsonValue], None] | None = None,
    ) -> JsonValue:
        """Send a request and return its raw result, for which no model must have been built.

        Raises what `Session.request` raises, and `ExperimentalApiError` without sending a request that the
        config excludes.
        """
        # The server requires `params` in every request, and accepts an empty object.
        wire = {} if params is None else wire_value(params)
        self.check(method, wire)
        if method == INTERRUPT and isinstance(wire, Mapping):
            result = await request_interrupt(self.session, wire, timeout)
        else:
            result = await self.session.request(method, wire, timeout=timeout, on_late=on_late)
        self.ledger.answered(method, wire, result)
        self.subscriptions.answered(method, wire, result)
        return result

    def check(self, method: str, params: object) -> None:
        """Raise `InvalidInputError` for an excluded experimental method or for too much input."""
        if not self._experimental_api:
            _check_stable(method)
        if method in TAKE_INPUT:
            check_input_length(method, params)

    def pages(
        self,
        method: str,
        params: Mapping[str, object],
        result_type: type[Page[T]],
        explain: Callable[[], Awaitable[object]] | None = None,
    ) -> AsyncPages[T]:
        """Return an iterator over all entries of a listing method; every page is fetched with `params`.

        `explain` is awaited when the server answers that it does not know the method, and may raise an error
        with the true reason.
        """

        async def fetch(cursor: str | None) -> Page[T]:
            here = {} if cursor is None else {"cursor": cursor}
            try:
                return await self.call(method, {**params, **here}, result_type)
            except MethodNotFoundError:
                if explain is not None:
                    await explain()
                raise

        return AsyncPages(method, fetch)

    def interrupt_late_turn(self, thread_id: str, answer: JsonValue, *, is_review: bool = False) -> None:
        """Interrupt a turn whose caller gave up before `turn/start` was answered.

        A turn that has a handle goes on: the request only added its input to that turn.
        """
        turn = answer.get("turn") if isinstance(answer, dict) else None
        turn_id = turn.get("id") if isinstance(turn, dict) else None
        if isinstance(turn_id, str) and not self.session.router.follows(thread_id, turn_id):
            interrupt = partial(self._interrupt, thread_id, turn_id, is_review)
            spawn_detached(interrupt, name="codex app-server late turn")

    async def _interrupt(self, thread_id: str, turn_id: str, is_review: bool) -> None:
        router = self.session.router
        events = router.settle_turn(router.expect_turn(thread_id), turn_id)
        try:
            with anyio.move_on_after(_LATE_TURN_STARTS), suppress(CodexError):
                await interrupt_turn(self.session, thread_id, turn_id, events, is_review=is_review)
        finally:
            router.unsubscribe(events)

    def take_slot(self) -> None:
        """Take the slot of the one consumer of turns. With `concurrent_turns` this does nothing.

        Raises `ConcurrentUseError` when another consumer holds it.
        """
        if self._slot is not None:
            self._slot.take()

    def free_slot(self) -> None:
        """Free the slot, so that another turn can be consumed."""
        if self._slot is not None:
            self._slot.free()

    @contextmanager
    def running_on(self, thread_id: str) -> Iterator[None]:
        """Be the only `run()` on a thread for the duration of a block.

        Raises `ConcurrentUseError` when another one runs: the server would add the input of the second to the
        turn of the first, and both would return the answer to the second.
        """
        if thread_id in self._runs:
            raise ConcurrentUseError(_ONE_RUN)
        self._runs.add(thread_id)
        try:
            yield
        finally:
            self._runs.discard(thread_id)

    @contextmanager
    def consuming(self) -> Iterator[None]:
        """Hold the consumer slot for the duration of a block."""
        self.take_slot()
        try:
            yield
        finally:
            self.free_slot()


def _check_stable(method: str) -> None:
    """Raise `ExperimentalApiError` for an experimental method. Unknown methods pass."""
    from ..generated.methods import REQUESTS

    known = REQUESTS.get(method)
    if known is not None and known.experimental:
        raise ExperimentalApiError(method)
