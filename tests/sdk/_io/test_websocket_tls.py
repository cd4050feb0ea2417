"""A running server behind TLS: `wss://` to a proxy in front of the real listener."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
import pytest
import trustme
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThreadFollower,
    Codex,
    ConnectionLostError,
    ConnectionRejectedError,
    ServerDiedError,
    ServerUnreachableError,
    TextInput,
    running_server,
)
from followed_turns import EVERY_KIND, assert_the_same_was_told
from listening_server import ListeningServer, listening_server, relay
from patience import PATIENCE
from real_server import CodexHome, make_home
from scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio

TOKEN = "open-sesame"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("127.0.0.1")


@contextmanager
def guarded(home: CodexHome) -> Iterator[ListeningServer]:
    """Start a server that wants the token."""
    token = home.path / "token"
    token.write_text(TOKEN, "utf-8")
    guard = ("--ws-auth", "capability-token", "--ws-token-file", str(token))
    with listening_server(home, *guard) as running:
        yield running


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, scripted_model: ScriptedModel) -> CodexHome:
    return make_home(tmp_path_factory.mktemp("tls"), scripted_model)


@pytest.fixture(scope="module")
def server(home: CodexHome) -> Iterator[ListeningServer]:
    """One server for all tests but the one that kills it."""
    with guarded(home) as running:
        yield running


@pytest.fixture(autouse=True)
def _quiet_proxy() -> None:
    logging.getLogger("anyio.streams.tls").setLevel(logging.CRITICAL)  # it logs clients that distrust it


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def config(url: str, context: ssl.SSLContext | None, token: str | None = TOKEN) -> AppServerConfig:
    transport = running_server(
        url, ssl_context=context, bearer_token=token, connect_timeout=10.0, keepalive=1.0
    )
    return AppServerConfig(transport=transport)


async def test_a_turn_runs_over_tls_and_the_token_is_not_seen_on_the_way(
    server: ListeningServer, home: CodexHome, authority: trustme.CA, certificate: trustme.LeafCert
) -> None:
    async with relay(server, certificate=certificate) as proxy, relay(proxy) as wire:
        url = wire.url.replace("ws://", "wss://")
        async with AsyncCodex(config(url, trusting(authority))) as codex:
            thread = await codex.thread_start(cwd=home.work)
            # Some 4,000 deltas: a megabyte of messages, in many records of TLS.
            result = await thread.run(f"text:{'over TLS ' * 2_000}")
    assert result.final_response == ("over TLS " * 2_000).strip()
    assert f"Bearer {TOKEN}".encode() in proxy.heads[0]
    assert TOKEN.encode() not in wire.heads[0]
    assert wire.heads[0][0] == 22  # a handshake of TLS


async def test_the_synchronous_client_connects_over_tls_too(
    server: ListeningServer, authority: trustme.CA, certificate: trustme.LeafCert
) -> None:
    def ask() -> str | None:
        with Codex(config(proxy.url, trusting(authority))) as codex:
            return codex.metadata.server_info.version

    async with relay(server, certificate=certificate) as proxy:
        assert await anyio.to_thread.run_sync(ask)


async def test_a_wrong_token_is_refused_over_tls(
    server: ListeningServer, authority: trustme.CA, certificate: trustme.LeafCert
) -> None:
    async with relay(server, certificate=certificate) as proxy:
        with pytest.raises(ConnectionRejectedError, match="HTTP 401") as caught:
            async with AsyncCodex(config(proxy.url, trusting(authority), "open-barley")):
                pytest.fail("it must not open")
    assert caught.value.status == 401
    assert "barley" not in str(caught.value)


@pytest.mark.parametrize("trust", ["another authority", "that of the system", "for another host"])
async def test_a_certificate_that_is_not_trusted_ends_the_start_before_the_token_is_sent(
    trust: str, server: ListeningServer, authority: trustme.CA, certificate: trustme.LeafCert
) -> None:
    context = {
        "another authority": trusting(trustme.CA()),
        "that of the system": None,
        "for another host": trusting(authority),
    }[trust]
    if trust == "for another host":
        certificate = authority.issue_cert("example.org")
    async with relay(server, certificate=certificate) as proxy:
        with pytest.raises(ServerUnreachableError, match="is not trusted: ") as caught:
            async with AsyncCodex(config(proxy.url, context)):
                pytest.fail("it must not open")
        assert proxy.heads == []
    message = str(caught.value)
    assert proxy.url in message
    assert "running_server(ssl_context=...)" in message
    assert ("mismatch" in message) == (trust == "for another host")
    assert TOKEN not in message


async def test_a_server_without_tls_is_told_by_that(server: ListeningServer, authority: trustme.CA) -> None:
    with pytest.raises(ServerUnreachableError, match=r"by TLS.*connect to it with ws://"):
        async with AsyncCodex(config(server.url.replace("ws://", "wss://"), trusting(authority))):
            pytest.fail("it must not open")


async def test_nobody_at_an_address_with_tls_is_not_told_to_be_served_by_the_server_alone(
    server: ListeningServer, authority: trustme.CA, certificate: trustme.LeafCert
) -> None:
    async with relay(server, certificate=certificate) as proxy:
        pass
    with pytest.raises(ServerUnreachableError, match=r"connection refused.*the proxy that gives it TLS"):
        async with AsyncCodex(config(proxy.url, trusting(authority))):
            pytest.fail("it must not open")


async def test_a_lost_connection_over_tls_is_told_from_a_dead_server(
    codex_home: CodexHome, authority: trustme.CA, certificate: trustme.LeafCert
) -> None:
    with guarded(codex_home) as server:
        async with relay(server, certificate=certificate) as proxy:
            with anyio.fail_after(PATIENCE):
                async with AsyncCodex(config(proxy.url, trusting(authority))) as codex:
                    await proxy.drop()
                    with pytest.raises(ConnectionLostError):
                        [event async for event in codex.events()]
                async with AsyncCodex(config(proxy.url, trusting(authority))) as codex:
                    server.kill()
                    with pytest.raises(ServerDiedError):
                        [event async for event in codex.events()]


async def test_a_follower_goes_on_over_tls(
    server: ListeningServer, home: CodexHome, authority: trustme.CA, certificate: trustme.LeafCert
) -> None:
    async with (
        relay(server, certificate=certificate) as proxy,
        AsyncCodex(config(server.url, None)) as direct,
    ):
        thread = await direct.thread_start(cwd=home.work, sandbox="workspace-write", approval_policy="never")
        await thread.run("text:stored with this turn")
        following = AsyncThreadFollower(config(proxy.url, trusting(authority)), thread.id)
        async with following as follower, direct.events(thread_id=thread.id) as truth:
            await thread.turn(TextInput(EVERY_KIND))
            told = []
            with anyio.fail_after(PATIENCE):
                async for event in follower:
                    told.append(event)
                    if event.method == "turn/completed":
                        break
                    if len(told) % 10 == 0:
                        await proxy.drop()
            expected = []
            async for event in truth:
                expected.append(event)
                if event.method == "turn/completed":
                    break
            assert_the_same_was_told(told, expected)
