"""Configuration and approvals, where one would guess wrong."""

from __future__ import annotations

import pytest
from codex_app_server import ServerStartError
from real_server import CodexHome, real_config

from behaviour.probe import Probe


def test_untrusted_in_the_configuration_ends_the_server(behaviour_home: CodexHome) -> None:
    """`approval_policy = "untrusted"` in the configuration ends the server; as a parameter it works.

    Client: Give it to `thread/start`.
    Ours: `ServerStartError` with the server's words, which name the setting.
    """
    with pytest.raises(ServerStartError, match="no longer supported"):
        Probe(real_config(behaviour_home, config_overrides=("approval_policy=untrusted",)))


def test_an_unknown_policy_in_the_configuration_is_taken_for_another(server: Probe) -> None:
    """`config/value/write` takes `on-failure` for `approval_policy`, and threads have `on-request`.

    Client: Read the policy of the thread back.
    Ours: `thread.settings` has what took effect.
    """
    write = {"keyPath": "approval_policy", "mergeStrategy": "replace"}
    assert server.ask("config/value/write", value="on-failure", **write)["status"] == "ok"
    assert server.ask("thread/start")["approvalPolicy"] == "on-request"
    server.ask("config/value/write", value="on-request", **write)
    assert "unknown variant" in server.refusal("thread/start", approvalPolicy="on-failure")


def test_a_key_that_does_not_exist_is_written(server: Probe) -> None:
    """`config/value/write` of an unknown key answers `ok` and writes it.

    Client: A misspelt setting is never an error.
    Ours: passed on.
    """
    given = {"keyPath": "nosuchkey.x", "value": 1, "mergeStrategy": "replace"}
    assert server.ask("config/value/write", **given)["status"] == "ok"
    server.ask("config/value/write", **{**given, "keyPath": "nosuchkey", "value": None})


def test_a_program_that_does_not_exist_is_no_error(server: Probe) -> None:
    """`command/exec` of a missing program is a result with exit code 101, not 127 and not an error.

    Client: Look at the exit code and at stderr.
    Ours: passed on.
    """
    assert server.ask("command/exec", command=["nosuchprogram"])["exitCode"] == 101
