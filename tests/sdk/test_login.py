"""Logging in: what needs no network on the real server, and the rest on the scripted one and a peer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncLogin,
    Codex,
    InternalRpcError,
    InvalidInputError,
    LoginFailedError,
    LoginTimeoutError,
    ServerDiedError,
    TransportClosedError,
)
from codex_app_server.testing import ScriptedServer
from patience import PATIENCE
from scripted_peer import ScriptedPeer

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.anyio


def scripted(seconds: float | None = None) -> AppServerConfig:
    return AppServerConfig(transport=ScriptedServer(login_seconds=seconds).transport)


def test_the_real_server_begins_a_login_in_the_browser_and_gives_it_up(
    real_config: Callable[..., AppServerConfig],
) -> None:
    with Codex(real_config()) as codex:
        with codex.login_chatgpt() as login:
            assert login.url.startswith("https://auth.openai.com/")
            assert login.user_code is None
        with pytest.raises(LoginFailedError, match="not completed"):
            login.wait(timeout=PATIENCE)
        login.cancel()


def test_the_real_server_takes_an_api_key(real_config: Callable[..., AppServerConfig]) -> None:
    with Codex(real_config(config_overrides=("model_provider=openai",))) as codex:
        codex.login_api_key("sk-of-nobody")
        account = codex.api.account_read().account
        assert account is not None
        assert account.type == "apiKey"
        codex.api.account_logout()
        assert codex.api.account_read().account is None


def test_a_code_that_the_real_server_cannot_get_is_an_error(
    real_config: Callable[..., AppServerConfig],
) -> None:
    # Names that cannot be resolved fail at once, with or without a network.
    offline = {"HTTPS_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    with Codex(real_config(env=offline)) as codex, pytest.raises(InternalRpcError, match="device code"):
        codex.login_device_code()


async def test_a_login_in_the_browser_ends_when_the_person_has_finished() -> None:
    async with AsyncCodex(scripted(0)) as codex:
        async with await codex.login_chatgpt() as login:
            assert login.id in login.url
            end = await login.wait(timeout=PATIENCE)
            assert (end.login_id, end.success) == (login.id, True)
        assert await login.wait() == end
        assert (await codex.api.account_read()).account is not None


async def test_a_device_code_is_shown_and_cancelled_when_the_block_is_left() -> None:
    async with AsyncCodex(scripted()) as codex:
        async with await codex.login_device_code() as login:
            assert (login.url, login.user_code) == ("https://auth.example.invalid/device", "SCRI-PTED")
        with pytest.raises(LoginFailedError, match="Login was not completed"):
            await login.wait()


async def test_a_login_that_nobody_finishes_can_be_waited_for_again() -> None:
    async with AsyncCodex(scripted()) as codex:
        login = await codex.login_chatgpt()
        for _ in range(2):
            with pytest.raises(LoginTimeoutError, match="cancel"):
                await login.wait(timeout=0.01)
        await login.cancel()
        with pytest.raises(LoginFailedError):
            await login.wait()
        await login.cancel()


async def test_only_its_own_end_ends_a_login_and_all_who_wait_get_it() -> None:
    peer, ends = ScriptedPeer(), []

    async def wait(login: AsyncLogin) -> None:
        ends.append((await login.wait()).login_id)

    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as tasks:

        async def offer() -> None:
            request = await peer.next_request("account/login/start")
            # The end may come before the caller has seen the beginning.
            peer.notify("account/login/completed", loginId=None, success=True, error=None)
            peer.answer(request, {"type": "chatgpt", "loginId": "one", "authUrl": "https://a"})
            peer.notify("account/login/completed", loginId="other", success=False, error="no")
            peer.notify("account/login/completed", loginId="one", success=True, error=None)

        tasks.start_soon(offer)
        login = await codex.login_chatgpt()
        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as waiting:
                waiting.start_soon(wait, login)
                waiting.start_soon(wait, login)
    assert ends == ["one", "one"]


async def test_a_server_that_dies_ends_the_wait() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as tasks:

        async def offer_and_die() -> None:
            request = await peer.next_request("account/login/start")
            peer.answer(request, {"type": "chatgpt", "loginId": "one", "authUrl": "https://a"})
            peer.end(1)

        tasks.start_soon(offer_and_die)
        login = await codex.login_chatgpt()
        with pytest.raises(ServerDiedError):
            await login.wait()
        await login.cancel()


async def test_closing_the_client_ends_the_wait() -> None:
    codex = AsyncCodex(scripted())
    login = await codex.login_chatgpt()
    await codex.close()
    with pytest.raises(TransportClosedError):
        await login.wait()


async def test_a_login_of_an_unknown_kind_is_refused() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as tasks:

        async def offer() -> None:
            peer.answer(await peer.next_request("account/login/start"), {"type": "telepathy"})

        tasks.start_soon(offer)
        with pytest.raises(LoginFailedError, match="telepathy"):
            await codex.login_chatgpt()


def test_an_empty_key_is_not_sent() -> None:
    with Codex(scripted()) as codex, pytest.raises(InvalidInputError, match="empty"):
        codex.login_api_key(" ")
