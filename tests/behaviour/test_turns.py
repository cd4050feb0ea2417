"""Turns: how they are begun, added to, and stopped."""

from __future__ import annotations

from functools import partial

from codex_app_server import JsonRpcError
from scripted_model import ScriptedModel

from behaviour.probe import ENDLESS, Message, Probe


def prompts(turns: list[Message]) -> list[list[str]]:
    return [
        [item["content"][0]["text"] for item in turn["items"] if item["type"] == "userMessage"]
        for turn in turns
    ]


def test_a_steer_that_an_interrupt_overtakes_is_gone(server: Probe) -> None:
    """What `turn/steer` added is lost when the turn is interrupted before the model got it.

    Client: The answer to `turn/steer` is no receipt. Keep the text until its `userMessage` item comes.
    Ours: `turn.unread_steers` has it, and a warning says so.
    """
    thread = server.thread()
    turn = server.begin(thread, "shell:sleep 60")
    server.until(
        "item/started", lambda said: said["item"]["type"] == "commandExecution" and said["turnId"] == turn
    )
    text = [{"type": "text", "text": "text:LOST"}]
    server.ask("turn/steer", threadId=thread, expectedTurnId=turn, input=text)
    server.stop(thread, turn)
    assert prompts(server.turns(thread)) == [["shell:sleep 60"]]


def test_an_interrupt_before_the_start_is_refused_as_if_the_turn_were_over(server: Probe) -> None:
    """Up to 50 ms after its answer to `turn/start` the server refuses to interrupt the turn, and it runs.

    Client: A stop that comes early is lost: wait for `turn/started` and send it again.
    Ours: `interrupt()` does that.
    """
    refused = []
    for _ in range(5):
        thread = server.thread()
        turn = server.begin(thread, ENDLESS)
        try:
            server.ask("turn/interrupt", threadId=thread, turnId=turn)
        except JsonRpcError as error:
            refused.append(error.message)
            server.until("turn/started", partial(is_turn, turn))
            server.stop(thread, turn)
    assert set(refused) == {"no active turn to interrupt"}


def is_turn(turn: str, said: Message) -> bool:
    return bool(said["turn"]["id"] == turn)


def test_a_second_interrupt_of_a_turn_is_never_answered(server: Probe) -> None:
    """The server never answers a request to interrupt a turn that was interrupted already.

    Client: A plain call waits for its timeout. The end of the turn is the answer.
    Ours: `interrupt()` and `api.turn_interrupt()` are answered by the end of the turn.
    """
    thread = server.thread()
    turn = server.speaking(thread)
    server.stop(thread, turn)
    assert server.is_never_answered("turn/interrupt", threadId=thread, turnId=turn)


def test_a_turn_started_on_a_running_one_is_added_to_it(server: Probe) -> None:
    """`turn/start` on a thread whose turn runs adds its input to that turn, and answers with its id.

    Client: Two runs at once on one thread both end with the answer to the second.
    Ours: two `run()` on one thread are a `ConcurrentUseError`; `turn()` gives a handle on the running turn.
    """
    thread = server.thread()
    first = server.speaking(thread)
    assert server.begin(thread, "text:SECOND") == first
    server.until("turn/completed", lambda said: said["turn"]["id"] == first)
    assert prompts(server.turns(thread)) == [[ENDLESS, "text:SECOND"]]


def test_an_output_schema_on_a_busy_thread_is_an_internal_error(server: Probe) -> None:
    """`turn/start` with an `outputSchema` on a thread whose turn has none is refused as an internal error.

    Client: The thread is merely busy, and the text was not taken.
    Ours: `ThreadBusyError`.
    """
    thread = server.thread()
    turn = server.speaking(thread)
    given = [{"type": "text", "text": "text:x"}]
    words = server.refusal("turn/start", threadId=thread, input=given, outputSchema={"type": "object"})
    assert words == "failed to submit turn input: ActiveTurnOutputSchemaMismatch"
    server.stop(thread, turn)


def test_a_command_that_ran_goes_on_after_an_interrupt(server: Probe) -> None:
    """An interrupt does not end a command that runs; it is listed among the background terminals.

    Client: End it with `thread/backgroundTerminals/clean`.
    Ours: said in the docstring of `interrupt()`.
    """
    thread = server.thread()
    turn = server.begin(thread, "shell:sleep 61")
    server.until(
        "item/started", lambda said: said["item"]["type"] == "commandExecution" and said["turnId"] == turn
    )
    server.stop(thread, turn)
    running = server.ask("thread/backgroundTerminals/list", threadId=thread)["data"]
    assert ["sleep 61" in each["command"] for each in running] == [True]
    server.ask("thread/backgroundTerminals/clean", threadId=thread)


def test_a_mention_of_a_file_reaches_the_model_with_nothing(
    server: Probe, scripted_model: ScriptedModel
) -> None:
    """An input item `mention` of a file gives the model neither its name nor its content.

    Client: Name files in the text.
    Ours: said in the docstring of `MentionInput`.
    """
    thread = server.thread()
    given = [
        {"type": "text", "text": "text:mentioned"},
        {"type": "mention", "name": "n.txt", "path": "/n.txt"},
    ]
    turn = server.ask("turn/start", threadId=thread, input=given)["turn"]["id"]
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    assert "n.txt" not in str(scripted_model.requests_with("text:mentioned")[-1].body)


def test_a_skill_that_is_not_there_is_left_out(server: Probe) -> None:
    """An input item `skill` whose file does not exist is dropped without an error or a warning.

    Client: Check the path.
    Ours: said in the docstring of `SkillInput`.
    """
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
    """A review begins under one turn id and ends under another, and its history has a turn for each.

    Client: The first, `interrupted`, has only the prompt; join them by `rootTurnId`.
    Ours: `review()` gives a handle that follows, interrupts and ends as one turn.
    """
    thread = server.thread()
    server.run(thread, "text:x")
    target = {"type": "custom", "instructions": "text:findings"}
    answered = server.ask("review/start", threadId=thread, target=target)["turn"]["id"]
    server.until("turn/completed", lambda said: said["turn"]["id"] == answered)
    started = server.until("turn/started", lambda said: said["turn"]["rootTurnId"] == answered)["turn"]["id"]
    assert started != answered
    assert [turn["status"] for turn in server.turns(thread)][1:] == ["interrupted", "completed"]
