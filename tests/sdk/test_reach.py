"""What the clients reach of the real server: calls of many areas, paged history, and events outside turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest
from codex_app_server import AsyncCodex, Codex, InvalidRequestError, Notification, TextInput
from codex_app_server.generated.v2_all import (
    AgentMessageThreadItem,
    ClientInfo,
    TextUserInput,
    ThreadNameUpdatedNotification,
    TurnStartedThreadTimelineEntry,
    UncommittedChangesReviewTarget,
    UserMessageThreadItem,
)
from patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from codex_app_server import AppServerConfig
    from codex_app_server.generated.v2_all import ThreadItem
    from real_server import CodexHome
    from scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio


def texts(items: Sequence[ThreadItem]) -> list[str]:
    """The texts of all messages, of the person and the agent."""
    said = []
    for item in items:
        if isinstance(item, AgentMessageThreadItem):
            said.append(item.text)
        elif isinstance(item, UserMessageThreadItem):
            said.extend(part.text for part in item.content if isinstance(part, TextUserInput))
    return said


async def test_calls_of_many_areas_are_answered_by_the_real_server(
    real_config: Callable[..., AppServerConfig], codex_home: CodexHome
) -> None:
    (codex_home.work / "hello_world.txt").write_text("x", encoding="utf-8")
    async with AsyncCodex(real_config()) as codex:
        api = codex.api
        thread = await codex.thread_start()
        for word in ("apple", "pear", "quince"):
            await thread.run(f"text:{word}")
        assert (await api.thread_loaded_list()).data == [thread.id]
        assert (await api.config_read(include_layers=False)).config.model == "gpt-5.5"
        assert [entry.cwd for entry in (await api.skills_list()).data] == [str(codex_home.work)]
        found = await api.fuzzy_file_search(query="hello", roots=[str(codex_home.work)])
        assert [file.file_name for file in found.files] == ["hello_world.txt"]

        goal = await api.thread_goal_set(
            thread_id=thread.id, objective="ship", status="paused", token_budget=9
        )
        assert (goal.goal.objective, goal.goal.token_budget) == ("ship", 9)
        again = await api.thread_goal_get(thread_id=thread.id)
        assert again.goal is not None
        assert again.goal.status == "paused"
        assert (await api.thread_goal_clear(thread_id=thread.id)).cleared

        assert (await api.thread_background_terminals_list(thread_id=thread.id)).data == []
        timeline = await api.thread_timeline_list(thread_id=thread.id)
        assert sum(isinstance(entry, TurnStartedThreadTimelineEntry) for entry in timeline.data) == 3

        newest = (await api.thread_turns_list(thread_id=thread.id, limit=1, sort_direction="desc")).data[0]
        await api.thread_revert(thread_id=thread.id, before_turn_id=newest.id)
        left = [texts(turn.items) async for turn in thread.turns()]
        assert left == [["text:apple", "apple"], ["text:pear", "pear"]]

        with pytest.raises(InvalidRequestError, match="Already initialized"):
            await api.initialize(client_info=ClientInfo(name="again", version="1"))


async def test_a_queued_message_waits_for_the_turn_and_a_review_starts_one(
    real_config: Callable[..., AppServerConfig], scripted_model: ScriptedModel, tmp_path: Path
) -> None:
    gate = f"queue-{tmp_path.name}"
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        turn = await thread.turn([TextInput(f"gate:{gate}\ntext:first")])
        queued = await codex.api.thread_queue_add(
            thread_id=thread.id, client_user_message_id="m1", input=[TextUserInput(text="text:second")]
        )
        assert queued.queued_submission.client_user_message_id == "m1"
        listed = await codex.api.thread_queue_list(thread_id=thread.id)
        assert [each.id for each in listed.data] == [queued.queued_submission.id]
        async with codex.events(thread_id=thread.id, methods=["turn/completed"]) as events:
            scripted_model.release(gate)
            with anyio.fail_after(PATIENCE):
                await turn.run()
                await anext(events)
                await anext(events)
        review = await codex.api.review_start(thread_id=thread.id, target=UncommittedChangesReviewTarget())
        assert review.review_thread_id == thread.id


async def test_history_is_walked_in_both_directions_with_any_page_size(
    real_config: Callable[..., AppServerConfig],
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        assert [turn async for turn in thread.turns()] == []
        assert [item async for item in thread.items()] == []
        said = [f"number{n}" for n in range(5)]
        for word in said:
            await thread.run(f"text:{word}")
        ids = [turn.id async for turn in thread.turns(page_size=2)]
        assert len(set(ids)) == 5
        assert [turn.id async for turn in thread.turns(sort_direction="desc", page_size=3)] == ids[::-1]
        assert [turn.id async for turn in thread.turns(items_view="notLoaded")] == ids
        items = [entry async for entry in thread.items(page_size=3)]
        expected = [text for word in said for text in (f"text:{word}", word)]
        assert texts([entry.item for entry in items]) == expected
        backwards = [entry.item async for entry in thread.items(sort_direction="desc", page_size=4)]
        assert texts(backwards) == expected[::-1]
        of_one = [entry.item async for entry in thread.items(turn_id=ids[2])]
        assert texts(of_one) == ["text:number2", "number2"]


async def test_threads_are_listed_and_searched_through_all_pages(
    real_config: Callable[..., AppServerConfig],
) -> None:
    async with AsyncCodex(real_config()) as codex:
        threads = [await codex.thread_start() for _ in range(3)]
        for thread in threads:
            await thread.run("text:mirabelle and mirabelle")
        assert {each.id async for each in codex.threads(page_size=1)} == {each.id for each in threads}
        hits = [hit async for hit in codex.search("mirabelle", page_size=2)]
        assert {hit.thread.id for hit in hits} == {each.id for each in threads}
        assert all("mirabelle" in hit.snippet for hit in hits)
        turn = await anext(threads[0].turns())
        places = [place async for place in threads[0].search("mirabelle", page_size=1)]
        assert len(places) == 4
        assert {place.turn_id for place in places} == {turn.id}


async def test_events_outside_turns_bring_names_and_no_turns(
    real_config: Callable[..., AppServerConfig],
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread, other = await codex.thread_start(), await codex.thread_start()
        named = codex.events(thread_id=thread.id, methods=["thread/name/updated"])
        outside = codex.events(outside_turns=True)
        await thread.run("text:hello")
        await other.set_name("not this")
        await thread.set_name("this")
        with anyio.fail_after(PATIENCE):
            event = await anext(named)
            assert isinstance(event.payload, ThreadNameUpdatedNotification)
            assert event.payload.thread_name == "this"
            seen: list[Notification] = []
            while not seen or seen[-1].thread_id != thread.id or seen[-1].method != "thread/name/updated":
                seen += [await anext(outside)]
        methods = {each.method for each in seen}
        assert "thread/status/changed" in methods
        assert not any(each.turn_id for each in seen)


async def test_late_output_of_a_command_is_outside_its_turn(
    real_config: Callable[..., AppServerConfig], codex_home: CodexHome
) -> None:
    config = real_config(config_overrides=('approval_policy="never"', 'sandbox_mode="danger-full-access"'))
    fifo = codex_home.work / "go"
    async with AsyncCodex(config) as codex, codex.events(outside_turns=True) as outside:
        thread = await codex.thread_start()
        await thread.run(f"shellslow:300:mkfifo {fifo}; read line < {fifo}; echo late-$line\ntext:done")
        await anyio.to_thread.run_sync(lambda: fifo.write_text("word\n", encoding="utf-8"))
        with anyio.fail_after(PATIENCE):
            async for event in outside:
                if event.method == "item/completed":
                    break
        item = event.payload.item  # type: ignore[union-attr]  # what item/completed carries
        assert (item.type, item.aggregated_output) == ("commandExecution", "late-word\n")


def test_the_sync_client_reaches_the_same(real_config: Callable[..., AppServerConfig]) -> None:
    with Codex(real_config()) as codex:
        thread = codex.thread_start()
        events = codex.events(thread_id=thread.id, methods=["thread/name/updated"])
        for word in ("apple", "pear", "quince"):
            thread.run(f"text:{word}")
        thread.set_name("fruit")
        payload = next(events).payload
        assert isinstance(payload, ThreadNameUpdatedNotification)
        assert payload.thread_name == "fruit"
        turns = list(thread.turns(page_size=2))
        assert [texts(turn.items)[1] for turn in turns] == ["apple", "pear", "quince"]
        newest = next(thread.items(sort_direction="desc", page_size=1))
        assert texts([newest.item]) == ["quince"]
        assert [hit.thread.id for hit in codex.search("quince")] == [thread.id]
        assert len(list(thread.search("quince"))) == 2
        assert [each.name for each in codex.threads()] == ["fruit"]
        assert codex.api.thread_loaded_list().data == [thread.id]
        assert codex.api.thread_list(section_id=None).data[0].id == thread.id
    assert list(events) == []
