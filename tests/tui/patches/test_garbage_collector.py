from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from codex_tui.patches.garbage_collector import IDLE_SECONDS, NEW_OBJECTS, GarbageCollector

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave the collector of the tests as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def grow() -> list[list[int]]:
    """Make objects that stay, until some have been looked at twice."""
    kept: list[list[int]] = []
    while not gc.get_count()[2]:
        kept.extend([] for _ in range(NEW_OBJECTS))
    return kept


def test_all_of_it_is_looked_at_only_while_nobody_waits() -> None:
    clock = Clock()
    collector = GarbageCollector(clock)
    collector.begin()
    kept = grow()
    assert not collector.collect_when_idle(busy=False)
    clock.now += IDLE_SECONDS
    assert not collector.collect_when_idle(busy=True)
    collector.note_key()
    assert not collector.collect_when_idle(busy=False)
    clock.now += IDLE_SECONDS
    assert collector.collect_when_idle(busy=False)
    assert len(kept) >= NEW_OBJECTS


def test_what_was_looked_at_is_left_alone_afterwards() -> None:
    clock = Clock()
    collector = GarbageCollector(clock)
    collector.begin()
    kept = grow()
    clock.now += IDLE_SECONDS
    assert collector.collect_when_idle(busy=False)
    assert gc.get_freeze_count() >= len(kept)
    assert not collector.collect_when_idle(busy=False)


class Loop:
    """Refers to itself, so that only the collector finds that it is garbage."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_of_the_start_goes_at_the_first_rest() -> None:
    clock = Clock()
    collector = GarbageCollector(clock)
    loop = Loop()
    gone = weakref.ref(loop)
    del loop
    collector.begin()
    kept = grow()
    assert gone() is not None
    clock.now += IDLE_SECONDS
    assert collector.collect_when_idle(busy=False)
    assert gone() is None
    assert kept


def test_garbage_that_stayed_for_a_while_goes_at_rest() -> None:
    clock = Clock()
    collector = GarbageCollector(clock)
    collector.begin()
    loop = Loop()
    gone = weakref.ref(loop)
    kept = grow()
    del loop
    assert gone() is not None
    clock.now += IDLE_SECONDS
    assert collector.collect_when_idle(busy=False)
    assert gone() is None
    assert kept
