"""Every request of the protocol, called through both clients and answered by the letter of the schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from codex_app_server import (
    Api,
    AppServerConfig,
    AsyncCodex,
    Codex,
    ExperimentalApiError,
    InvalidInputError,
)
from codex_app_server.generated import v2_all
from codex_app_server.generated.methods import REQUESTS
from schema_samples import Json, SchemaRequest, definition, requests, sample
from scripted_peer import ScriptedPeer


class AnsweringPeer(ScriptedPeer):
    """Answers each request with the smallest answer that the schema allows."""

    def __init__(self) -> None:
        super().__init__(initializes=False)

    async def send(self, data: bytes) -> None:
        await super().send(data)
        for line in data.splitlines():
            message = json.loads(line)
            known = REQUESTS.get(message["method"])
            if known is not None:
                self.answer(message, sample(definition(known.response or "")))

    @property
    def last(self) -> tuple[str, Json]:
        """The method and the parameters of the last message."""
        return self.sent[-1]["method"], self.sent[-1]["params"]


def name_of(request: SchemaRequest) -> str:
    """Find the call by its documentation, which says what it sends."""
    text = f"Send `{request.method}`."
    found = [name for name, each in vars(Api).items() if (each.__doc__ or "").startswith(text)]
    assert len(found) == 1
    return found[0]


def arguments(request: SchemaRequest) -> tuple[list[Any], dict[str, Any]]:
    """Return what a call needs to be given."""
    if request.is_union:
        union = getattr(v2_all, REQUESTS[request.method].params or "")
        return [union.model_validate(sample(request.body))], {}
    needed = sample(request.body) if request.body.get("properties") else {}
    return [], {attribute(wire): value for wire, value in needed.items()}


def attribute(wire: str) -> str:
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in wire).strip("_")


@pytest.mark.anyio
async def test_every_request_goes_out_and_its_answer_comes_back_typed() -> None:
    peer = AnsweringPeer()
    async with AsyncCodex(peer.config()) as codex:
        for request in requests():
            given, keywords = arguments(request)
            answer = await getattr(codex.api, name_of(request))(*given, **keywords)
            expected = getattr(v2_all, REQUESTS[request.method].response or "")
            assert isinstance(answer, expected)
            assert peer.last == (request.method, sample(request.body) if given or keywords else {})


def test_every_request_goes_out_and_its_answer_comes_back_typed_without_an_event_loop() -> None:
    peer = AnsweringPeer()
    with Codex(peer.config()) as codex:
        for request in requests():
            given, keywords = arguments(request)
            answer = getattr(codex.api, name_of(request))(*given, **keywords)
            expected = getattr(v2_all, REQUESTS[request.method].response or "")
            assert isinstance(answer, expected)
            assert peer.last == (request.method, sample(request.body) if given or keywords else {})


@pytest.mark.anyio
async def test_experimental_requests_are_refused_before_sending_where_the_config_excludes_them() -> None:
    peer = AnsweringPeer()
    async with AsyncCodex(peer.config(experimental_api=False)) as codex:
        assert peer.sent[0]["params"]["capabilities"] == {"experimentalApi": False}
        before = len(peer.sent)
        for request in requests():
            if request.experimental:
                given, keywords = arguments(request)
                with pytest.raises(ExperimentalApiError, match=request.method) as caught:
                    await getattr(codex.api, name_of(request))(*given, **keywords)
                assert isinstance(caught.value, InvalidInputError)
        assert len(peer.sent) == before
        with pytest.raises(ExperimentalApiError, match=r"AppServerConfig\(experimental_api=True\)"):
            await codex.request("thread/search", {"searchTerm": "x"}, dict)
        await codex.api.model_list()
        assert peer.last == ("model/list", {})


def test_the_sync_client_refuses_experimental_requests_too() -> None:
    peer = AnsweringPeer()
    with Codex(peer.config(experimental_api=False)) as codex:
        with pytest.raises(ExperimentalApiError, match="thread/queue/list"):
            codex.api.thread_queue_list(thread_id="t")
        with pytest.raises(ExperimentalApiError, match="thread/search"):
            next(codex.search("x"))


@pytest.mark.anyio
async def test_a_none_inside_a_model_is_sent_and_what_was_not_set_is_not() -> None:
    peer = AnsweringPeer()
    async with AsyncCodex(peer.config()) as codex:
        change = v2_all.ThreadMetadataGitInfoUpdateParams(branch=None)
        await codex.api.thread_metadata_update(thread_id="t", git_info=change)
        assert peer.last == ("thread/metadata/update", {"threadId": "t", "gitInfo": {"branch": None}})


def test_a_client_that_was_never_used_has_its_calls() -> None:
    assert AsyncCodex(AppServerConfig()).api is not None
