"""What the server starts by itself: goals and queues."""

from __future__ import annotations

from codex_app_server import AppServerConfig
from real_server import CodexHome, real_config

from behaviour.probe import Probe


def test_a_message_queued_on_an_idle_thread_starts_at_once(server: Probe) -> None:
    """`thread/queue/add` on an idle thread starts a turn at once.

    Client: It is no draft.
    Ours: said in the docstring of `queue.add()`.
    """
    thread = server.thread()
    given = [{"type": "text", "text": "text:queued"}]
    server.ask("thread/queue/add", threadId=thread, input=given, clientUserMessageId="m")
    server.until("turn/completed", lambda said: said["threadId"] == thread)
    assert server.ask("thread/queue/list", threadId=thread)["data"] == []


def test_a_queue_stands_still_after_an_interrupt(server: Probe) -> None:
    """After an interrupt what is queued waits until any other turn has ended.

    Client: Start it with `thread/queue/start`, or leave it to the next prompt.
    Ours: said in the docstring of `queue`.
    """
    thread = server.thread()
    turn = server.speaking(thread)
    given = [{"type": "text", "text": "text:queued"}]
    server.ask("thread/queue/add", threadId=thread, input=given, clientUserMessageId="m")
    server.stop(thread, turn)
    assert len(server.ask("thread/queue/list", threadId=thread)["data"]) == 1
    own = server.begin(thread, "text:own")
    server.until(
        "turn/completed", lambda said: said["threadId"] == thread and said["turn"]["id"] not in (turn, own)
    )
    assert server.ask("thread/queue/list", threadId=thread)["data"] == []


def test_a_goal_works_without_end_and_an_interrupt_does_not_end_it(server: Probe) -> None:
    """A goal starts turn after turn, and stays active when one of them is interrupted.

    Client: Only `thread/goal/set` with `paused`, or `thread/goal/clear`, ends it.
    Ours: `goal.pause()` and `goal.clear()`; said in the docstring.
    """
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
    """The history of a turn that a goal has started has no `userMessage`.

    Client: The first item of a turn is not always its prompt.
    Ours: passed on.
    """
    thread = server.thread()
    server.ask("thread/goal/set", threadId=thread, objective="text:x", tokenBudget=500)
    server.until("turn/completed", lambda said: said["threadId"] == thread)
    server.ask("thread/goal/clear", threadId=thread)
    assert server.turns(thread)[0]["items"][0]["type"] == "agentMessage"


def test_a_resume_sets_a_queue_going(behaviour_home: CodexHome) -> None:
    """`thread/resume` of a thread with a queue, as after a restart, starts its turn at once.

    Client: Do not resume to look. Reading and listing start nothing.
    Ours: `thread(id, resume=False)` forbids it; said in the docstring of `thread()`.
    """
    config: AppServerConfig = real_config(behaviour_home)
    with Probe(config) as first:
        thread = first.thread()
        first.speaking(thread)
        given = [{"type": "text", "text": "text:queued"}]
        first.ask("thread/queue/add", threadId=thread, input=given, clientUserMessageId="m")
        first.kill()
    with Probe(config) as second:
        assert len(second.ask("thread/queue/list", threadId=thread)["data"]) == 1
        second.ask("thread/resume", threadId=thread, excludeTurns=True)
        second.until("turn/completed", lambda said: said["threadId"] == thread)
