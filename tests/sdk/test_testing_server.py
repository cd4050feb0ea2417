"""The scripted server, seen by a client that knows nothing but the wire."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import anyio
import anyio.lowlevel
import pytest
from codex_app_server.generated.methods import REQUESTS
from codex_app_server.testing import (
    RpcError,
    ScriptedServer,
    StoredThread,
    StoredTurn,
    TurnScript,
    items,
    overloaded,
)
from wire_client import WireClient, WireError

if TYPE_CHECKING:
    from codex_app_server.testing import Scenario

pytestmark = pytest.mark.anyio
NOW = 1_795_338_000.0
COMMAND_APPROVAL = "item/commandExecution/requestApproval"
PATCH_APPROVAL = "item/fileChange/requestApproval"


async def _connect(scenario: Scenario | None = None, **options: Any) -> tuple[WireClient, ScriptedServer]:
    more = {} if scenario is None else {"scenario": scenario}
    server = ScriptedServer(**more, **{"pace": 0, "now": NOW, **options})
    return await WireClient.connect(server), server


async def _started(client: WireClient, **params: Any) -> str:
    result = await client.request("thread/start", **params)
    await client.until("thread/started")
    client.heard.clear()
    return str(result["thread"]["id"])


async def test_a_turn_of_text_says_what_the_real_server_says_in_its_order() -> None:
    client, _ = await _connect()
    thread_id = await _started(client)
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
        client, _ = await _connect()
        await client.run(await _started(client), "hello there")
        said.append(json.dumps(client.heard))
    assert said[0] == said[1]


async def test_a_command_that_asks_waits_for_the_answer() -> None:
    async def scenario(turn: TurnScript) -> None:
        status = await turn.command("touch 'a b'", output="done\n", seconds=2)
        await turn.say(status)

    client, _ = await _connect(scenario)
    thread_id = await _started(client, approvalPolicy="untrusted")
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

    client, _ = await _connect(scenario)
    thread_id = await _started(client, approvalPolicy="untrusted")
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

    client, _ = await _connect(scenario)
    thread_id = await _started(client, approvalPolicy="untrusted")
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

    client, _ = await _connect(scenario)
    thread_id = await _started(client)
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

    client, _ = await _connect(scenario)
    thread_id = await _started(client)
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

    client, _ = await _connect(scenario, pace=0.05, now=None)
    thread_id = await _started(client)
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

    client, _ = await _connect(scenario)
    thread_id = await _started(client, approvalPolicy="untrusted")
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

    client, _ = await _connect(scenario)
    thread_id = await _started(client)
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

    client, _ = await _connect(scenario)
    turn = await client.run(await _started(client), "go")
    assert turn["status"] == "failed"
    assert "TurnScript" in turn["error"]["message"]


async def test_two_approvals_may_be_open_at_once() -> None:
    async def scenario(turn: TurnScript) -> None:
        await turn.together(turn.command("touch a"), turn.command("touch b"))

    client, _ = await _connect(scenario)
    thread_id = await _started(client, approvalPolicy="untrusted")
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
            items.agent_activity("started", path="/root/a", thread_id=turn.thread_id),
        ):
            await turn.note(item)
        await turn.warn("careful")
        assert await turn.ask_person("Which?", {"Red": "warm", "Blue": "cold"}) == "Blue"

    client, _ = await _connect(scenario)
    thread_id = await _started(client)
    client.decisions["item/tool/requestUserInput"] = {"answers": {"question": {"answers": ["Blue"]}}}
    turn = await client.run(thread_id, "go")
    assert (turn["status"], turn["error"]) == ("completed", None)
    read = await client.request("thread/read", threadId=thread_id, includeTurns=True)
    assert len(read["thread"]["turns"][0]["items"]) == 19


async def test_requests_before_initialize_and_a_second_initialize_are_refused() -> None:
    client = WireClient(await ScriptedServer(pace=0).transport())
    with pytest.raises(WireError, match="Not initialized"):
        await client.request("thread/list")
    with pytest.raises(WireError, match="missing field `clientInfo`"):
        await client.request("initialize")
    await client.request("initialize", clientInfo={"name": "x", "version": "1"})
    with pytest.raises(WireError, match="Already initialized"):
        await client.request("initialize", clientInfo={"name": "x", "version": "1"})


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("turn/start", {"input": []}, "Invalid request: missing field `threadId`"),
        ("thread/list", {"limit": "x"}, 'Invalid request: invalid type: string "x", expected u32'),
        ("thread/start", {"approvalPolicy": "on-failure"}, "unknown variant `on-failure`, expected one of"),
        ("thread/start", {"sandbox": "workspaceWrite"}, "unknown variant `workspaceWrite`"),
        ("thread/read", {"threadId": "bogus"}, "invalid thread id: invalid character"),
        ("thread/list", {"cursor": "zzz"}, "invalid cursor: zzz"),
        ("thread/search", {"searchTerm": "x"}, "thread/search is not scripted"),
    ],
)
async def test_bad_requests_get_the_words_of_the_real_server(
    method: str, params: dict[str, Any], message: str
) -> None:
    client, _ = await _connect()
    with pytest.raises(WireError) as caught:
        await client.request(method, **params)
    assert message in caught.value.message


async def test_an_unknown_method_is_an_invalid_request_that_lists_all_methods() -> None:
    client, _ = await _connect()
    with pytest.raises(WireError, match="unknown variant `foo/bar`, expected one of `initialize`") as caught:
        await client.request("foo/bar")
    assert caught.value.code == -32600
    assert caught.value.message.count("`") == 2 * len(REQUESTS) + 2


async def test_experimental_methods_need_the_capability() -> None:
    client = await WireClient.connect(ScriptedServer(pace=0), experimental=False)
    with pytest.raises(WireError, match="thread/search requires experimentalApi capability"):
        await client.request("thread/search", searchTerm="x")


async def test_a_thread_is_listed_after_its_first_turn_and_found_by_name_and_preview() -> None:
    client, _ = await _connect()
    thread_id = await _started(client)
    assert (await client.request("thread/list"))["data"] == []
    await client.run(thread_id, "about zebras")
    await client.request("thread/name/set", threadId=thread_id, name=" Animals ")
    for term in ("zebra", "Animals"):
        rows = (await client.request("thread/list", searchTerm=term))["data"]
        assert [row["id"] for row in rows] == [thread_id]
    assert rows[0]["name"] == "Animals"
    assert (await client.request("thread/list", searchTerm="animals"))["data"] == []
    assert (await client.request("thread/list", modelProviders=["other"]))["data"] == []
    assert (await client.request("thread/list", sourceKinds=["exec"]))["data"] == []
    assert (await client.request("thread/list", cwd="/elsewhere"))["data"] == []


@pytest.mark.parametrize("key", ["updated_at", "recency_at"])
async def test_paging_through_the_list_finds_every_thread_once(key: str) -> None:
    def thread(number: int) -> StoredThread:
        turn = StoredTurn([items.user_message(f"number {number}")])
        return StoredThread(turns=[turn], created_at=NOW - number / 10)

    client, _ = await _connect(threads=[thread(number) for number in range(12)])
    seen, cursor = [], None
    while True:
        page = await client.request("thread/list", limit=5, sortKey=key, cursor=cursor)
        seen.extend(row["preview"] for row in page["data"])
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert seen == [f"number {number}" for number in range(12)]


async def test_the_default_order_loses_threads_at_the_edge_of_a_page_as_the_real_one_does() -> None:
    def thread(number: int) -> StoredThread:
        return StoredThread(turns=[StoredTurn([items.user_message(str(number))])], created_at=NOW)

    client, _ = await _connect(threads=[thread(number) for number in range(3)])
    page = await client.request("thread/list", limit=2)
    rest = await client.request("thread/list", limit=2, cursor=page["nextCursor"])
    assert (len(page["data"]), len(rest["data"])) == (2, 0)


async def test_an_archived_thread_is_read_but_not_resumed_until_it_is_unarchived() -> None:
    client, _ = await _connect()
    thread_id = await _started(client)
    await client.run(thread_id, "hello")
    client.heard.clear()
    await client.request("thread/archive", threadId=thread_id)
    await client.until("thread/archived")
    assert client.methods() == ["status notLoaded", "thread/archived"]
    assert [row["id"] for row in (await client.request("thread/list", archived=True))["data"]] == [thread_id]
    await client.request("thread/read", threadId=thread_id, includeTurns=True)
    with pytest.raises(WireError, match="Run `codex unarchive"):
        await client.request("thread/resume", threadId=thread_id)
    result = await client.request("thread/unarchive", threadId=thread_id)
    assert result["thread"]["status"] == {"type": "notLoaded"}
    with pytest.raises(WireError, match=f"thread not found: {thread_id}"):
        await client.run(thread_id, "x")
    await client.request("thread/resume", threadId=thread_id, excludeTurns=True)
    assert (await client.run(thread_id, "x"))["status"] == "completed"


async def test_a_fork_has_the_turns_up_to_the_given_one_under_the_same_ids() -> None:
    client, _ = await _connect()
    thread_id = await _started(client, sandbox="workspace-write")
    turns = [await client.run(thread_id, text) for text in ("one", "two")]
    result = await client.request("thread/fork", threadId=thread_id, lastTurnId=turns[0]["id"])
    fork = result["thread"]
    assert (fork["forkedFromId"], fork["preview"]) == (thread_id, "")
    assert [turn["id"] for turn in fork["turns"]] == [turns[0]["id"]]
    assert result["sandbox"]["type"] == "readOnly"
    await client.run(fork["id"], "three")
    listed = await client.request(
        "thread/turns/list", threadId=fork["id"], itemsView="full", sortDirection="asc"
    )
    assert [turn["items"][0]["content"][0]["text"] for turn in listed["data"]] == ["one", "three"]


async def test_turns_are_paged_newest_first_with_prompt_and_answer() -> None:
    client, _ = await _connect()
    thread_id = await _started(client)
    for text in ("one", "two", "three"):
        await client.run(thread_id, text)
    page = await client.request("thread/turns/list", threadId=thread_id, limit=2)
    assert [turn["items"][0]["content"][0]["text"] for turn in page["data"]] == ["three", "two"]
    assert {turn["itemsView"] for turn in page["data"]} == {"summary"}
    rest = await client.request("thread/turns/list", threadId=thread_id, cursor=page["nextCursor"])
    assert [turn["items"][0]["content"][0]["text"] for turn in rest["data"]] == ["one"]
    assert rest["nextCursor"] is None


async def test_a_new_connection_finds_the_threads_but_has_none_loaded() -> None:
    async def scenario(turn: TurnScript) -> None:
        await turn.say("done")
        await turn.break_off("half")
        await turn.until_steered()

    client, server = await _connect(scenario)
    thread_id = await _started(client)
    await client.request("turn/start", threadId=thread_id, input=[{"type": "text", "text": "x"}])
    await client.until(lambda message: message.get("params", {}).get("delta") == "half")
    await client.transport.aclose()
    assert client.transport.exit_status == 0
    again = await WireClient.connect(server)
    assert (await again.request("thread/loaded/list"))["data"] == []
    read = await again.request("thread/read", threadId=thread_id, includeTurns=True)
    turn = read["thread"]["turns"][0]
    assert (turn["status"], [item["type"] for item in turn["items"]]) == (
        "interrupted",
        ["userMessage", "agentMessage"],
    )


async def test_a_thread_that_another_connection_holds_is_not_resumed() -> None:
    client, server = await _connect()
    thread_id = await _started(client)
    await client.run(thread_id, "x")
    other = await WireClient.connect(server)
    with pytest.raises(WireError, match=f"thread {thread_id} already has an active writer"):
        await other.request("thread/resume", threadId=thread_id)


async def test_a_crash_ends_the_stream_with_a_status_and_what_was_said_last() -> None:
    client, server = await _connect()
    server.crash(-9, "panicked")
    with pytest.raises(anyio.EndOfStream):
        await client.transport.receive()
    with pytest.raises(anyio.BrokenResourceError):
        await client.transport.send(b"{}\n")
    assert (client.transport.exit_status, client.transport.stderr_tail) == (-9, "panicked")


async def test_lines_that_are_no_requests_are_passed_over_and_invalid_utf8_ends_the_server() -> None:
    client, _ = await _connect()
    for line in (b"{not json", b"", b"[]", b'"str"', b'{"id":900}', b'{"id":1.5,"method":"thread/list"}'):
        await client.transport.send(line + b"\n")
    await client.send({"id": "text", "method": "thread/loaded/list", "params": {}})
    assert (await client.next())["id"] == "text"
    await client.transport.send(b"\xff\n")
    with pytest.raises(anyio.EndOfStream):
        await client.transport.receive()
    assert client.transport.exit_status == 0


async def test_compaction_is_a_turn_of_its_own() -> None:
    client, _ = await _connect()
    thread_id = await _started(client)
    await client.run(thread_id, "x")
    client.heard.clear()
    await client.request("thread/compact/start", threadId=thread_id)
    completed = await client.until("turn/completed")
    assert completed["params"]["turn"]["items"] == []
    assert "item/completed contextCompaction" in client.methods()


async def test_settings_written_to_the_configuration_are_read_again_and_used() -> None:
    client, _ = await _connect()
    edits = [
        {"keyPath": 'projects."/tmp/x.y".trust_level', "value": "trusted", "mergeStrategy": "upsert"},
        {"keyPath": "sandbox_mode", "value": "workspace-write", "mergeStrategy": "replace"},
    ]
    await client.request("config/batchWrite", edits=edits)
    value = {"keyPath": "approval_policy", "value": "never", "mergeStrategy": "replace"}
    await client.request("config/value/write", **value)
    config = (await client.request("config/read"))["config"]
    assert config["projects"] == {"/tmp/x.y": {"trust_level": "trusted"}}
    started = await client.request("thread/start")
    assert (started["approvalPolicy"], started["sandbox"]["type"]) == ("never", "workspaceWrite")
    with pytest.raises(WireError, match="Invalid configuration"):
        await client.request("config/value/write", keyPath="model", value=3, mergeStrategy="replace")


async def test_signing_in_with_a_key_and_with_a_browser() -> None:
    client, _ = await _connect(requires_auth=True, login_seconds=5)
    assert await client.request("account/login/start", type="apiKey", apiKey="sk-x") == {"type": "apiKey"}
    await client.until("account/updated")
    await client.request("account/logout")
    assert (await client.request("account/read"))["account"] is None
    await client.request("account/login/start", type="chatgptDeviceCode")
    completed = await client.until("account/login/completed")
    assert completed["params"]["success"]
    assert (await client.request("account/read"))["account"]["type"] == "chatgpt"


async def test_a_cancelled_login_says_so() -> None:
    client, _ = await _connect(requires_auth=True)
    login = await client.request("account/login/start", type="chatgpt")
    assert await client.request("account/login/cancel", loginId=login["loginId"]) == {"status": "canceled"}
    completed = await client.until("account/login/completed")
    assert completed["params"]["success"] is False
    assert await client.request("account/login/cancel", loginId="x") == {"status": "notFound"}


async def test_models_are_paged_and_hidden_ones_are_asked_for() -> None:
    client, _ = await _connect()
    first = await client.request("model/list", limit=2)
    rest = await client.request("model/list", cursor=first["nextCursor"])
    everything = await client.request("model/list", includeHidden=True)
    assert len(first["data"]) + len(rest["data"]) < len(everything["data"])


async def test_a_method_can_be_answered_by_a_function_that_may_refuse() -> None:
    client, server = await _connect()
    server.answer("thread/search", lambda params: {"data": [], "nextCursor": None})
    assert (await client.request("thread/search", searchTerm="x"))["data"] == []

    def refuse(params: object) -> dict[str, object]:
        raise overloaded()

    server.answer("model/list", refuse)
    with pytest.raises(WireError) as caught:
        await client.request("model/list")
    assert (caught.value.code, caught.value.data) == (-32001, None)
    assert isinstance(overloaded(), RpcError)
    assert server.requests("thread/search") == [{"searchTerm": "x"}]


async def test_notifications_that_the_client_does_not_want_are_not_sent() -> None:
    client = WireClient(await ScriptedServer(pace=0).transport())
    unwanted = {"optOutNotificationMethods": ["item/agentMessage/delta"]}
    await client.request("initialize", clientInfo={"name": "x", "version": "1"}, capabilities=unwanted)
    await client.run(await _started(client), "x")
    assert "item/agentMessage/delta" not in client.methods()


async def test_a_planned_turn_runs_as_soon_as_a_client_is_there() -> None:
    thread = StoredThread(name="busy", turns=[StoredTurn([items.user_message("before")])])
    server = ScriptedServer(threads=[thread], pace=0, now=NOW)

    async def scenario(turn: TurnScript) -> None:
        await turn.say("working")

    server.begin(thread, "go on", scenario)
    client = await WireClient.connect(server)
    completed = await client.until("turn/completed")
    assert completed["params"]["threadId"] == thread.id
