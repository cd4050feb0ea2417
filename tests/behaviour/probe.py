"""A client that asks the server and judges nothing: what the tests of its behaviour are written with."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import pytest
from codex_app_server import Codex, JsonRpcError, RequestTimeoutError, StreamIdleError
from codex_app_server._io.process import ProcessTransport
from codex_app_server._io.waiting import block_for_events
from patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import ApprovalDecision, ApprovalRequest, AppServerConfig
    from typing_extensions import Self

Message = dict[str, Any]
ENDLESS = "slow:1000:20"


class Asked:
    """A question of the server that waits for its answer."""

    def __init__(self, request: ApprovalRequest) -> None:
        self.request = request
        self.decision: SimpleQueue[ApprovalDecision] = SimpleQueue()

    def answer(self, decision: ApprovalDecision) -> None:
        """Give the answer."""
        self.decision.put(decision)


class Probe:
    """One server, asked in the words of the protocol; `heard` is what it said without being asked."""

    def __init__(self, config: AppServerConfig) -> None:
        self.asked: SimpleQueue[Asked] = SimpleQueue()
        """What the server asks about commands and files; it waits until the test answers."""
        self.codex = Codex(config if config.approval_handler else replace(config, approval_handler=self._ask))
        self._events = self.codex.events()
        self.heard: list[tuple[str, Message]] = []

    def close(self) -> None:
        """End the server."""
        self.codex.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _ask(self, request: ApprovalRequest) -> ApprovalDecision:
        asked = Asked(request)
        self.asked.put(asked)
        return asked.decision.get()

    def question(self) -> Asked:
        """Wait for the next question about a command or files."""
        return self.asked.get(timeout=PATIENCE)

    def kill(self) -> None:
        """End the server as a crash does."""
        transport = self.codex._async._client.session._transport
        assert isinstance(transport, ProcessTransport)
        os.kill(transport.pid, signal.SIGKILL)

    def ask(self, method: str, **params: Any) -> Message:
        """Send a request past everything that the SDK adds to one, and return its result."""
        session = self.codex._async._client.session
        result = self.codex._portal.call(session.request, method, params, timeout=PATIENCE)
        assert isinstance(result, dict)
        return result

    def refusal(self, method: str, **params: Any) -> str:
        """Send a request that is refused, and return the words."""
        with pytest.raises(JsonRpcError) as caught:
            self.ask(method, **params)
        return caught.value.message

    def is_never_answered(self, method: str, **params: Any) -> bool:
        """Tell whether a request has no answer after a second, in which any other has one."""
        session = self.codex._async._client.session
        try:
            self.codex._portal.call(session.request, method, params, timeout=1.0)
        except RequestTimeoutError:
            return True
        return False

    def thread(self, **params: Any) -> str:
        """Start a thread and return its id."""
        settings = {"approvalPolicy": "never", "sandbox": "danger-full-access", **params}
        return str(self.ask("thread/start", **settings)["thread"]["id"])

    def begin(self, thread: str, prompt: str, **params: Any) -> str:
        """Start a turn, or add to the one that runs, and return its id."""
        given = [{"type": "text", "text": prompt}]
        return str(self.ask("turn/start", threadId=thread, input=given, **params)["turn"]["id"])

    def run(self, thread: str, prompt: str, **params: Any) -> Message:
        """Run a turn to its end, and return it with its items."""
        turn = self.begin(thread, prompt, **params)
        self.until("turn/completed", lambda said: said["turn"]["id"] == turn)
        return self.turns(thread)[-1]

    def working(self, thread: str, prompt: str) -> str:
        """Start a turn, and return its id when its command runs."""
        turn = self.begin(thread, prompt)
        self.until(
            "item/started",
            lambda said: said["turnId"] == turn and said["item"]["type"] == "commandExecution",
        )
        return turn

    def speaking(self, thread: str, prompt: str = ENDLESS) -> str:
        """Start a turn, and return its id when the model speaks."""
        turn = self.begin(thread, prompt)
        self.until("item/agentMessage/delta", lambda said: said["turnId"] == turn)
        return turn

    def stop(self, thread: str, turn: str) -> None:
        """Interrupt a turn and wait for its end."""
        self.ask("turn/interrupt", threadId=thread, turnId=turn)
        self.until("turn/completed", lambda said: said["turn"]["id"] == turn)

    def until(self, method: str, wanted: Callable[[Message], bool] = lambda _: True) -> Message:
        """Wait for a notification, also among those that were heard already."""
        for name, said in self.heard:
            if name == method and wanted(said):
                return said
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                block_for_events(self._events._async._queue, ends - time.monotonic())
            except StreamIdleError:
                break
            for event in self._events.receive_batch():
                said = event.payload.model_dump(mode="json", by_alias=True)  # type: ignore[union-attr]  # known
                self.heard.append((event.method, said))
            for name, said in self.heard:
                if name == method and wanted(said):
                    return said
        raise AssertionError(f"{method} did not come")

    def eventually(self, holds: Callable[[], bool]) -> None:
        """Ask until something holds."""
        ends = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < ends, "it did not come to hold"
            self.ask("thread/loaded/list")

    def turns(self, thread: str) -> list[Message]:
        """Return the turns of a thread, the oldest first, with their items."""
        page = self.ask("thread/turns/list", threadId=thread, itemsView="full", sortDirection="asc", limit=50)
        return list(page["data"])

    def listed(self, **params: Any) -> list[str]:
        """Return the ids of the threads that a list has."""
        return [row["id"] for row in self.ask("thread/list", **params)["data"]]
