"""What the generated calls stand on; written by hand.

They are given the one function of their client that sends a request, and know nothing else of it.
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
    """Sends a request and returns its answer as the type that is asked for."""

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
    """Sends a request and returns its answer as the type that is asked for, blocking meanwhile."""

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
    """Leave out of keywords what was not given; a union that was given whole stays as it is."""
    if isinstance(params, dict):
        return {name: value for name, value in params.items() if value is not Unset.UNSET}
    return params
