from __future__ import annotations

import sys
from pathlib import Path

import anyio
import anyio.lowlevel
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    CodexError,
    InitializeTimeoutError,
    InvalidInputError,
    Notification,
    NotInitializedError,
    RequestTimeoutError,
    ResponseInvalidError,
    ServerBusyError,
    ServerDiedError,
    ServerStartError,
    TransportClosedError,
    UnknownNotification,
)
from codex_app_server._io.session import _UNLIMITED
from codex_app_server.generated.methods import REQUESTS
from codex_app_server.transport import Transport
from patience import PATIENCE
from scripted_peer import ScriptedPeer, delta

pytestmark = pytest.mark.anyio


async def test_first_calls_at_once_start_one_server() -> None:
    peer = ScriptedPeer()
    codex = AsyncCodex(peer.config())
    results: list[object] = []

    async def call() -> None:
        results.append(await codex.request("x", {}, dict))

    async def answer() -> None:
        for _ in range(5):
            peer.answer(await peer.next_request("x"), {"ok": True})

    async with anyio.create_task_group() as group:
        for _ in range(5):
            group.start_soon(call)
        await peer_opened(peer)
        group.start_soon(answer)
    assert results == [{"ok": True}] * 5
    assert peer.opened == 1
    assert [message["method"] for message in peer.sent[:2]] == ["initialize", "initialized"]
    await codex.close()


async def peer_opened(peer: ScriptedPeer) -> None:
    with anyio.fail_after(PATIENCE):
        while not peer.opened:
            await anyio.lowlevel.checkpoint()


async def test_the_handshake_says_who_we_are() -> None:
    peer = ScriptedPeer()
    config = peer.config(client_name="n", client_title="t", client_version="v", experimental_api=False)
    async with AsyncCodex(config) as codex:
        assert codex.metadata.server_info.version == "0.163.0"
    assert peer.sent[0]["params"] == {
        "clientInfo": {"name": "n", "title": "t", "version": "v"},
        "capabilities": {"experimentalApi": False},
    }


async def test_the_metadata_is_not_there_before_the_first_call() -> None:
    with pytest.raises(NotInitializedError, match="async with"):
        _ = AsyncCodex(ScriptedPeer().config()).metadata


async def test_a_client_can_be_closed_by_another_task_than_the_one_that_opened_it() -> None:
    peer = ScriptedPeer()
    codex = AsyncCodex(peer.config())
    failures: list[CodexError] = []

    async def wait_for_an_answer() -> None:
        try:
            await codex.request("never", {}, dict)
        except TransportClosedError as error:
            failures.append(error)

    async with anyio.create_task_group() as group:
        group.start_soon(wait_for_an_answer)
        await peer.next_request("never")
        group.start_soon(codex.close)
    assert len(failures) == 1
    assert peer.closed
    with pytest.raises(TransportClosedError, match="was closed"):
        await codex.models()
    await codex.close()


async def test_a_client_that_never_started_can_be_closed() -> None:
    peer = ScriptedPeer()
    codex = AsyncCodex(peer.config())
    await codex.close()
    with pytest.raises(TransportClosedError):
        await codex.models()
    assert peer.opened == 0


async def test_a_server_that_does_not_answer_initialize_is_given_up() -> None:
    peer = ScriptedPeer(initializes=False)
    codex = AsyncCodex(peer.config(initialize_timeout=0.05))
    with pytest.raises(InitializeTimeoutError, match="initialize_timeout"):
        await codex.models()
    assert peer.closed
    with pytest.raises(InitializeTimeoutError):
        await codex.models()


async def test_a_server_that_refuses_initialize_is_given_up() -> None:
    peer = ScriptedPeer(initializes=False)
    async with anyio.create_task_group() as group:

        async def refuse() -> None:
            peer.refuse(await peer.next_request("initialize"), -32600, "too old")

        await_refusal = AsyncCodex(peer.config())
        group.start_soon(refuse)
        with pytest.raises(ServerStartError, match="too old"):
            await await_refusal.models()
    assert peer.closed


async def test_what_answers_initialize_with_nothing_is_no_server() -> None:
    peer = ScriptedPeer(initializes=False)
    async with anyio.create_task_group() as group:

        async def answer() -> None:
            peer.answer(await peer.next_request("initialize"), {})

        group.start_soon(answer)
        with pytest.raises(ServerStartError, match="without a user agent"):
            await AsyncCodex(peer.config()).models()
    assert peer.closed


async def test_what_can_be_done_about_a_timeout_is_said() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(request_timeout=0.01)) as codex:
        with pytest.raises(RequestTimeoutError, match=r"raise AppServerConfig\(request_timeout=\.\.\.\)"):
            await codex.models()
        with pytest.raises(RequestTimeoutError, match="give the call a longer timeout"):
            await codex.request("x", {}, dict, timeout=0.01)


async def test_a_cancelled_start_does_not_wait_for_a_server_that_looks_at_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "started"
    program = f"import pathlib, time; pathlib.Path({str(mark)!r}).touch(); time.sleep(600)"
    # Half of this time is what a server that is ready gets to end by itself.
    config = AppServerConfig(launch_args_override=(sys.executable, "-c", program), close_timeout=600)
    with anyio.fail_after(PATIENCE):
        async with anyio.create_task_group() as group:

            async def enter() -> None:
                async with AsyncCodex(config):
                    pytest.fail("the server never got ready")

            group.start_soon(enter)
            while not mark.exists():  # noqa: ASYNC110 - a file has no event
                await anyio.sleep(0.01)
            group.cancel_scope.cancel()


async def test_a_cancelled_start_leaves_nothing_running() -> None:
    peer = ScriptedPeer(initializes=False)
    async with anyio.create_task_group() as group:

        async def enter() -> None:
            async with AsyncCodex(peer.config()):
                pytest.fail("the server never got ready")

        group.start_soon(enter)
        await peer.next_request("initialize")
        group.cancel_scope.cancel()
    assert peer.closed


async def test_an_error_of_the_transport_reaches_every_caller() -> None:
    async def fail() -> Transport:
        raise ServerStartError("no such thing")

    codex = AsyncCodex(AppServerConfig(transport=fail))
    for _ in range(2):
        with pytest.raises(ServerStartError, match="no such thing"):
            await codex.models()


async def test_a_death_ends_pending_and_later_calls_with_its_status_and_last_words() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        async with anyio.create_task_group() as group:
            seen: list[ServerDiedError] = []

            async def call() -> None:
                with pytest.raises(ServerDiedError) as caught:
                    await codex.request("never", {}, dict)
                seen.append(caught.value)

            for _ in range(3):
                group.start_soon(call)
                await peer.next_request("never")
            peer.end(-9, "last words")
        with pytest.raises(ServerDiedError) as caught:
            await codex.models()
        for error in [*seen, caught.value]:
            assert error.exit_status == -9
            assert error.signal == 9
            assert "SIGKILL" in str(error)
            assert "last words" in str(error)


async def test_a_request_without_an_answer_times_out_and_its_late_answer_is_ignored() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        with pytest.raises(RequestTimeoutError, match=r"slow \(request \d+\) got no answer within 0.01 s"):
            await codex.request("slow", {}, dict, timeout=0.01)
        late = await peer.next_request("slow")
        async with anyio.create_task_group() as group:

            async def answer() -> None:
                request = await peer.next_request("quick")
                peer.answer(late, {"late": True})
                peer.answer(request, {"quick": True})

            group.start_soon(answer)
            assert await codex.request("quick", {}, dict) == {"quick": True}
        assert codex._client.session.odd_lines == 1


@pytest.mark.parametrize("method", sorted(_UNLIMITED))
async def test_what_lasts_as_long_as_its_work_has_no_limit_but_one_of_its_own(method: str) -> None:
    assert method in REQUESTS
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(request_timeout=0.02)) as codex, anyio.create_task_group() as group:
        answers: list[object] = []

        async def work() -> None:
            answers.append(await codex.request(method, {}, dict))

        group.start_soon(work)
        working = await peer.next_request(method)
        with pytest.raises(RequestTimeoutError):
            await codex.request("model/list", {}, dict)
        assert answers == []
        with pytest.raises(RequestTimeoutError):
            await codex.request(method, {}, dict, timeout=0.01)
        peer.answer(working, {"done": True})
        with anyio.fail_after(PATIENCE):
            await peer.next_request("model/list")
        await anyio.wait_all_tasks_blocked()
        assert answers == [{"done": True}]


async def test_a_cancelled_request_leaves_nothing_pending() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        async with anyio.create_task_group() as group:
            group.start_soon(codex.request, "x", {}, dict)
            await peer.next_request("x")
            group.cancel_scope.cancel()
        assert codex._client.session._connection.pending == {}


async def test_what_cannot_be_sent_is_refused_and_the_connection_lives() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        with pytest.raises(InvalidInputError, match=r"params\.name"):
            await codex.thread("t").set_name("\ud800")
        with pytest.raises(InvalidInputError, match="nan is not"):
            await codex.request("x", {"n": float("nan")}, dict)
        assert [message["method"] for message in peer.sent] == ["initialize", "initialized"]


async def test_overload_and_a_wrong_shape_have_errors_of_their_own() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:

        async def answer() -> None:
            peer.refuse(await peer.next_request("x"), -32001, "Server overloaded; retry later.")
            peer.answer(await peer.next_request("model/list"), {"data": 7})

        group.start_soon(answer)
        with pytest.raises(ServerBusyError):
            await codex.request("x", None, dict)
        with pytest.raises(ResponseInvalidError, match="model/list"):
            await codex.models()


async def test_a_request_without_parameters_sends_an_empty_object() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        group.start_soon(codex.request, "account/logout", None, dict)
        request = await peer.next_request("account/logout")
        assert request["params"] == {}
        peer.answer(request, {})


async def test_odd_lines_are_events_and_never_the_end(caplog: pytest.LogCaptureFixture) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        events = codex.events()
        peer.say(b"banner\n\n[1]\n{}\n" + b'{"id":99,"result":{}}\n' + delta("x") + b"\n")
        seen: list[Notification] = []
        with anyio.fail_after(PATIENCE):
            while len(seen) < 4:
                seen += await events.receive_batch()
        assert [event.method for event in seen] == ["", "", "", "item/agentMessage/delta"]
        first = seen[0].payload
        assert isinstance(first, UnknownNotification)
        assert first.params == "banner"
    warnings = [record for record in caplog.records if record.name == "codex_app_server"]
    assert len(warnings) == 1


async def test_requests_in_flight_stay_under_what_the_server_takes() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        for _ in range(200):
            group.start_soon(codex.request, "x", {}, dict)
        for _ in range(200):
            request = await peer.next_request("x")
            waiting = sum(message.get("method") == "x" for message in peer.sent)
            peer.answer(request, {})
            assert waiting <= request["id"] + 100
        assert len(codex._client.session._connection.pending) <= 100
