"""Whatever happens in whatever order: no call hangs, nothing received is lost, nothing is left behind.

`FAULT_EXAMPLES=5000 pytest tests/sdk/faults/test_any_order.py` looks longer than CI does.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from typing import Any

import anyio
import pytest
from codex_app_server import (
    AsyncCodex,
    AsyncTurnHandle,
    CodexError,
    Decision,
    JsonRpcError,
    Notification,
    ResponseInvalidError,
    TextInput,
    TransportClosedError,
)
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from patience import PATIENCE
from scripted_peer import Message, ScriptedPeer, delta, turn, turn_completed

EXAMPLES = int(os.environ.get("FAULT_EXAMPLES", "15"))
ASK = "item/commandExecution/requestApproval"
NOISE = [
    b"banner\n",
    b"\n\r\n",
    b"\xff\xfe\n",
    b"[1]\n",
    b'{"id":4000,"result":{}}\n',
    b'{"id":null,"error":{}}\n',
    b'{"method":"brand/new","params":{"threadId":"t","turnId":"t1"}}\n',
    b'{"method":"item/agentMessage/delta","params":{"threadId":"t","turnId":"t1","delta":7}}\n',
    b'{"method":"serverRequest/resolved","params":{"threadId":"t","requestId":"never"}}\n',
]
which = st.integers(0, 30)


def pick(among: list[Any], number: int) -> Any:
    return among[number % len(among)]


class Asked:
    """A call of the client, and what came of it."""

    def __init__(self, call: Coroutine[Any, Any, object]) -> None:
        self.outcome: object = None
        self.scope = anyio.CancelScope()
        self.task = asyncio.get_running_loop().create_task(self._run(call))

    async def _run(self, call: Coroutine[Any, Any, object]) -> None:
        with self.scope:
            try:
                self.outcome = await call
            except CodexError as error:
                self.outcome = error


class Followed:
    """A turn that was started, what the peer has said in it, and what its stream gave."""

    def __init__(self, name: str, handle: AsyncTurnHandle) -> None:
        self.name = name
        self.said = ""
        self.completed = False
        self.seen: list[Notification] = []
        self.end: CodexError | None = None
        self.task = asyncio.get_running_loop().create_task(self._follow(handle))

    async def _follow(self, handle: AsyncTurnHandle) -> None:
        try:
            async for event in handle.stream():
                self.seen.append(event)
        except CodexError as error:
            self.end = error

    @property
    def heard(self) -> str:
        payloads = [event.payload for event in self.seen]
        return "".join(each.delta for each in payloads if isinstance(each, AgentMessageDeltaNotification))


class AnyOrder(RuleBasedStateMachine):
    """A client, the peer as its server, and everything that either may do."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.calls: list[Asked] = []
        self.open: list[tuple[Asked, Message]] = []
        self.turns: list[Followed] = []
        self.questions = 0
        self.count = 0
        self.over: str | None = None

    def do(self, what: Coroutine[Any, Any, None]) -> None:
        async def bounded() -> None:
            with anyio.fail_after(PATIENCE):
                await what
                await anyio.wait_all_tasks_blocked()

        self.loop.run_until_complete(bounded())

    @property
    def alive(self) -> bool:
        return self.over is None

    @initialize()
    def begin(self) -> None:
        async def open_client() -> None:
            self.peer = ScriptedPeer()
            config = self.peer.config(
                approval_handler=lambda _: Decision.ACCEPT, concurrent_turns=True, request_timeout=None
            )
            self.codex = AsyncCodex(config)
            await self.codex.__aenter__()
            self.events = self.codex.events()

        self.do(open_client())

    @rule()
    def ask(self) -> None:
        async def ask() -> None:
            self.count += 1
            method = f"ask/{self.count}"
            asked = Asked(self.codex.request(method, {}, dict))
            self.calls.append(asked)
            if self.alive:
                self.open.append((asked, await self.peer.next_request(method)))

        self.do(ask())

    @precondition(lambda self: self.alive and self.open)
    @rule(number=which, how=st.sampled_from(["answer", "twice", "refuse", "wrong"]))
    def answer(self, number: int, how: str) -> None:
        async def answer() -> None:
            asked, request = pick(self.open, number)
            self.open.remove((asked, request))
            cancelled = asked.task.done()
            if how == "refuse":
                self.peer.refuse(request, -32600, "no")
            elif how == "wrong":
                self.peer.answer(request, 7)  # type: ignore[arg-type]  # the fault
            else:
                self.peer.answer(request, {"n": request["id"]})
                if how == "twice":
                    self.peer.answer(request, {"n": "again"})
            await anyio.wait_all_tasks_blocked()
            assert asked.task.done()
            if not cancelled:
                kinds = {"refuse": JsonRpcError, "wrong": ResponseInvalidError}
                assert isinstance(asked.outcome, kinds.get(how, dict))
                assert how in kinds or asked.outcome == {"n": request["id"]}

        self.do(answer())

    @precondition(lambda self: self.open)
    @rule(number=which)
    def cancel(self, number: int) -> None:
        async def cancel() -> None:
            asked, _ = pick(self.open, number)
            asked.scope.cancel()

        self.do(cancel())

    @precondition(lambda self: self.alive)
    @rule(given_up=st.booleans(), early=st.booleans())
    def start_turn(self, given_up: bool, early: bool) -> None:
        async def start() -> None:
            self.count += 1
            name = f"t{self.count}"
            starting = Asked(self.codex.thread("t").turn(TextInput(name)))
            request = await self.peer.next_request("turn/start")
            if given_up:
                starting.scope.cancel()
            if early:
                self.peer.say(delta("early ", turn=name) + b"\n")
            self.peer.answer(request, {"turn": turn(turn_id=name)})
            if given_up:
                interrupt = await self.peer.next_request("turn/interrupt")
                assert interrupt["params"]["turnId"] == name
                self.peer.answer(interrupt, {})
            else:
                await anyio.wait_all_tasks_blocked()
                assert isinstance(starting.outcome, AsyncTurnHandle)
                followed = Followed(name, starting.outcome)
                followed.said = "early " if early else ""
                self.turns.append(followed)

        self.do(start())

    @precondition(lambda self: self.alive and self.turns)
    @rule(number=which, text=st.text(max_size=3), ends=st.booleans(), cut=st.integers(1, 200))
    def speak(self, number: int, text: str, ends: bool, cut: int) -> None:
        async def speak() -> None:
            followed = pick(self.turns, number)
            if followed.completed:
                return
            lines = delta(text, turn=followed.name) + b"\n"
            followed.said += text
            if ends:
                lines += turn_completed(turn_id=followed.name) + b"\n"
                followed.completed = True
            self.peer.say(lines[:cut])
            if lines[cut:]:
                self.peer.say(lines[cut:])

        self.do(speak())

    @precondition(lambda self: self.alive)
    @rule(noise=st.sampled_from(NOISE))
    def make_noise(self, noise: bytes) -> None:
        async def say() -> None:
            self.peer.say(noise)

        self.do(say())

    @precondition(lambda self: self.alive)
    @rule(known=st.booleans(), twice=st.booleans())
    def question(self, known: bool, twice: bool) -> None:
        async def ask() -> None:
            self.questions += 1
            params = {"threadId": "t", "turnId": "u", "itemId": "i", "startedAtMs": 1, "command": "ls"}
            message = {"method": ASK if known else "brand/new", "id": self.questions, "params": params}
            for _ in range(1 + twice):
                self.peer.say(message)
            for _ in range(1 + twice):
                answer = await self.peer.next_answer()
                assert answer["id"] == self.questions
                assert answer.get("result") == ({"decision": "accept"} if known else None)

        self.do(ask())

    @precondition(lambda self: self.alive)
    @rule(cut=st.booleans())
    def kill(self, cut: bool) -> None:
        async def kill() -> None:
            if cut:
                self.peer.say(b'{"method":"half')
            self.peer.end(-9, "last words")

        self.over = "SIGKILL"
        self.do(kill())

    @rule()
    def close(self) -> None:
        self.over = self.over or "was closed"
        self.do(self.codex.close())

    @invariant()
    def what_was_said_was_heard(self) -> None:
        for followed in self.turns:
            assert followed.heard == followed.said
            assert followed.task.done() == (followed.completed or not self.alive)
            if followed.completed:
                assert followed.end is None

    @invariant()
    def a_dead_client_answers_everybody(self) -> None:
        waiting = [asked for asked in self.calls if not asked.task.done()]
        if self.alive:
            assert len(waiting) == len([asked for asked, _ in self.open if not asked.task.done()])
            return
        assert waiting == []
        for asked, _ in self.open:
            cancelled = asked.scope.cancelled_caught
            assert cancelled or self.is_the_end(asked.outcome)

        async def ask_again() -> None:
            with pytest.raises(TransportClosedError) as caught:
                await self.codex.models()
            assert self.is_the_end(caught.value)

        self.do(ask_again())

    def is_the_end(self, error: object) -> bool:
        return isinstance(error, TransportClosedError) and str(self.over) in str(error)

    def teardown(self) -> None:
        if not hasattr(self, "codex"):
            self.loop.close()
            return
        self.over = self.over or "was closed"
        self.do(self.codex.close())
        self.what_was_said_was_heard()
        self.a_dead_client_answers_everybody()
        session = self.codex._client.session
        assert session._connection.pending == {}
        assert session.router._turns == {}
        assert session.router._expected == []
        assert self.peer.closed
        left = asyncio.all_tasks(self.loop)
        assert not left
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()


AnyOrder.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAnyOrder = AnyOrder.TestCase
