"""A client that knows nothing but lines of JSON, and checks each of them against the generated models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import anyio
from codex_app_server.generated import v2_all
from codex_app_server.generated.methods import NOTIFICATIONS, REQUESTS, SERVER_REQUESTS
from codex_app_server.testing import ScriptedServer
from patience import PATIENCE

if TYPE_CHECKING:
    from codex_app_server.testing import Scenario, Transport

Message = dict[str, Any]
NOW = 1_795_338_000.0
COMMAND_APPROVAL = "item/commandExecution/requestApproval"
PATCH_APPROVAL = "item/fileChange/requestApproval"


class WireError(Exception):
    """The server answered with an error."""

    def __init__(self, error: Message) -> None:
        super().__init__(error["message"])
        self.code = error["code"]
        self.message = error["message"]
        self.data = error.get("data")


class WireClient:
    """Talks to one transport; keeps everything that the server said in `heard`."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.heard: list[Message] = []
        self.decisions: dict[str, Any] = {}
        self._next_id = 1
        self._unread = b""
        self._queue: list[Message] = []

    @classmethod
    async def connect(cls, server: ScriptedServer, *, experimental: bool = True) -> WireClient:
        client = cls(await server.transport())
        capabilities = {"experimentalApi": experimental}
        await client.request(
            "initialize", clientInfo={"name": "wire", "version": "1"}, capabilities=capabilities
        )
        await client.send({"method": "initialized"})
        return client

    async def send(self, message: Message) -> None:
        await self.transport.send(json.dumps(message).encode() + b"\n")

    async def request(self, method: str, **params: Any) -> Any:
        """Ask and give the result; whatever came before the answer is in `heard`."""
        request_id = self._next_id
        self._next_id += 1
        await self.send({"id": request_id, "method": method, "params": params})
        answer = await self.until(lambda message: message.get("id") == request_id and "method" not in message)
        if "error" in answer:
            raise WireError(answer["error"])
        response = REQUESTS[method].response
        if response is not None:
            getattr(v2_all, response).model_validate(answer["result"])
        return answer["result"]

    async def until(self, wanted: Any) -> Message:
        """Listen until a message satisfies the predicate, or is a notification of this name."""
        with anyio.fail_after(PATIENCE):
            while True:
                message = await self.next()
                if message.get("method") == wanted if isinstance(wanted, str) else wanted(message):
                    return message

    async def next(self) -> Message:
        """The next message; requests are answered by `decisions`, by their method."""
        while not self._queue:
            *lines, self._unread = (self._unread + await self.transport.receive()).split(b"\n")
            self._queue.extend(json.loads(line) for line in lines)
        message = self._queue.pop(0)
        self._check(message)
        self.heard.append(message)
        if "method" in message and "id" in message and message["method"] in self.decisions:
            await self.send({"id": message["id"], "result": self.decisions[message["method"]]})
        return message

    async def run(self, thread_id: str, text: str, **params: Any) -> Message:
        """Run a turn and give it as `turn/completed` sent it."""
        await self.request("turn/start", threadId=thread_id, input=[{"type": "text", "text": text}], **params)
        completed = await self.until("turn/completed")
        turn: Message = completed["params"]["turn"]
        return turn

    def methods(self) -> list[str]:
        """What was heard, by name, with items by their type and answers left out."""
        names = []
        for message in self.heard:
            method = message.get("method")
            if method in ("item/started", "item/completed"):
                method = f"{method} {message['params']['item']['type']}"
            if method == "thread/status/changed":
                status = message["params"]["status"]
                method = " ".join([f"status {status['type']}", *status.get("activeFlags", [])])
            if method:
                names.append(method)
        return names

    @staticmethod
    def _check(message: Message) -> None:
        method = message.get("method")
        if method is None:
            return
        table = SERVER_REQUESTS if "id" in message else NOTIFICATIONS
        model = table[method].params
        assert model is not None
        getattr(v2_all, model).model_validate(message["params"])
        assert ("emittedAtMs" in message) == ("id" not in message)


async def connect(scenario: Scenario | None = None, **options: Any) -> tuple[WireClient, ScriptedServer]:
    """Connect to a scripted server that does not wait, with a fixed time."""
    if scenario is not None:
        options["scenario"] = scenario
    server = ScriptedServer(**{"pace": 0, "now": NOW, **options})
    return await WireClient.connect(server), server


async def started(client: WireClient, **params: Any) -> str:
    """Start a thread and clear `heard`."""
    result = await client.request("thread/start", **params)
    await client.until("thread/started")
    client.heard.clear()
    return str(result["thread"]["id"])
