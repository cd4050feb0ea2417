"""What the server starts by itself: goals and queues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from real_server import CodexHome, real_config

from behaviour.probe import Probe

if TYPE_CHECKING:
    from collections.abc import Iterator

QUEUED = [{"type": "text", "text": "text:queued"}]
TICKET: dict[str, Any] = {
    "type": "function",
    "name": "ticket",
    "description": "Reads a ticket.",
    "inputSchema": {"type": "object", "properties": {"id": {"type": "integer"}}},
}


@dataclass
class Restarted:
    """A server, and the threads of the one before it."""

    server: Probe
    queue: str
    goal: str
    tools: str


def test_a_message_queued_on_an_idle_thread_starts_at_once(server: Probe) -> None:
    thread = server.thread()
    server.ask("thread/queue/add", threadId=thread, input=QUEUED, clientUserMessageId="m")
    server.until("turn/completed", lambda said: said["threadId"] == thread)
    assert server.ask("thread/queue/list", threadId=thread)["data"] == []


def test_a_queue_stands_still_after_an_interrupt(server: Probe) -> None:
    thread = server.thread()
    turn = server.speaking(thread)
    server.ask("thread/queue/add", threadId=thread, input=QUEUED, clientUserMessageId="m")
    server.stop(thread, turn)
    assert len(server.ask("thread/queue/list", threadId=thread)["data"]) == 1
    own = server.begin(thread, "text:own")
    server.until(
        "turn/completed", lambda said: said["threadId"] == thread and said["turn"]["id"] not in (turn, own)
    )
    assert server.ask("thread/queue/list", threadId=thread)["data"] == []


def test_a_goal_works_without_end_and_an_interrupt_does_not_end_it(server: Probe) -> None:
    thread = server.thread()
    server.ask("thread/goal/set", threadId=thread, objective="slow:1000:20")
    turn = server.until("turn/started", lambda said: said["threadId"] == thread)["turn"]["id"]
    server.stop(thread, turn)
    assert server.ask("thread/goal/get", threadId=thread)["goal"]["status"] == "active"
    own = server.begin(thread, "text:own")
    again = server.until(
        "turn/started", lambda said: said["threadId"] == thread and said["turn"]["id"] not in (turn, own)
    )["turn"]["id"]
    server.ask("thread/goal/clear", threadId=thread)
    server.stop(thread, again)


def test_a_turn_of_a_goal_has_no_user_message(server: Probe) -> None:
    thread = server.thread()
    server.ask("thread/goal/set", threadId=thread, objective="text:x", tokenBudget=500)
    server.until("turn/completed", lambda said: said["threadId"] == thread)
    server.ask("thread/goal/clear", threadId=thread)
    assert server.turns(thread)[0]["items"][0]["type"] == "agentMessage"


@pytest.fixture(scope="module")
def restarted(behaviour_home: CodexHome) -> Iterator[Restarted]:
    """A server after the crash of the one before, which had work to do on several threads."""
    config = real_config(behaviour_home)
    with Probe(config) as first:
        queue, goal, tools = first.thread(), first.thread(), first.thread(dynamicTools=[TICKET])
        first.run(goal, "text:x")
        first.run(tools, "text:x")
        first.speaking(queue)
        first.ask("thread/queue/add", threadId=queue, input=QUEUED, clientUserMessageId="m")
        first.ask("thread/goal/set", threadId=goal, objective="slow:1000:20")
        first.until("turn/started", lambda said: said["threadId"] == goal)
        first.kill()
    with Probe(config) as second:
        yield Restarted(second, queue, goal, tools)


def test_a_resume_sets_a_queue_going(restarted: Restarted) -> None:
    server, thread = restarted.server, restarted.queue
    assert len(server.ask("thread/queue/list", threadId=thread)["data"]) == 1
    server.ask("thread/resume", threadId=thread, excludeTurns=True)
    server.until("turn/completed", lambda said: said["threadId"] == thread)


def test_a_resume_sets_a_goal_going(restarted: Restarted) -> None:
    server, thread = restarted.server, restarted.goal
    assert server.ask("thread/goal/get", threadId=thread)["goal"]["status"] == "active"
    server.ask("thread/resume", threadId=thread, excludeTurns=True)
    turn = server.until("turn/started", lambda said: said["threadId"] == thread)["turn"]["id"]
    server.ask("thread/goal/clear", threadId=thread)
    server.stop(thread, turn)


def test_tools_of_a_client_stay_with_the_thread(restarted: Restarted) -> None:
    server, thread = restarted.server, restarted.tools
    server.ask("thread/resume", threadId=thread, excludeTurns=True)
    turn = server.run(thread, 'tool:ticket:{"id": 7}\ntext:Done.')
    assert [item["type"] for item in turn["items"]] == ["userMessage", "dynamicToolCall", "agentMessage"]


def test_a_thread_that_is_not_loaded_takes_some_requests(restarted: Restarted) -> None:
    server = restarted.server
    thread = server.thread()
    server.run(thread, "text:x")
    server.ask("thread/archive", threadId=thread)
    server.ask("thread/unarchive", threadId=thread)
    for method, params in {
        "thread/shellCommand": {"command": "true"},
        "thread/settings/update": {"model": "gpt-5.4"},
        "thread/compact/start": {},
    }.items():
        assert server.refusal(method, threadId=thread, **params).startswith("thread not found")
    assert server.ask("thread/queue/list", threadId=thread)["data"] == []
    read = server.ask("thread/read", threadId=thread)
    assert "sandbox" not in read
