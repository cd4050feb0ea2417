"""Everything that the real server was recorded to send is typed, and dumps back as it came."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from codex_app_server.generated import methods, v2_all
from pydantic import BaseModel, TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Iterator

TRANSCRIPTS = sorted((Path(__file__).parents[2] / "fixtures" / "transcripts").glob("*.jsonl"))


@dataclass(frozen=True)
class Received:
    """One message of the server, with the name of the model that must fit it."""

    kind: str
    model: str
    body: Any


def received(transcript: Path) -> Iterator[Received]:
    asked: dict[str, str] = {}
    for line in transcript.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        message = record["msg"]
        if not isinstance(message, dict):
            continue
        if record["dir"] == "c>s" and "method" in message and "id" in message:
            asked[json.dumps(message["id"])] = message["method"]
        if record["dir"] == "s>c":
            yield from _typed(message, asked)


def _typed(message: dict[str, Any], asked: dict[str, str]) -> Iterator[Received]:
    if "method" in message:
        kind = "server request" if "id" in message else "notification"
        table = methods.SERVER_REQUESTS if "id" in message else methods.NOTIFICATIONS
        model = table[message["method"]].params
        assert model is not None
        yield Received(kind, model, message["params"])
    elif "result" in message:
        method = asked.get(json.dumps(message["id"]))
        # A few recordings answer requests that were written by hand, outside the recorder.
        if method is None:
            yield Received("answer to nothing recorded", "", None)
            return
        response = methods.REQUESTS[method].response
        assert response is not None
        yield Received("response", response, message["result"])
    else:
        yield Received("error", "", None)


def unknown_parts(value: object) -> Iterator[object]:
    """Yield what the models hold only because they keep what they do not know."""
    if isinstance(value, v2_all.OpenEnum):
        if not value.is_known:
            yield value
    elif isinstance(value, BaseModel):
        if type(value).__name__.startswith(("Unknown", "Unrecognised")) and value.model_extra:
            yield value
        for part in vars(value).values():
            yield from unknown_parts(part)
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from unknown_parts(part)


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_message_of_the_server_validates_and_dumps_back_as_it_came(transcript: Path) -> None:
    for message in received(transcript):
        if not message.model:
            continue
        adapter: TypeAdapter[Any] = TypeAdapter(getattr(v2_all, message.model))
        value = adapter.validate_python(message.body)
        assert not list(unknown_parts(value))
        assert adapter.dump_python(value, by_alias=True, exclude_unset=True) == message.body
        again = adapter.validate_json(json.dumps(message.body))
        assert json.loads(adapter.dump_json(again, by_alias=True, exclude_unset=True)) == message.body


def test_the_transcripts_hold_as_many_messages_of_each_kind_as_were_recorded() -> None:
    kinds = Counter(message.kind for path in TRANSCRIPTS for message in received(path))
    assert len(TRANSCRIPTS) == 65
    assert kinds == {
        "notification": 2542,
        "response": 463,
        "server request": 21,
        "error": 61,
        "answer to nothing recorded": 8,
    }
