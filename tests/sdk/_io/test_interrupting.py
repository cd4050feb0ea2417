from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import pytest
from codex_app_server import (
    AsyncCodex,
    AsyncTurnHandle,
    InvalidRequestError,
    TextInput,
    TransportClosedError,
    TurnStatus,
)
from scripted_peer import PATIENCE, ScriptedPeer, turn, turn_completed

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig

pytestmark = pytest.mark.anyio


class Interrupting:
    """A turn that was accepted, and a first attempt to interrupt it that the server refuses."""

    def __init__(self) -> None:
        self.peer = ScriptedPeer()
        self.errors: list[Exception] = []
        self.done = anyio.Event()

    async def start(self, codex: AsyncCodex, group: anyio.abc.TaskGroup) -> AsyncTurnHandle:
        handles: list[AsyncTurnHandle] = []

        async def start() -> None:
            handles.append(await codex.thread("t").turn(TextInput("go")))

        async with anyio.create_task_group() as starting:
            starting.start_soon(start)
            self.peer.answer(await self.peer.next_request("turn/start"), {"turn": turn()})
        group.start_soon(self.interrupt, handles[0])
        return handles[0]

    async def interrupt(self, handle: AsyncTurnHandle) -> None:
        try:
            await handle.interrupt()
        except (InvalidRequestError, TransportClosedError) as error:
            self.errors.append(error)
        self.done.set()

    async def refuse(self) -> None:
        request = await self.peer.next_request("turn/interrupt")
        self.peer.refuse(request, -32600, "no active turn to interrupt")

    def say(self, method: str, **params: Any) -> None:
        self.peer.notify(method, threadId="t", **params)


async def test_a_turn_that_has_not_started_is_interrupted_as_soon_as_it_has() -> None:
    case = Interrupting()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(case.peer.config()) as codex, anyio.create_task_group() as group:
            await case.start(codex, group)
            await case.refuse()
            case.say("turn/started", turn=turn(turn_id="another"))
            case.say("turn/started", turn=turn())
            case.peer.answer(await case.peer.next_request("turn/interrupt"), {})
            await case.done.wait()
    assert case.errors == []


async def test_a_turn_that_ends_meanwhile_is_refused_as_ended() -> None:
    case = Interrupting()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(case.peer.config()) as codex, anyio.create_task_group() as group:
            await case.start(codex, group)
            await case.refuse()
            case.peer.say(turn_completed() + b"\n")
            await case.done.wait()
    assert [str(error) for error in case.errors] == [
        "turn/interrupt: no active turn to interrupt (code -32600)"
    ]


async def test_the_end_of_the_connection_ends_the_wait() -> None:
    case = Interrupting()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(case.peer.config()) as codex, anyio.create_task_group() as group:
            await case.start(codex, group)
            await case.refuse()
            await anyio.wait_all_tasks_blocked()
            await codex.close()
            await case.done.wait()
    assert [type(error) for error in case.errors] == [TransportClosedError]


@pytest.mark.parametrize("steered", [True, False])
async def test_a_stop_right_after_the_start_reaches_the_real_server(
    steered: bool, real_config: Callable[..., AppServerConfig]
) -> None:
    async with AsyncCodex(real_config()) as codex:
        for _ in range(5):
            started = await (await codex.thread_start()).turn(TextInput("slow:1000:20"))
            if steered:
                await started.steer(TextInput("slow:1000:20"))
            await started.interrupt()
            assert (await started.run()).status == TurnStatus.interrupted
