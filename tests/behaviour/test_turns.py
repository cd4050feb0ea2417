"""Turns: how they are begun, added to, and stopped."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from codex_app_server import JsonRpcError
from scripted_model import ScriptedModel

from behaviour.probe import ENDLESS, Message, Probe


def prompts(turns: list[Message]) -> list[list[str]]:
    return [
        [item["content"][0]["text"] for item in turn["items"] if item["type"] == "userMessage"]
        for turn in turns
    ]


def test_a_steer_that_an_interrupt_overtakes_is_gone(server: Probe) -> None:
    thread = server.thread()
    turn = server.working(thread, "shell:sleep 60")
    text = [{"type": "text", "text": "text:LOST"}]
    server.ask("turn/steer", threadId=thread, expectedTurnId=turn, input=text)
    server.stop(thread, turn)
    assert prompts(server.turns(thread)) == [["shell:sleep 60"]]


def test_an_interrupt_before_the_start_is_refused_as_if_the_turn_were_over(server: Probe) -> None:
    refused = ""
    # On a busy machine a turn may have started before its interrupt is read; not fifty times.
    for _ in range(50):
        thread = server.thread()
        turn = server.begin(thread, ENDLESS)
        try:
            server.ask("turn/interrupt", threadId=thread, turnId=turn)
        except JsonRpcError as error:
            refused = error.message
            server.until("turn/started", partial(is_turn, turn))
            server.stop(thread, turn)
            break
    assert refused == "no active turn to interrupt"


def is_turn(turn: str, said: Message) -> bool:
    return bool(said["turn"]["id"] == turn)


def test_a_second_interrupt_of_a_turn_is_never_answered(server: Probe) -> None:
    thread = server.thread()
    turn = server.speaking(thread)
    server.stop(thread, turn)
    assert server.is_never_answered("turn/interrupt", threadId=thread, turnId=turn)


def test_a_turn_started_on_a_running_one_is_added_to_it(server: Probe) -> None:
    thread = server.thread()
    first = server.speaking(thread)
    assert server.begin(thread, "text:SECOND") == first
    server.until("turn/completed", lambda said: said["turn"]["id"] == first)
    assert prompts(server.turns(thread)) == [[ENDLESS, "text:SECOND"]]


def test_an_output_schema_on_a_busy_thread_is_an_internal_error(server: Probe) -> None:
    thread = server.thread()
    turn = server.speaking(thread)
    given = [{"type": "text", "text": "text:x"}]
    words = server.refusal("turn/start", threadId=thread, input=given, outputSchema={"type": "object"})
    assert words == "failed to submit turn input: ActiveTurnOutputSchemaMismatch"
    server.stop(thread, turn)


def test_a_command_that_ran_goes_on_after_an_interrupt(server: Probe) -> None:
    thread = server.thread()
    turn = server.working(thread, "shell:sleep 61")
    server.stop(thread, turn)
    running = server.ask("thread/backgroundTerminals/list", threadId=thread)["data"]
    assert ["sleep 61" in each["command"] for each in running] == [True]
    server.ask("thread/backgroundTerminals/clean", threadId=thread)


def test_a_mention_of_a_file_reaches_the_model_with_nothing(
    server: Probe, scripted_model: ScriptedModel
) -> None:
    thread = server.thread()
    given = [
        {"type": "text", "text": "text:mentioned"},
        {"type": "mention", "name": "n.txt", "path": "/n.txt"},
    ]
    turn = server.ask("turn/start", threadId=thread, input=given)["turn"]["id"]
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    assert "n.txt" not in str(scripted_model.requests_with("text:mentioned")[-1].body)


def test_a_skill_that_is_not_there_is_left_out(server: Probe) -> None:
    thread = server.thread()
    given = [
        {"type": "text", "text": "text:x"},
        {"type": "skill", "name": "zz", "path": "/nonexistent/SKILL.md"},
    ]
    turn = server.ask("turn/start", threadId=thread, input=given)["turn"]["id"]
    assert (
        server.until("turn/completed", lambda said: said["turn"]["id"] == turn)["turn"]["status"]
        == "completed"
    )


def test_a_review_has_two_ids_and_two_turns_in_the_history(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    target = {"type": "custom", "instructions": "text:findings"}
    answered = server.ask("review/start", threadId=thread, target=target)["turn"]["id"]
    server.until("turn/completed", lambda said: said["turn"]["id"] == answered)
    started = server.until("turn/started", lambda said: said["turn"]["rootTurnId"] == answered)["turn"]["id"]
    assert started != answered
    assert [turn["status"] for turn in server.turns(thread)][1:] == ["interrupted", "completed"]


def until_there(path: Path) -> str:
    """Return a command that ends when there is such a file."""
    return f"until [ -e {path} ]; do sleep 0.05; done"


def test_what_is_steered_into_a_command_is_read_when_it_has_ended(server: Probe, tmp_path: Path) -> None:
    thread = server.thread()
    turn = server.working(thread, f"shell:{until_there(tmp_path / 'go')}")
    text = [{"type": "text", "text": "text:MORE"}]
    server.ask("turn/steer", threadId=thread, expectedTurnId=turn, input=text)
    (tmp_path / "go").touch()
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    steps = [
        (name, said["item"]["type"])
        for name, said in server.heard
        if name in ("item/started", "item/completed") and said["turnId"] == turn
    ]
    ended = steps.index(("item/completed", "commandExecution"))
    assert [kind for name, kind in steps[ended:] if name == "item/started"] == ["userMessage", "agentMessage"]


def test_settings_given_to_a_running_turn_hold_from_the_next_one_on(
    server: Probe, scripted_model: ScriptedModel
) -> None:
    thread = server.thread()
    turn = server.speaking(thread)
    assert server.begin(thread, "text:added", model="gpt-5.4") == turn
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    server.run(thread, "text:later")
    models = [scripted_model.requests_with(text)[-1].body["model"] for text in ("text:added", "text:later")]
    assert models == ["gpt-5.5", "gpt-5.4"]


def test_the_history_of_an_interrupted_turn_grows_when_its_command_ends(
    server: Probe, tmp_path: Path
) -> None:
    thread = server.thread()
    turn = server.working(thread, f"shell:{until_there(tmp_path / 'go')}")
    server.stop(thread, turn)
    assert [item["type"] for item in server.turns(thread)[-1]["items"]] == ["userMessage"]
    (tmp_path / "go").touch()
    server.until("item/completed", lambda said: said["turnId"] == turn and "command" in said["item"])
    server.eventually(
        lambda: [item["type"] for item in server.turns(thread)[-1]["items"]][1:] == ["commandExecution"]
    )


def test_items_that_were_injected_are_shown_nowhere(server: Probe, scripted_model: ScriptedModel) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    said = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "INJECTED"}]}
    server.ask("thread/inject_items", threadId=thread, items=[said, {"type": "nothingKnown"}])
    turn = server.run(thread, "text:after injecting")
    assert prompts(server.turns(thread)) == [["text:x"], ["text:after injecting"]]
    assert [item["type"] for item in turn["items"]] == ["userMessage", "agentMessage"]
    assert "INJECTED" in str(scripted_model.requests_with("text:after injecting")[-1].body)


def test_an_image_that_cannot_be_read_is_told_to_the_model_only(
    server: Probe, scripted_model: ScriptedModel, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_text("not a picture")
    thread = server.thread()
    given = [{"type": "text", "text": "text:pictured"}, {"type": "localImage", "path": str(picture)}]
    turn = server.ask("turn/start", threadId=thread, input=given)["turn"]["id"]
    end = server.until("turn/completed", lambda said: said["turn"]["id"] == turn)["turn"]
    assert (end["status"], end["error"]) == ("completed", None)
    assert "could not be processed" in str(scripted_model.requests_with("text:pictured")[-1].body)


def test_a_plan_and_the_diff_of_a_turn_are_not_in_the_history(server: Probe) -> None:
    thread = server.thread()
    turn = server.run(thread, "plan:1\npatch:book.txt:x\ntext:done")
    assert [item["type"] for item in turn["items"]] == ["userMessage", "fileChange", "agentMessage"]
    heard = {name for name, said in server.heard if said.get("turnId") == turn["id"]}
    assert heard >= {"turn/plan/updated", "turn/diff/updated"}


def test_compaction_ends_with_an_estimate_that_has_no_input(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    server.ask("thread/compact/start", threadId=thread)
    server.until(
        "item/completed",
        lambda said: said["threadId"] == thread and said["item"]["type"] == "contextCompaction",
    )
    server.until(
        "thread/status/changed", lambda said: said["threadId"] == thread and said["status"]["type"] == "idle"
    )
    usage = [
        said
        for name, said in server.heard
        if name == "thread/tokenUsage/updated" and said["threadId"] == thread
    ]
    last = usage[-1]["tokenUsage"]["last"]
    assert last["totalTokens"] > 0
    assert last["inputTokens"] == 0


def test_an_interrupt_without_an_id_stops_whatever_runs_and_never_fails(server: Probe) -> None:
    thread = server.thread()
    turn = server.speaking(thread)
    server.ask("turn/interrupt", threadId=thread, turnId="")
    assert (
        server.until("turn/completed", lambda said: said["turn"]["id"] == turn)["turn"]["status"]
        == "interrupted"
    )
    assert server.ask("turn/interrupt", threadId=thread, turnId="") == {}


def test_a_shell_command_of_the_person_joins_the_running_turn(
    server: Probe, scripted_model: ScriptedModel
) -> None:
    thread = server.thread()
    turn = server.begin(thread, "gate:joined")
    server.until("turn/started", partial(is_turn, turn))
    server.ask("thread/shellCommand", threadId=thread, command="echo joined")
    done = server.until(
        "item/completed",
        lambda said: said["threadId"] == thread and said["item"].get("source") == "userShell",
    )
    assert done["turnId"] == turn
    scripted_model.release("joined")
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    kinds = [item["type"] for item in server.turns(thread)[-1]["items"]]
    assert kinds.count("agentMessage") == 2
