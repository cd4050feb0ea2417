from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    Codex,
    CommandApproval,
    ConnectionLostError,
    ConnectionRejectedError,
    Decision,
    ServerDiedError,
    ServerUnreachableError,
    TextInput,
    TransportClosedError,
    running_server,
    signed_bearer_token,
)
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification
from listening_server import ListeningServer, answering, listening_server, relay
from patience import PATIENCE
from real_server import CodexHome
from scripted_model import ScriptedModel
from server_version import version_in_use

SECRET = b"a secret that is at least 32 bytes long\n"


def config(url: str, home: CodexHome | None = None, **options: object) -> AppServerConfig:
    fields = {
        name: options.pop(name) for name in ("approval_handler", "initialize_timeout") if name in options
    }
    transport = running_server(url, **options)  # type: ignore[arg-type]  # a test's pass-through
    return AppServerConfig(transport=transport, cwd=home and home.work, **fields)  # type: ignore[arg-type]  # as above


@pytest.fixture
def on_tcp(codex_home: CodexHome) -> Iterator[ListeningServer]:
    with listening_server(codex_home) as server:
        yield server


@pytest.fixture(params=["tcp", "unix socket"])
def server(request: pytest.FixtureRequest, codex_home: CodexHome) -> Iterator[ListeningServer]:
    listen = "ws://127.0.0.1:0" if request.param == "tcp" else f"unix://{codex_home.path}/a.sock"
    with listening_server(codex_home, listen=listen) as running:
        yield running


async def wait_for_delta(thread: AsyncThread, prompt: str) -> None:
    """Start a turn, and read it until the model speaks."""
    turn = await thread.turn(TextInput(prompt))
    async for event in turn.stream():
        if event.method == "item/agentMessage/delta":
            return


async def end_of(codex: AsyncCodex) -> TransportClosedError:
    """Wait until the connection has ended, and return why."""

    async def read_on() -> None:
        async for _ in codex.events():
            pass

    with anyio.fail_after(PATIENCE), pytest.raises(TransportClosedError) as caught:
        await read_on()
    return caught.value


@pytest.mark.anyio
async def test_a_turn_runs_on_a_server_that_was_running(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    async with AsyncCodex(config(server.url)) as codex:
        assert codex.metadata.server_info is not None
        assert codex.metadata.server_info.version == version_in_use()
        thread = await codex.thread_start(cwd=codex_home.work)
        result = await thread.run("text:hello there")
        assert result.final_response == "hello there"
    assert server.process.poll() is None


def test_a_turn_runs_with_the_synchronous_client(server: ListeningServer, codex_home: CodexHome) -> None:
    with Codex(config(server.url)) as codex:
        assert codex.thread_start(cwd=codex_home.work).run("text:hello").final_response == "hello"
    assert server.process.poll() is None


@pytest.mark.anyio
async def test_approvals_are_asked_over_a_socket_too(on_tcp: ListeningServer, codex_home: CodexHome) -> None:
    asked: list[object] = []

    async def handler(request: object) -> Decision:
        asked.append(request)
        return Decision.ACCEPT

    async with AsyncCodex(config(on_tcp.url, approval_handler=handler)) as codex:
        thread = await codex.thread_start(cwd=codex_home.work, approval_policy="untrusted")
        await thread.run("shell:touch made ;; text:done")
    assert isinstance(asked[0], CommandApproval)


@pytest.mark.anyio
async def test_the_default_socket_is_found_in_the_home(
    codex_home: CodexHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEX_HOME", str(codex_home.path))
    with listening_server(codex_home, listen="unix://"):
        async with AsyncCodex(config("unix://")) as codex:
            assert (await codex.models()).data


@pytest.mark.anyio
@pytest.mark.parametrize("size", [10_000_000, 20_000_000])
async def test_messages_larger_than_a_frame_pass(server: ListeningServer, size: int) -> None:
    """The server hangs up on an unbroken message of 16 MiB, and repeats a bad cursor in its answer."""
    async with AsyncCodex(config(server.url)) as codex:
        with pytest.raises(Exception, match="invalid cursor") as caught:
            await codex.models(cursor="x" * size)
        assert len(str(caught.value)) > size
        assert (await codex.models()).data


@pytest.mark.anyio
async def test_a_message_that_the_server_would_hang_up_on_is_not_sent(on_tcp: ListeningServer) -> None:
    async with AsyncCodex(config(on_tcp.url)) as codex:
        with pytest.raises(ConnectionLostError, match=r"takes at most 67108863"):
            await codex.models(cursor="x" * 67_108_864)


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ["file", "digest"])
async def test_a_capability_token_opens_the_door(mode: str, codex_home: CodexHome, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("open-sesame\n", "utf-8")
    digest = hashlib.sha256(b"open-sesame").hexdigest()
    how = ("--ws-token-file", str(token)) if mode == "file" else ("--ws-token-sha256", digest)
    with listening_server(codex_home, "--ws-auth", "capability-token", *how) as server:
        async with AsyncCodex(config(server.url, bearer_token=token.read_text("utf-8"))) as codex:
            assert (await codex.models()).data
        for wrong in ("open-barley", None):
            with pytest.raises(ConnectionRejectedError, match=r"HTTP 401.*--ws-token-file") as caught:
                async with AsyncCodex(config(server.url, bearer_token=wrong)):
                    pytest.fail("it must not open")
            assert caught.value.status == 401
            assert "barley" not in str(caught.value)


@pytest.mark.anyio
async def test_a_signed_token_opens_the_door_until_it_expires(codex_home: CodexHome, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(SECRET)
    demands = ("--ws-issuer", "us", "--ws-audience", "codex", "--ws-max-clock-skew-seconds", "0")
    auth = ("--ws-auth", "signed-bearer-token", "--ws-shared-secret-file", str(secret), *demands)
    with listening_server(codex_home, *auth) as server:

        def fresh() -> str:
            return signed_bearer_token(secret.read_bytes(), issuer="us", audience="codex")

        async with AsyncCodex(config(server.url, bearer_token=fresh)) as codex:
            assert (await codex.models()).data
        refused = {
            "expired": signed_bearer_token(SECRET, issuer="us", audience="codex", lifetime=-5),
            "issuer mismatch": signed_bearer_token(SECRET, issuer="them", audience="codex"),
            "audience mismatch": signed_bearer_token(SECRET, issuer="us"),
            "invalid websocket jwt": signed_bearer_token(SECRET[::-1], issuer="us", audience="codex"),
        }
        for reason, token in refused.items():
            with pytest.raises(ConnectionRejectedError, match=reason):
                async with AsyncCodex(config(server.url, bearer_token=token)):
                    pytest.fail("it must not open")


@pytest.mark.anyio
async def test_no_origin_is_sent(on_tcp: ListeningServer) -> None:
    async with relay(on_tcp) as between, AsyncCodex(config(between.url, bearer_token="t")):
        head = between.heads[0].lower()
    assert b"authorization: bearer t\r\n" in head
    assert b"origin" not in head


@pytest.mark.anyio
async def test_a_lost_connection_is_told_from_a_dead_server_and_the_turn_goes_on(
    on_tcp: ListeningServer, codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    gate = f"lost-{codex_home.path}"
    async with relay(on_tcp) as between:
        async with AsyncCodex(config(between.url)) as codex:
            thread = await codex.thread_start(cwd=codex_home.work)
            await wait_for_delta(thread, f"text:before ;; gate:{gate} ;; text:after")
            await between.drop()
            error = await end_of(codex)
            assert type(error) is ConnectionLostError
            assert "still answers" in str(error)
            with pytest.raises(ConnectionLostError):
                await codex.models()
        async with AsyncCodex(config(between.url)) as codex, codex.events() as events:
            await codex.thread_resume(thread.id, exclude_turns=True)
            scripted_model.release(gate)
            with anyio.fail_after(PATIENCE):
                async for event in events:
                    if event.method == "turn/completed":
                        break
            history = (await codex.thread(thread.id).read(include_turns=True)).thread.turns
    assert history[-1].status == "completed"


@pytest.mark.anyio
async def test_a_dead_server_is_told_from_a_lost_connection(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    async with AsyncCodex(config(server.url)) as codex:
        thread = await codex.thread_start(cwd=codex_home.work)
        await wait_for_delta(thread, "text:before ;; gate:never-opened")
        server.kill()
        error = await end_of(codex)
        assert type(error) is ServerDiedError
        assert server.url in str(error)
        with pytest.raises(ServerDiedError):
            await codex.models()


@pytest.mark.anyio
async def test_a_server_that_is_asked_to_end_finishes_its_turns_first(
    server: ListeningServer, codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    gate = f"ends-{codex_home.path}"
    said: list[str] = []

    async def listen(codex: AsyncCodex) -> None:
        async with codex.events() as events:
            thread = await codex.thread_start(cwd=codex_home.work)
            await thread.turn(TextInput(f"text:before ;; gate:{gate} ;; text:after"))
            async for event in events:
                if isinstance(event.payload, AgentMessageDeltaNotification):
                    said.append(event.payload.delta)
                    if said == ["before"]:
                        server.process.terminate()
                        scripted_model.release(gate)

    async with AsyncCodex(config(server.url)) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError):
            await listen(codex)
    assert said == ["before", "waiting ", "released", "after"]
    assert server.process.wait(PATIENCE) == 0


@pytest.mark.anyio
async def test_a_silent_server_is_pinged_and_its_pong_counts(
    on_tcp: ListeningServer, codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    gate = f"silent-{codex_home.path}"
    async with relay(on_tcp) as between, AsyncCodex(config(between.url, keepalive=1)) as codex:
        thread = await codex.thread_start(cwd=codex_home.work)
        turn = await thread.turn(TextInput(f"gate:{gate} ;; text:after"))
        await between.more_chunks(2)
        scripted_model.release(gate)
        assert (await turn.run()).status == "completed"


@pytest.mark.anyio
async def test_a_network_that_says_nothing_any_more_is_given_up(on_tcp: ListeningServer) -> None:
    async with relay(on_tcp) as between, AsyncCodex(config(between.url, keepalive=1)) as codex:
        between.hold()
        error = await end_of(codex)
    assert type(error) is ConnectionLostError
    assert "silent for 2 s" in str(error)
    assert "may still run" in str(error)


@pytest.mark.anyio
async def test_nobody_there_is_an_error_that_says_how_to_start_one(tmp_path: Path) -> None:
    async with answering(b"") as url:
        pass
    for address, reason in ((url, "refused"), (f"unix://{tmp_path}/none.sock", "no such file")):
        with pytest.raises(ServerUnreachableError, match=f"{reason}.*codex app-server --listen {address}"):
            async with AsyncCodex(config(address)):
                pytest.fail("it must not open")


NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\nno one"
ODD_PEERS = {
    "another service": (b"SSH-2.0-OpenSSH_9.2\r\n", False, ServerUnreachableError, "is no app-server"),
    "one that hangs up": (b"", True, ServerUnreachableError, "hung up without an answer"),
    "a web server": (NOT_FOUND, False, ConnectionRejectedError, "HTTP 404: no one"),
    "one that says nothing": (b"", False, ServerUnreachableError, "within 0.2 s"),
}


@pytest.mark.anyio
@pytest.mark.parametrize("peer", ODD_PEERS)
async def test_what_is_no_app_server_is_named(peer: str) -> None:
    data, hang_up, kind, message = ODD_PEERS[peer]
    timeout = 0.2 if not data and not hang_up else 10
    async with answering(data, hang_up=hang_up) as url:
        with pytest.raises(kind, match=message):
            async with AsyncCodex(config(url, connect_timeout=timeout)):
                pytest.fail("it must not open")


@pytest.mark.anyio
async def test_many_clients_may_share_a_server(on_tcp: ListeningServer, codex_home: CodexHome) -> None:
    async with AsyncCodex(config(on_tcp.url)) as one, AsyncCodex(config(on_tcp.url)) as two:
        thread = await one.thread_start(cwd=codex_home.work)
        await thread.run("text:stored now, and so to be found by others")
        async with two.events() as events:
            await two.thread_resume(thread.id, exclude_turns=True)
            await thread.run("text:hello both")
            with anyio.fail_after(PATIENCE):
                async for event in events:
                    if event.method == "turn/completed":
                        assert event.thread_id == thread.id
                        break
