"""What a follower tells of a thread, against what a connection that was never lost tells of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import anyio
import anyio.lowlevel
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    AsyncThreadFollower,
    ConnectionLostError,
    Decision,
    InvalidRequestError,
    Notification,
    NotInitializedError,
    ServerDiedError,
    TextInput,
    running_server,
)
from codex_app_server.generated.v2_all import (
    AgentMessageDeltaNotification,
    AgentMessageThreadItem,
    CommandExecutionThreadItem,
    ItemCompletedNotification,
)
from followed_turns import EVERY_KIND, assert_the_same_was_told, milestones
from listening_server import ListeningServer, listening_server, relay
from patience import PATIENCE
from real_server import CodexHome
from scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio


@pytest.fixture
def server(codex_home: CodexHome) -> Iterator[ListeningServer]:
    with listening_server(codex_home) as running:
        yield running


HELD = 3.0
"""Seconds that a client waits for an answer where the test holds the network, which may cost as much."""


def config(url: str, *, connect_timeout: float = PATIENCE, **options: object) -> AppServerConfig:
    transport = running_server(url, connect_timeout=connect_timeout)
    return AppServerConfig(transport=transport, **options)  # type: ignore[arg-type]  # a test's pass-through


async def stored_thread(codex: AsyncCodex, home: CodexHome) -> AsyncThread:
    thread = await codex.thread_start(cwd=home.work, sandbox="workspace-write", approval_policy="never")
    await thread.run("text:stored with this turn")
    return thread


async def events_of_a_turn(events: AsyncIterator[Notification]) -> list[Notification]:
    told = []
    with anyio.fail_after(PATIENCE):
        async for event in events:
            told.append(event)
            if event.method == "turn/completed":
                return told
    raise AssertionError("the events ended before the turn")


@pytest.mark.parametrize("every", [3, 7, 20])
async def test_a_turn_that_is_cut_again_and_again_is_told_once(
    every: int, server: ListeningServer, codex_home: CodexHome
) -> None:
    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with (
            AsyncThreadFollower(config(between.url), thread.id) as follower,
            direct.events(thread_id=thread.id) as truth,
        ):
            await thread.turn(TextInput(EVERY_KIND))
            told: list[Notification] = []
            with anyio.fail_after(PATIENCE):
                async for event in follower:
                    told.append(event)
                    if event.method == "turn/completed":
                        break
                    if len(told) % every == 0:
                        await between.drop()
            assert_the_same_was_told(told, await events_of_a_turn(truth))


async def test_a_message_that_streams_during_a_loss_is_completed_by_one_delta(
    server: ListeningServer, codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    gate = f"torn-{codex_home.path}"
    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with AsyncThreadFollower(config(between.url), thread.id) as follower:
            await follower.thread.turn(TextInput(f"gate:{gate}"))
            deltas = []
            with anyio.fail_after(PATIENCE):
                async for event in follower:
                    if isinstance(event.payload, AgentMessageDeltaNotification):
                        deltas.append(event.payload.delta)
                        if len(deltas) == 1:
                            await between.drop()
                            scripted_model.release(gate)
                    if event.method == "turn/completed":
                        break
    assert deltas == ["waiting ", "released"]


async def test_turns_that_ran_while_nobody_was_connected_are_told_from_history(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with (
            AsyncThreadFollower(config(between.url, connect_timeout=HELD), thread.id) as follower,
            direct.events(thread_id=thread.id) as truth,
        ):
            between.hold()
            await between.drop()
            for text in ("text:one ;; shell:echo a", "text:two"):
                await thread.run(text)
            between.let_go()
            for _ in range(2):
                told = await events_of_a_turn(follower)
                assert_the_same_was_told(told, await events_of_a_turn(truth))
                assert {event.emitted_at_ms for event in told if milestones([event])} == {None}
            await thread.run("text:three")
            assert_the_same_was_told(await events_of_a_turn(follower), await events_of_a_turn(truth))


async def test_what_was_there_before_is_not_told(server: ListeningServer, codex_home: CodexHome) -> None:
    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with AsyncThreadFollower(config(between.url), thread.id) as follower:
            await between.drop()
            await thread.run("text:new")
            told = await events_of_a_turn(follower)
    assert [method for method, _ in milestones(told)].count("turn/completed") == 1
    texts = [
        event.payload.item.text
        for event in told
        if isinstance(event.payload, ItemCompletedNotification)
        and isinstance(event.payload.item, AgentMessageThreadItem)
    ]
    assert texts == ["new"]


async def test_an_approval_that_waits_is_asked_again_after_a_loss(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    asked: list[str] = []

    async def handler(request: object) -> Decision:
        asked.append(str(getattr(request, "item_id", "")))
        if len(asked) == 1:
            await between.drop()
            await anyio.sleep_forever()
        return Decision.ACCEPT

    # Every client of a thread is asked, and one without a handler would decline.
    async with AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
    async with (
        relay(server) as between,
        AsyncThreadFollower(config(between.url, approval_handler=handler), thread.id) as follower,
    ):
        await follower.thread.turn(TextInput("shell:touch made"), approval_policy="untrusted")
        told = await events_of_a_turn(follower)
    assert len(asked) == 2
    assert asked[0] == asked[1]
    assert ("item/completed", asked[0]) in milestones(told)


async def test_a_follower_without_a_handler_leaves_approvals_to_others(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    watching = anyio.Event()

    async def handler(request: object) -> Decision:
        await watching.wait()
        return Decision.ACCEPT

    async with AsyncCodex(config(server.url, approval_handler=handler)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with AsyncThreadFollower(config(server.url), thread.id) as follower:
            await thread.turn(TextInput("shell:touch made"), approval_policy="untrusted")
            with anyio.fail_after(PATIENCE):
                async for event in follower:
                    if event.method == "thread/status/changed" and "waitingOnApproval" in repr(event.payload):
                        # The follower has been asked by now, or will be, and says nothing.
                        await follower.codex.models()
                        watching.set()
                    if isinstance(event.payload, ItemCompletedNotification):
                        item = event.payload.item
                        if isinstance(item, CommandExecutionThreadItem):
                            assert item.status == "completed"
                    if event.method == "turn/completed":
                        break
    assert (codex_home.work / "made").exists()


async def test_a_server_that_dies_ends_the_following(server: ListeningServer, codex_home: CodexHome) -> None:
    async with AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
    async with AsyncThreadFollower(config(server.url), thread.id) as follower:
        server.kill()
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError):
            await events_of_a_turn(follower)


async def test_a_network_that_stays_away_ends_the_following_in_time(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with AsyncThreadFollower(
            config(between.url, connect_timeout=HELD), thread.id, give_up_after=0.3
        ) as follower:
            between.hold()
            await between.drop()
            with anyio.fail_after(PATIENCE), pytest.raises(ConnectionLostError):
                await events_of_a_turn(follower)


async def test_a_thread_that_is_not_stored_cannot_be_followed(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    async with AsyncCodex(config(server.url)) as direct:
        thread = await direct.thread_start(cwd=codex_home.work)
        follower = AsyncThreadFollower(config(server.url), thread.id)
        with pytest.raises(NotInitializedError):
            _ = follower.codex
        with pytest.raises(InvalidRequestError, match="no rollout found"):
            async with follower:
                pytest.fail("it must not open")


async def test_a_closed_follower_has_no_more_events(server: ListeningServer, codex_home: CodexHome) -> None:
    async with AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with AsyncThreadFollower(config(server.url), thread.id) as follower:
            pass
        assert [event async for event in follower] == []
        await follower.aclose()
        assert (await thread.run("text:the thread goes on")).final_response == "the thread goes on"


async def test_whoever_waits_may_be_cancelled_at_any_time_and_loses_nothing(
    server: ListeningServer, codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    gate = f"cancelled-{codex_home.path}"
    told: list[Notification] = []

    async def follow_until(method: str) -> None:
        async for event in follower:
            told.append(event)
            if event.method == method:
                return

    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with (
            AsyncThreadFollower(config(between.url), thread.id) as follower,
            direct.events(thread_id=thread.id) as truth,
        ):
            await thread.turn(TextInput(f"gate:{gate}"))
            with anyio.fail_after(PATIENCE):
                await follow_until("item/agentMessage/delta")
                lost = follower._events
                await between.drop()
                for _ in range(5):  # while it connects again
                    async with anyio.create_task_group() as tasks:
                        tasks.start_soon(follow_until, "turn/completed")
                        await between.more_chunks(1)
                        tasks.cancel_scope.cancel()
                async with anyio.create_task_group() as tasks:  # while it looks at the ended turn once more
                    tasks.start_soon(follow_until, "turn/completed")
                    while follower._events is lost:
                        await anyio.lowlevel.checkpoint()
                    scripted_model.release(gate)
                    await between.more_chunks(1)
                    tasks.cancel_scope.cancel()
                await follow_until("turn/completed")
            assert_the_same_was_told(told, await events_of_a_turn(truth))


async def test_closing_ends_the_search_for_a_network_that_is_away(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    ended = anyio.Event()

    async def follow(follower: AsyncThreadFollower) -> None:
        assert [event async for event in follower if event.turn_id is not None] == []
        ended.set()

    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        follower = AsyncThreadFollower(
            config(between.url, connect_timeout=HELD), thread.id, give_up_after=1000
        )
        async with anyio.create_task_group() as tasks, follower:
            tasks.start_soon(follow, follower)
            between.hold()
            await between.drop()
            lost = follower.codex
            with anyio.fail_after(PATIENCE):
                while follower.codex is lost:
                    await anyio.lowlevel.checkpoint()
                await follower.aclose()
                await ended.wait()
