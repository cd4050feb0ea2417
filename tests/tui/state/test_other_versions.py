"""A server of another version: whatever changes in its messages, no page, turn or thread is lost for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import anyio
import pytest
from codex_app_server import AsyncCodex, Notification, UnknownNotification
from codex_app_server._core.notifications import decode
from codex_app_server._core.parameters import read_result
from codex_app_server.generated.v2_all import (
    ItemCompletedNotification,
    ThreadListResponse,
    ThreadTurnsListResponse,
    TurnCompletedNotification,
)
from codex_tui.blocks import render
from codex_tui.state.items import Reasoning, Unknown
from codex_tui.state.store import Store
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded_transcripts import NAMES, runs
from scripted_peer import ScriptedPeer

Json = Any
THREAD = "thread-1"
IMAGE = {"type": "imageGeneration", "id": "image", "status": "completed", "savedPath": "/a.png"}
"""As 0.167 sends it: `result`, which 0.163 requires, is gone."""

NAMES_OBJECTS = frozenset({"id", "threadId", "turnId", "itemId"})
"""Without these nobody can say what a message is about, so no version takes them away."""

WAYS = ("gone", "added", "retyped", "renamed", "another value")


@dataclass(frozen=True)
class Mutation:
    """One change of the schema: how a field has changed, which is what holds it and its key."""

    place: tuple[str, str]
    how: str

    @property
    def holder(self) -> str:
        """The tag of the objects that have the field, or the key that they stand under."""
        return self.place[0]

    @property
    def key(self) -> str:
        """The field."""
        return self.place[1]

    def apply(self, value: Json, called: str) -> Json:
        """Return a message, or a part of one that is called so, as the changed server would send it."""
        if isinstance(value, list):
            return [self.apply(each, called) for each in value]
        if not isinstance(value, dict):
            return value
        changed = {key: self.apply(each, key) for key, each in value.items()}
        if self.holder not in (called, value.get("type")) or self.key not in value:
            return changed
        if self.how == "added":
            return {**changed, "brandNew": {"of": ["tomorrow"]}}
        old = changed.pop(self.key)
        if self.how == "retyped":
            changed[self.key] = {"new": old} if not isinstance(old, dict) else "new"
        elif self.how == "renamed":
            changed[f"{self.key}New"] = old
        elif self.how == "another value":
            changed[self.key] = "ofTomorrow" if isinstance(old, str) else old
        return changed


def holders(value: Json, called: str) -> set[tuple[str, str]]:
    """Every field of a message, with what holds it: the object's tag, or the key that it stands under."""
    if isinstance(value, list):
        return {found for each in value for found in holders(each, called)}
    if not isinstance(value, dict):
        return set()
    tag = value.get("type")
    holder = tag if isinstance(tag, str) else called
    here = {(holder, key) for key in value if key not in NAMES_OBJECTS}
    return here.union(*(holders(each, key) for key, each in value.items()))


@dataclass(frozen=True)
class Spoken:
    """What a server said in one transcript: its notifications, and the pages of histories."""

    notifications: tuple[tuple[str, Json], ...]
    pages: tuple[Json, ...]


@cache
def spoken(name: str) -> tuple[Spoken, ...]:
    """Return what each server of a transcript said."""
    found = []
    for run in runs(name):
        asked: dict[Any, str] = {}
        notifications, pages = [], []
        for message in run.messages:
            if message["dir"] == "c>s":
                asked[message.get("id")] = message.get("method", "")
            elif "method" in message and "id" not in message:
                notifications.append((message["method"], message["params"]))
            elif asked.get(message.get("id")) == "thread/turns/list" and "result" in message:
                pages.append(message["result"])
        found.append(Spoken(tuple(notifications), tuple(pages)))
    return tuple(found)


@cache
def fields(name: str) -> list[tuple[str, str]]:
    """Return every field that a transcript shows, in one order."""
    found: set[tuple[str, str]] = set()
    for said in spoken(name):
        found.update(*(holders(params, method) for method, params in said.notifications))
        found.update(*(holders(page, "thread/turns/list") for page in said.pages))
    return sorted(found)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=6)
@given(data=st.data())
def test_a_transcript_is_read_whole_however_the_schema_has_changed(name: str, data: st.DataObject) -> None:
    places = fields(name)
    if not places:
        return
    mutations = data.draw(
        st.lists(
            st.builds(Mutation, st.sampled_from(places), st.sampled_from(WAYS)),
            min_size=1,
            max_size=5,
        )
    )
    methods = data.draw(st.lists(st.sampled_from([holder for holder, _ in places]), max_size=1))
    for said in spoken(name):
        read_live(said, mutations, methods)
        read_pages(said, mutations)


def read_live(said: Spoken, mutations: list[Mutation], renamed: list[str]) -> None:
    """Fold all notifications; `renamed` are methods that the changed server calls otherwise."""
    store = Store(lambda: 0.0)
    touched = {mutation.holder for mutation in mutations} | set(renamed)
    for method, original in said.notifications:
        params = original
        for mutation in mutations:
            params = mutation.apply(params, method)
        sent = f"{method}/new" if method in renamed else method
        event = decode(json.dumps({"method": sent, "params": params}).encode())
        store.apply(event)
        check_read(store, event, original)
        if method not in touched:
            # What lies within a message never makes the whole of it unreadable.
            assert not isinstance(event.payload, UnknownNotification), (method, params)
    for thread in store.threads.values():
        for item in thread.items:
            shown = "\n".join(line.text for line in render(item, 80))
            assert "validation error" not in shown
            if isinstance(item, Unknown):
                assert len(render(item, 80)) == 1


def check_read(store: Store, event: Notification, original: Json) -> None:
    """What could be read is in the state: the item as itself or as a dim line, the turn as ended."""
    if isinstance(event.payload, ItemCompletedNotification):
        item_id = original["item"]["id"]
        assert store.threads[original["threadId"]].items.knows(item_id)
    if isinstance(event.payload, TurnCompletedNotification):
        turn = store.threads[original["threadId"]].turns[original["turn"]["id"]]
        assert not turn.is_running or "status" not in original["turn"]


def read_pages(said: Spoken, mutations: list[Mutation]) -> None:
    """Read all pages of histories: they have as many turns and items as before."""
    touched = {mutation.holder for mutation in mutations}
    emptied = {mutation.key for mutation in mutations}
    for original in said.pages:
        page = original
        for mutation in mutations:
            page = mutation.apply(page, "thread/turns/list")
        if "thread/turns/list" in touched:
            continue
        read = read_result("thread/turns/list", page, ThreadTurnsListResponse)
        assert [turn.id for turn in read.data] == [turn["id"] for turn in original["data"]]
        for turn, sent in zip(read.data, original["data"], strict=True):
            assert "items" in emptied or len(turn.items) == len(sent["items"])
        store = Store(lambda: 0.0)
        store.history(THREAD, read.data[::-1])
        assert len(store.threads[THREAD].turns) == len(original["data"]) or any(
            turn.root_turn_id for turn in read.data
        )


def test_an_image_of_a_newer_server_is_one_dim_line_with_its_kind_and_the_page_stays() -> None:
    turn = {
        "id": "turn",
        "status": "completed",
        "items": [IMAGE, {"type": "agentMessage", "id": "answer", "text": "Done."}],
    }
    page = read_result("thread/turns/list", {"data": [turn]}, ThreadTurnsListResponse)
    store = Store(lambda: 0.0)
    store.history(THREAD, page.data)
    image, answer = store.threads[THREAD].items
    assert isinstance(image, Unknown)
    [line] = render(image, 80)
    assert "imageGeneration" in line.text
    assert answer.id == "answer"
    assert page.data[0].items[0].model_dump(mode="json", by_alias=True) == IMAGE


def test_what_may_be_missing_is_read_as_missing_and_the_message_stays_one() -> None:
    line = {
        "method": "item/completed",
        "params": {
            "threadId": THREAD,
            "turnId": "turn",
            "completedAtMs": 5,
            "item": {"type": "agentMessage", "id": "a", "text": "Done.", "phase": {"new": 1}},
        },
    }
    event = decode(json.dumps(line).encode())
    assert isinstance(event.payload, ItemCompletedNotification)
    assert event.payload.item.type == "agentMessage"
    assert event.payload.item.model_dump()["text"] == "Done."


def test_a_thread_of_a_list_that_has_lost_a_field_is_listed_and_one_without_an_id_is_not() -> None:
    page = read_result("thread/list", {"data": [{"id": "a"}, {"preview": "b"}, 7]}, ThreadListResponse)
    assert [thread.id for thread in page.data] == ["a"]
    assert page.data[0].preview == ""


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.anyio
async def test_a_run_whose_end_holds_an_image_of_a_newer_server_returns_the_turn() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:

        async def play() -> None:
            request = await peer.next_request("turn/start")
            turn = {"id": "turn", "status": "inProgress", "items": []}
            peer.answer(request, {"turn": turn})
            peer.notify(
                "turn/completed", threadId="t", turn={**turn, "status": "completed", "items": [IMAGE]}
            )

        group.start_soon(play)
        result = await codex.thread("t").run("draw")
    assert result.status == "completed"


@pytest.mark.parametrize(
    ("times", "duration"),
    [
        ({"startedAtMs": 1_000, "completedAtMs": 7_000}, 6_000),
        ({"startedAtMs": 7_000, "completedAtMs": 1_000}, None),
        ({"startedAtMs": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_an_item_took_is_read_from_a_history_that_says_it(
    times: dict[str, Json], duration: int | None
) -> None:
    thought = {"type": "reasoning", "id": "thought", "summary": ["Hm."], "content": [], **times}
    turn = {"id": "turn", "status": "completed", "items": [thought]}
    page = read_result("thread/turns/list", {"data": [turn]}, ThreadTurnsListResponse)
    store = Store(lambda: 0.0)
    store.history(THREAD, page.data)
    item = store.threads[THREAD].item("thought")
    assert isinstance(item, Reasoning)
    assert item.duration_ms == duration
