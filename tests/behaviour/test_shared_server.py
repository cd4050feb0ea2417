"""A server that several clients share."""

from __future__ import annotations

from codex_app_server import AppServerConfig, running_server
from listening_server import listening_server
from real_server import CodexHome

from behaviour.probe import Probe


def test_only_a_resume_brings_the_events_of_a_thread(behaviour_home: CodexHome) -> None:
    """A turn on a thread that another client has loaded runs, and its client hears nothing of it.

    Client: Only `thread/start`, `thread/resume` and `thread/fork` subscribe; resume first.
    Ours: the first turn on such a thread resumes it, unless `resume=False` forbids that.
    0.171: `thread/readState/changed` comes too, still nothing of the turn.
    """
    with listening_server(behaviour_home) as listening:
        config = AppServerConfig(transport=running_server(listening.url))
        with Probe(config) as one, Probe(config) as other:
            check(one, other)


def check(one: Probe, other: Probe) -> None:
    thread = one.thread()
    one.run(thread, "text:x")
    turn = other.begin(thread, "text:y")
    one.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    other.until("thread/status/changed", lambda said: said["status"]["type"] == "idle")
    assert {name for name, said in other.heard if "turn" in name or "item" in name} == set()
