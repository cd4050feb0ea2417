"""What the objects of one client share: the session, the ledger and the consumer slot."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from .._core.consumer_slot import ConsumerSlot
from .._core.parameters import read_result
from .._core.settings_ledger import SettingsLedger
from .._core.wire import wire_value
from .._unset import UNSET, Unset
from ..errors import ExperimentalApiError, MethodNotFoundError
from ..pages import AsyncPages
from .session import Session
from .shared_calls import SharedCalls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from ..config import AppServerConfig
    from ..generated.v2_all import ThreadResumeResponse
    from ..pages import Page

T = TypeVar("T")

_ONE_AT_A_TIME = (
    "Another turn of this client is being consumed. Finish or close that stream first, or make the client "
    "with AppServerConfig(concurrent_turns=True)."
)


class Client:
    """One client of one server."""

    def __init__(self, config: AppServerConfig) -> None:
        self.session = Session(config)
        self.ledger = SettingsLedger()
        self.loading: SharedCalls[ThreadResumeResponse] = SharedCalls()
        """Threads that are being loaded because a turn wants to start on them."""
        self._experimental_api = config.experimental_api
        self._slot = None if config.concurrent_turns else ConsumerSlot(_ONE_AT_A_TIME)

    async def call(
        self,
        method: str,
        params: object,
        result_type: type[T],
        *,
        timeout: float | Unset | None = UNSET,
    ) -> T:
        """Send a request and return its typed result.

        Raises what `Session.request` raises, `ExperimentalApiError` before sending what the config excludes,
        and `ResponseInvalidError` for a result that does not fit.
        """
        if not self._experimental_api:
            _check_stable(method)
        # The server wants `params` in every request, and takes an empty object where there are none.
        wire = {} if params is None else wire_value(params)
        result = await self.session.request(method, wire, timeout=timeout)
        self.ledger.answered(method, wire, result)
        return read_result(method, result, result_type)

    def pages(
        self,
        method: str,
        params: Mapping[str, object],
        result_type: type[Page[T]],
        explain: Callable[[], Awaitable[object]] | None = None,
    ) -> AsyncPages[T]:
        """Walk through what a listing method lists; `params` are those of every page.

        `explain` is awaited when the server says that it does not know the method, and may raise the true
        reason.
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

    def take_slot(self) -> None:
        """Become the one consumer of turns; any number may, with `concurrent_turns`.

        Raises `ConcurrentUseError` when there is one.
        """
        if self._slot is not None:
            self._slot.take()

    def free_slot(self) -> None:
        """Let another turn be consumed."""
        if self._slot is not None:
            self._slot.free()

    @contextmanager
    def consuming(self) -> Iterator[None]:
        """Hold the consumer slot for the time of a block."""
        self.take_slot()
        try:
            yield
        finally:
            self.free_slot()


def _check_stable(method: str) -> None:
    """Raise `ExperimentalApiError` for an experimental method; one that is not known here passes."""
    from ..generated.methods import REQUESTS

    known = REQUESTS.get(method)
    if known is not None and known.experimental:
        raise ExperimentalApiError(method)
