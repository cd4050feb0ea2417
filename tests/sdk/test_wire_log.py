"""What is logged of the wire, and what never is."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    Codex,
    InvalidRequestError,
    ServerStartError,
    stdio_server,
)
from codex_app_server import config as configuration
from codex_app_server._io.wire_log import without_secrets
from scripted_peer import ScriptedPeer

RealConfig = Callable[..., AppServerConfig]


def test_the_file_has_every_message_and_the_last_words(real_config: RealConfig, tmp_path: Path) -> None:
    log = tmp_path / "wire.jsonl"
    with Codex(real_config(wire_log=log)) as codex:
        thread = codex.thread_start()
        assert thread.run("text:Logged.").final_response == "Logged."
    entries = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {entry["dir"] for entry in entries} >= {"c>s", "s>c"}
    methods = [entry["msg"].get("method") for entry in entries if isinstance(entry["msg"], dict)]
    assert methods[0] == "initialize"
    assert {"thread/start", "turn/start", "item/agentMessage/delta", "turn/completed"} <= set(methods)
    assert [entry["ms"] for entry in entries] == sorted(entry["ms"] for entry in entries)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_logger_says_of_each_message_what_it_is_and_not_what_it_says(
    real_config: RealConfig, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "codex_app_server.wire"), Codex(real_config()) as codex:
        codex.thread_start().run("text:Secret plans.")
        with pytest.raises(InvalidRequestError):
            codex.thread_archive("bogus")
    said = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("c>s turn/start (request ") and line.endswith(" bytes") for line in said)
    assert any(line.startswith("s>c turn/start (answer ") and line.endswith(" ms") for line in said)
    assert any(line.startswith("s>c thread/archive (error ") for line in said)
    assert any(line.startswith("s>c item/agentMessage/delta, ") for line in said)
    assert "Secret plans" not in "".join(said)


@pytest.mark.anyio
async def test_keys_and_tokens_are_not_in_the_file(tmp_path: Path) -> None:
    log = tmp_path / "wire.jsonl"
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(wire_log=log)) as codex, anyio.create_task_group() as group:
        group.start_soon(codex.login_api_key, "my-own-key")
        peer.say(b"no message\n")
        request = await peer.next_request("account/login/start")
        assert "my-own-key" in str(request)
        peer.answer(request, {"type": "apiKey"})
    text = log.read_text("utf-8")
    assert "account/login/start" in text
    assert '"msg": "no message"' in text
    assert "my-own-key" not in text


@pytest.mark.parametrize(
    ("value", "left"),
    [
        (
            {"apiKey": "x", "access_token": "y", "name": "z"},
            {"apiKey": "[redacted]", "access_token": "[redacted]", "name": "z"},
        ),
        ({"totalTokens": 3, "token": ""}, {"totalTokens": 3, "token": ""}),
        (
            ["Bearer abc.def", {"env": {"OPENAI_API_KEY": "k"}}],
            ["Bearer [redacted]", {"env": {"OPENAI_API_KEY": "[redacted]"}}],
        ),
        ("sk-abcdefgh12345678", "[redacted]"),
    ],
)
def test_what_is_named_like_a_secret_or_looks_like_one_is_left_out(value: object, left: object) -> None:
    assert without_secrets(value) == left


def test_a_file_that_cannot_be_written_ends_the_start(real_config: RealConfig, tmp_path: Path) -> None:
    with pytest.raises(ServerStartError, match=r"wire log .* cannot be written"):
        Codex(real_config(wire_log=tmp_path))


@pytest.mark.anyio
async def test_the_transport_of_a_process_can_be_wrapped(real_config: RealConfig) -> None:
    passed = bytearray()

    class Wrapped:
        def __init__(self, transport: configuration.Transport) -> None:
            self._transport = transport
            self.receive = transport.receive
            self.aclose = transport.aclose
            self.exit_status, self.stderr_tail = None, ""

        async def send(self, data: bytes) -> None:
            passed.extend(data)
            await self._transport.send(data)

    async def wrapped() -> configuration.Transport:
        return Wrapped(await stdio_server(real_config())())

    async with AsyncCodex(AppServerConfig(transport=wrapped)) as codex:
        assert (await codex.models()).data
    assert b'"method":"model/list"' in passed
    async with AsyncCodex(AppServerConfig(transport=stdio_server(real_config()))) as codex:
        assert (await codex.models()).data


@pytest.mark.anyio
async def test_a_server_of_another_version_is_warned_of_once(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        peer = ScriptedPeer(initializes=False)
        async with anyio.create_task_group() as group:
            codex = AsyncCodex(peer.config())
            group.start_soon(codex.__aenter__)
            agent = f"peer/999.0.{id(caplog)} (here)"
            peer.answer(await peer.next_request("initialize"), {"userAgent": agent})
        await codex.close()
    assert len([record for record in caplog.records if "is version 999.0." in record.getMessage()]) == 1
