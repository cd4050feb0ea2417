from __future__ import annotations

import json
from pathlib import Path

import pytest
from codex_app_server import Decision, InvalidInputError
from codex_app_server._core.wire import camel_case, encode_message, wire_params, wire_value
from codex_app_server.generated.v2_all import SandboxMode, SandboxPolicy
from hypothesis import given
from hypothesis import strategies as st

sendable = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
)


@given(sendable)
def test_a_message_is_one_line_that_reads_back(value: object) -> None:
    line = encode_message({"params": value})
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line) == {"params": value}


@pytest.mark.parametrize(
    ("value", "place", "reason"),
    [
        ({"input": [{"text": "ok"}, {"text": "a\ud800"}]}, r"params\.input\[1\]\.text", "U\\+D800"),
        ({"n": float("nan")}, r"params\.n", "nan is not a JSON number"),
        ({"n": [1, float("-inf")]}, r"params\.n\[1\]", "-inf is not a JSON number"),
        ({"data": b"bytes"}, r"params\.data", "bytes has no form in JSON"),
        ({"\udc80": 1}, r"a key of params", "U\\+DC80"),
    ],
)
def test_what_the_server_would_swallow_is_refused_by_its_place(
    value: object, place: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"{place} cannot be sent: .*{reason}.*Nothing was sent"):
        encode_message({"params": value})


def test_keywords_become_the_names_of_the_protocol_without_those_not_given() -> None:
    assert camel_case("exclude_tmpdir_env_var") == "excludeTmpdirEnvVar"
    assert wire_params(base_instructions="x", cwd=None, exclude_turns=False) == {
        "baseInstructions": "x",
        "excludeTurns": False,
    }


def test_models_enums_and_paths_become_plain_values() -> None:
    policy = SandboxPolicy.model_validate({"type": "workspaceWrite", "networkAccess": True})
    assert wire_value({"a": [SandboxMode.read_only, Decision.ACCEPT_FOR_SESSION], "b": Path("/x/y")}) == {
        "a": ["read-only", "acceptForSession"],
        "b": "/x/y",
    }
    wire = wire_value(policy)
    assert isinstance(wire, dict)
    assert wire["type"] == "workspaceWrite"
    assert wire["networkAccess"] is True


def test_none_inside_of_a_value_is_kept() -> None:
    assert wire_params(config={"model_reasoning_effort": None}) == {
        "config": {"model_reasoning_effort": None}
    }
