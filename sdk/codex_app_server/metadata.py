"""The server's answer to `initialize`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ._core.log import warn
from .generated.schema_pin import SERVER_VERSION

# The client's own name comes first and may contain slashes and spaces. The version and a space follow it.
_USER_AGENT = re.compile(r"(?P<name>.*?)/(?P<version>\d[^\s/]*)(?=\s|$)")

_warned: set[str] = set()


@dataclass(frozen=True)
class ServerInfo:
    """Name and version of the server, read from its user agent: the protocol has no field for them."""

    name: str | None
    version: str | None


@dataclass(frozen=True)
class InitializeResponse:
    """The answer to `initialize`; the names of the protocol work too, such as `userAgent`."""

    user_agent: str
    server_info: ServerInfo
    codex_home: str | None = None
    platform_family: str | None = None
    platform_os: str | None = None

    @property
    def userAgent(self) -> str:
        """The same as `user_agent`."""
        return self.user_agent

    @property
    def serverInfo(self) -> ServerInfo:
        """The same as `server_info`."""
        return self.server_info

    @property
    def codexHome(self) -> str | None:
        """The same as `codex_home`."""
        return self.codex_home

    @property
    def platformFamily(self) -> str | None:
        """The same as `platform_family`."""
        return self.platform_family

    @property
    def platformOs(self) -> str | None:
        """The same as `platform_os`."""
        return self.platform_os


def warn_of_another_version(metadata: InitializeResponse) -> None:
    """Warn, once per version and process, if the models were generated from another version of the server."""
    version = metadata.server_info.version
    if version is None or version == SERVER_VERSION or version in _warned:
        return
    _warned.add(version)
    warn(
        "The app-server is version %s, and this package knows version %s: what is new there comes as "
        "unknown, and what has changed is read as far as it fits.",
        version,
        SERVER_VERSION,
    )


def metadata_from_wire(result: Mapping[str, object]) -> InitializeResponse:
    """Read the result of `initialize`. Missing fields are left empty."""

    def text(name: str) -> str | None:
        value = result.get(name)
        return value if isinstance(value, str) else None

    user_agent = text("userAgent") or ""
    match = _USER_AGENT.match(user_agent)
    return InitializeResponse(
        user_agent=user_agent,
        server_info=ServerInfo(match["name"] if match else None, match["version"] if match else None),
        codex_home=text("codexHome"),
        platform_family=text("platformFamily"),
        platform_os=text("platformOs"),
    )
