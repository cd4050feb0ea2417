"""The frame clock: changes are collected and drawn once a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.screens.refresh import AT_ONCE, FRAME, FrameClock
from codex_tui.state.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable


class Frames:
    """A frame clock whose frames the test starts."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []
        self.drawn: list[Change] = []
        self.steps: list[str] = []
        self.time = 100.0
        self.clock = FrameClock(self._schedule, (self._first, self._second), clock=lambda: self.time)

    def _schedule(self, after: float, call: Callable[[], None]) -> None:
        self.waiting.append((after, call))

    def _first(self, change: Change) -> None:
        self.steps.append("first")

    def _second(self, change: Change) -> None:
        self.steps.append("second")
        self.drawn.append(change)

    def turn(self) -> None:
        """Start the next frame."""
        self.waiting.pop(0)[1]()


def test_what_changes_within_a_frame_is_drawn_once_and_together() -> None:
    frames = Frames()
    frames.clock.changed(Change(rows={"a"}))
    frames.clock.changed(Change(rows={"b"}, blocks={"a": {"1"}}))
    frames.clock.changed(Change(blocks={"a": {"2"}}))
    assert len(frames.waiting) == 1
    assert frames.drawn == []
    frames.turn()
    assert frames.drawn == [Change(rows={"a", "b"}, blocks={"a": {"1", "2"}})]


def test_the_first_change_after_a_pause_is_drawn_at_once_and_the_next_a_frame_later() -> None:
    frames = Frames()
    frames.clock.changed(Change(rows={"a"}))
    assert [after for after, _ in frames.waiting] == [AT_ONCE]
    frames.turn()
    frames.time += FRAME / 4
    frames.clock.changed(Change(rows={"b"}))
    assert [after for after, _ in frames.waiting] == [pytest.approx(FRAME * 3 / 4)]
    frames.turn()
    frames.time += FRAME * 2
    frames.clock.changed(Change(rows={"c"}))
    assert [after for after, _ in frames.waiting] == [AT_ONCE]


def test_the_steps_of_a_frame_are_taken_in_order() -> None:
    frames = Frames()
    frames.clock.changed(Change(rows={"a"}))
    frames.turn()
    assert frames.steps == ["first", "second"]


def test_nothing_is_scheduled_while_nothing_changes() -> None:
    frames = Frames()
    frames.clock.changed(Change(rows={"a"}))
    frames.turn()
    assert frames.waiting == []
    frames.clock.changed(Change(rows={"a"}))
    assert len(frames.waiting) == 1


def test_a_frame_whose_change_was_drawn_at_once_draws_nothing() -> None:
    frames = Frames()
    frames.clock.changed(Change(rows={"a"}))
    frames.clock.flush()
    assert len(frames.drawn) == 1
    frames.turn()
    frames.clock.flush()
    assert len(frames.drawn) == 1


def test_what_a_step_changes_comes_with_the_next_frame() -> None:
    waiting: list[Callable[[], None]] = []
    drawn: list[Change] = []

    def again(change: Change) -> None:
        drawn.append(change)
        if len(drawn) == 1:
            clock.changed(Change(rows={"b"}))

    clock = FrameClock(lambda after, call: waiting.append(call), (again,))
    clock.changed(Change(rows={"a"}))
    waiting.pop(0)()
    assert drawn == [Change(rows={"a"})]
    waiting.pop(0)()
    assert drawn == [Change(rows={"a"}), Change(rows={"b"})]
