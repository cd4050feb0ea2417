"""Answers that are wrong, late in shape or refusals: S20 to S22."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    Codex,
    InternalRpcError,
    JsonRpcError,
    ResponseInvalidError,
    ServerBusyError,
    async_retry_on_overload,
    is_retryable_error,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patience import PATIENCE
from scripted_peer import ScriptedPeer

StubConfig = Callable[..., AppServerConfig]
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


async def outcome_of(answer: dict[str, Any]) -> BaseException | None:
    """Ask for the models, have the peer say this, and return what was raised."""
    peer = ScriptedPeer()
    caught: list[BaseException | None] = []

    async def ask() -> None:
        try:
            await codex.models()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is tested
            caught.append(error)
        else:
            caught.append(None)

    async with AsyncCodex(peer.config()) as codex:
        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as group:
                group.start_soon(ask)
                request = await peer.next_request("model/list")
                peer.say({"id": request["id"], **answer})
            # The connection lives.
            async with anyio.create_task_group() as group:
                group.start_soon(codex.request, "x", {}, dict)
                peer.answer(await peer.next_request("x"), {})
    return caught[0]


@pytest.mark.parametrize(
    "error",
    [
        {"code": "abc", "message": "m"},
        {"code": None, "message": None},
        {"code": 1.5},
        {"code": True, "message": {"no": "text"}},
        {"code": 10**30, "message": "m"},
        "just text",
        [1, 2],
        7,
        {},
        {"message": "m", "data": {"deep": [None]}},
    ],
)
@pytest.mark.anyio
async def test_s20_an_error_of_any_shape_reaches_its_caller(error: object) -> None:
    caught = await outcome_of({"error": error})
    assert isinstance(caught, JsonRpcError)
    assert caught.method == "model/list"
    assert "model/list" in str(caught)


@FEW
@given(json_values.filter(lambda value: value is not None))
def test_s20_whatever_the_error_is_the_type_is_ours(error: object) -> None:
    assert isinstance(anyio.run(outcome_of, {"error": error}), JsonRpcError)


@pytest.mark.anyio
async def test_s20_an_error_without_a_code_is_an_internal_one() -> None:
    assert isinstance(await outcome_of({"error": {"message": "m"}}), InternalRpcError)


@pytest.mark.parametrize("result", [None, 7, "text", [], {}, {"data": 7}])
@pytest.mark.anyio
async def test_s21_a_result_of_the_wrong_shape_names_the_method_and_the_place(result: object) -> None:
    caught = await outcome_of({"result": result})
    assert isinstance(caught, ResponseInvalidError)
    assert caught.method == "model/list"
    if isinstance(result, dict):
        assert "data" in caught.reason


@FEW
@given(json_values)
def test_s21_whatever_the_result_is_the_type_of_the_error_is_ours(result: object) -> None:
    caught = anyio.run(outcome_of, {"result": result})
    assert caught is None or isinstance(caught, ResponseInvalidError)


@pytest.mark.anyio
async def test_s21_an_answer_with_neither_result_nor_error_is_told_so() -> None:
    caught = await outcome_of({"error": None})
    assert isinstance(caught, ResponseInvalidError)
    assert "neither a result nor an error" in str(caught)


BUSY = "say({'id': request['id'], 'error': {'code': -32001, 'message': 'Server overloaded; retry later.'}})"


@pytest.mark.anyio
async def test_s22_overload_without_data_can_be_retried_and_has_a_limit(stub: StubConfig) -> None:
    calls = 0
    async with AsyncCodex(stub()) as codex:

        async def ask() -> object:
            nonlocal calls
            calls += 1
            code = "answer(request, 'at last')" if calls == 3 else BUSY
            return await codex.request("do", {"code": code}, str)

        with anyio.fail_after(PATIENCE):
            assert await async_retry_on_overload(ask, initial_delay_s=0.001) == "at last"
            assert calls == 3
            calls = 10
            with pytest.raises(ServerBusyError, match="overloaded"):
                await async_retry_on_overload(ask, initial_delay_s=0.001, max_attempts=4)
            assert calls == 14


def test_s22_the_error_says_that_another_try_may_work(stub: StubConfig) -> None:
    with Codex(stub()) as codex, pytest.raises(ServerBusyError) as caught:
        codex.request("do", {"code": BUSY}, dict)
    assert is_retryable_error(caught.value)
    assert (caught.value.code, caught.value.data, caught.value.method) == (-32001, None, "do")
