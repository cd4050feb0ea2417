"""What a thread shows live and what it shows when its past is read are the same items."""

from __future__ import annotations

import pytest
from codex_app_server.generated import v2_all
from codex_tui.state.archive import Memory
from codex_tui.state.items import (
    AgentMessage,
    Command,
    ItemStatus,
    Notice,
    Plan,
    ReadOnlyItem,
    Reasoning,
    UserMessage,
)
from codex_tui.state.store import Store
from recorded_transcripts import NAMES, notification, runs
from unpackings import unpackings

LACKING_IN_HISTORY = (
    "an answer that a steer, an interruption or a broken stream cut off",
    "a command that was still running when its turn ended",
    "a command or change that waited for an approval when its turn ended",
    "a retry",
    "a warning",
    "a plan's checklist",
    "an interruption that has nothing to say about what the history lacks",
)
"""Everything that the server does not keep, each with its test below.

A thread that is forgotten because too much is kept loses just these: it is read from the server again.
"""


def lack(item: ReadOnlyItem) -> str | None:
    """The entry of the list that explains why an item is in no history."""
    kind = item.id.partition(":")[0]
    if isinstance(item, (AgentMessage, Reasoning)) and item.status is ItemStatus.INTERRUPTED:
        return LACKING_IN_HISTORY[0]
    if isinstance(item, Command) and item.status in (ItemStatus.RUNNING, ItemStatus.INTERRUPTED):
        return LACKING_IN_HISTORY[1]
    if item.status is ItemStatus.INTERRUPTED:
        return LACKING_IN_HISTORY[2]
    if isinstance(item, Notice) and kind in ("retry", "warning"):
        return LACKING_IN_HISTORY[3 if kind == "retry" else 4]
    if isinstance(item, Notice) and kind == "interrupted":
        return LACKING_IN_HISTORY[6]
    return LACKING_IN_HISTORY[5] if isinstance(item, Plan) and item.steps else None


def readings() -> list[tuple[str, int]]:
    found = []
    for name in NAMES:
        for number, run in enumerate(runs(name)):
            if run.feed(Store(lambda: 0.0)):
                found.append((name, number))
    return found


@pytest.mark.parametrize(("name", "number"), readings())
def test_items_that_were_seen_live_are_the_same_in_the_history(name: str, number: int) -> None:
    live = Store(lambda: 0.0)
    for thread_id, turns in runs(name)[number].feed(live):
        past = Store(lambda: 0.0)
        past.history(thread_id, turns)
        read = past.threads[thread_id]
        roots = {turn.root_turn_id or turn.id for turn in turns}
        seen = [item for item in live.threads[thread_id].items if item.turn_id in roots]
        for item in seen:
            assert read.item(item.id) == item or lack(item) in LACKING_IN_HISTORY
        common = [item.id for item in seen if read.item(item.id) is not None]
        assert common == [item.id for item in read.items if item.id in set(common)]


def test_the_recordings_compare_a_fair_number_of_items() -> None:
    compared: dict[type[ReadOnlyItem], int] = {}
    for name, number in readings():
        live = Store(lambda: 0.0)
        for thread_id, turns in runs(name)[number].feed(live):
            past = Store(lambda: 0.0)
            past.history(thread_id, turns)
            for item in past.threads[thread_id].items:
                if live.threads[thread_id].item(item.id) is not None:
                    compared[type(item)] = compared.get(type(item), 0) + 1
    assert compared[UserMessage] > 15
    assert compared[AgentMessage] > 5
    assert {Reasoning, Command, Notice} <= compared.keys()


@pytest.mark.parametrize("name", ["kill9_after_tool", "kill9_in_shell", "kill9_midstream"])
def test_after_a_crash_the_history_knows_what_was_completed(name: str) -> None:
    live = Store(lambda: 0.0)
    runs(name)[0].feed(live)
    live.connection_lost("The server stopped (signal 9).")
    after = runs(f"{name}_after")[0]
    thread_id, turns = after.feed(Store(lambda: 0.0))[0]
    past = Store(lambda: 0.0)
    past.history(thread_id, turns)
    lost = live.threads[thread_id].items
    for item in lost:
        if item.status is ItemStatus.COMPLETED and not isinstance(item, Notice):
            assert past.threads[thread_id].item(item.id) == item
    before = [item.id for item in lost]
    live.history(thread_id, turns)
    assert [item.id for item in live.threads[thread_id].items] == before
    assert live.threads[thread_id].active_turn_id is None
    assert not live.threads[thread_id].open_ids


def test_a_resumed_thread_shows_its_past_before_what_came_since() -> None:
    store = Store(lambda: 0.0)
    [run] = runs("resume_after_restart")
    response = next(
        message["result"]
        for message in run.messages
        if message["dir"] == "s>c" and message.get("result", {}).get("thread", {}).get("turns")
    )
    run.feed(store)
    thread = v2_all.Thread.model_validate(response["thread"])
    assert [type(item) for item in store.threads[thread.id].items] == [UserMessage, AgentMessage]
    store.history(thread.id, thread.turns)
    texts = [str(getattr(item, "text", "")) for item in store.threads[thread.id].items]
    assert texts[-1] == "after restart"
    assert "zebra2" in texts[0]
    assert len(texts) == 4
    assert list(store.threads[thread.id].turns)[-1] == store.threads[thread.id].items[-1].turn_id


def turn(number: int, *texts: str, status: str = "completed") -> v2_all.Turn:
    items = [{"type": "agentMessage", "id": f"m{number}-{at}", "text": text} for at, text in enumerate(texts)]
    return v2_all.Turn.model_validate(
        {
            "id": f"t{number}",
            "items": items,
            "status": status,
            "startedAt": 1000 + number,
            "completedAt": 1001 + number,
        }
    )


def shown(store: Store) -> list[str]:
    return [item.text.value for item in store.threads["t"].items if isinstance(item, AgentMessage)]


def test_older_pages_go_before_newer_ones() -> None:
    store = Store(lambda: 0.0)
    store.history("t", [turn(5, "e"), turn(6, "f")])
    store.history("t", [turn(3, "c"), turn(4, "d")])
    store.history("t", [turn(7, "g")])
    assert shown(store) == ["c", "d", "e", "f", "g"]
    assert store.threads["t"].last_turn_id == "t7"


def test_pages_that_overlap_are_shown_once() -> None:
    store = Store(lambda: 0.0)
    store.history("t", [turn(2, "b"), turn(3, "c")])
    store.history("t", [turn(1, "a"), turn(2, "b"), turn(3, "c"), turn(4, "d")])
    assert shown(store) == ["a", "b", "c", "d"]


def test_a_stale_thread_is_replaced_by_what_is_read() -> None:
    store = Store(lambda: 0.0)
    store.history("t", [turn(1, "a"), turn(2, "b")])
    store.apply(notification("thread/reverted", {"threadId": "t"}))
    assert store.threads["t"].stale
    assert not store.threads["t"].history_loaded
    store.history("t", [turn(1, "a")])
    assert shown(store) == ["a"]
    assert not store.threads["t"].stale


def test_live_items_win_over_the_same_turn_of_the_past() -> None:
    store = Store(lambda: 0.0)
    begun = {"id": "t2", "items": [], "status": "inProgress", "startedAt": 1002}
    store.apply(notification("turn/started", {"threadId": "t", "turn": begun}))
    delta = {"threadId": "t", "turnId": "t2", "itemId": "m2-1", "delta": "half"}
    store.apply(notification("item/agentMessage/delta", delta))
    store.history("t", [turn(1, "a"), turn(2, "whole", status="inProgress")])
    assert shown(store) == ["a", "whole", "half"]
    assert store.threads["t"].active_turn_id == "t2"
    assert store.threads["t"].activity == "writing"


def test_what_the_past_knows_to_be_done_ends_what_was_left_open() -> None:
    store = Store(lambda: 0.0)
    delta = {"threadId": "t", "turnId": "t1", "itemId": "m1-0", "delta": "who"}
    store.apply(notification("item/agentMessage/delta", delta))
    store.connection_lost("gone")
    store.history("t", [turn(1, "whole")])
    assert shown(store) == ["whole"]
    assert store.threads["t"].items[0].status is ItemStatus.COMPLETED


def test_a_turn_that_another_server_runs_is_not_ours_to_wait_for() -> None:
    store = Store(lambda: 0.0)
    store.history("t", [turn(1, "a", status="inProgress")])
    assert store.threads["t"].active_turn_id is None
    assert not store.threads["t"].open_ids


def test_an_interrupted_turn_of_the_past_says_what_it_lacks_and_one_that_was_seen_does_not() -> None:
    store = Store(lambda: 0.0)
    store.history("t", [turn(1, status="interrupted")])
    [notice] = store.threads["t"].items
    assert isinstance(notice, Notice)
    assert notice.detail.startswith("The history has no answer that was cut off")
    seen = Store(lambda: 0.0)
    [run] = runs("interrupt")
    for thread_id, turns in run.feed(seen):
        seen.history(thread_id, turns)
        said = [item for item in seen.threads[thread_id].items if item.id.startswith("interrupted:")]
        assert [item.detail for item in said if isinstance(item, Notice)] == [""] * len(said) != []


def test_a_failed_turn_of_the_past_says_why() -> None:
    store = Store(lambda: 0.0)
    failed = turn(1, status="failed")
    failed.error = v2_all.TurnError.model_validate(
        {"message": "no more quota", "codexErrorInfo": "usageLimitExceeded"}
    )
    store.history("t", [failed])
    [notice] = store.threads["t"].items
    assert isinstance(notice, Notice)
    assert notice.text == "no more quota"
    assert store.threads["t"].failure == "no more quota"


def test_a_page_that_is_read_again_wakes_only_what_it_speaks_of(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(unpacked=100_000)
    store = Store(lambda: 0.0, memory)
    for first in range(1980, -20, -20):
        store.history("t", [turn(number, "a", "b") for number in range(first, first + 20)])
    items = store.threads["t"].items
    before = [item.id for item in items]
    seen = unpackings(monkeypatch)
    store.history("t", [turn(number, "a", "b", "c") for number in range(1990, 2003)])
    assert len(seen) <= 4
    assert items[:3980] == [item for item in items if int(item.turn_id[1:]) < 1990]
    assert [item.id for item in items if not item.id.endswith("-2")][: len(before)] == before
    assert [item.id for item in items[-3:]] == ["m2002-0", "m2002-1", "m2002-2"]
    assert list(store.threads["t"].turns) == [f"t{number}" for number in range(2003)]
    assert memory.unpacked_bytes <= 100_000
