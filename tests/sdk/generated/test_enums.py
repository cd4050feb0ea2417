"""Enums: classes of strings that keep the values of the future."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from typing import TYPE_CHECKING

import pytest
from codex_app_server.generated import v2_all
from codex_app_server.generated.v2_all import (
    Model,
    OpenEnum,
    Personality,
    ReasoningEffort,
    ReasoningSummary,
    Turn,
    TurnItemsView,
    TurnStatus,
)
from openai_codex.generated import v2_all as official

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_members_are_named_in_snake_case_and_are_their_string() -> None:
    assert TurnStatus.in_progress.value == "inProgress"
    assert TurnStatus.in_progress in ["inProgress"]
    assert {"inProgress": 1}[TurnStatus.in_progress] == 1
    assert str(TurnStatus.in_progress) == f"{TurnStatus.in_progress}" == "inProgress"
    assert json.dumps(Personality.pragmatic) == '"pragmatic"'
    assert TurnStatus.completed.is_known


def test_an_unknown_value_is_one_member_that_keeps_its_string() -> None:
    future = TurnStatus("levitating")
    assert isinstance(future, TurnStatus)
    assert (future.value, future.name, future.is_known) == ("levitating", "levitating", False)
    assert TurnStatus("levitating") is future
    assert future not in list(TurnStatus)


def test_unknown_values_are_kept_in_models() -> None:
    body = {"id": "t", "items": [], "status": "levitating"}
    turn = Turn.model_validate(body)
    assert turn.status is TurnStatus("levitating")
    assert turn.model_dump(by_alias=True, exclude_unset=True) == body


def test_a_flood_of_unknown_values_is_kept_but_not_remembered() -> None:
    class Colour(OpenEnum):
        red = "red"

    for number in range(2000):
        assert Colour(f"shade-{number}").value == f"shade-{number}"
    assert len(Colour._value2member_map_) <= 512


@pytest.mark.parametrize("value", [None, 5, ["completed"], b"completed"])
def test_what_is_no_string_is_no_member(value: object) -> None:
    with pytest.raises(ValueError, match="is not a valid TurnStatus"):
        TurnStatus(value)


@pytest.mark.parametrize("value", ["completed", "levitating"])
def test_members_survive_pickle_and_copies_as_themselves(value: str) -> None:
    status = TurnStatus(value)
    assert pickle.loads(pickle.dumps(status)) is status
    assert copy.copy(status) is copy.deepcopy(status) is status


def test_enums_answer_like_the_models_that_some_of_them_are_in_the_official_sdk() -> None:
    assert ReasoningSummary.model_validate("concise") is ReasoningSummary.concise
    assert ReasoningSummary.concise.root is ReasoningSummary.concise
    assert ReasoningSummary.concise.model_dump(mode="json") == "concise"


def test_strings_to_which_the_schema_gives_no_values_have_the_known_ones() -> None:
    assert ReasoningEffort.high == "high"
    assert ReasoningEffort("extreme").value == "extreme"


def test_defaults_are_members() -> None:
    assert Turn(id="t", items=[], status="completed").items_view is TurnItemsView.full
    assert Model.model_fields["input_modalities"].get_default() == ["text", "image"]


def test_members_have_the_names_that_programs_for_the_official_sdk_use() -> None:
    compared = 0
    for name, theirs in vars(official).items():
        ours = getattr(v2_all, name, None)
        if isinstance(theirs, enum.EnumMeta) and isinstance(ours, enum.EnumMeta):
            compared += 1
            ours_by_name: Mapping[str, enum.Enum] = ours.__members__
            theirs_by_name: Mapping[str, enum.Enum] = theirs.__members__
            names = {member.value: key for key, member in ours_by_name.items()}
            for key, member in theirs_by_name.items():
                # `str` has a method of that name; the official enums are no strings.
                assert names[member.value] == ("replace_" if key == "replace" else key)
    assert compared > 100
