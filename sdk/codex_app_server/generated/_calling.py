"""The base classes of the generated calls; written by hand.

They use a single function of their client, which sends a request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from .._unset import Unset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typing import TypeAlias

    from pydantic import BaseModel

    Params: TypeAlias = Mapping[str, object] | BaseModel

T = TypeVar("T")


class AsyncSend(Protocol):
    """Sends a request and returns its answer as `result_type`."""

    async def __call__(
        self,
        method: str,
        params: Params,
        result_type: type[T],
        *,
        timeout: float | Unset | None,
    ) -> T:
        """Send one request; `timeout` is in seconds."""


class Send(Protocol):
    """Sends a request, blocks until it is answered, and returns the answer as `result_type`."""

    def __call__(
        self,
        method: str,
        params: Params,
        result_type: type[T],
        *,
        timeout: float | Unset | None,
    ) -> T:
        """Send one request; `timeout` is in seconds."""


class AsyncCalls:
    """Base of the asynchronous calls."""

    __slots__ = ("_send",)

    def __init__(self, send: AsyncSend) -> None:
        self._send = send

    async def _call(
        self, method: str, params: Params, result_type: type[T], timeout: float | Unset | None
    ) -> T:
        return await self._send(method, _given(params), result_type, timeout=timeout)


class Calls:
    """Base of the synchronous calls."""

    __slots__ = ("_send",)

    def __init__(self, send: Send) -> None:
        self._send = send

    def _call(self, method: str, params: Params, result_type: type[T], timeout: float | Unset | None) -> T:
        return self._send(method, _given(params), result_type, timeout=timeout)


def _given(params: Params) -> Params:
    """Return the keywords without those that were not given; return a union that was given whole as it is."""
    if isinstance(params, dict):
        return {name: value for name, value in params.items() if value is not Unset.UNSET}
    return params
