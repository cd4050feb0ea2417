"""The server dies: S01 to S06 and S12."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import anyio
import anyio.to_thread
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    Codex,
    CodexError,
    Notification,
    ServerDiedError,
    TextInput,
    TransportClosedError,
)
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification
from patience import PATIENCE
from processes import all_gone, processes_with

StubConfig = Callable[..., AppServerConfig]
RealConfig = Callable[..., AppServerConfig]

SAY_AND_DIE = "[delta(f'{n} ') for n in range(20)]; kill()"
SAID = "".join(f"{n} " for n in range(20))
ENDLESS = "slow:1000:20"


def text_of(events: list[Notification]) -> str:
    payloads = [event.payload for event in events]
    return "".join(each.delta for each in payloads if isinstance(each, AgentMessageDeltaNotification))


def check_death(error: CodexError, number: int = signal.SIGKILL) -> None:
    assert isinstance(error, ServerDiedError)
    assert error.signal == number
    assert error.exit_status == -number
    assert signal.Signals(number).name in str(error)
    assert "Make a new client" in str(error)


async def check_dead(codex: AsyncCodex) -> None:
    """Every later call raises the same kind of error at once."""
    with anyio.fail_after(PATIENCE):
        for _ in range(3):
            with pytest.raises(TransportClosedError):
                await codex.models()


@pytest.mark.anyio
async def test_s01_a_kill_in_a_stream_comes_after_all_events(stub: StubConfig) -> None:
    seen: list[Notification] = []

    async def consume(codex: AsyncCodex) -> None:
        turn = await codex.thread("t").turn(TextInput(SAY_AND_DIE))
        async for event in turn.stream():
            seen.append(event)  # noqa: PERF401 - what was seen before the error counts

    async with AsyncCodex(stub()) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError) as caught:
            await consume(codex)
        check_death(caught.value)
        assert text_of(seen) == SAID
        await check_dead(codex)


def test_s01_the_sync_stream_ends_alike(stub: StubConfig) -> None:
    seen: list[Notification] = []
    with Codex(stub()) as codex:
        turn = codex.thread("t").turn(TextInput(SAY_AND_DIE))

        def consume() -> None:
            for event in turn.stream():
                seen.append(event)  # noqa: PERF402 - what was seen before the error counts

        with pytest.raises(ServerDiedError) as caught:
            consume()
        check_death(caught.value)
    assert text_of(seen) == SAID


@pytest.mark.anyio
async def test_s01_run_raises_with_the_text_that_had_come(stub: StubConfig) -> None:
    async with AsyncCodex(stub()) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError) as caught:
            await codex.thread("t").run(SAY_AND_DIE)
        assert caught.value.partial_response == SAID
        # The error of later calls is about no turn.
        with pytest.raises(ServerDiedError) as later:
            await codex.models()
        assert later.value.partial_response is None


def test_s01_the_real_server_killed_in_a_turn_leaves_its_words_to_the_client(
    real_config: RealConfig, mark: str
) -> None:
    with Codex(real_config(env={"MARK": mark}, approval_handler=None)) as codex:
        turn = codex.thread_start(approval_policy="never").turn(TextInput(ENDLESS))
        seen: list[Notification] = []

        def consume() -> None:
            for event in turn.stream():
                seen.append(event)
                if event.method == "item/agentMessage/delta" and len(seen) > 3:
                    for process in processes_with(mark):
                        os.kill(process, signal.SIGKILL)

        with pytest.raises(ServerDiedError) as caught:
            consume()
        check_death(caught.value)
        assert text_of(seen)
    assert all_gone(mark)


@pytest.mark.anyio
async def test_s02_a_kill_ends_pending_requests(stub: StubConfig) -> None:
    errors: list[CodexError] = []
    async with AsyncCodex(stub()) as codex:

        async def ask() -> None:
            with pytest.raises(ServerDiedError) as caught:
                await codex.request("do", {"code": "pass"}, dict)
            errors.append(caught.value)

        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as group:
                for _ in range(5):
                    group.start_soon(ask)
                await codex.request("echo", {}, dict)
                group.start_soon(codex_dies, codex)
    assert len(errors) == 5
    for error in errors:
        check_death(error)


async def codex_dies(codex: AsyncCodex) -> None:
    with pytest.raises(ServerDiedError):
        await codex.request("do", {"code": "kill()"}, dict)


@pytest.mark.anyio
async def test_s03_requests_around_and_after_the_death_all_fail_and_none_hangs(stub: StubConfig) -> None:
    outcomes: list[str] = []
    async with AsyncCodex(stub()) as codex:

        async def ask() -> None:
            try:
                await codex.request("echo", {}, dict)
            except TransportClosedError:
                outcomes.append("closed")
            else:
                outcomes.append("answered")

        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as group:
                for number in range(200):
                    group.start_soon(ask)
                    if number == 50:
                        group.start_soon(codex_dies, codex)
            for _ in range(200):
                await ask()
    assert len(outcomes) == 400
    assert set(outcomes[200:]) == {"closed"}


def test_s03_the_sync_client_too(stub: StubConfig) -> None:
    with Codex(stub()) as codex:
        for _ in range(200):
            with pytest.raises(ServerDiedError):
                codex.request("do", {"code": "kill()"}, dict)


class OwnError(Exception):
    """An error of the user's program."""


def test_s04_close_after_death_is_quiet_and_the_users_error_survives(stub: StubConfig) -> None:
    def use(codex: Codex) -> None:
        with codex:
            with pytest.raises(ServerDiedError):
                codex.request("do", {"code": "kill()"}, dict)
            raise OwnError

    codex = Codex(stub())
    with pytest.raises(OwnError):
        use(codex)
    codex.close()
    codex.close()


@pytest.mark.anyio
async def test_s04_the_async_client_too(stub: StubConfig) -> None:
    codex = AsyncCodex(stub())

    async def use() -> None:
        async with codex:
            await codex_dies(codex)
            raise OwnError

    with anyio.fail_after(PATIENCE):
        with pytest.raises(OwnError):
            await use()
        await codex.close()


@pytest.mark.anyio
async def test_s05_an_exit_is_told_with_its_code_and_without_its_secrets(stub: StubConfig) -> None:
    last_words = (
        "complain('panicked at sk-SECRETTOKEN123: Authorization: Bearer abcdef.SECRET'); "
        "complain('could not create PATH aliases: Operation not permitted'); "
        "complain('key ' + 'aB3dEf6h' * 8); sys.exit(101)"
    )
    async with AsyncCodex(stub()) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError, match="code 101") as caught:
            await codex.request("do", {"code": last_words}, dict)
    message = str(caught.value)
    assert "panicked at [redacted]" in message
    assert not any(secret in message for secret in ("SECRET", "aB3dEf6h", "PATH aliases"))
    assert caught.value.exit_status == 101
    assert caught.value.signal is None


@pytest.mark.anyio
async def test_s05_no_more_than_twenty_lines_are_told(stub: StubConfig) -> None:
    code = "[complain(f'line {n}') for n in range(100)]; sys.exit(3)"
    async with AsyncCodex(stub()) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError) as caught:
            await codex.request("do", {"code": code}, dict)
    assert caught.value.stderr_tail.splitlines() == [f"line {n}" for n in range(80, 100)]


@pytest.mark.anyio
async def test_s06_a_server_that_closes_its_output_and_lives_is_ended(stub: StubConfig, mark: str) -> None:
    async with AsyncCodex(stub(close_timeout=0.5)) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError, match="closed its output"):
            await codex.request("do", {"code": "os.close(1); time.sleep(100)"}, dict)
        await check_dead(codex)
        # The client is not closed yet: its process is ended all the same.
        assert await anyio.to_thread.run_sync(all_gone, mark)


@pytest.mark.anyio
async def test_s12_half_a_message_at_the_end_is_counted(stub: StubConfig) -> None:
    async with AsyncCodex(stub()) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError, match="17 bytes had come"):
            await codex.request("do", {"code": 'raw(b\'{"method":"x","pa\'); sys.exit(0)'}, dict)
