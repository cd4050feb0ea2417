"""Models: snake_case in python, camelCase on the wire, unknown fields kept."""

from __future__ import annotations

import pytest
from codex_app_server.generated import v2_all
from codex_app_server.generated.v2_all import (
    AppsConfig,
    ClientInfo,
    InitializeParams,
    InitializeResponse,
    McpToolCallResult,
    TextUserInput,
    ThreadStartParams,
    ThreadTimelineEntry,
    TokenUsageBreakdown,
    TurnStartedThreadTimelineEntry,
    TurnStartParams,
)
from pydantic import BaseModel, ValidationError


def all_models() -> dict[str, type[BaseModel]]:
    values = {name: getattr(v2_all, name) for name in dir(v2_all) if not name.startswith("_")}
    return {
        n: v
        for n, v in values.items()
        if isinstance(v, type) and issubclass(v, BaseModel) and v is not BaseModel
    }


def test_every_model_can_be_built() -> None:
    models = all_models()
    assert len(models) > 800
    for model in models.values():
        model.model_rebuild()


def test_fields_are_set_by_attribute_and_by_wire_name() -> None:
    assert ThreadStartParams(approval_policy="never") == ThreadStartParams.model_validate(
        {"approvalPolicy": "never"}
    )


def test_names_that_do_not_follow_from_the_attribute_are_kept() -> None:
    text = TextUserInput.model_validate({"type": "text", "text": "a", "text_elements": []})
    assert text.text_elements == []
    assert text.model_dump(by_alias=True)["text_elements"] == []
    assert McpToolCallResult.model_validate({"content": [], "_meta": 1}).meta == 1
    assert AppsConfig(default=None).model_dump(by_alias=True, exclude_unset=True) == {"_default": None}


def test_fields_that_the_schema_misspells_are_read_as_the_server_writes_them() -> None:
    started = {"type": "turnStarted", "position": 1, "turnId": "u", "startedAt": 5}
    entry = ThreadTimelineEntry.model_validate(started)
    assert isinstance(entry, TurnStartedThreadTimelineEntry)
    assert (entry.turn_id, entry.started_at) == ("u", 5)
    assert entry.model_dump(by_alias=True) == started
    as_the_schema_says = {"type": "turnStarted", "position": 1, "turn_id": "u", "started_at": 5}
    assert ThreadTimelineEntry.model_validate(as_the_schema_says) == entry


def test_unknown_fields_survive() -> None:
    body = {"name": "n", "version": "1", "shoeSize": {"left_foot": 43}}
    info = ClientInfo.model_validate(body)
    assert info.model_extra == {"shoeSize": {"left_foot": 43}}
    assert info.model_dump(by_alias=True, exclude_unset=True) == body


def test_only_what_was_set_is_sent() -> None:
    params = InitializeParams(client_info=ClientInfo(name="n", version="1"))
    assert params.model_dump(by_alias=True, exclude_unset=True) == {
        "clientInfo": {"name": "n", "version": "1"}
    }
    assert ThreadStartParams(cwd=None).model_dump(by_alias=True, exclude_unset=True) == {"cwd": None}


def test_a_missing_field_and_a_wrong_type_are_errors() -> None:
    with pytest.raises(ValidationError, match="threadId"):
        TurnStartParams.model_validate({"input": []})
    with pytest.raises(ValidationError, match="clientInfo"):
        InitializeParams.model_validate({"clientInfo": "me"})


def test_fields_that_the_schema_gives_a_default_have_it() -> None:
    usage = TokenUsageBreakdown.model_validate(
        {
            "cachedInputTokens": 1,
            "inputTokens": 2,
            "outputTokens": 3,
            "reasoningOutputTokens": 4,
            "totalTokens": 5,
        }
    )
    assert usage.cache_write_input_tokens == 0


def test_the_answer_to_initialize_has_what_the_server_sends() -> None:
    answer = InitializeResponse.model_validate(
        {"userAgent": "a/1", "codexHome": "/h", "platformFamily": "unix", "platformOs": "linux"}
    )
    assert (answer.user_agent, answer.codex_home, answer.platform_os) == ("a/1", "/h", "linux")
