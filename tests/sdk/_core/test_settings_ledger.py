from __future__ import annotations

from codex_app_server._core.settings_ledger import SettingsLedger


def test_a_fork_repeats_what_a_start_was_told() -> None:
    ledger = SettingsLedger()
    told = {"sandbox": "workspace-write", "modelProvider": "p", "config": {"a": 1}, "model": "m"}
    ledger.told_thread("t", {**told, "cwd": "/x", "ephemeral": True})
    assert ledger.for_fork("t", {}) == told


def test_a_resume_repeats_only_what_the_server_forgets() -> None:
    ledger = SettingsLedger()
    ledger.told_thread("t", {"sandbox": "workspace-write", "model": "m", "approvalPolicy": "never"})
    assert ledger.for_resume("t", {}) == {"sandbox": "workspace-write"}


def test_what_the_caller_gives_wins_setting_by_setting() -> None:
    ledger = SettingsLedger()
    ledger.told_thread("t", {"sandbox": "danger-full-access", "config": {"a": 1, "b": 1}})
    assert ledger.for_fork("t", {"sandbox": "read-only", "config": {"b": 2}}) == {
        "sandbox": "read-only",
        "config": {"a": 1, "b": 2},
    }


def test_nothing_is_said_about_a_thread_that_nothing_was_told_of() -> None:
    ledger = SettingsLedger()
    ledger.told_thread("other", {"sandbox": "danger-full-access"})
    assert ledger.for_fork("t", {"model": "m"}) == {"model": "m"}
    assert ledger.for_resume("t", {}) == {}


def test_the_effort_of_a_turn_becomes_configuration() -> None:
    ledger = SettingsLedger()
    ledger.told_thread("t", {"config": {"model_reasoning_effort": "high", "x": 1}})
    ledger.told_turn("t", {"effort": "low"})
    assert ledger.for_fork("t", {}) == {"config": {"model_reasoning_effort": "low", "x": 1}}


def test_a_later_policy_of_a_turn_replaces_the_sandbox_and_is_never_wider() -> None:
    ledger = SettingsLedger()
    ledger.told_thread("t", {"sandbox": "danger-full-access"})
    ledger.told_turn("t", {"sandboxPolicy": {"type": "workspaceWrite", "writableRoots": ["/a"]}})
    assert ledger.for_resume("t", {}) == {
        "sandbox": "workspace-write",
        "config": {
            "sandbox_workspace_write.writable_roots": ["/a"],
            "sandbox_workspace_write.network_access": False,
            "sandbox_workspace_write.exclude_tmpdir_env_var": False,
            "sandbox_workspace_write.exclude_slash_tmp": False,
        },
    }


def test_a_policy_without_a_mode_becomes_read_only() -> None:
    ledger = SettingsLedger()
    ledger.told_turn("t", {"sandboxPolicy": {"type": "externalSandbox"}})
    assert ledger.for_resume("t", {}) == {"sandbox": "read-only"}


def test_what_is_sent_by_any_call_is_told_once_it_is_answered() -> None:
    ledger = SettingsLedger()
    ledger.answered("thread/start", {"sandbox": "danger-full-access"}, {"thread": {"id": "t"}})
    assert ledger.for_fork("t", {}) == {"sandbox": "danger-full-access"}
    ledger.answered("thread/settings/update", {"threadId": "t", "sandboxPolicy": {"type": "readOnly"}}, {})
    assert ledger.for_fork("t", {}) == {"sandbox": "read-only"}
    ledger.answered("turn/start", {"threadId": "t", "effort": "low", "model": None}, {})
    assert ledger.for_fork("t", {}) == {"sandbox": "read-only", "config": {"model_reasoning_effort": "low"}}
    for nothing in ("thread/read", "turn/steer"):
        ledger.answered(nothing, {"threadId": "t", "sandbox": "danger-full-access"}, {"thread": {"id": "t"}})
    ledger.answered("thread/start", None, {})
    ledger.answered("thread/start", {"sandbox": "danger-full-access"}, {"thread": None})
    assert ledger.for_resume("t", {})["sandbox"] == "read-only"


def test_a_profile_of_permissions_takes_the_place_of_the_sandbox() -> None:
    ledger = SettingsLedger()
    ledger.told_thread("t", {"sandbox": "danger-full-access", "config": {"a": 1}})
    ledger.told_turn("t", {"sandboxPolicy": {"type": "workspaceWrite"}})
    ledger.told_turn("t", {"permissions": ":read-only"})
    assert ledger.for_fork("t", {}) == {"config": {"a": 1}}
    ledger.told_thread("u", {"permissions": ":read-only", "model": "m"})
    assert ledger.for_fork("u", {}) == {"model": "m"}
    ledger.told_turn("t", {"sandboxPolicy": {"type": "readOnly"}})
    assert ledger.for_resume("t", {}) == {"sandbox": "read-only", "config": {"a": 1}}
