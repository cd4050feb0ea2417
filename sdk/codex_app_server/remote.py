"""Connects to an app-server that is already running."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import ssl
import time
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TypeAlias, Union

from .errors import InvalidInputError
from .transport import Transport, TransportFactory

__all__ = ["BearerToken", "running_server", "signed_bearer_token"]

BearerToken: TypeAlias = Union[str, "Callable[[], str]"]
"""A token, or a function that returns a new one for each connection."""

_SCHEMES = "ws://HOST:PORT, wss://HOST:PORT, unix:// or unix://PATH"
# The server refuses shorter secrets.
_SHORTEST_SECRET = 32


def running_server(
    url: str,
    *,
    bearer_token: BearerToken | None = None,
    connect_timeout: float = 10.0,
    keepalive: float = 20.0,
    ssl_context: ssl.SSLContext | None = None,
) -> TransportFactory:
    """Connect to the app-server that listens at `url`, instead of starting one.

        AppServerConfig(transport=running_server("ws://127.0.0.1:4500", bearer_token=token))

    `url` is the argument of `codex app-server --listen`: `ws://HOST:PORT`, `unix://PATH`, or `unix://` for
    the socket in `CODEX_HOME`. `wss://HOST:PORT` is for a server behind TLS, checked by `ssl_context`.
    `bearer_token` is for servers with `--ws-auth`; give one that expires as a function. A server that is
    silent for `keepalive` seconds is pinged, and given up after as long again. Closing the client leaves the
    server and its turns running.

    Raises `InvalidInputError` for an invalid address or token, and for a token that would cross a network
    unencrypted. Opening the client raises `ServerUnreachableError` or `ConnectionRejectedError`.
    """
    for name, seconds in (("connect_timeout", connect_timeout), ("keepalive", keepalive)):
        if not seconds > 0:
            raise InvalidInputError(f"{name} is {seconds!r}; give a number of seconds above zero.")
    if isinstance(bearer_token, str):
        _checked(bearer_token)
    path = _socket_path(url)
    secure = url.startswith("wss://")
    if path is None:
        host = _host(url)
        if bearer_token is not None and not secure and not _is_loopback(host):
            raise InvalidInputError(
                f"The bearer token would travel to {host} in clear. Use wss://, or forward the port with SSH "
                "and connect to ws://127.0.0.1:PORT."
            )
    if ssl_context is not None and not secure:
        raise InvalidInputError(f"ssl_context is given, and {url} does not use TLS; write wss://HOST:PORT.")
    return partial(
        _open,
        url=url,
        path=path,
        bearer_token=bearer_token,
        connect_timeout=connect_timeout,
        keepalive=keepalive,
        ssl_context=ssl_context,
    )


def signed_bearer_token(
    secret: str | bytes,
    *,
    issuer: str | None = None,
    audience: str | None = None,
    lifetime: float = 60.0,
) -> str:
    """Sign a bearer token for a server that runs with `--ws-auth signed-bearer-token`.

        running_server(url, bearer_token=lambda: signed_bearer_token(secret))

    `secret` is the content of its `--ws-shared-secret-file`; `issuer` and `audience` are the values of its
    `--ws-issuer` and `--ws-audience`. The token is a JWT (HS256) that expires after `lifetime` seconds. The
    server checks that only when a client connects. Raises `InvalidInputError` for a secret that is too short
    for the server.
    """
    key = (secret.encode() if isinstance(secret, str) else secret).strip()
    if len(key) < _SHORTEST_SECRET:
        raise InvalidInputError(
            f"The shared secret has {len(key)} bytes, and the server wants {_SHORTEST_SECRET} at least."
        )
    claims: dict[str, object] = {"exp": int(time.time() + lifetime)}
    if issuer is not None:
        claims["iss"] = issuer
    if audience is not None:
        claims["aud"] = audience
    signed = _part({"alg": "HS256", "typ": "JWT"}) + b"." + _part(claims)
    return (signed + b"." + _base64(hmac.new(key, signed, hashlib.sha256).digest())).decode()


async def _open(
    *,
    url: str,
    path: str | None,
    bearer_token: BearerToken | None,
    connect_timeout: float,
    keepalive: float,
    ssl_context: ssl.SSLContext | None,
) -> Transport:
    # Imported here, because most clients start their own server and need no WebSocket.
    from websockets.uri import parse_uri

    from ._io.websocket import Address, open_websocket

    address = Address(
        url=url,
        uri=parse_uri(url if path is None else "ws://localhost/"),
        unix_path=path,
        connect_timeout=connect_timeout,
        keepalive=keepalive,
        bearer_token=partial(_checked, bearer_token),
        ssl_context=ssl_context,
    )
    return await open_websocket(address)


def _socket_path(url: str) -> str | None:
    scheme, _, path = url.partition("://")
    if scheme != "unix":
        return None
    if path:
        return path
    home = os.environ.get("CODEX_HOME") or Path.home() / ".codex"
    return str(Path(home) / "app-server-control" / "app-server-control.sock")


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidInputError(f"{url!r} is no address of a server: {error}. Write {_SCHEMES}.") from None
    if parts.scheme not in ("ws", "wss") or not host:
        raise InvalidInputError(f"{url!r} is no address of a server. Write {_SCHEMES}.")
    if parts.username is not None:
        raise InvalidInputError(
            "The address holds a user name or password, which the server does not look at. Give its token as "
            "running_server(bearer_token=...)."
        )
    if parts.fragment:
        raise InvalidInputError(f"{url!r} has a fragment, which no server sees. Write {_SCHEMES}.")
    if port is None and parts.scheme == "ws":
        raise InvalidInputError(f"{url!r} names no port. Write {_SCHEMES}.")
    return host


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked(bearer_token: BearerToken | None) -> str | None:
    token = bearer_token() if callable(bearer_token) else bearer_token
    if token is None:
        return None
    token = token.strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise InvalidInputError(
            "The bearer token is empty, or has characters that cannot stand in a header (it is not shown "
            "here). Give the content of the token file as text."
        )
    return token


def _part(value: dict[str, object]) -> bytes:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
