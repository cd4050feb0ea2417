"""The scripted server: how a turn goes, seen from the wire."""

from __future__ import annotations

import json

import anyio
import anyio.lowlevel
import pytest
from codex_app_server.testing import (
    ScriptedServer,
    StoredThread,
    StoredTurn,
    TurnScript,
    items,
)
from wire_client import COMMAND_APPROVAL, NOW, PATCH_APPROVAL, WireClient, WireError, connect, started

pytestmark = pytest.mark.anyio


async def test_a_turn_of_text_says_what_the_real_server_says_in_its_order() -> None:
    client, _ = await connect()
    thread_id = await started(client)
    turn = await client.run(thread_id, "hi")
    assert client.methods() == [
        "status active",
        "turn/started",
        "item/started userMessage",
        "item/completed userMessage",
        "item/started agentMessage",
        "item/agentMessage/delta",
        "item/agentMessage/delta",
        "item/completed agentMessage",
        "thread/tokenUsage/updated",
        "account/rateLimits/updated",
        "thread/readState/changed",
        "status idle",
        "turn/completed",
    ]
    assert (turn["status"], turn["itemsView"], len(turn["items"])) == ("completed", "summary", 1)


async def test_the_same_script_sends_the_same_bytes() -> None:
    said = []
    for _ in range(2):
        client, _ = await connect()
        await client.run(await started(client), "hello there")
        said.append(json.dumps(client.heard))
    assert said[0] == said[1]


async def test_a_command_that_asks_waits_for_the_answer() -> None:
    async def scenario(turn: TurnScript) -> None:
        status = await turn.command("touch 'a b'", output="done\n", seconds=2)
        await turn.say(status)

    client, _ = await connect(scenario)
    thread_id = await started(client, approvalPolicy="untrusted")
    client.decisions[COMMAND_APPROVAL] = {"decision": "accept"}
    turn = await client.run(thread_id, "go")
    methods = client.methods()
    begin = methods.index("status active waitingOnApproval")
    assert methods[begin : begin + 7] == [
        "status active waitingOnApproval",
        "item/started commandExecution",
        COMMAND_APPROVAL,
        "serverRequest/resolved",
        "status active",
        "item/commandExecution/outputDelta",
        "item/completed commandExecution",
    ]
    asked = next(message for message in client.heard if message.get("method") == COMMAND_APPROVAL)
    assert asked["id"] == 0
    assert asked["params"]["proposedExecpolicyAmendment"] == ["touch", "a b"]
    assert turn["items"][0]["text"] == "completed"


@pytest.mark.parametrize(
    ("decision", "item_status", "turn_status", "asked"),
    [
        ("accept", "completed", "completed", 2),
        ("acceptForSession", "completed", "completed", 1),
        (
            {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["ls", "-l"]}},
            "completed",
            "completed",
            1,
        ),
        ("decline", "declined", "completed", 2),
        ("cancel", "declined", "interrupted", 1),
        ("no such decision", "failed", "completed", 2),
        (None, "failed", "completed", 2),
    ],
)
async def test_each_decision_does_what_it_does_on_the_real_server(
    decision: object, item_status: str, turn_status: str, asked: int
) -> None:
    async def scenario(turn: TurnScript) -> None:
        await turn.command("ls -l")
        await turn.command("ls -l")

    client, _ = await connect(scenario)
    thread_id = await started(client, approvalPolicy="untrusted")
    client.decisions[COMMAND_APPROVAL] = {"decision": decision}
    turn = await client.run(thread_id, "go")
    ended = [
        message["params"]["item"]["status"]
        for message in client.heard
        if message.get("method") == "item/completed" and message["params"]["item"]["type"] != "userMessage"
    ]
    assert (ended[0], turn["status"]) == (item_status, turn_status)
    assert client.methods().count(COMMAND_APPROVAL) == asked


async def test_a_patch_shows_its_diff_before_it_asks_and_the_whole_diff_after() -> None:
    async def scenario(turn: TurnScript) -> None:
        await turn.patch(items.add_file(f"{turn.cwd}/a.txt", "one\n"))

    client, _ = await connect(scenario)
    thread_id = await started(client, approvalPolicy="untrusted")
    client.decisions[PATCH_APPROVAL] = {"decision": "accept"}
    await client.run(thread_id, "go")
    methods = client.methods()
    assert methods.index("item/started fileChange") < methods.index(PATCH_APPROVAL)
    diffs = [
        message["params"]["diff"] for message in client.heard if message.get("method") == "turn/diff/updated"
    ]
    assert len(diffs) == 2
    assert "index " + "0" * 40 + "..5626abf0f72e58d7a153368ba57db4c673c0e171" in diffs[0]


async def test_a_steered_message_is_never_completed_and_the_scenario_hears_the_new_prompt() -> None:
    async def scenario(turn: TurnScript) -> None:
        if turn.is_steered:
            await turn.say(f"you said {turn.prompt}")
        else:
            await turn.say("half")
            await turn.break_off("a message")
            await turn.until_steered()

    client, _ = await connect(scenario)
    thread_id = await started(client)
    await client.request("turn/start", threadId=thread_id, input=[{"type": "text", "text": "go"}])
    begun = await client.until("turn/started")
    turn_id = begun["params"]["turn"]["id"]
    await client.until(lambda message: message.get("params", {}).get("delta") == "message")
    where = {"threadId": thread_id, "input": [{"type": "text", "text": "stop"}]}
    with pytest.raises(WireError, match="expected active turn id `nope` but found"):
        await client.request("turn/steer", **where, expectedTurnId="nope")
    assert await client.request("turn/steer", **where, expectedTurnId=turn_id) == {"turnId": turn_id}
    completed = await client.until("turn/completed")
    assert completed["params"]["turn"]["items"][0]["text"] == "you said stop"
    methods = client.methods()
    assert methods.count("item/started agentMessage") == 3
    assert methods.count("item/completed agentMessage") == 2


async def test_starting_a_turn_on_a_running_one_steers_it_and_answers_with_its_id() -> None:
    async def scenario(turn: TurnScript) -> None:
        if not turn.is_steered:
            await turn.until_steered()

    client, _ = await connect(scenario)
    thread_id = await started(client)
    params = {"threadId": thread_id, "input": [{"type": "text", "text": "x"}]}
    first = await client.request("turn/start", **params)
    second = await client.request("turn/start", **params)
    assert first["turn"]["id"] == second["turn"]["id"]
    await client.until("turn/completed")


async def test_steering_waits_for_the_end_of_a_running_command() -> None:
    async def scenario(turn: TurnScript) -> None:
        if not turn.is_steered:
            await turn.command("sleep 1", output="slept\n", seconds=1)
            await turn.say("never said")

    client, _ = await connect(scenario, pace=0.05, now=None)
    thread_id = await started(client)
    params = {"threadId": thread_id, "input": [{"type": "text", "text": "x"}]}
    await client.request("turn/start", **params)
    await client.until(
        lambda message: message.get("params", {}).get("item", {}).get("type") == "commandExecution"
    )
    await client.request("turn/start", **params)
    await client.until("turn/completed")
    methods = client.methods()
    assert methods.index("item/completed commandExecution") < len(methods) - methods[::-1].index(
        "item/started userMessage"
    )
    assert "item/started agentMessage" not in methods


async def test_interrupting_leaves_the_item_open_and_resolves_the_question() -> None:
    async def scenario(turn: TurnScript) -> None:
        await turn.command("make")

    client, _ = await connect(scenario)
    thread_id = await started(client, approvalPolicy="untrusted")
    await client.request("turn/start", threadId=thread_id, input=[])
    asked = await client.until(COMMAND_APPROVAL)
    turn_id = asked["params"]["turnId"]
    with pytest.raises(WireError, match=f"expected active turn id bogus but found {turn_id}"):
        await client.request("turn/interrupt", threadId=thread_id, turnId="bogus")
    await client.request("turn/interrupt", threadId=thread_id, turnId=turn_id)
    await client.until("serverRequest/resolved")
    assert client.methods()[-3:] == ["status idle", "turn/completed", "serverRequest/resolved"]
    assert "item/completed commandExecution" not in client.methods()
    with pytest.raises(WireError, match="no active turn to interrupt"):
        await client.request("turn/interrupt", threadId=thread_id, turnId=turn_id)


async def test_a_failed_turn_says_why_and_the_next_one_works() -> None:
    async def scenario(turn: TurnScript) -> None:
        if turn.prompt == "fail":
            await turn.retry(
                "Reconnecting... 1/2", info={"responseStreamDisconnected": {"httpStatusCode": 503}}
            )
            await turn.fail("the model is gone", info="serverOverloaded")
        await turn.say("ok")

    client, _ = await connect(scenario)
    thread_id = await started(client)
    turn = await client.run(thread_id, "fail")
    assert (turn["status"], turn["error"]["message"]) == ("failed", "the model is gone")
    assert client.methods()[-5:] == [
        "error",
        "status systemError",
        "error",
        "thread/readState/changed",
        "turn/completed",
    ]
    read = await client.request("thread/read", threadId=thread_id)
    assert read["thread"]["status"] == {"type": "systemError"}
    assert (await client.run(thread_id, "again"))["status"] == "completed"


async def test_a_mistake_in_a_scenario_is_told_in_the_turns_error() -> None:
    async def scenario(turn: TurnScript) -> None:
        await anyio.lowlevel.checkpoint()

    client, _ = await connect(scenario)
    turn = await client.run(await started(client), "go")
    assert turn["status"] == "failed"
    assert "TurnScript" in turn["error"]["message"]


async def test_two_approvals_may_be_open_at_once() -> None:
    async def scenario(turn: TurnScript) -> None:
        await turn.together(turn.command("touch a"), turn.command("touch b"))

    client, _ = await connect(scenario)
    thread_id = await started(client, approvalPolicy="untrusted")
    await client.request("turn/start", threadId=thread_id, input=[])
    asked = [await client.until(COMMAND_APPROVAL) for _ in range(2)]
    assert [message["id"] for message in asked] == [0, 1]
    for request_id in (1, 0):
        await client.send({"id": request_id, "result": {"decision": "accept"}})
    completed = await client.until("turn/completed")
    assert completed["params"]["turn"]["status"] == "completed"
    assert client.methods().count("status active") == 2


async def test_every_kind_of_tool_and_note_is_a_valid_item() -> None:
    async def scenario(turn: TurnScript) -> None:
        await turn.think("**One**", "**Two**")
        await turn.think_aloud("raw")
        await turn.propose_plan("# A plan")
        await turn.plan([("look", "completed"), ("write", "inProgress")], explanation="why")
        await turn.tool(items.mcp_call("docs", "search", {"q": 1}, text="found"), seconds=1)
        await turn.tool(items.mcp_call("docs", "search", {"q": 1}, error="gone"))
        await turn.tool(items.dynamic_call("lookup", {"id": 7}, text="seven"))
        await turn.web_search("anyio cancel scope")
        states = {turn.thread_id: ("running", None)}
        spawn = items.agent_call(
            "spawnAgent", sender=turn.thread_id, receivers=[turn.thread_id], states=states
        )
        for item in (
            items.web_page("https://example.invalid"),
            items.image_view("/a.png"),
            items.image_generation("a fox", path="/fox.png"),
            items.sleep(3),
            items.compaction(),
            items.review_entered("changes"),
            items.review_exited("fine"),
            items.hook_prompt("tests first"),
            items.function_output("lookup", "7"),
            spawn,
            items.agent_activity("started", path="/main/a", thread_id=turn.thread_id),
        ):
            await turn.note(item)
        await turn.warn("careful")
        assert await turn.ask_person("Which?", {"Red": "warm", "Blue": "cold"}) == "Blue"

    client, _ = await connect(scenario)
    thread_id = await started(client)
    client.decisions["item/tool/requestUserInput"] = {"answers": {"question": {"answers": ["Blue"]}}}
    turn = await client.run(thread_id, "go")
    assert (turn["status"], turn["error"]) == ("completed", None)
    read = await client.request("thread/read", threadId=thread_id, includeTurns=True)
    assert len(read["thread"]["turns"][0]["items"]) == 19


async def test_compaction_is_a_turn_of_its_own() -> None:
    client, _ = await connect()
    thread_id = await started(client)
    await client.run(thread_id, "x")
    client.heard.clear()
    await client.request("thread/compact/start", threadId=thread_id)
    completed = await client.until("turn/completed")
    assert completed["params"]["turn"]["items"] == []
    assert "item/completed contextCompaction" in client.methods()


async def test_a_planned_turn_runs_as_soon_as_a_client_is_there() -> None:
    thread = StoredThread(name="busy", turns=[StoredTurn([items.user_message("before")])])
    server = ScriptedServer(threads=[thread], pace=0, now=NOW)

    async def scenario(turn: TurnScript) -> None:
        await turn.say("working")

    server.begin(thread, "go on", scenario)
    client = await WireClient.connect(server)
    completed = await client.until("turn/completed")
    assert completed["params"]["threadId"] == thread.id
