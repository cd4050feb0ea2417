"""What goes over the wire: errors as the server words them, and typed access to parameters."""

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
    """An answer that is an error; raised by the methods of the server and by `ScriptedServer.answer`."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data

    def wire(self) -> JsonObject:
        """Give the error object of the answer; `data` is left out where there is none."""
        error: JsonObject = {"code": self.code, "message": self.message}
        if self.data is not None:
            error["data"] = self.data
        return error


def invalid(message: str) -> RpcError:
    """Give the error for anything that the server refuses: it uses one code for all of them."""
    return RpcError(INVALID_REQUEST, message)


def overloaded() -> RpcError:
    """Give the error of a server that has too much to do: the only one worth retrying."""
    return RpcError(OVERLOADED, "Server overloaded; retry later.")


class Params:
    """The parameters of a request, checked as they are read."""

    def __init__(self, raw: JsonObject) -> None:
        self.raw = raw

    def has(self, name: str) -> bool:
        """Whether there is such a parameter other than null."""
        return self.raw.get(name) is not None

    def text(self, name: str) -> str:
        """Give a string that must be there."""
        value = self.optional_text(name)
        if value is None:
            raise invalid(f"Invalid request: missing field `{name}`")
        return value

    def optional_text(self, name: str) -> str | None:
        """Give a string that may be missing."""
        value = self.raw.get(name)
        if value is not None and not isinstance(value, str):
            _refuse_type(value, "a string")
        return value

    def number(self, name: str) -> int | None:
        """Give a natural number that may be missing."""
        value = self.raw.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            _refuse_type(value, "u32")
        return value

    def flag(self, name: str) -> bool:
        """Give a boolean; missing is false."""
        value = self.raw.get(name)
        if value is not None and not isinstance(value, bool):
            _refuse_type(value, "a boolean")
        return bool(value)

    def choice(self, name: str, *choices: str) -> str | None:
        """One of the given strings, or missing."""
        value = self.optional_text(name)
        if value is not None and value not in choices:
            expected = ", ".join(f"`{choice}`" for choice in choices)
            raise invalid(f"Invalid request: unknown variant `{value}`, expected one of {expected}")
        return value

    def objects(self, name: str) -> list[JsonObject]:
        """Give a list of objects that must be there."""
        value = self.raw.get(name)
        if value is None:
            raise invalid(f"Invalid request: missing field `{name}`")
        if not isinstance(value, list):
            _refuse_type(value, "a sequence")
        return [entry for entry in value if isinstance(entry, dict)]

    def texts(self, name: str) -> list[str] | None:
        """Give a list of strings that may be missing; a single string is a list of one."""
        value = self.raw.get(name)
        if isinstance(value, str):
            return [value]
        if value is None:
            return None
        if not isinstance(value, list):
            _refuse_type(value, "a sequence")
        return [entry for entry in value if isinstance(entry, str)]

    def thread_id(self, *, called: str = "thread") -> str:
        """Give the `threadId`, which must look like one."""
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
