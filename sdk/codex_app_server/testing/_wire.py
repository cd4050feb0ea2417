"""Errors with the server's own texts, and typed access to parameters."""

from __future__ import annotations

import re
from typing import NoReturn

JsonObject = dict[str, object]

INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INTERNAL_ERROR = -32603
OVERLOADED = -32001

SERVER_VERSION = "0.163.0"

_UUID_CHARACTERS = re.compile(r"[0-9a-fA-F-]*")
_UUID_LENGTH = 36


class RpcError(Exception):
    """An error answer, raised by the methods of the server and by functions of `ScriptedServer.answer`."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data

    def wire(self) -> JsonObject:
        """Return the error object of the answer, without `data` if there is none."""
        error: JsonObject = {"code": self.code, "message": self.message}
        if self.data is not None:
            error["data"] = self.data
        return error


def invalid(message: str) -> RpcError:
    """Return the error of a refused request. The server uses one code for all of them."""
    return RpcError(INVALID_REQUEST, message)


def overloaded() -> RpcError:
    """Return the error of an overloaded server, the only one that is worth a retry."""
    return RpcError(OVERLOADED, "Server overloaded; retry later.")


class Params:
    """The parameters of a request, checked as they are read."""

    def __init__(self, raw: JsonObject) -> None:
        self.raw = raw

    def has(self, name: str) -> bool:
        """Return whether the parameter is there and not null."""
        return self.raw.get(name) is not None

    def text(self, name: str) -> str:
        """Return a required string."""
        value = self.optional_text(name)
        if value is None:
            raise invalid(f"Invalid request: missing field `{name}`")
        return value

    def optional_text(self, name: str) -> str | None:
        """Return an optional string."""
        value = self.raw.get(name)
        if value is not None and not isinstance(value, str):
            _refuse_type(value, "a string")
        return value

    def number(self, name: str) -> int | None:
        """Return an optional number, not negative."""
        value = self.raw.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            _refuse_type(value, "u32")
        return value

    def flag(self, name: str) -> bool:
        """Return a boolean, or false if it is missing."""
        value = self.raw.get(name)
        if value is not None and not isinstance(value, bool):
            _refuse_type(value, "a boolean")
        return bool(value)

    def choice(self, name: str, *choices: str) -> str | None:
        """Return an optional string that must be one of the choices."""
        value = self.optional_text(name)
        if value is not None and value not in choices:
            expected = ", ".join(f"`{choice}`" for choice in choices)
            raise invalid(f"Invalid request: unknown variant `{value}`, expected one of {expected}")
        return value

    def objects(self, name: str) -> list[JsonObject]:
        """Return a required list of objects."""
        value = self.raw.get(name)
        if value is None:
            raise invalid(f"Invalid request: missing field `{name}`")
        if not isinstance(value, list):
            _refuse_type(value, "a sequence")
        return [entry for entry in value if isinstance(entry, dict)]

    def texts(self, name: str) -> list[str] | None:
        """Return an optional list of strings. A single string becomes a list of one."""
        value = self.raw.get(name)
        if isinstance(value, str):
            return [value]
        if value is None:
            return None
        if not isinstance(value, list):
            _refuse_type(value, "a sequence")
        return [entry for entry in value if isinstance(entry, str)]

    def thread_id(self, *, called: str = "thread") -> str:
        """Return the `threadId`, which must have the form of one."""
        value = self.text("threadId")
        match = _UUID_CHARACTERS.match(value)
        good = match.end() if match else 0
        if good < len(value):
            raise invalid(
                f"invalid {called} id: invalid character: expected an optional prefix of `urn:uuid:` "
                f"followed by [0-9a-fA-F-], found `{value[good]}` at {good + 1}"
            )
        if len(value) != _UUID_LENGTH:
            raise invalid(f"invalid {called} id: invalid length: found {len(value)}")
        return value


def _refuse_type(value: object, expected: str) -> NoReturn:
    if isinstance(value, bool):
        found = f"boolean `{str(value).lower()}`"
    elif isinstance(value, str):
        found = f'string "{value}"'
    elif isinstance(value, int):
        found = f"integer `{value}`"
    elif isinstance(value, float):
        found = f"floating point `{value}`"
    else:
        found = "sequence" if isinstance(value, list) else "map"
    raise invalid(f"Invalid request: invalid type: {found}, expected {expected}")
