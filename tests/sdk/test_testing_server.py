"""The scripted server: its threads, its errors, its connections; seen from the wire."""

from __future__ import annotations

from typing import Any

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
from wire_client import NOW, WireClient, WireError, connect, started

pytestmark = pytest.mark.anyio


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
        ("thread/search", {"searchTerm": ""}, "thread/search requires a non-empty searchTerm"),
        ("thread/goal/get", {"threadId": "x"}, "thread/goal/get is not scripted"),
    ],
)
async def test_bad_requests_get_the_words_of_the_real_server(
    method: str, params: dict[str, Any], message: str
) -> None:
    client, _ = await connect()
    with pytest.raises(WireError) as caught:
        await client.request(method, **params)
    assert message in caught.value.message


async def test_an_unknown_method_is_an_invalid_request_that_lists_all_methods() -> None:
    client, _ = await connect()
    with pytest.raises(WireError, match="unknown variant `foo/bar`, expected one of `initialize`") as caught:
        await client.request("foo/bar")
    assert caught.value.code == -32600
    assert caught.value.message.count("`") == 2 * len(REQUESTS) + 2


async def test_experimental_methods_need_the_capability() -> None:
    client = await WireClient.connect(ScriptedServer(pace=0), experimental=False)
    with pytest.raises(WireError, match="thread/search requires experimentalApi capability"):
        await client.request("thread/search", searchTerm="x")


async def test_a_thread_is_listed_after_its_first_turn_and_found_by_name_and_preview() -> None:
    client, _ = await connect()
    thread_id = await started(client)
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

    client, _ = await connect(threads=[thread(number) for number in range(12)])
    seen: list[str] = []
    cursor = None
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

    client, _ = await connect(threads=[thread(number) for number in range(3)])
    page = await client.request("thread/list", limit=2)
    rest = await client.request("thread/list", limit=2, cursor=page["nextCursor"])
    assert (len(page["data"]), len(rest["data"])) == (2, 0)


async def test_an_archived_thread_is_read_but_not_resumed_until_it_is_unarchived() -> None:
    client, _ = await connect()
    thread_id = await started(client)
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
    client, _ = await connect()
    thread_id = await started(client, sandbox="workspace-write")
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
    client, _ = await connect()
    thread_id = await started(client)
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

    client, server = await connect(scenario)
    thread_id = await started(client)
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
    client, server = await connect()
    thread_id = await started(client)
    await client.run(thread_id, "x")
    other = await WireClient.connect(server)
    with pytest.raises(WireError, match=f"thread {thread_id} already has an active writer"):
        await other.request("thread/resume", threadId=thread_id)


async def test_a_crash_ends_the_stream_with_a_status_and_what_was_said_last() -> None:
    client, server = await connect()
    server.crash(-9, "panicked")
    with pytest.raises(anyio.EndOfStream):
        await client.transport.receive()
    with pytest.raises(anyio.BrokenResourceError):
        await client.transport.send(b"{}\n")
    assert (client.transport.exit_status, client.transport.stderr_tail) == (-9, "panicked")


async def test_lines_that_are_no_requests_are_passed_over_and_invalid_utf8_ends_the_server() -> None:
    client, _ = await connect()
    for line in (b"{not json", b"", b"[]", b'"str"', b'{"id":900}', b'{"id":1.5,"method":"thread/list"}'):
        await client.transport.send(line + b"\n")
    await client.send({"id": "text", "method": "thread/loaded/list", "params": {}})
    assert (await client.next())["id"] == "text"
    await client.transport.send(b"\xff\n")
    with pytest.raises(anyio.EndOfStream):
        await client.transport.receive()
    assert client.transport.exit_status == 0


async def test_settings_written_to_the_configuration_are_read_again_and_used() -> None:
    client, _ = await connect()
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


async def test_what_is_told_at_the_start_comes_when_a_client_connects() -> None:
    server = ScriptedServer(pace=0)
    server.tell_at_start("configWarning", {"summary": "No."})
    client = await WireClient.connect(server)
    assert (await client.until("configWarning"))["params"] == {"summary": "No."}


async def test_signing_in_with_a_key_and_with_a_browser() -> None:
    client, _ = await connect(requires_auth=True, login_seconds=5)
    assert await client.request("account/login/start", type="apiKey", apiKey="sk-x") == {"type": "apiKey"}
    await client.until("account/updated")
    await client.request("account/logout")
    assert (await client.request("account/read"))["account"] is None
    await client.request("account/login/start", type="chatgptDeviceCode")
    completed = await client.until("account/login/completed")
    assert completed["params"]["success"]
    assert (await client.request("account/read"))["account"]["type"] == "chatgpt"


async def test_a_cancelled_login_says_so() -> None:
    client, _ = await connect(requires_auth=True)
    login = await client.request("account/login/start", type="chatgpt")
    assert await client.request("account/login/cancel", loginId=login["loginId"]) == {"status": "canceled"}
    completed = await client.until("account/login/completed")
    assert completed["params"]["success"] is False
    assert await client.request("account/login/cancel", loginId="x") == {"status": "notFound"}


async def test_models_are_paged_and_hidden_ones_are_asked_for() -> None:
    client, _ = await connect()
    first = await client.request("model/list", limit=2)
    rest = await client.request("model/list", cursor=first["nextCursor"])
    everything = await client.request("model/list", includeHidden=True)
    assert len(first["data"]) + len(rest["data"]) < len(everything["data"])


async def test_a_method_can_be_answered_by_a_function_that_may_refuse() -> None:
    client, server = await connect()
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
    await client.run(await started(client), "x")
    assert "item/agentMessage/delta" not in client.methods()
