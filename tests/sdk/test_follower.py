"""What a follower tells of a thread, against what a connection that was never lost tells of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    ConnectionLostError,
    Decision,
    InvalidRequestError,
    Notification,
    NotInitializedError,
    ServerDiedError,
    TextInput,
    ThreadFollower,
    running_server,
)
from codex_app_server.generated.v2_all import (
    AgentMessageDeltaNotification,
    AgentMessageThreadItem,
    CommandExecutionThreadItem,
    ItemCompletedNotification,
    ItemStartedNotification,
    TurnCompletedNotification,
    TurnStartedNotification,
)
from listening_server import ListeningServer, listening_server, relay
from real_server import CodexHome
from scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio

PATIENCE = 60
EVERY_KIND = (
    "think:2 ;; commentary:I shall look around ;; shell:echo a ;; text:a first message ;; "
    "par:echo b||echo c ;; patch:made.txt:text ;; say:20 ;; text:the end"
)


@pytest.fixture
def server(codex_home: CodexHome) -> Iterator[ListeningServer]:
    with listening_server(codex_home) as running:
        yield running


def config(url: str, **options: object) -> AppServerConfig:
    transport = running_server(url, connect_timeout=1.0, keepalive=1.0)
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


@pytest.mark.parametrize("every", [3, 7, 20])
async def test_a_turn_that_is_cut_again_and_again_is_told_once(
    every: int, server: ListeningServer, codex_home: CodexHome
) -> None:
    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with (
            ThreadFollower(config(between.url), thread.id) as follower,
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
        async with ThreadFollower(config(between.url), thread.id) as follower:
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
            ThreadFollower(config(between.url), thread.id) as follower,
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
        async with ThreadFollower(config(between.url), thread.id) as follower:
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
        ThreadFollower(config(between.url, approval_handler=handler), thread.id) as follower,
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
        async with ThreadFollower(config(server.url), thread.id) as follower:
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
    async with ThreadFollower(config(server.url), thread.id) as follower:
        server.kill()
        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError):
            await events_of_a_turn(follower)


async def test_a_network_that_stays_away_ends_the_following_in_time(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    async with relay(server) as between, AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with ThreadFollower(config(between.url), thread.id, give_up_after=0.3) as follower:
            between.hold()
            await between.drop()
            with anyio.fail_after(PATIENCE), pytest.raises(ConnectionLostError):
                await events_of_a_turn(follower)


async def test_a_thread_that_is_not_stored_cannot_be_followed(
    server: ListeningServer, codex_home: CodexHome
) -> None:
    async with AsyncCodex(config(server.url)) as direct:
        thread = await direct.thread_start(cwd=codex_home.work)
        follower = ThreadFollower(config(server.url), thread.id)
        with pytest.raises(NotInitializedError):
            _ = follower.codex
        with pytest.raises(InvalidRequestError, match="no rollout found"):
            async with follower:
                pytest.fail("it must not open")


async def test_a_closed_follower_has_no_more_events(server: ListeningServer, codex_home: CodexHome) -> None:
    async with AsyncCodex(config(server.url)) as direct:
        thread = await stored_thread(direct, codex_home)
        async with ThreadFollower(config(server.url), thread.id) as follower:
            pass
        assert [event async for event in follower] == []
        await follower.aclose()
        assert (await thread.run("text:the thread goes on")).final_response == "the thread goes on"
