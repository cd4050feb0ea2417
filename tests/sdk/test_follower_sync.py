"""What the follower of a program without an event loop does; what it tells is in `test_follower.py`."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from codex_app_server import (
    AppServerConfig,
    Codex,
    ConnectionLostError,
    InvalidRequestError,
    Notification,
    NotInitializedError,
    ServerDiedError,
    TextInput,
    Thread,
    ThreadFollower,
    TransportClosedError,
    running_server,
)
from followed_turns import EVERY_KIND, assert_the_same_was_told
from listening_server import ListeningServer, Relay, listening_server, relay
from patience import PATIENCE
from real_server import CodexHome


@pytest.fixture
def server(codex_home: CodexHome) -> Iterator[ListeningServer]:
    with listening_server(codex_home) as running:
        yield running


@pytest.fixture
def network() -> Iterator[BlockingPortal]:
    """An event loop for what stands between the follower and the server."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def between(server: ListeningServer, network: BlockingPortal) -> Iterator[Relay]:
    with network.wrap_async_context_manager(relay(server)) as found:
        yield found


@pytest.fixture
def direct(server: ListeningServer) -> Iterator[Codex]:
    with Codex(config(server.url)) as codex:
        yield codex


@pytest.fixture
def thread(direct: Codex, codex_home: CodexHome) -> Thread:
    found = direct.thread_start(cwd=codex_home.work, sandbox="workspace-write", approval_policy="never")
    found.run("text:stored with this turn")
    return found


HELD = 3.0
"""Seconds that a client waits for an answer where the test holds the network, which may cost as much."""


def config(url: str, *, connect_timeout: float = PATIENCE) -> AppServerConfig:
    return AppServerConfig(
        transport=running_server(url, connect_timeout=connect_timeout), request_timeout=PATIENCE
    )


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline


def events_of_a_turn(
    events: Iterator[Notification], each: Callable[[int], None] = lambda _: None
) -> list[Notification]:
    told = []
    for event in events:
        told.append(event)
        if event.method == "turn/completed":
            return told
        each(len(told))
    raise AssertionError("the events ended before the turn")


@pytest.mark.parametrize("every", [3, 7, 1000])
def test_a_turn_that_is_cut_again_and_again_is_told_once(
    every: int, between: Relay, network: BlockingPortal, direct: Codex, thread: Thread
) -> None:
    def cut(count: int) -> None:
        if count % every == 0:
            network.call(between.drop)

    with (
        ThreadFollower(config(between.url), thread.id) as follower,
        direct.events(thread_id=thread.id) as truth,
    ):
        thread.turn(TextInput(EVERY_KIND))
        assert_the_same_was_told(events_of_a_turn(follower, cut), events_of_a_turn(truth))


def test_the_client_and_the_thread_of_a_follower_are_synchronous_and_those_of_the_present_connection(
    between: Relay, network: BlockingPortal, thread: Thread
) -> None:
    with ThreadFollower(config(between.url), thread.id) as follower:
        first = follower.codex
        assert first is follower.codex
        assert first.metadata.server_info.version
        follower.thread.turn(TextInput("text:one"))
        assert events_of_a_turn(follower)[-1].turn_id
        # The next turn begins after the loss: its events can only come over another connection.
        network.call(between.drop)
        thread.turn(TextInput("text:two"))
        assert events_of_a_turn(follower)[-1].turn_id
        assert follower.codex is not first
        assert follower.codex.models().data
        with pytest.raises(TransportClosedError):
            first.models()
        follower.codex.close()
        with pytest.raises(TransportClosedError):
            follower.thread.read()
        assert [event for event in follower if event.turn_id is not None] == []
    follower.codex.close()


def test_ctrl_c_while_waiting_loses_no_event(server: ListeningServer, direct: Codex, thread: Thread) -> None:
    with (
        ThreadFollower(config(server.url), thread.id) as follower,
        direct.events(thread_id=thread.id) as truth,
    ):

        def press() -> None:
            wait_until(follower._async._consuming.locked)
            os.kill(os.getpid(), signal.SIGINT)

        pressing = threading.Thread(target=press)
        pressing.start()
        with pytest.raises(KeyboardInterrupt):
            list(follower)
        pressing.join(PATIENCE)
        thread.turn(TextInput("text:after all"))
        assert_the_same_was_told(events_of_a_turn(follower), events_of_a_turn(truth))


@pytest.mark.parametrize("network_is", ["there", "away"])
def test_closing_from_another_thread_ends_the_waiting(
    network_is: str, between: Relay, network: BlockingPortal, thread: Thread
) -> None:
    with (
        ThreadFollower(config(between.url, connect_timeout=HELD), thread.id, give_up_after=1000) as follower,
        ThreadPoolExecutor() as threads,
    ):
        lost = follower.codex
        rest = threads.submit(list, follower)
        if network_is == "away":
            network.call(between.hold)
            network.call(between.drop)
            wait_until(lambda: follower.codex is not lost)
        wait_until(follower._async._consuming.locked)
        follower.close()
        assert [event for event in rest.result(PATIENCE) if event.turn_id is not None] == []
        assert next(follower, None) is None


def test_a_server_that_dies_ends_the_following(server: ListeningServer, thread: Thread) -> None:
    with ThreadFollower(config(server.url), thread.id) as follower:
        server.kill()
        with pytest.raises(ServerDiedError):
            events_of_a_turn(follower)


def test_a_network_that_stays_away_ends_the_following_in_time(
    between: Relay, network: BlockingPortal, thread: Thread
) -> None:
    with ThreadFollower(config(between.url, connect_timeout=HELD), thread.id, give_up_after=0.3) as follower:
        network.call(between.hold)
        network.call(between.drop)
        with pytest.raises(ConnectionLostError):
            events_of_a_turn(follower)


def test_a_thread_that_is_not_stored_cannot_be_followed_and_nothing_is_left(
    server: ListeningServer, direct: Codex, codex_home: CodexHome
) -> None:
    started = direct.thread_start(cwd=codex_home.work)
    follower = ThreadFollower(config(server.url), started.id)
    threads = threading.active_count()
    with pytest.raises(NotInitializedError, match="Enter it with `with`"):
        _ = follower.codex
    assert list(follower) == []
    follower.close()
    with pytest.raises(InvalidRequestError, match="no rollout found"), follower:
        pytest.fail("it must not open")
    wait_until(lambda: threading.active_count() <= threads)


def test_a_closed_follower_has_no_more_events_and_leaves_no_thread(
    server: ListeningServer, thread: Thread
) -> None:
    threads = threading.active_count()
    with ThreadFollower(config(server.url), thread.id) as follower:
        pass
    wait_until(lambda: threading.active_count() <= threads)
    assert list(follower) == []
    follower.close()
    assert thread.run("text:the thread goes on").final_response == "the thread goes on"
