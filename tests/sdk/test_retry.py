from __future__ import annotations

from collections.abc import Callable

import anyio
import pytest
from codex_app_server import (
    InvalidRequestError,
    RetryLimitExceededError,
    ServerBusyError,
    TransportClosedError,
    TurnFailedError,
    async_retry_on_overload,
    is_retryable_error,
    retry_on_overload,
)

Retry = Callable[..., int]


def retry_in_a_loop(op: Callable[[], int], **options: float) -> int:
    async def call() -> int:
        return op()

    async def main() -> int:
        return await async_retry_on_overload(call, **options)  # type: ignore[arg-type]  # a test's pass-through

    return anyio.run(main)


@pytest.fixture(params=[retry_on_overload, retry_in_a_loop], ids=["sync", "async"])
def retry(request: pytest.FixtureRequest) -> Retry:
    found: Retry = request.param
    return found


class Overloaded:
    """Fails some times before it works."""

    def __init__(self, failures: int, error: Exception | None = None) -> None:
        self.left = failures
        self.calls = 0
        self.error = error or ServerBusyError(-32001, "overloaded")

    def __call__(self) -> int:
        self.calls += 1
        if self.calls <= self.left:
            raise self.error
        return 7


def test_overload_is_tried_again_until_it_works(retry: Retry) -> None:
    op = Overloaded(2)
    assert retry(op, initial_delay_s=0.001) == 7
    assert op.calls == 3


def test_the_last_error_is_raised_when_the_attempts_are_used_up(retry: Retry) -> None:
    op = Overloaded(9)
    with pytest.raises(ServerBusyError):
        retry(op, max_attempts=2, initial_delay_s=0.001)
    assert op.calls == 2


def test_any_other_error_is_raised_at_once(retry: Retry) -> None:
    op = Overloaded(9, InvalidRequestError(-32600, "no"))
    with pytest.raises(InvalidRequestError):
        retry(op)
    assert op.calls == 1


def test_no_attempt_at_all_is_refused(retry: Retry) -> None:
    with pytest.raises(ValueError, match="max_attempts is 0"):
        retry(Overloaded(0), max_attempts=0)


def test_the_pauses_grow_to_their_limit_with_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    with pytest.raises(ServerBusyError):
        retry_on_overload(Overloaded(9), max_attempts=5, initial_delay_s=1, max_delay_s=3, jitter_ratio=0.1)
    for pause, nominal in zip(pauses, [1, 2, 3, 3], strict=True):
        assert nominal * 0.9 <= pause <= nominal * 1.1


@pytest.mark.parametrize(
    ("error", "retryable"),
    [
        (ServerBusyError(-32001, "x"), True),
        (RetryLimitExceededError(-32001, "x"), True),
        (InvalidRequestError(-32600, "x"), False),
        (TransportClosedError("x"), False),
        (TurnFailedError("Selected model is at capacity"), False),
        (ValueError("x"), False),
    ],
)
def test_only_overload_is_retryable(error: Exception, retryable: bool) -> None:
    assert is_retryable_error(error) is retryable
