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
    from folded_thread import FoldedThread


def test_an_answer_grows_and_is_completed(folded: FoldedThread) -> None:
    folded.begin()
    folded.started("agentMessage", "m", text="")
    change = folded.delta("m", "hell")
    folded.delta("m", "o")
    [item] = folded.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "hello"
    assert item.is_open
    assert change.blocks == {folded.thread_id: {"m"}}
    assert not change.structure
    grown = item.text
    folded.completed("agentMessage", "m", text="hello", phase="final_answer")
    assert folded.items == [item]
    assert item.status is ItemStatus.COMPLETED
    assert item.phase == "final_answer"
    assert item.text is grown


def test_the_completed_text_wins_over_the_deltas(folded: FoldedThread) -> None:
    folded.delta("m", "hell")
    folded.completed("agentMessage", "m", text="goodbye")
    [item] = folded.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "goodbye"


def test_a_delta_makes_the_item_that_nothing_announced(folded: FoldedThread) -> None:
    folded.delta("m", "early")
    folded.started("agentMessage", "m", text="")
    folded.delta("m", " bird")
    [item] = folded.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "early bird"


def test_a_delta_after_the_end_changes_nothing(folded: FoldedThread) -> None:
    folded.completed("agentMessage", "m", text="done")
    assert not folded.delta("m", "more")
    folded.started("agentMessage", "m", text="")
    [item] = folded.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "done"
    assert not item.is_open


def test_deltas_are_sanitised_as_if_they_came_in_one(folded: FoldedThread) -> None:
    for delta in ("\x1b]52;c", ";x\x07 \U0001f469", "\u200d", "\U0001f4bb"):
        folded.delta("m", delta)
    [item] = folded.items
    assert isinstance(item, AgentMessage)
    assert item.text.value == "␛]52;c;x␇ \U0001f469\u200d\U0001f4bb"


def test_a_steer_closes_the_answer_it_cuts_off(folded: FoldedThread) -> None:
    folded.begin()
    folded.prompt("u1", "count")
    folded.started("agentMessage", "m1", text="")
    folded.delta("m1", "one")
    folded.command("c1", processId="7")
    folded.prompt("u2", "stop")
    folded.delta("m2", "stopped")
    states = {item.id: item.status for item in folded.items}
    assert states["m1"] is ItemStatus.INTERRUPTED
    assert states["c1"] is ItemStatus.RUNNING
    assert states["m2"] is ItemStatus.RUNNING


def test_an_answer_that_never_said_a_word_disappears_when_it_is_cut_off(folded: FoldedThread) -> None:
    folded.begin()
    folded.started("agentMessage", "m1", text="")
    folded.started("reasoning", "r1", summary=[], content=[])
    change = folded.end("interrupted")
    assert [type(item) for item in folded.items] == [Notice]
    assert change.structure == {folded.thread_id}


def test_reasoning_grows_part_by_part_and_knows_how_long_it_took(folded: FoldedThread) -> None:
    folded.started("reasoning", "r", summary=[], content=[], at_ms=1000)
    folded.tell("item/reasoning/summaryPartAdded", itemId="r", summaryIndex=0)
    folded.tell("item/reasoning/summaryTextDelta", itemId="r", summaryIndex=0, delta="why")
    folded.tell("item/reasoning/summaryTextDelta", itemId="r", summaryIndex=1, delta="how")
    folded.tell("item/reasoning/textDelta", itemId="r", contentIndex=0, delta="raw")
    [item] = folded.items
    assert isinstance(item, Reasoning)
    assert [str(part) for part in item.summary] == ["why", "how"]
    assert [str(part) for part in item.content] == ["raw"]
    folded.completed("reasoning", "r", summary=["why", "how"], content=["raw"], at_ms=7000)
    assert item.duration_ms == 6000
    assert item.status is ItemStatus.COMPLETED
    assert not folded.thread.readers


def test_a_part_index_out_of_all_measure_allocates_little(folded: FoldedThread) -> None:
    folded.tell("item/reasoning/summaryTextDelta", itemId="r", summaryIndex=2**40, delta="x")
    [item] = folded.items
    assert isinstance(item, Reasoning)
    assert len(item.summary) < 100


def test_a_command_shows_its_output_as_it_comes_and_its_record_at_the_end(folded: FoldedThread) -> None:
    folded.command("c", processId="7")
    for delta in ("one\r\ntw", "o\x1b[3", "1m!\x1b[0m\n"):
        folded.tell("item/commandExecution/outputDelta", itemId="c", delta=delta)
    [item] = folded.items
    assert isinstance(item, Command)
    assert (item.command, item.exact) == ("make test", "/bin/bash -lc 'make test'")
    assert item.output.text == "one\ntwo!\n"
    assert item.output.spans[0].style.foreground == "red"
    folded.command_done("c", aggregatedOutput="all of it\n", exitCode=2, status="failed", durationMs=12)
    assert item.output.text == "all of it\n"
    assert (item.exit_code, item.duration_ms, item.status) == (2, 12, ItemStatus.FAILED)


def test_output_stays_when_the_server_kept_no_record_of_it(folded: FoldedThread) -> None:
    folded.command("c", processId="7")
    folded.tell("item/commandExecution/outputDelta", itemId="c", delta="seen")
    folded.command_done("c", aggregatedOutput=None, exitCode=-1, status="failed")
    [item] = folded.items
    assert isinstance(item, Command)
    assert item.output.text == "seen"


def test_output_before_its_command_is_announced_is_kept(folded: FoldedThread) -> None:
    folded.tell("item/commandExecution/outputDelta", itemId="c", delta="first\n")
    folded.command("c", processId="7")
    folded.tell("item/commandExecution/outputDelta", itemId="c", delta="second\n")
    [item] = folded.items
    assert isinstance(item, Command)
    assert item.command == "make test"
    assert item.output.text == "first\nsecond\n"


def test_a_command_may_end_after_its_turn(folded: FoldedThread) -> None:
    folded.begin()
    folded.command("c", processId="7")
    folded.end()
    [item] = folded.items
    assert isinstance(item, Command)
    assert (item.background, item.is_open) == (True, True)
    change = folded.tell("item/commandExecution/outputDelta", itemId="c", delta="late\n")
    assert change.blocks == {folded.thread_id: {"c"}}
    folded.command_done("c", aggregatedOutput="late\n")
    assert (item.background, item.status) == (False, ItemStatus.COMPLETED)
    assert not folded.thread.open_ids


def test_what_the_agent_types_into_a_command_is_a_line(folded: FoldedThread) -> None:
    folded.tell("item/commandExecution/terminalInteraction", itemId="c", processId="7", stdin="y\n")
    folded.tell("item/commandExecution/terminalInteraction", itemId="c", processId="7", stdin="")
    [item] = folded.items
    assert isinstance(item, Notice)
    assert item.text == "typed into the command: y⏎"


def test_a_patch_may_change_before_it_is_applied(folded: FoldedThread) -> None:
    change = {"path": "/a", "kind": {"type": "add"}, "diff": "x\n"}
    folded.started("fileChange", "f", changes=[], status="inProgress")
    folded.tell("item/fileChange/patchUpdated", itemId="f", changes=[change])
    [item] = folded.items
    assert isinstance(item, FileChange)
    assert item.changes[0].diff == "+x\n"
    folded.completed("fileChange", "f", changes=[change], status="declined")
    assert item.status is ItemStatus.DECLINED


def test_progress_of_a_tool_shows_until_its_answer_comes(folded: FoldedThread) -> None:
    said: dict[str, Any] = {"server": "lab", "tool": "greet", "arguments": {"name": "bo"}}
    folded.started("mcpToolCall", "t", status="inProgress", **said)
    folded.tell("item/mcpToolCall/progress", itemId="t", message="half way")
    [item] = folded.items
    assert isinstance(item, ToolCall)
    assert item.output == "half way"
    result = {"content": [{"type": "text", "text": "hello"}]}
    folded.completed("mcpToolCall", "t", status="completed", result=result, **said)
    assert (item.tool, item.detail, item.output) == ("lab.greet", 'name="bo"', "hello")


def test_a_proposed_plan_grows_as_text(folded: FoldedThread) -> None:
    folded.started("plan", "p", text="")
    folded.tell("item/plan/delta", itemId="p", delta="# Plan")
    [item] = folded.items
    assert isinstance(item, Plan)
    assert item.text.value == "# Plan"
    folded.completed("plan", "p", text="# Plan\n- a\n")
    assert item.text.value == "# Plan\n- a\n"


def test_the_first_prompt_names_a_thread_without_a_name(folded: FoldedThread) -> None:
    assert folded.thread.title == "New thread"
    folded.prompt("u", "Fix the\nflaky test")
    assert folded.thread.title == "Fix the⏎flaky test"
    assert isinstance(folded.items[0], UserMessage)
    folded.tell("thread/name/updated", threadName="flaky")
    assert folded.thread.title == "flaky"
