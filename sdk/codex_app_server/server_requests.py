"""Requests of the server that no other handler is for.

Examples are the tokens of a program that manages a ChatGPT login itself
(`account/chatgptAuthTokens/refresh`), `attestation/generate` and `currentTime/read`, and new requests of a
newer server.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, Union

from ._core.wire import wire_value
from .errors import InvalidInputError
from .generated import v2_all


@dataclass(frozen=True)
class ServerRequest:
    """A request of the server, unparsed."""

    request_id: int | str
    method: str
    params: v2_all.JsonValue


ServerRequestAnswer: TypeAlias = Union[Mapping[str, object], "v2_all.BaseModel"]
"""The return value of a server request handler: a generated model, or a mapping with the protocol's names."""

ServerRequestHandler: TypeAlias = Callable[
    [ServerRequest], ServerRequestAnswer | Awaitable[ServerRequestAnswer]
]
"""Answers requests of the server. If it raises, the server gets an error."""


def result_to_wire(request: ServerRequest, answer: object) -> Mapping[str, object]:
    """Convert an answer to the result on the wire.

    Raises `InvalidInputError` for anything but an object.
    """
    result = wire_value(answer)
    if not isinstance(result, dict):
        raise InvalidInputError(
            f"{type(answer).__name__} is no answer to {request.method}; answer with a mapping or with a "
            "generated model of its response."
        )
    return result
