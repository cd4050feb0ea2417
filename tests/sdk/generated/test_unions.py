"""Unions: a base class of their members, open for variants of the future, strict with those of today."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from codex_app_server.generated.v2_all import (
    AgentMessageThreadItem,
    AskForApproval,
    AskForApprovalValue,
    CodexErrorInfo,
    CodexErrorInfoValue,
    CommandAction,
    GranularAskForApproval,
    HookMetadata,
    HttpConnectionFailedCodexErrorInfo,
    ImageUserInput,
    McpElicitationSchema,
    McpServerElicitationRequestParams,
    PlanThreadItem,
    ReadOnlySandboxPolicy,
    ResourceContent,
    SandboxPolicy,
    TextResourceContent,
    TextUserInput,
    ThreadItem,
    Turn,
    TurnStartParams,
    UnknownAskForApproval,
    UnknownCommandAction,
    UnknownObject,
    UnknownResourceContent,
    UnknownThreadItem,
    UnrecognisedCommandAction,
    UserInput,
    WireModel,
)
from pydantic import ValidationError

MESSAGE = {"type": "agentMessage", "id": "item-1", "text": "hello", "phase": "final_answer"}
FUTURE = {"type": "hologram", "id": "item-2", "angles": [1, 2], "camelCase": {"snake_case": None}}
GRANULAR = {"granular": {"rules": True, "mcp_elicitations": False, "sandbox_approval": True}}


def wire(value: WireModel) -> Any:
    return value.model_dump(by_alias=True, exclude_unset=True)


def test_validating_against_the_union_gives_the_member() -> None:
    item = ThreadItem.model_validate(MESSAGE)
    assert type(item) is AgentMessageThreadItem
    assert isinstance(item, ThreadItem)
    assert item.root is item
    assert item.text == "hello"


def test_validating_json_against_the_union_gives_the_member() -> None:
    item = ThreadItem.model_validate_json('{"type": "plan", "id": "1", "text": "first"}')
    assert item == PlanThreadItem(id="1", text="first")


def test_a_field_takes_members_dicts_and_unknown_variants_alike() -> None:
    message = AgentMessageThreadItem(id="item-1", text="hello")
    turn = Turn.model_validate({"id": "turn", "status": "completed", "items": [message, MESSAGE, FUTURE]})
    assert turn.items[0] is message
    assert type(turn.items[1]) is AgentMessageThreadItem
    assert type(turn.items[2]) is UnknownThreadItem
    assert wire(turn)["items"][1:] == [MESSAGE, FUTURE]


def test_an_unknown_variant_keeps_all_of_its_content() -> None:
    item = ThreadItem.model_validate(FUTURE)
    assert type(item) is UnknownThreadItem
    assert isinstance(item, ThreadItem)
    tag: str = item.type
    assert tag == "hologram"
    assert item.model_extra == {key: value for key, value in FUTURE.items() if key != "type"}
    assert wire(item) == FUTURE
    assert wire(ThreadItem.model_validate(item)) == FUTURE


def test_a_known_variant_with_bad_content_is_an_error_and_not_unknown() -> None:
    with pytest.raises(ValidationError, match=r"ThreadItem\.agentMessage\.text"):
        ThreadItem.model_validate({"type": "agentMessage", "id": "item-1"})


@pytest.mark.parametrize(
    "value", [{}, {"id": "item-1"}, {"type": 5}, {"type": None}, "agentMessage", None, []]
)
def test_what_has_no_tag_is_an_error(value: object) -> None:
    with pytest.raises(ValidationError):
        ThreadItem.model_validate(value)


def test_a_constructed_member_sends_its_tag_and_nothing_that_was_not_set() -> None:
    assert wire(TextUserInput(text="hi")) == {"type": "text", "text": "hi"}
    assert TextUserInput(text="hi").model_dump_json(by_alias=True, exclude_unset=True) == (
        '{"type":"text","text":"hi"}'
    )
    assert wire(ReadOnlySandboxPolicy(network_access=True)) == {"type": "readOnly", "networkAccess": True}


def test_the_base_of_a_union_cannot_be_constructed() -> None:
    with pytest.raises(TypeError, match=r"ThreadItem is a union.*ThreadItem\.model_validate"):
        ThreadItem(id="p", type="plan")


@pytest.mark.parametrize("value", [MESSAGE, FUTURE])
def test_members_survive_pickle_and_deepcopy(value: dict[str, object]) -> None:
    item = ThreadItem.model_validate(value)
    for twin in (pickle.loads(pickle.dumps(item)), copy.deepcopy(item)):
        assert type(twin) is type(item)
        assert twin == item
        assert wire(twin) == value


def test_a_member_that_is_really_called_unknown_is_not_the_fallback() -> None:
    assert type(CommandAction.model_validate({"type": "unknown", "command": "ls"})) is UnknownCommandAction
    assert type(CommandAction.model_validate({"type": "dig", "command": "ls"})) is UnrecognisedCommandAction


def test_the_common_fields_of_a_union_belong_to_every_member() -> None:
    params = McpServerElicitationRequestParams.model_validate(
        {"mode": "url", "serverName": "s", "threadId": "t", "message": "m", "url": "u", "elicitationId": "e"}
    )
    assert (params.mode, params.server_name, params.turn_id) == ("url", "s", None)
    assert isinstance(params, McpServerElicitationRequestParams)


def test_a_tag_of_two_words_is_found_under_both_names() -> None:
    for name in ("handlerType", "handler_type"):
        with pytest.raises(ValidationError, match=r"HookMetadata\.command"):
            HookMetadata.model_validate({name: "command"})


def test_alternatives_inside_a_member_become_optional_fields() -> None:
    assert wire(UserInput.model_validate({"type": "image", "url": "data:,"})) == {
        "type": "image",
        "url": "data:,",
    }
    assert ImageUserInput(file_id="f").url is None


def test_a_mixed_union_takes_strings() -> None:
    never = AskForApproval.model_validate("never")
    assert never is AskForApprovalValue.never
    assert isinstance(never, AskForApproval)
    assert never == "never"
    assert never.root is never


def test_a_mixed_union_takes_objects() -> None:
    policy = AskForApproval.model_validate(GRANULAR)
    assert type(policy) is GranularAskForApproval
    assert isinstance(policy, AskForApproval)
    assert policy.granular.rules is True
    assert policy.root is policy
    assert wire(policy) == GRANULAR


def test_a_mixed_union_keeps_unknown_strings_and_objects() -> None:
    word = AskForApproval.model_validate("sometimes")
    assert isinstance(word, AskForApprovalValue)
    assert (word.value, word.is_known) == ("sometimes", False)
    thing = AskForApproval.model_validate({"onMondays": {"until": 12}})
    assert type(thing) is UnknownAskForApproval
    assert wire(thing) == {"onMondays": {"until": 12}}


def test_a_known_key_with_bad_content_is_an_error_and_not_unknown() -> None:
    with pytest.raises(ValidationError, match="known variant with invalid content"):
        AskForApproval.model_validate({"granular": {"rules": "perhaps"}})


@pytest.mark.parametrize("value", [None, 5, ["never"]])
def test_a_mixed_union_refuses_what_is_neither_string_nor_object(value: object) -> None:
    with pytest.raises(ValidationError):
        AskForApproval.model_validate(value)


def test_fields_of_a_mixed_union_take_its_plain_values() -> None:
    params = TurnStartParams(
        thread_id="t",
        input=[{"type": "text", "text": "hi"}],
        approval_policy="never",
        sandbox_policy={"type": "readOnly"},
    )
    assert params.approval_policy is AskForApprovalValue.never
    assert isinstance(params.sandbox_policy, SandboxPolicy)
    assert params.model_dump(mode="json", by_alias=True, exclude_unset=True) == {
        "threadId": "t",
        "input": [{"type": "text", "text": "hi"}],
        "approvalPolicy": "never",
        "sandboxPolicy": {"type": "readOnly"},
    }


def test_members_of_a_mixed_union_survive_pickle_and_deepcopy() -> None:
    for value in ("never", "sometimes", GRANULAR, {"onMondays": 1}):
        policy = AskForApproval.model_validate(value)
        assert pickle.loads(pickle.dumps(policy)) == policy
        assert type(copy.deepcopy(policy)) is type(policy)


def test_error_infos_tell_strings_from_objects() -> None:
    assert CodexErrorInfo.model_validate("serverOverloaded") is CodexErrorInfoValue.server_overloaded
    info = CodexErrorInfo.model_validate({"httpConnectionFailed": {"httpStatusCode": 502}})
    assert isinstance(info, HttpConnectionFailedCodexErrorInfo)
    assert info.http_connection_failed.http_status_code == 502


def test_objects_without_a_tag_are_told_apart_by_the_key_that_only_one_has() -> None:
    text = ResourceContent.model_validate({"uri": "file:///a", "text": "a", "_meta": {"k": 1}})
    assert type(text) is TextResourceContent
    assert text.meta == {"k": 1}
    later = {"uri": "file:///a", "stream": 1}
    unknown = ResourceContent.model_validate(later)
    assert type(unknown) is UnknownResourceContent
    assert wire(unknown) == later


@pytest.mark.parametrize(
    ("schema", "model"),
    [
        ({"type": "string"}, "McpElicitationStringSchema"),
        ({"type": "string", "enum": ["a"]}, "McpElicitationUntitledSingleSelectEnumSchema"),
        ({"type": "string", "enum": ["a"], "enumNames": ["A"]}, "McpElicitationLegacyTitledEnumSchema"),
        (
            {"type": "string", "oneOf": [{"const": "a", "title": "A"}]},
            "McpElicitationTitledSingleSelectEnumSchema",
        ),
        ({"type": "boolean", "default": True}, "McpElicitationBooleanSchema"),
        ({"type": "integer"}, "McpElicitationNumberSchema"),
        (
            {"type": "array", "items": {"type": "string", "enum": ["a"]}},
            "McpElicitationUntitledMultiSelectEnumSchema",
        ),
        ({"type": "colour", "palette": ["red"]}, UnknownObject.__name__),
    ],
)
def test_the_fields_of_an_elicitation_are_told_apart_by_their_shape(
    schema: dict[str, Any], model: str
) -> None:
    form = {"type": "object", "properties": {"field": schema}}
    value = McpElicitationSchema.model_validate(form)
    assert type(value.properties["field"]).__name__ == model
    assert wire(value) == form


def test_a_union_that_is_built_already_means_the_same_to_models_built_after_it() -> None:
    class Before(WireModel):
        item: ThreadItem

    class After(WireModel):
        item: ThreadItem

    known = {"item": {"type": "plan", "id": "p1", "text": "first this"}}
    unknown = {"item": {"type": "hologram", "size": 3}}
    bad = {"item": {"type": "plan", "id": "p1", "text": 5}}
    Before.model_rebuild(force=True)
    ThreadItem.model_rebuild(force=True)
    After.model_rebuild(force=True)
    for model in (Before, After):
        assert model.model_validate(known).model_dump(by_alias=True, exclude_unset=True) == known
        assert model.model_validate(unknown).model_dump(by_alias=True, exclude_unset=True) == unknown
        with pytest.raises(ValueError, match=r"known variant|valid string"):
            model.model_validate(bad)
    assert Before.model_json_schema()["properties"] == After.model_json_schema()["properties"]
