from __future__ import annotations

import base64
import hashlib
import hmac
import json
import ssl
import subprocess
import sys

import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    InvalidInputError,
    running_server,
    signed_bearer_token,
)

TOKEN = "open-sesame"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("127.0.0.1:4500", "Write ws://HOST:PORT"),
        ("http://127.0.0.1:4500", "Write ws://HOST:PORT"),
        ("stdio://", "Write ws://HOST:PORT"),
        ("ws://", "Write ws://HOST:PORT"),
        ("ws://127.0.0.1", "names no port"),
        ("ws://127.0.0.1:99999", "Port out of range"),
        ("ws://me:secret@127.0.0.1:1", "bearer_token"),
        ("ws://127.0.0.1:1/#here", "fragment"),
    ],
)
def test_what_is_no_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=reason) as caught:
        running_server(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["ws://10.1.2.3:4500", "ws://example.org:4500", "ws://localhost.example.org:1"]
)
def test_a_token_does_not_cross_a_network_in_clear(url: str) -> None:
    with pytest.raises(InvalidInputError, match=r"in clear.*wss://") as caught:
        running_server(url, bearer_token=TOKEN)
    assert TOKEN not in str(caught.value)
    running_server(url)
    running_server(url.replace("ws", "wss", 1), bearer_token=TOKEN)


@pytest.mark.parametrize(
    "url",
    ["ws://127.0.0.1:1", "ws://127.9.9.9:1", "ws://[::1]:1", "ws://localhost:1", "unix:///a", "unix://"],
)
def test_a_token_may_stay_on_the_machine(url: str) -> None:
    assert callable(running_server(url, bearer_token=TOKEN))


@pytest.mark.parametrize("token", ["", "  ", "two words", "two\r\nlines: x", "ümlaut"])
def test_a_token_that_is_none_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(InvalidInputError, match="bearer token is empty, or") as caught:
        running_server("ws://127.0.0.1:1", bearer_token=token)
    assert "lines: x" not in str(caught.value)


@pytest.mark.anyio
async def test_a_bad_token_from_a_function_ends_the_start() -> None:
    config = AppServerConfig(transport=running_server("ws://127.0.0.1:1", bearer_token=lambda: "a b"))
    with pytest.raises(InvalidInputError, match="bearer token"):
        async with AsyncCodex(config):
            pytest.fail("it must not open")


@pytest.mark.parametrize("name", ["connect_timeout", "keepalive"])
def test_times_are_above_zero(name: str) -> None:
    with pytest.raises(InvalidInputError, match=name):
        running_server("ws://127.0.0.1:1", **{name: 0.0})  # type: ignore[arg-type]  # mypy does not see the name


def test_tls_is_not_asked_for_where_there_is_none() -> None:
    with pytest.raises(InvalidInputError, match="wss://HOST:PORT"):
        running_server("ws://127.0.0.1:1", ssl_context=ssl.create_default_context())


def test_a_signed_token_is_a_jwt_of_the_secret_without_the_newline_of_its_file() -> None:
    secret = "s" * 32
    token = signed_bearer_token(secret + "\n", issuer="us", audience="codex", lifetime=60)
    assert token == token.strip("=")
    head, claims, signature = (part + "=" * (-len(part) % 4) for part in token.split("."))
    assert json.loads(base64.urlsafe_b64decode(head)) == {"alg": "HS256", "typ": "JWT"}
    read = json.loads(base64.urlsafe_b64decode(claims))
    assert {name: read[name] for name in ("iss", "aud")} == {"iss": "us", "aud": "codex"}
    signed = token.rpartition(".")[0].encode()
    assert base64.urlsafe_b64decode(signature) == hmac.new(secret.encode(), signed, hashlib.sha256).digest()


def test_a_secret_that_the_server_would_not_take_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="31 bytes"):
        signed_bearer_token(b"s" * 31)


def test_clients_that_start_their_server_do_not_import_the_library() -> None:
    code = (
        "import sys; from codex_app_server import Codex, running_server; print('websockets' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, timeout=60, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"


def test_the_name_of_the_function_is_not_that_of_a_module() -> None:
    code = "from codex_app_server import *; running_server('ws://127.0.0.1:1')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
