"""Several clients: of one server, and of several servers on one `CODEX_HOME`."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from codex_app_server import AppServerConfig, Decision, JsonRpcError, running_server
from listening_server import listening_server
from patience import PATIENCE
from real_server import CodexHome, make_home, real_config
from scripted_model import ScriptedModel

from behaviour.probe import Probe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listening_server import ListeningServer

ASKING = {"approvalPolicy": "untrusted", "sandbox": "workspace-write"}


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory, scripted_model: ScriptedModel
) -> Iterator[ListeningServer]:
    home = make_home(tmp_path_factory.mktemp("shared"), scripted_model)
    with listening_server(home) as listening:
        yield listening


@pytest.fixture
def one(shared: ListeningServer) -> Iterator[Probe]:
    with client(shared) as probe:
        yield probe


@pytest.fixture
def other(shared: ListeningServer) -> Iterator[Probe]:
    with client(shared) as probe:
        yield probe


@pytest.fixture(scope="module")
def neighbour(behaviour_home: CodexHome) -> Iterator[Probe]:
    """A second server on the home of the first, which gives threads back at once."""
    with Probe(real_config(behaviour_home, config_overrides=("thread_unload_delay_secs=0",))) as probe:
        yield probe


def client(listening: ListeningServer) -> Probe:
    return Probe(AppServerConfig(transport=running_server(listening.url)))


def test_only_a_resume_brings_the_events_of_a_thread(one: Probe, other: Probe) -> None:
    thread = one.thread()
    one.run(thread, "text:x")
    turn = other.begin(thread, "text:y")
    one.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    other.until("thread/status/changed", lambda said: said["status"]["type"] == "idle")
    assert {name for name, said in other.heard if "turn" in name or "item" in name} == set()


def test_a_resume_in_a_running_answer_does_not_bring_what_was_said(one: Probe, other: Probe) -> None:
    thread = one.thread()
    turn = one.speaking(thread)
    page = {"limit": 1, "itemsView": "full"}
    resumed = other.ask("thread/resume", threadId=thread, excludeTurns=True, initialTurnsPage=page)
    items = resumed["initialTurnsPage"]["data"][0]["items"]
    assert [item["type"] for item in items] == ["userMessage"]
    other.until("item/agentMessage/delta", lambda said: said["turnId"] == turn)
    assert [name for name, _ in other.heard if name == "item/started"] == []
    one.stop(thread, turn)


def test_a_question_waits_for_a_client_that_comes_later(shared: ListeningServer, other: Probe) -> None:
    with client(shared) as gone:
        thread = gone.thread(**ASKING)
        turn = gone.begin(thread, "shell:touch waited\ntext:ran")
        gone.question()
    other.ask("thread/resume", threadId=thread, excludeTurns=True)
    other.question().answer(Decision.ACCEPT)
    end = other.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    assert end["turn"]["status"] == "completed"


def test_a_question_goes_to_all_and_the_first_answer_counts(one: Probe, other: Probe) -> None:
    thread = one.thread(**ASKING)
    one.run(thread, "text:x")
    other.ask("thread/resume", threadId=thread, excludeTurns=True)
    turn = one.begin(thread, "shell:touch shared\ntext:ran")
    asked = [one.question(), other.question()]
    assert asked[0].request.request_id == asked[1].request.request_id
    asked[1].answer(Decision.ACCEPT)
    one.until("serverRequest/resolved", lambda said: said["threadId"] == thread)
    asked[0].answer(Decision.DECLINE)
    one.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    ran = next(item for item in one.turns(thread)[-1]["items"] if item["type"] == "commandExecution")
    assert ran["status"] == "completed"


def test_a_listening_server_drains_before_it_ends(
    codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    with listening_server(codex_home) as listening, client(listening) as probe:
        thread = probe.thread()
        turn = probe.begin(thread, "gate:drained")
        probe.until("turn/started", lambda said: said["turn"]["id"] == turn)
        listening.process.send_signal(signal.SIGTERM)
        probe.eventually(lambda: refuses_threads(probe))
        scripted_model.release("drained")
        assert listening.process.wait(PATIENCE) == 0


def refuses_threads(probe: Probe) -> bool:
    try:
        probe.thread()
    except JsonRpcError as error:
        assert error.message.startswith("Server is draining")  # noqa: PT017 - it may also be taken still
        return True
    return False


def test_another_server_takes_a_running_turn_for_an_interrupted_one(server: Probe, neighbour: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    turn = server.speaking(thread)
    seen = neighbour.turns(thread)[-1]
    assert (seen["id"], seen["status"]) == (turn, "interrupted")
    assert neighbour.ask("thread/read", threadId=thread)["thread"]["status"]["type"] == "notLoaded"
    for method in ("thread/resume", "thread/archive"):
        assert "already has an active writer" in neighbour.refusal(method, threadId=thread)
    server.stop(thread, turn)


def test_a_thread_that_nobody_follows_is_held_all_the_same(server: Probe, neighbour: Probe) -> None:
    held, given_back = server.thread(), neighbour.thread()
    for probe, thread in ((server, held), (neighbour, given_back)):
        probe.run(thread, "text:x")
        probe.ask("thread/unsubscribe", threadId=thread)
    neighbour.until("thread/closed", lambda said: said["threadId"] == given_back)
    server.ask("thread/resume", threadId=given_back, excludeTurns=True)
    assert "already has an active writer" in neighbour.refusal("thread/resume", threadId=held)
