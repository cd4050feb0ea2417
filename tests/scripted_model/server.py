"""The loopback HTTP server around the script."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, cast

from .acts import Ended, HungUp, Responder
from .directives import ALWAYS, Prompt, prompt_of
from .stream import ResponseStream, in_pieces

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self


@dataclass(frozen=True)
class RecordedRequest:
    """What the app-server asked of the model."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    prompt: Prompt

    @property
    def tools(self) -> list[str]:
        """Names of the tools that the model was offered."""
        return [str(tool.get("name") or tool.get("type")) for tool in self.body.get("tools", [])]


class ScriptedModel:
    """A model on a free loopback port, from `start()` (or `with`) to `stop()`."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[RecordedRequest] = []
        self._attempts: Counter[tuple[str, str, int]] = Counter()
        self._gates: dict[str, threading.Event] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._numbers = itertools.count(1)
        self._http = _Http(("127.0.0.1", port), self)
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def base_url(self) -> str:
        """What goes into the config as the provider's `base_url`."""
        return f"http://127.0.0.1:{self.port}/v1"

    def start(self) -> Self:
        """Serve in a thread of its own."""
        # The poll interval is how long stop() may take.
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="scripted-model")
        self._thread.start()
        return self

    def stop(self) -> None:
        """Let every waiting response go and close the port."""
        self._stopping.set()
        with self._lock:
            gates = list(self._gates.values())
        for gate in gates:
            gate.set()
        if self._thread is not None:
            self._http.shutdown()
            self._thread.join()
            self._thread = None
        self._http.server_close()

    def release(self, name: str) -> None:
        """Open the gate that `gate:NAME` waits at, now or later."""
        self._gate(name).set()

    def requests_with(self, text: str) -> list[RecordedRequest]:
        """The requests whose prompt contains the text, oldest first."""
        with self._lock:
            return [request for request in self.requests if text in request.prompt.text]

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def record(self, request: RecordedRequest) -> tuple[int, int]:
        """Note a request; its number, and which attempt of this step of this thread it is."""
        # The cache key is the thread's id: the same script may run in several tests of one session.
        key = (str(request.body.get("prompt_cache_key")), request.prompt.text, request.prompt.step)
        with self._lock:
            self.requests.append(request)
            self._attempts[key] += 1
            return next(self._numbers), self._attempts[key]

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than the server runs."""
        if self._stopping.wait(seconds):
            raise HungUp

    def wait_at_gate(self, name: str) -> None:
        """Wait until the gate is opened or the server stops."""
        self._gate(name).wait()
        if self._stopping.is_set():
            raise HungUp

    def _gate(self, name: str) -> threading.Event:
        with self._lock:
            return self._gates.setdefault(name, threading.Event())


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], model: ScriptedModel) -> None:
        self.model = model
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Log nothing: clients that hang up in the middle of a stream are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16

    @property
    def _model(self) -> ScriptedModel:
        return cast("_Http", self.server).model

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class named it
        """Log nothing: pytest shows failures."""

    def do_GET(self) -> None:  # the base class wants this name
        self._answer_json(200, {"models": [], "data": []})

    def do_POST(self) -> None:  # the base class wants this name
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        try:
            body = json.loads(raw)
        except ValueError:
            self._answer_json(400, {"error": {"message": "The body of the request is no JSON."}})
            return
        request = RecordedRequest(self.path, dict(self.headers.items()), body, prompt_of(body))
        number, attempt = self._model.record(request)
        self.close_connection = True
        try:
            self._respond(request.prompt, number, attempt)
        except (HungUp, BrokenPipeError, ConnectionResetError):
            return

    def _respond(self, prompt: Prompt, number: int, attempt: int) -> None:
        segment = prompt.segment
        for directive in segment:
            if directive.word == "fail":
                status, times = directive.numbers(500, ALWAYS)
                if attempt <= times:
                    error = {"message": f"scripted failure {status}", "type": "scripted", "code": "scripted"}
                    self._answer_json(status, {"error": error}, retry_after=status == 429)
                    return
            elif directive.word == "delay":
                self._model.wait(directive.numbers(0)[0] / 1000)
        self._begin(prompt)
        for directive in segment:
            if directive.word == "hang":
                self.wfile.flush()
                self._model.wait(directive.numbers(3600)[0])
                return
        stream = ResponseStream(cast("Any", self.wfile), number, self._model.wait)
        responder = Responder(stream, attempt, self._model.wait, self._model.wait_at_gate)
        stream.created()
        try:
            for directive in segment:
                responder.act(directive)
        except Ended:
            return
        if not stream.has_call and not stream.has_message:
            stream.message(in_pieces("done." if prompt.directives or prompt.step else f"echo: {prompt.text}"))
        tokens_in, tokens_out = 1200, 50
        for directive in prompt.directives:
            if directive.word == "usage":
                tokens_in, tokens_out = directive.numbers(1000, 50)
        stream.completed(tokens_in, tokens_out)

    def _begin(self, prompt: Prompt) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        for directive in prompt.directives:
            if directive.word == "ratelimit":
                for name, value in _rate_limit_headers(directive.argument or "42").items():
                    self.send_header(name, value)
        self.send_header("connection", "close")
        self.end_headers()

    def _answer_json(self, status: int, value: object, *, retry_after: bool = False) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        if retry_after:
            self.send_header("retry-after", "1")
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()


def _rate_limit_headers(percent: str) -> dict[str, str]:
    now = int(time.time())
    return {
        "x-codex-primary-used-percent": percent,
        "x-codex-primary-window-minutes": "300",
        "x-codex-primary-reset-at": str(now + 3600),
        "x-codex-secondary-used-percent": "7",
        "x-codex-secondary-window-minutes": "10080",
        "x-codex-secondary-reset-at": str(now + 86400),
        "x-codex-credits-has-credits": "true",
        "x-codex-credits-unlimited": "false",
        "x-codex-credits-balance": "12.50",
    }
