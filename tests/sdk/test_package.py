from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import codex_app_server
import pytest

REFERENCE = """
Codex AsyncCodex RunResult Thread AsyncThread TurnHandle AsyncTurnHandle InitializeResponse
Input InputItem TextInput ImageInput LocalImageInput SkillInput MentionInput TurnStatus
retry_on_overload JsonRpcError MethodNotFoundError InvalidParamsError ServerBusyError is_retryable_error
"""
# What the official SDK of the reference's time exports besides.
OFFICIAL = """
__version__ AppServerConfig InternalRpcError InvalidRequestError ParseError RetryLimitExceededError
TransportClosedError AskForApproval Personality PlanType ReasoningEffort ReasoningSummary SandboxMode
SandboxPolicy ThreadItem ThreadForkParams ThreadListParams ThreadResumeParams ThreadSortKey ThreadSourceKind
ThreadStartParams ThreadTokenUsageUpdatedNotification TurnCompletedNotification TurnStartParams
TurnSteerParams
"""
WITHOUT_MEANING = {
    "AppServerClient": "use Codex,",
    "AsyncAppServerClient": "use AsyncCodex,",
    "AppServerError": "catch CodexError,",
    "AppServerRpcError": "catch JsonRpcError,",
    "ServiceTier": "as a string",
}
SDK = Path(codex_app_server.__file__).parent.parent


@pytest.mark.parametrize("name", [*REFERENCE.split(), *OFFICIAL.split()])
def test_every_name_of_the_reference_can_be_imported(name: str) -> None:
    assert getattr(codex_app_server, name) is not None
    assert name in codex_app_server.__all__


def test_the_names_are_all_that_the_official_sdk_of_that_time_exports() -> None:
    official = {*REFERENCE.split(), *OFFICIAL.split(), *WITHOUT_MEANING}
    assert len(official) == 52


@pytest.mark.parametrize("name", WITHOUT_MEANING)
def test_a_name_without_a_meaning_here_says_what_to_use(name: str) -> None:
    with pytest.raises(ImportError, match=f"has no {name}: .*{WITHOUT_MEANING[name]}"):
        exec(f"from codex_app_server import {name}")
    assert name not in codex_app_server.__all__


def test_every_public_name_resolves_and_is_listed() -> None:
    for name in codex_app_server.__all__:
        assert getattr(codex_app_server, name) is not None
    assert set(codex_app_server._HOME) | {"__version__"} == set(codex_app_server.__all__)
    assert set(codex_app_server.__all__) <= set(dir(codex_app_server))
    assert codex_app_server.__version__.count(".") == 2


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = codex_app_server.Nothing


@pytest.mark.parametrize(
    "program",
    [
        "import codex_app_server",
        "from codex_app_server import AppServerConfig, TextInput, CodexError, Decision",
        "from codex_app_server import Codex, AsyncCodex, Thread, TurnHandle, retry_on_overload",
    ],
)
def test_importing_the_package_and_its_clients_does_not_import_pydantic(program: str) -> None:
    check = (
        f"{program}\nimport sys\nassert {{'pydantic', 'pydantic_core', 'textual'}}.isdisjoint(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", check], check=True, env={"PYTHONPATH": str(SDK)}, timeout=60)
