from __future__ import annotations

import pytest
from codex_app_server._io import read_pace
from codex_app_server._io.read_pace import ReadPace


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(read_pace, "monotonic", lambda: self.now)
        self.pace = ReadPace()

    def chunks(self, number: int, *, after: float, size: int = 200, is_awaited: bool = False) -> bool:
        """Let chunks come, each so many seconds after it was waited for."""
        for _ in range(number):
            self.pace.wait_begins()
            self.now += after
            self.pace.received(size, is_awaited=is_awaited)
        return self.pace.is_hurried


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_model_that_writes_at_its_usual_pace_is_read_at_once(clock: Clock) -> None:
    assert not clock.chunks(1000, after=0.005)


def test_thousands_of_events_in_a_second_gather(clock: Clock) -> None:
    assert clock.chunks(8, after=0.0001)


def test_one_pause_of_the_server_ends_that(clock: Clock) -> None:
    clock.chunks(100, after=0.0001)
    assert not clock.chunks(1, after=0.005)


def test_a_few_events_that_come_together_do_not_gather(clock: Clock) -> None:
    assert not clock.chunks(7, after=0.0001)


def test_nothing_gathers_while_an_answer_is_waited_for(clock: Clock) -> None:
    assert not clock.chunks(1000, after=0.0001, is_awaited=True)


def test_large_chunks_have_gathered_already(clock: Clock) -> None:
    assert not clock.chunks(1000, after=0.0, size=65_536)
