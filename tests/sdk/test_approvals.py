"""Approvals on the real server: what is declined does not happen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio
import pytest
from codex_app_server import (
    AcceptWithExecpolicyAmendment,
    ApplyNetworkPolicyAmendment,
    ApprovalDecision,
    ApprovalRequest,
    AppServerConfig,
    AsyncCodex,
    Codex,
    CommandApproval,
    Decision,
    FileChangeApproval,
    InvalidInputError,
    RunResult,
    TextInput,
    TurnStatus,
)
from codex_app_server.approvals import decision_to_wire, decisions_from_wire
from codex_app_server.generated import v2_all
from patience import PATIENCE

if TYPE_CHECKING:
    from real_server import CodexHome

RealConfig = Callable[..., AppServerConfig]
SCRIPT = "shell:touch made.txt\ntext:Done."
PATCH = "patch:made.txt:content\ntext:Done."


@pytest.fixture
def anyio_backend() -> str:
    """One event loop is enough here; `_io/test_server_requests.py` has both."""
    return "asyncio"


def run(config: AppServerConfig, script: str) -> RunResult:
    with Codex(config) as codex:
        return codex.thread_start(approval_policy="untrusted", sandbox="workspace-write").run(script)


def statuses(result: RunResult) -> list[str]:
    kinds = (v2_all.CommandExecutionThreadItem, v2_all.FileChangeThreadItem)
    return [item.status.value for item in result.items if isinstance(item, kinds)]


@pytest.mark.parametrize("script", [SCRIPT, PATCH])
def test_without_a_handler_nothing_happens_and_a_warning_says_so_once(
    script: str, real_config: RealConfig, codex_home: CodexHome, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "codex_app_server"):
        result = run(real_config(), f"{script.splitlines()[0]}\n{script}")
    assert statuses(result) == ["declined", "declined"]
    assert not (codex_home.work / "made.txt").exists()
    assert caplog.text.count("no approval handler") == 1


@pytest.mark.parametrize("script", [SCRIPT, PATCH])
@pytest.mark.parametrize(
    ("decision", "status", "made"), [(Decision.ACCEPT, "completed", True), ("decline", "declined", False)]
)
def test_what_the_handler_says_is_done(
    script: str,
    decision: ApprovalDecision,
    status: str,
    made: bool,
    real_config: RealConfig,
    codex_home: CodexHome,
) -> None:
    asked: list[ApprovalRequest] = []

    def handler(request: ApprovalRequest) -> ApprovalDecision:
        asked.append(request)
        return decision

    result = run(real_config(approval_handler=handler), script)
    assert statuses(result) == [status]
    assert result.final_response == "Done."
    assert (codex_home.work / "made.txt").exists() is made
    (request,) = asked
    if isinstance(request, CommandApproval):
        assert "touch made.txt" in (request.command or "")
        assert request.cwd == str(codex_home.work)
        assert Decision.ACCEPT in request.available_decisions
    else:
        assert isinstance(request, FileChangeApproval)
    assert request.item_id in {item.id for item in result.items if hasattr(item, "id")}


def test_accepting_for_the_session_is_asked_once(real_config: RealConfig) -> None:
    asked: list[ApprovalRequest] = []

    def handler(request: ApprovalRequest) -> Decision:
        asked.append(request)
        return Decision.ACCEPT_FOR_SESSION

    result = run(real_config(approval_handler=handler), f"shell:touch made.txt\n{SCRIPT}")
    assert statuses(result) == ["completed", "completed"]
    assert len(asked) == 1


def test_accepting_a_rule_covers_what_begins_like_it(real_config: RealConfig) -> None:
    asked: list[ApprovalRequest] = []

    def handler(request: ApprovalRequest) -> ApprovalDecision:
        asked.append(request)
        return AcceptWithExecpolicyAmendment(("touch",))

    script = "shell:touch one.txt\nshell:touch two.txt\ntext:Done."
    assert statuses(run(real_config(approval_handler=handler), script)) == ["completed", "completed"]
    assert len(asked) == 1


@pytest.mark.anyio
async def test_cancel_interrupts_the_turn(real_config: RealConfig, codex_home: CodexHome) -> None:
    async with AsyncCodex(real_config(approval_handler=lambda _: Decision.CANCEL)) as codex:
        thread = await codex.thread_start(approval_policy="untrusted", sandbox="workspace-write")
        turn = await thread.turn(TextInput(SCRIPT))
        assert (await turn.run()).status == TurnStatus.interrupted
    assert not (codex_home.work / "made.txt").exists()


@pytest.mark.anyio
async def test_interrupting_takes_the_question_back(real_config: RealConfig) -> None:
    asked, cancelled = anyio.Event(), anyio.Event()

    async def handler(request: ApprovalRequest) -> Decision:
        asked.set()
        try:
            await anyio.sleep_forever()
        finally:
            cancelled.set()
        return Decision.ACCEPT

    async with AsyncCodex(real_config(approval_handler=handler)) as codex:
        thread = await codex.thread_start(approval_policy="untrusted", sandbox="workspace-write")
        turn = await thread.turn(TextInput(SCRIPT))
        with anyio.fail_after(PATIENCE):
            await asked.wait()
            await turn.interrupt()
            await cancelled.wait()
            assert (await turn.run()).status == TurnStatus.interrupted


def test_only_decisions_go_over_the_wire() -> None:
    assert decision_to_wire("acceptForSession") == "acceptForSession"
    rule = {"applyNetworkPolicyAmendment": {"network_policy_amendment": {"host": "a.b", "action": "allow"}}}
    assert decision_to_wire(ApplyNetworkPolicyAmendment("a.b", "allow")) == rule
    assert decisions_from_wire([rule]) == (ApplyNetworkPolicyAmendment("a.b", "allow"),)
    for nonsense in (None, True, "yes", {"decision": "accept"}, ["accept"]):
        with pytest.raises(InvalidInputError, match="no answer to a request for approval"):
            decision_to_wire(nonsense)


def test_offers_of_another_shape_are_left_out() -> None:
    assert decisions_from_wire(["accept", {"applyNetworkPolicyAmendment": {}}, 5, {"x": 1}]) == (
        Decision.ACCEPT,
    )
    assert decisions_from_wire(None) == ()
