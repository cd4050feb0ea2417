from __future__ import annotations

import pytest
from codex_tui.terminal.pacing import ASK, RATE, WINDOW, Pacing


class Line:
    """A terminal that takes what is written when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pacing = Pacing(lambda: self.now)
        self.written = 0

    def send(self, size: int, *, echo: bool = False) -> str:
        frame = self.pacing.frame("x" * size, echo=echo)
        self.pacing.sent(len(frame))
        self.written += len(frame)
        return frame

    def take(self) -> None:
        self.pacing.written(self.written)


@pytest.fixture
def line() -> Line:
    return Line()


def test_no_frame_goes_out_while_the_last_one_is_not_written(line: Line) -> None:
    assert line.pacing.wait() == 0.0
    line.send(50)
    assert line.pacing.wait() is None
    line.take()
    line.now += 1
    assert line.pacing.wait() == 0.0


def test_a_terminal_that_answers_is_asked_and_has_little_on_its_way(line: Line) -> None:
    assert not line.send(500).endswith(ASK)
    line.take()
    line.pacing.answered(1)
    line.now += 1
    assert line.pacing.wait() == 0.0
    assert line.send(WINDOW).endswith(ASK)
    line.take()
    line.now += 1
    assert line.pacing.wait() is None
    line.pacing.answered(1)
    assert line.pacing.wait() == 0.0
    assert not line.send(100).endswith(ASK)


def test_a_terminal_that_answers_no_more_is_not_waited_for_longer_than_two_seconds(line: Line) -> None:
    line.pacing.answered(1)
    assert line.pacing.wait() == 0.0
    line.send(WINDOW)
    line.take()
    assert line.pacing.wait() is None
    assert line.pacing.patience() == pytest.approx(2)
    line.now += 2.1
    assert line.pacing.wait() == 0.0
    assert not line.send(WINDOW).endswith(ASK)


def test_an_answer_is_expected_at_the_end_only_of_a_terminal_that_gave_one(line: Line) -> None:
    expected = [line.pacing.unanswered]
    line.pacing.answered(1)
    line.pacing.wait()
    expected.append(line.pacing.unanswered)
    line.send(WINDOW)
    expected.append(line.pacing.unanswered)
    line.pacing.answered(1)
    assert [*expected, line.pacing.unanswered] == [False, False, True, False]


def test_frames_that_no_key_asked_for_are_paced_and_those_behind_a_key_are_not(line: Line) -> None:
    line.send(3000)
    line.take()
    assert line.pacing.wait() == pytest.approx(3000 / RATE)
    line.pacing.touched()
    assert line.pacing.wait() == 0.0
    line.now += 0.31
    assert line.pacing.wait() == 0.0
    line.send(1_000_000)
    line.take()
    # A large frame delays the next by 0.15 s at most.
    assert line.pacing.wait() == pytest.approx(0.15)
    line.send(500_000, echo=True)
    line.take()
    assert line.pacing.wait() == pytest.approx(0.15)
