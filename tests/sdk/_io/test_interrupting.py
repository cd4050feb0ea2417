from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from codex_app_server import (
    AsyncCodex,
    AsyncTurnHandle,
    Decision,
    InvalidRequestError,
    TextInput,
    TransportClosedError,
    TurnStatus,
)
from patience import PATIENCE
from scripted_peer import ScriptedPeer, turn, turn_completed

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

    async def refuse(self, message: str = "no active turn to interrupt") -> None:
        self.peer.refuse(await self.peer.next_request("turn/interrupt"), -32600, message)

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


async def test_a_turn_that_comes_after_an_interrupted_one_is_interrupted_as_soon_as_it_starts() -> None:
    case = Interrupting()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(case.peer.config()) as codex, anyio.create_task_group() as group:
            await case.start(codex, group)
            await case.refuse("expected active turn id u but found old")
            case.say("turn/started", turn=turn())
            case.peer.answer(await case.peer.next_request("turn/interrupt"), {})
            await case.done.wait()
    assert case.errors == []


@pytest.mark.parametrize("asked_by", ["handle", "api"])
async def test_an_interrupt_that_the_server_never_answers_ends_with_the_turn(asked_by: str) -> None:
    case = Interrupting()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(case.peer.config(request_timeout=None)) as codex:
            async with anyio.create_task_group() as group:
                handle = await case.start(codex, group)
                await case.peer.next_request("turn/interrupt")
                if asked_by == "handle":
                    group.start_soon(handle.interrupt)
                else:
                    group.start_soon(partial(codex.api.turn_interrupt, thread_id="t", turn_id="u"))
                await anyio.wait_all_tasks_blocked()
                case.peer.say(turn_completed("interrupted") + b"\n")
            await handle.interrupt()
            await codex.api.turn_interrupt(thread_id="t", turn_id="u")
    asked = [message for message in case.peer.sent if message.get("method") == "turn/interrupt"]
    assert len(asked) == (1 if asked_by == "handle" else 2)
    assert case.errors == []


async def test_a_second_interrupt_of_a_turn_that_completes_all_the_same_says_that_it_is_over() -> None:
    case = Interrupting()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(case.peer.config()) as codex, anyio.create_task_group() as group:
            await case.start(codex, group)
            await case.peer.next_request("turn/interrupt")
            case.peer.say(turn_completed("completed") + b"\n")
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


@pytest.mark.parametrize("stopped_by", ["api", "another handle", "archive", "cancelled approval"])
async def test_a_turn_that_something_else_has_interrupted_is_answered_at_once(
    stopped_by: str, real_config: Callable[..., AppServerConfig]
) -> None:
    config = real_config(
        concurrent_turns=True, request_timeout=None, approval_handler=lambda _: Decision.CANCEL
    )
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(config) as codex:
            asks = stopped_by == "cancelled approval"
            thread = await codex.thread_start(approval_policy="untrusted", sandbox="workspace-write")
            steps = codex.events(methods=["item/agentMessage/delta"])
            started = await thread.turn(TextInput("shell:touch q" if asks else "slow:1000:20"))
            if not asks:
                await steps.__anext__()
            if stopped_by == "api":
                await codex.api.turn_interrupt(thread_id=thread.id, turn_id=started.id)
            elif stopped_by == "another handle":
                await (await thread.turn(TextInput("more"))).interrupt()
            elif stopped_by == "archive":
                await codex.thread_archive(thread.id)
            assert (await started.run()).status == TurnStatus.interrupted
            await started.interrupt()
            await codex.api.turn_interrupt(thread_id=thread.id, turn_id=started.id)


async def test_a_turn_right_after_an_interrupted_one_is_interrupted_too(
    real_config: Callable[..., AppServerConfig],
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        for _ in range(8):
            started = await thread.turn(TextInput("slow:1000:20"))
            await started.interrupt()
            assert (await started.run()).status == TurnStatus.interrupted
