"""A turn with items of every kind, and whether two followers of a turn got the same events."""

from __future__ import annotations

from collections import Counter, defaultdict

from codex_app_server import Notification
from codex_app_server.generated.v2_all import (
    AgentMessageDeltaNotification,
    AgentMessageThreadItem,
    ItemCompletedNotification,
    ItemStartedNotification,
    TurnCompletedNotification,
    TurnStartedNotification,
)

EVERY_KIND = (
    "think:2 ;; commentary:I shall look around ;; shell:echo a ;; text:a first message ;; "
    "par:echo b||echo c ;; patch:made.txt:text ;; say:20 ;; text:the end"
)


def milestones(events: list[Notification]) -> list[tuple[str, str]]:
    """The starts and ends of turns and items."""
    found = []
    for event in events:
        if isinstance(event.payload, (TurnStartedNotification, TurnCompletedNotification)):
            found.append((event.method, event.payload.turn.id))
        elif isinstance(event.payload, (ItemStartedNotification, ItemCompletedNotification)):
            found.append((event.method, getattr(event.payload.item, "id", "")))
    return found


def assert_the_same_was_told(told: list[Notification], truth: list[Notification]) -> None:
    assert Counter(milestones(told)) == Counter(milestones(truth))
    ends = [milestone for milestone in milestones(truth) if milestone[0].endswith("completed")]
    assert [milestone for milestone in milestones(told) if milestone[0].endswith("completed")] == ends
    texts: dict[str, str] = defaultdict(str)
    for event in told:
        if isinstance(event.payload, AgentMessageDeltaNotification):
            texts[event.payload.item_id] += event.payload.delta
        elif isinstance(event.payload, ItemCompletedNotification):
            item = event.payload.item
            if isinstance(item, AgentMessageThreadItem) and item.id in texts:
                assert texts[item.id] == item.text
