"""The other end of a client's connection, played line by line by a test: for what no real server does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import anyio
from codex_app_server import AppServerConfig
from patience import PATIENCE
from resumed_thread import resumed

Message = dict[str, Any]


class ScriptedPeer:
    """A transport whose server is the test: it reads the client's messages and sends any lines.

    It lets every thread be resumed, unless the test says what comes of that.
    """

    def __init__(self, *, initializes: bool = True, resumes: bool = True) -> None:
        self.sent: list[Message] = []
        self.closed = False
        self.opened = 0
        self.exit_status: int | None = None
        self.stderr_tail = ""
        self._initializes = initializes
        self._resumes = resumes
        self._read = 0
        self._changed = anyio.Event()

    def config(self, **options: Any) -> AppServerConfig:
        """A configuration that connects to this peer."""
        return AppServerConfig(transport=self.open, **options)

    async def open(self) -> ScriptedPeer:
        self.opened += 1
        self._write, self._out = anyio.create_memory_object_stream[bytes](1000)
        return self

    async def receive(self) -> bytes:
        return await self._out.receive()

    async def send(self, data: bytes) -> None:
        for line in data.splitlines():
            message = json.loads(line)
            self.sent.append(message)
            if self._initializes and message.get("method") == "initialize":
                self.answer(message, {"userAgent": "peer/0.163.0 (here)"})
            if self._resumes and message.get("method") == "thread/resume":
                self.answer(message, resumed(message["params"]["threadId"]))
        changed, self._changed = self._changed, anyio.Event()
        changed.set()

    async def aclose(self) -> None:
        if not self.closed:
            self.closed = True
            self._write.close()
            self._out.close()

    async def next_request(self, method: str) -> Message:
        """Wait for the next message of the client with this method."""
        return await self._next(lambda message: message.get("method") == method)

    async def next_answer(self) -> Message:
        """Wait for the next answer of the client to a request of the server."""
        return await self._next(lambda message: "method" not in message)

    async def _next(self, wanted: Any) -> Message:
        with anyio.fail_after(PATIENCE):
            while True:
                while self._read < len(self.sent):
                    message = self.sent[self._read]
                    self._read += 1
                    if wanted(message):
                        return message
                await self._changed.wait()

    def say(self, message: Message | bytes) -> None:
        """Send a message, or bytes as they are."""
        if not isinstance(message, bytes):
            message = json.dumps(message, separators=(",", ":")).encode() + b"\n"
        self._write.send_nowait(message)

    def notify(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self.say({"method": method, "params": params, "emittedAtMs": 1})

    def answer(self, request: Message, result: Mapping[str, Any]) -> None:
        """Answer a request of the client."""
        self.say({"id": request["id"], "result": result})

    def refuse(self, request: Message, code: int, message: str, **more: Any) -> None:
        """Refuse a request of the client."""
        self.say({"id": request["id"], "error": {"code": code, "message": message, **more}})

    def end(self, exit_status: int | None = None, stderr: str = "") -> None:
        """End the output, as a server that dies does."""
        self.exit_status, self.stderr_tail = exit_status, stderr
        self._write.close()


def delta(text: str, *, thread: str = "t", turn: str = "u", item: str = "i") -> bytes:
    """One line of an agent message."""
    params = {"threadId": thread, "turnId": turn, "itemId": item, "delta": text}
    message = {"method": "item/agentMessage/delta", "params": params, "emittedAtMs": 5}
    return json.dumps(message, separators=(",", ":")).encode()


def turn(status: str = "inProgress", turn_id: str = "u") -> Message:
    """A turn as the server sends it."""
    return {"id": turn_id, "rootTurnId": turn_id, "items": [], "itemsView": "notLoaded", "status": status}


def turn_completed(status: str = "completed", *, thread: str = "t", turn_id: str = "u") -> bytes:
    """The line that ends a turn."""
    params = {"threadId": thread, "turn": turn(status, turn_id)}
    return json.dumps({"method": "turn/completed", "params": params}, separators=(",", ":")).encode()
