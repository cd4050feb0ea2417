"""The demo's server on the wire: its threads and turns as a client gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from codex_app_server.generated import v2_all
from codex_tui.demo import DEMO_CWD, DEMO_NOW, demo_config, demo_server
from codex_tui.demo.replies import REPLIES
from wire_client import WireClient

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

pytestmark = pytest.mark.anyio
COMMAND_APPROVAL = "item/commandExecution/requestApproval"
PATCH_APPROVAL = "item/fileChange/requestApproval"
NAMES = [
    "Fix the flaky resume test",
    "Upgrade pydantic",
    "Explain the router",
    "日本語のドキュメントを更新する",
    "Why is the build slow?",
    "release notes, shorter",
    "Write release notes",
    "Port to trio",
    None,
    "Review the payments branch",
    "Draw an icon for the empty state",
]


async def _list(client: WireClient, **params: Any) -> list[dict[str, Any]]:
    result = await client.request("thread/list", sortKey="recency_at", modelProviders=[], **params)
    rows: list[dict[str, Any]] = result["data"]
    return rows


async def _connect(pace: float = 0) -> tuple[WireClient, ScriptedServer]:
    server = demo_server(pace)
    return await WireClient.connect(server), server


async def _new_thread(client: WireClient, **params: Any) -> str:
    result = await client.request("thread/start", **params)
    return str(result["thread"]["id"])


async def _of(client: WireClient, thread_id: str, method: str) -> dict[str, Any]:
    return await client.until(
        lambda message: message.get("method") == method and message["params"]["threadId"] == thread_id
    )


async def test_the_list_shows_the_days_threads_with_the_busy_ones_on_top() -> None:
    client, _ = await _connect()
    rows = await _list(client, sourceKinds=["cli", "vscode"])
    assert [row["name"] for row in rows] == NAMES
    assert [row["status"]["type"] for row in rows[:4]] == ["active"] * 4
    assert all(row["recencyAt"] <= DEMO_NOW + 1 for row in rows)
    archived = await _list(client, archived=True)
    assert [row["name"] for row in archived] == ["Spike: sqlite instead of redis", "Try the new linter"]


async def test_the_histories_together_show_every_kind_of_item_and_of_ending() -> None:
    client, server = await _connect()
    kinds: set[str] = set()
    endings: set[str] = set()
    for thread in server.threads.values():
        read = await client.request("thread/read", threadId=thread.id, includeTurns=True)
        for turn in read["thread"]["turns"]:
            endings.add(turn["status"])
            kinds.update(item["type"] for item in turn["items"])
    known = {member.model_fields["type"].default for member in v2_all.ThreadItem.__subclasses__()}
    assert kinds == {kind for kind in known if isinstance(kind, str)}
    assert endings == {"completed", "failed", "interrupted", "inProgress"}


async def test_at_the_start_two_threads_work_one_asks_and_one_answers() -> None:
    client, server = await _connect()
    asked = await client.until(COMMAND_APPROVAL)
    names = {thread.name: thread.id for thread in server.threads.values()}
    assert asked["params"]["threadId"] == names["Upgrade pydantic"]
    assert "pip install" in asked["params"]["command"]
    completed = await client.until("turn/completed")
    assert completed["params"]["threadId"] == names["Explain the router"]
    rows = {row["name"]: row["status"] for row in await _list(client)}
    assert rows["Upgrade pydantic"] == {"type": "active", "activeFlags": ["waitingOnApproval"]}
    assert rows["Fix the flaky resume test"] == {"type": "active", "activeFlags": []}
    assert rows["Port to trio"] == {"type": "systemError"}


@pytest.mark.parametrize(("decision", "ending"), [("accept", "412"), ("decline", "nothing is installed")])
async def test_the_upgrade_goes_on_after_the_persons_answer(decision: str, ending: str) -> None:
    client, _ = await _connect()
    client.decisions = {method: {"decision": decision} for method in (COMMAND_APPROVAL, PATCH_APPROVAL)}
    asked = await client.until(COMMAND_APPROVAL)
    completed = await _of(client, asked["params"]["threadId"], "turn/completed")
    said = [
        str(message["params"]["item"].get("text") or message["params"]["item"].get("aggregatedOutput"))
        for message in client.heard
        if message.get("method") == "item/completed"
    ]
    assert completed["params"]["turn"]["status"] == "completed"
    assert any(ending in text for text in said)


async def test_the_running_turn_is_steered_and_goes_on() -> None:
    client, server = await _connect()
    thread = next(thread for thread in server.threads.values() if thread.name == "Fix the flaky resume test")
    await client.until(lambda message: "scripts/repeat" in str(message.get("params")))
    params = {"threadId": thread.id, "input": [{"type": "text", "text": "that is enough"}]}
    await client.request("turn/start", **params)
    completed = await _of(client, thread.id, "turn/completed")
    assert completed["params"]["turn"]["status"] == "completed"
    assert any(
        "that is enough" in str(item) for item in thread.turns[-1].items if item["type"] == "agentMessage"
    )


async def test_the_running_turn_is_interrupted_and_another_begins() -> None:
    client, server = await _connect()
    thread = next(thread for thread in server.threads.values() if thread.name == "Fix the flaky resume test")
    await client.until(lambda message: "scripts/repeat" in str(message.get("params")))
    await client.request("turn/interrupt", threadId=thread.id, turnId=thread.turns[-1].id)
    completed = await _of(client, thread.id, "turn/completed")
    assert completed["params"]["turn"]["status"] == "interrupted"
    await client.request("turn/start", threadId=thread.id, input=[{"type": "text", "text": "table, please"}])
    completed = await _of(client, thread.id, "turn/completed")
    assert completed["params"]["turn"]["status"] == "completed"


@pytest.mark.parametrize("word", ["hello", *(keys[0] for keys, _ in REPLIES)])
async def test_every_word_that_chooses_a_reply_plays_a_whole_turn(word: str) -> None:
    client, _ = await _connect()
    client.decisions = {method: {"decision": "accept"} for method in (COMMAND_APPROVAL, PATCH_APPROVAL)}
    client.decisions["item/tool/requestUserInput"] = {"answers": {"database": {"answers": ["postgres"]}}}
    client.decisions["item/permissions/requestApproval"] = {"permissions": {}, "scope": "turn"}
    client.decisions["mcpServer/elicitation/request"] = {"action": "accept", "content": {}}
    thread_id = await _new_thread(client)
    await client.request("turn/start", threadId=thread_id, input=[{"type": "text", "text": f"please {word}"}])
    completed = await _of(client, thread_id, "turn/completed")
    expected = "failed" if word == "fail" else "completed"
    assert completed["params"]["turn"]["status"] == expected
    assert "The scenario raised" not in str(completed)


async def test_a_thread_forks_archives_and_comes_back() -> None:
    client, server = await _connect()
    notes = next(thread for thread in server.threads.values() if thread.name == "Write release notes")
    fork = (await client.request("thread/fork", threadId=notes.id, excludeTurns=True))["thread"]
    assert fork["forkedFromId"] == notes.id
    await client.request("thread/archive", threadId=fork["id"])
    assert fork["id"] in [row["id"] for row in await _list(client, archived=True)]
    await client.request("thread/unarchive", threadId=fork["id"])
    await client.request("thread/resume", threadId=fork["id"], excludeTurns=True)
    await client.request("turn/start", threadId=fork["id"], input=[{"type": "text", "text": "table"}])
    await _of(client, fork["id"], "turn/completed")


async def test_the_demo_says_the_same_each_time() -> None:
    heard = []
    for _ in range(2):
        client, _ = await _connect()
        await client.until("turn/completed")
        heard.append(client.heard)
    assert heard[0] == heard[1]


async def test_the_demos_directory_is_trusted_and_its_account_signed_in() -> None:
    client, _ = await _connect()
    config = (await client.request("config/read"))["config"]
    assert config["projects"][DEMO_CWD] == {"trust_level": "trusted"}
    assert (await client.request("account/read"))["account"]["type"] == "chatgpt"
    assert (await client.request("account/rateLimits/read"))["rateLimits"]["primary"]["usedPercent"] == 38


def test_each_configuration_has_a_server_of_its_own() -> None:
    assert demo_config(0).transport != demo_config(0).transport
