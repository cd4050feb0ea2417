"""What the server asks, and what an answer allows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import mcp_server
import pytest
from codex_app_server import (
    AcceptElicitation,
    AcceptWithExecpolicyAmendment,
    CommandApproval,
    Decision,
    GrantPermissions,
    JsonRpcError,
)
from real_server import CodexHome, make_home, real_config
from scripted_model import ScriptedModel

from behaviour.probe import Probe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codex_app_server import McpElicitation, PermissionsApproval

ASKING = {"approvalPolicy": "untrusted", "sandbox": "workspace-write"}
GREET = 'mcp:forms:greet:{"name": "Bo"}\ntext:Done.'


def types(items: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(item["type"], item.get("status")) for item in items if item["type"] != "userMessage"]


def test_a_steer_leaves_a_question_open(server: Probe) -> None:
    thread = server.thread(**ASKING)
    turn = server.begin(thread, "shell:touch steered\ntext:ran")
    asked = server.question()
    text = [{"type": "text", "text": "text:never mind"}]
    server.ask("turn/steer", threadId=thread, expectedTurnId=turn, input=text)
    asked.answer(Decision.ACCEPT)
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    items = server.turns(thread)[-1]["items"]
    assert [item["type"] for item in items][:3] == ["userMessage", "commandExecution", "userMessage"]


def test_a_steer_before_a_no_is_read_with_it(server: Probe, scripted_model: ScriptedModel) -> None:
    thread = server.thread(**ASKING)
    turn = server.begin(thread, "shell:touch unwanted\ntext:ran")
    asked = server.question()
    text = [{"type": "text", "text": "text:use a branch instead"}]
    server.ask("turn/steer", threadId=thread, expectedTurnId=turn, input=text)
    asked.answer(Decision.DECLINE)
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    [request] = scripted_model.requests_with("use a branch instead")
    assert [each["type"] for each in request.body["input"][-2:]] == ["function_call_output", "message"]
    assert "rejected by user" in json.dumps(request.body["input"][-2])


def test_a_no_is_taken_where_only_a_cancel_is_listed(server: Probe) -> None:
    thread = server.thread(**ASKING)
    turn = server.begin(thread, "shell:touch refused\ntext:went on")
    asked = server.question()
    assert isinstance(asked.request, CommandApproval)
    available = asked.request.available_decisions
    assert Decision.CANCEL in available
    assert Decision.DECLINE not in available
    asked.answer(Decision.DECLINE)
    ended = server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    assert ended["turn"]["status"] == "completed"
    said = [
        said["item"] for name, said in server.heard if name == "item/completed" and said["turnId"] == turn
    ]
    assert types(said)[0] == ("commandExecution", "declined")


def test_a_cancel_of_one_question_leaves_items_open_for_ever(server: Probe) -> None:
    thread = server.thread(**ASKING)
    turn = server.begin(thread, "par:touch one||touch two||touch three")
    questions = [server.question() for _ in range(3)]
    questions[0].answer(Decision.CANCEL)
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    completed = [
        said["item"]["id"]
        for name, said in server.heard
        if name == "item/completed" and said["turnId"] == turn and said["item"]["type"] == "commandExecution"
    ]
    assert completed == [questions[0].request.item_id]
    for question in questions[1:]:
        question.answer(Decision.DECLINE)


def test_a_rule_that_was_accepted_holds_in_its_thread_and_in_new_ones(server: Probe) -> None:
    one, other = server.thread(**ASKING), server.thread(**ASKING)
    first = server.begin(one, "shell:touch ruled\ntext:ran")
    server.question().answer(AcceptWithExecpolicyAmendment(("touch", "ruled")))
    server.until("turn/completed", lambda said: said["turn"]["id"] == first)
    server.run(one, "shell:touch ruled more\ntext:ran")
    server.run(server.thread(**ASKING), "shell:touch ruled\ntext:ran")
    assert server.asked.empty()
    second = server.begin(other, "shell:touch ruled\ntext:ran")
    server.question().answer(Decision.DECLINE)
    server.until("turn/completed", lambda said: said["turn"]["id"] == second)


def test_a_rule_that_was_removed_holds_in_threads_that_are_loaded(
    server: Probe, behaviour_home: CodexHome
) -> None:
    file = behaviour_home.path / "rules" / "default.rules"
    file.parent.mkdir(exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f'{before}prefix_rule(pattern=["touch", "gone"], decision="allow")\n', "utf-8")
    loaded = server.thread(**ASKING)
    server.run(loaded, "shell:touch gone\ntext:ran")
    file.write_text(before, "utf-8")
    server.run(loaded, "shell:touch gone again\ntext:ran")
    turn = server.begin(server.thread(**ASKING), "shell:touch gone\ntext:ran")
    server.question().answer(Decision.DECLINE)
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)


def test_a_rule_may_be_of_any_words(server: Probe, behaviour_home: CodexHome) -> None:
    thread = server.thread(**ASKING)
    turn = server.begin(thread, "shell:touch foreign\ntext:ran")
    server.question().answer(AcceptWithExecpolicyAmendment(("python3",)))
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    assert '["python3"]' in (behaviour_home.path / "rules" / "default.rules").read_text("utf-8")


def test_a_reviewer_of_the_server_asks_the_provider(
    server: Probe, behaviour_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    thread = server.thread(approvalPolicy="on-request", sandbox="read-only", approvalsReviewer="auto_review")
    server.run(thread, "escalate:touch reviewed\ntext:ran")
    assert not (behaviour_home.work / "reviewed").exists()
    assert "codex-auto-review" in {each.body.get("model") for each in scripted_model.requests}


def _ask(**params: object) -> str:
    return "mcp:forms:ask:" + json.dumps({"params": params}) + "\ntext:Done."


class Asked:
    """What the server asked about tools and permissions, and the answer to the next such question."""

    def __init__(self) -> None:
        self.elicitations: list[McpElicitation] = []
        self.permissions: list[PermissionsApproval] = []
        self.content: dict[str, object] | None = None

    def elicitation(self, request: McpElicitation) -> AcceptElicitation | Decision:
        self.elicitations.append(request)
        return Decision.CANCEL if self.content is None else AcceptElicitation(self.content)

    def permission(self, request: PermissionsApproval) -> GrantPermissions:
        self.permissions.append(request)
        files = request.params.model_dump(mode="json", by_alias=True)["permissions"]["fileSystem"]
        return GrantPermissions({"fileSystem": {"entries": files["entries"][:1]}})


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked()


def test_a_denied_action_is_approved_in_another_spelling(
    server: Probe, scripted_model: ScriptedModel
) -> None:
    thread = server.thread(approvalPolicy="on-request", sandbox="read-only", approvalsReviewer="auto_review")
    server.run(thread, "escalate:touch denied\ntext:ran")
    [said] = [
        said
        for name, said in server.heard
        if name == "item/autoApprovalReview/completed" and said["threadId"] == thread
    ]
    event = {"id": said["reviewId"], "turn_id": said["turnId"], "started_at_ms": said["startedAtMs"]}
    event |= {"status": "denied", "target_item_id": said["targetItemId"], "action": said["action"]}
    with pytest.raises(JsonRpcError, match="unknown variant `unifiedExec`"):
        server.ask("thread/approveGuardianDeniedAction", threadId=thread, event=event)
    event["action"] = {**said["action"], "source": "unified_exec"}
    server.ask("thread/approveGuardianDeniedAction", threadId=thread, event=event)
    server.run(thread, "text:and now")
    told = json.dumps(scripted_model.requests_with("and now")[-1].body["input"])
    assert "manually approved a specific action" in told


@pytest.fixture(scope="module")
def tools(
    tmp_path_factory: pytest.TempPathFactory, scripted_model: ScriptedModel, asked: Asked
) -> Iterator[Probe]:
    """A server with tools of an MCP server, whose questions are answered with `cancel` without content."""
    tables = "request_permissions_tool = true\n" + mcp_server.config()
    home = make_home(tmp_path_factory.mktemp("tools"), scripted_model, tables=tables)
    handlers = {"elicitation_handler": asked.elicitation, "permissions_handler": asked.permission}
    with Probe(real_config(home, **handlers)) as probe:
        yield probe


def test_never_to_ask_disables_tools_that_may_write(tools: Probe) -> None:
    failed = tools.run(tools.thread(sandbox="workspace-write"), GREET)
    assert types(failed["items"])[0] == ("mcpToolCall", "failed")
    assert "approval policy is never" in json.dumps(failed["items"])
    ran = tools.run(tools.thread(), GREET)
    assert types(ran["items"])[0] == ("mcpToolCall", "completed")


def test_to_cancel_a_tool_does_not_end_the_turn(tools: Probe) -> None:
    thread = tools.thread(approvalPolicy="on-request", sandbox="workspace-write")
    turn = tools.run(thread, GREET)
    assert (turn["status"], types(turn["items"])[0]) == ("completed", ("mcpToolCall", "failed"))
    assert "user cancelled MCP tool call" in json.dumps(turn["items"])


FORM = {"type": "object", "properties": {"b": {"type": "integer", "maximum": 9}, "a": {"type": "string"}}}


def test_never_to_ask_declines_elicitations(tools: Probe, asked: Asked) -> None:
    asked.elicitations.clear()
    turn = tools.run(tools.thread(), _ask(message="Who?", requestedSchema=FORM))
    assert asked.elicitations == []
    assert json.loads(turn["items"][1]["result"]["content"][0]["text"]) == {"action": "decline"}


def test_a_form_comes_in_the_order_of_the_alphabet(tools: Probe, asked: Asked) -> None:
    asked.elicitations.clear()
    properties = {"b": {"type": "string", "pattern": "^x"}, "a": {"type": "boolean"}}
    schema = {"type": "object", "properties": properties}
    tools.run(tools.thread(approvalPolicy="on-request"), _ask(message="Who?", requestedSchema=schema))
    (request,) = asked.elicitations
    came = (request.requested_schema or {})["properties"]
    assert isinstance(came, dict)
    assert [*came] == ["a", "b"]
    assert "pattern" not in json.dumps(came)


@pytest.mark.parametrize("word", ["title", "description"])
def test_a_form_with_a_title_of_its_own_is_cancelled_unasked(tools: Probe, asked: Asked, word: str) -> None:
    asked.elicitations.clear()
    thread = tools.thread(approvalPolicy="on-request")
    turn = tools.run(thread, _ask(message="Who?", requestedSchema={**FORM, word: "Booking"}))
    assert asked.elicitations == []
    assert json.loads(turn["items"][1]["result"]["content"][0]["text"]) == {"action": "cancel"}


def test_an_answer_to_a_form_is_not_checked(tools: Probe, asked: Asked) -> None:
    asked.content = {"b": 10, "c": "more"}
    try:
        thread = tools.thread(approvalPolicy="on-request")
        turn = tools.run(thread, _ask(message="Who?", requestedSchema=FORM))
    finally:
        asked.content = None
    text = json.loads(turn["items"][1]["result"]["content"][0]["text"])
    assert text == {"action": "accept", "content": {"b": 10, "c": "more"}}


def test_a_part_of_the_permissions_can_be_granted(
    tools: Probe, asked: Asked, scripted_model: ScriptedModel
) -> None:
    wanted = {"permissions": {"file_system": {"read": ["/etc"], "write": ["/out"]}}}
    script = "tool:request_permissions:" + json.dumps(wanted) + "\ntext:Done."
    tools.run(tools.thread(approvalPolicy="on-request", sandbox="workspace-write"), script)
    files = asked.permissions[-1].params.model_dump(mode="json", by_alias=True)["permissions"]["fileSystem"]
    assert (files["read"], files["write"], len(files["entries"])) == (["/etc"], ["/out"], 2)
    told = next(
        each["output"]
        for each in reversed(scripted_model.requests[-1].body["input"])
        if each["type"] == "function_call_output"
    )
    assert json.loads(told)["permissions"]["file_system"] == {"read": ["/etc"]}
