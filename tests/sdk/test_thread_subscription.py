"""Threads of other clients: events come to those who resume, and two inputs at once make one turn."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    ConcurrentUseError,
    InvalidInputError,
    RunResult,
    TextInput,
    ThreadBusyError,
    running_server,
)
from listening_server import ListeningServer, listening_server
from patience import PATIENCE
from real_server import make_home
from scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    """One event loop is enough where the server is what is tested."""
    return "asyncio"


@pytest.fixture(scope="module")
def listening(
    tmp_path_factory: pytest.TempPathFactory, scripted_model: ScriptedModel
) -> Iterator[ListeningServer]:
    home = make_home(tmp_path_factory.mktemp("listening"), scripted_model)
    with listening_server(home) as server:
        yield server


@pytest.fixture
def two_clients(listening: ListeningServer) -> tuple[AsyncCodex, AsyncCodex]:
    one, other = (
        AsyncCodex(AppServerConfig(transport=running_server(listening.url), concurrent_turns=True))
        for _ in range(2)
    )
    return one, other


async def test_a_run_on_a_thread_that_another_client_has_loaded_is_heard(
    two_clients: tuple[AsyncCodex, AsyncCodex],
) -> None:
    one, other = two_clients
    async with one, other:
        thread = await one.thread_start()
        await thread.run("text:One.")
        with anyio.fail_after(PATIENCE):
            assert (await other.thread(thread.id).run("text:Two.")).final_response == "Two."


async def test_where_a_resume_is_forbidden_a_turn_that_would_not_be_heard_is_not_started(
    two_clients: tuple[AsyncCodex, AsyncCodex],
) -> None:
    one, other = two_clients
    async with one, other:
        thread = await one.thread_start()
        await thread.run("text:One.")
        for start in (
            other.thread(thread.id, resume=False).run("text:Two."),
            other.thread(thread.id, resume=False).turn(TextInput("text:Two.")),
            other.thread(thread.id, resume=False).compact_turn(),
        ):
            with pytest.raises(InvalidInputError, match="resume=False"):
                await start
        assert len((await thread.read(include_turns=True)).thread.turns) == 1
        own = one.thread(thread.id, resume=False)
        assert (await own.run("text:Two.")).final_response == "Two."


async def test_a_second_run_on_one_thread_is_an_error_and_the_first_is_not_disturbed(
    two_clients: tuple[AsyncCodex, AsyncCodex],
) -> None:
    async with two_clients[0] as codex:
        thread = await codex.thread_start()
        events = codex.events(methods=["item/agentMessage/delta"])
        results: list[RunResult] = []

        async def first() -> None:
            results.append(await thread.run("slow:30:10 ;; final:First."))

        async with anyio.create_task_group() as group:
            group.start_soon(first)
            await events.__anext__()
            with pytest.raises(ConcurrentUseError, match="different threads"):
                await codex.thread(thread.id).run("text:Second.")
        assert results[0].final_response == "First."
        assert (await thread.run("text:Second.")).final_response == "Second."


async def test_an_output_schema_on_a_thread_whose_turn_runs_is_refused_as_busy(
    two_clients: tuple[AsyncCodex, AsyncCodex],
) -> None:
    async with two_clients[0] as codex:
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput("slow:1000:20"))
        async for event in turn.stream():
            if event.method == "item/agentMessage/delta":
                break
        with pytest.raises(ThreadBusyError, match="the thread is busy"):
            await thread.turn(TextInput("text:x"), output_schema={"type": "object"})
        await turn.interrupt()
