from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_tui.state.items import (
    AgentMessage,
    Command,
    FileChange,
    ItemStatus,
    Notice,
    Plan,
    Reasoning,
    ToolCall,
    UserMessage,
)

if TYPE_CHECKING:
    from told_conversation import Talk


def test_an_answer_grows_and_is_completed(talk: Talk) -> None:
    talk.begin()
    talk.started("agentMessage", "m", text="")
    change = talk.delta("m", "hell")
    talk.delta("m", "o")
    [item] = talk.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "hello"
    assert item.is_open
    assert change.blocks == {talk.thread_id: {"m"}}
    assert not change.structure
    grown = item.text
    talk.completed("agentMessage", "m", text="hello", phase="final_answer")
    assert talk.items == [item]
    assert item.status is ItemStatus.COMPLETED
    assert item.phase == "final_answer"
    assert item.text is grown


def test_the_completed_text_wins_over_the_deltas(talk: Talk) -> None:
    talk.delta("m", "hell")
    talk.completed("agentMessage", "m", text="goodbye")
    [item] = talk.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "goodbye"


def test_a_delta_makes_the_item_that_nothing_announced(talk: Talk) -> None:
    talk.delta("m", "early")
    talk.started("agentMessage", "m", text="")
    talk.delta("m", " bird")
    [item] = talk.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "early bird"


def test_a_delta_after_the_end_changes_nothing(talk: Talk) -> None:
    talk.completed("agentMessage", "m", text="done")
    assert not talk.delta("m", "more")
    talk.started("agentMessage", "m", text="")
    [item] = talk.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "done"
    assert not item.is_open


def test_deltas_are_sanitised_as_if_they_came_in_one(talk: Talk) -> None:
    for delta in ("\x1b]52;c", ";x\x07 \U0001f469", "\u200d", "\U0001f4bb"):
        talk.delta("m", delta)
    [item] = talk.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "␛]52;c;x␇ \U0001f469\u200d\U0001f4bb"


def test_a_steer_closes_the_answer_it_cuts_off(talk: Talk) -> None:
    talk.begin()
    talk.prompt("u1", "count")
    talk.started("agentMessage", "m1", text="")
    talk.delta("m1", "one")
    talk.command("c1", processId="7")
    talk.prompt("u2", "stop")
    talk.delta("m2", "stopped")
    states = {item.id: item.status for item in talk.items}
    assert states["m1"] is ItemStatus.INTERRUPTED
    assert states["c1"] is ItemStatus.RUNNING
    assert states["m2"] is ItemStatus.RUNNING


def test_an_answer_that_never_said_a_word_disappears_when_it_is_cut_off(talk: Talk) -> None:
    talk.begin()
    talk.started("agentMessage", "m1", text="")
    talk.started("reasoning", "r1", summary=[], content=[])
    change = talk.end("interrupted")
    assert [type(item) for item in talk.items] == [Notice]
    assert change.structure == {talk.thread_id}


def test_reasoning_grows_part_by_part_and_knows_how_long_it_took(talk: Talk) -> None:
    talk.started("reasoning", "r", summary=[], content=[], at_ms=1000)
    talk.tell("item/reasoning/summaryPartAdded", itemId="r", summaryIndex=0)
    talk.tell("item/reasoning/summaryTextDelta", itemId="r", summaryIndex=0, delta="why")
    talk.tell("item/reasoning/summaryTextDelta", itemId="r", summaryIndex=1, delta="how")
    talk.tell("item/reasoning/textDelta", itemId="r", contentIndex=0, delta="raw")
    [item] = talk.items
    assert isinstance(item, Reasoning)
    assert [str(part) for part in item.summary] == ["why", "how"]
    assert [str(part) for part in item.content] == ["raw"]
    talk.completed("reasoning", "r", summary=["why", "how"], content=["raw"], at_ms=7000)
    assert item.duration_ms == 6000
    assert item.status is ItemStatus.COMPLETED
    assert not talk.thread.readers


def test_a_part_index_out_of_all_measure_allocates_little(talk: Talk) -> None:
    talk.tell("item/reasoning/summaryTextDelta", itemId="r", summaryIndex=2**40, delta="x")
    [item] = talk.items
    assert isinstance(item, Reasoning)
    assert len(item.summary) < 100


def test_a_command_shows_its_output_as_it_comes_and_its_record_at_the_end(talk: Talk) -> None:
    talk.command("c", processId="7")
    for delta in ("one\r\ntw", "o\x1b[3", "1m!\x1b[0m\n"):
        talk.tell("item/commandExecution/outputDelta", itemId="c", delta=delta)
    [item] = talk.items
    assert isinstance(item, Command)
    assert (item.command, item.exact) == ("make test", "/bin/bash -lc 'make test'")
    assert item.output.text == "one\ntwo!\n"
    assert item.output.spans[0].style.foreground == "red"
    talk.command_done("c", aggregatedOutput="all of it\n", exitCode=2, status="failed", durationMs=12)
    assert item.output.text == "all of it\n"
    assert (item.exit_code, item.duration_ms, item.status) == (2, 12, ItemStatus.FAILED)


def test_output_stays_when_the_server_kept_no_record_of_it(talk: Talk) -> None:
    talk.command("c", processId="7")
    talk.tell("item/commandExecution/outputDelta", itemId="c", delta="seen")
    talk.command_done("c", aggregatedOutput=None, exitCode=-1, status="failed")
    [item] = talk.items
    assert isinstance(item, Command)
    assert item.output.text == "seen"


def test_output_before_its_command_is_announced_is_kept(talk: Talk) -> None:
    talk.tell("item/commandExecution/outputDelta", itemId="c", delta="first\n")
    talk.command("c", processId="7")
    talk.tell("item/commandExecution/outputDelta", itemId="c", delta="second\n")
    [item] = talk.items
    assert isinstance(item, Command)
    assert item.command == "make test"
    assert item.output.text == "first\nsecond\n"


def test_a_command_may_end_after_its_turn(talk: Talk) -> None:
    talk.begin()
    talk.command("c", processId="7")
    talk.end()
    [item] = talk.items
    assert isinstance(item, Command)
    assert (item.background, item.is_open) == (True, True)
    change = talk.tell("item/commandExecution/outputDelta", itemId="c", delta="late\n")
    assert change.blocks == {talk.thread_id: {"c"}}
    talk.command_done("c", aggregatedOutput="late\n")
    assert (item.background, item.status) == (False, ItemStatus.COMPLETED)
    assert not talk.thread.open_ids


def test_what_the_agent_types_into_a_command_is_a_line(talk: Talk) -> None:
    talk.tell("item/commandExecution/terminalInteraction", itemId="c", processId="7", stdin="y\n")
    talk.tell("item/commandExecution/terminalInteraction", itemId="c", processId="7", stdin="")
    [item] = talk.items
    assert isinstance(item, Notice)
    assert item.text == "typed into the command: y⏎"


def test_a_patch_may_change_before_it_is_applied(talk: Talk) -> None:
    change = {"path": "/a", "kind": {"type": "add"}, "diff": "x\n"}
    talk.started("fileChange", "f", changes=[], status="inProgress")
    talk.tell("item/fileChange/patchUpdated", itemId="f", changes=[change])
    [item] = talk.items
    assert isinstance(item, FileChange)
    assert item.changes[0].diff == "+x\n"
    talk.completed("fileChange", "f", changes=[change], status="declined")
    assert item.status is ItemStatus.DECLINED


def test_progress_of_a_tool_shows_until_its_answer_comes(talk: Talk) -> None:
    said: dict[str, Any] = {"server": "lab", "tool": "greet", "arguments": {"name": "bo"}}
    talk.started("mcpToolCall", "t", status="inProgress", **said)
    talk.tell("item/mcpToolCall/progress", itemId="t", message="half way")
    [item] = talk.items
    assert isinstance(item, ToolCall)
    assert item.output == "half way"
    result = {"content": [{"type": "text", "text": "hello"}]}
    talk.completed("mcpToolCall", "t", status="completed", result=result, **said)
    assert (item.tool, item.detail, item.output) == ("lab.greet", 'name="bo"', "hello")


def test_a_proposed_plan_grows_as_text(talk: Talk) -> None:
    talk.started("plan", "p", text="")
    talk.tell("item/plan/delta", itemId="p", delta="# Plan")
    [item] = talk.items
    assert isinstance(item, Plan)
    assert item.text.value == "# Plan"
    talk.completed("plan", "p", text="# Plan\n- a\n")
    assert item.text.value == "# Plan\n- a\n"


def test_the_first_prompt_names_a_thread_without_a_name(talk: Talk) -> None:
    assert talk.thread.title == "New thread"
    talk.prompt("u", "Fix the\nflaky test")
    assert talk.thread.title == "Fix the⏎flaky test"
    assert isinstance(talk.items[0], UserMessage)
    talk.tell("thread/name/updated", threadName="flaky")
    assert talk.thread.title == "flaky"
