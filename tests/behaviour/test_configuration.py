"""Configuration and approvals, where one would guess wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import mcp_server
import pytest
from codex_app_server import Decision, ServerStartError
from real_server import CodexHome, make_home, real_config
from scripted_model import ScriptedModel

from behaviour.probe import Message, Probe


def test_untrusted_in_the_configuration_ends_the_server(behaviour_home: CodexHome) -> None:
    with pytest.raises(ServerStartError, match="no longer supported"):
        Probe(real_config(behaviour_home, config_overrides=("approval_policy=untrusted",)))


def test_an_unknown_policy_in_the_configuration_is_taken_for_another(server: Probe) -> None:
    write = {"keyPath": "approval_policy", "mergeStrategy": "replace"}
    assert server.ask("config/value/write", value="on-failure", **write)["status"] == "ok"
    assert server.ask("thread/start")["approvalPolicy"] == "on-request"
    server.ask("config/value/write", value="on-request", **write)
    assert "unknown variant" in server.refusal("thread/start", approvalPolicy="on-failure")


def test_a_key_that_does_not_exist_is_written(server: Probe) -> None:
    given = {"keyPath": "nosuchkey.x", "value": 1, "mergeStrategy": "replace"}
    assert server.ask("config/value/write", **given)["status"] == "ok"
    server.ask("config/value/write", **{**given, "keyPath": "nosuchkey", "value": None})


def test_a_program_that_does_not_exist_is_no_error(server: Probe) -> None:
    assert server.ask("command/exec", command=["nosuchprogram"])["exitCode"] == 101


def test_a_dot_in_a_path_of_a_key_splits_it(server: Probe, behaviour_home: CodexHome) -> None:
    write = {"mergeStrategy": "upsert", "value": "trusted"}
    assert server.ask("config/value/write", keyPath="projects./c.d.trust_level", **write)["status"] == "ok"
    assert '[projects."/c".d]' in (behaviour_home.path / "config.toml").read_text("utf-8")
    server.ask("config/value/write", keyPath='projects."/c"', value=None, mergeStrategy="replace")


def test_a_setting_of_the_command_line_wins_over_one_that_is_written(behaviour_home: CodexHome) -> None:
    config = real_config(behaviour_home, config_overrides=("approval_policy=never",))
    write = {"keyPath": "approval_policy", "value": "on-request", "mergeStrategy": "replace"}
    with Probe(config) as overridden:
        answer = overridden.ask("config/value/write", **write)
    assert (answer["status"], answer["overriddenMetadata"]["effectiveValue"]) == ("okOverridden", "never")


def test_nothing_tells_that_the_configuration_has_changed(server: Probe) -> None:
    write = {"keyPath": "model", "mergeStrategy": "replace"}
    thread = server.thread()
    server.ask("config/value/write", value="gpt-5.4", **write)
    new = server.ask("thread/start")["model"]
    server.ask("config/value/write", value="gpt-5.5", **write)
    server.run(thread, "text:x")
    assert (new, server.ask("thread/resume", threadId=thread, excludeTurns=True)["model"]) == (
        "gpt-5.4",
        "gpt-5.5",
    )
    assert [name for name, _ in server.heard if name.startswith("config/")] == []


def test_a_command_that_takes_too_long_has_an_ordinary_result(server: Probe) -> None:
    for limit in (0, 100):
        answer = server.ask("command/exec", command=["sleep", "60"], timeoutMs=limit)
        assert answer["exitCode"] == 124


def test_what_can_be_found_among_files(server: Probe, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("ignored*\n")
    for name in ("ignored-needle", "needle", *(f"many{number}" for number in range(60))):
        (tmp_path / name).write_text("")

    def found(query: str) -> list[str]:
        return [
            hit["path"] for hit in server.ask("fuzzyFileSearch", query=query, roots=[str(tmp_path)])["files"]
        ]

    assert found("") == []
    assert found("nedl") == ["needle"]
    assert len(found("many")) == 50


def test_a_session_of_the_file_search_does_not_see_new_files(server: Probe, tmp_path: Path) -> None:
    (tmp_path / "needle-early").write_text("")
    server.ask("fuzzyFileSearch/sessionStart", sessionId="s", roots=[str(tmp_path)])
    for query in ("needle", "needl"):
        server.ask("fuzzyFileSearch/sessionUpdate", sessionId="s", query=query)
        update = server.until("fuzzyFileSearch/sessionUpdated", partial(finds_for, query))
        assert [hit["path"] for hit in update["files"]] == ["needle-early"]
        (tmp_path / "needle-later").write_text("")
    server.ask("fuzzyFileSearch/sessionStop", sessionId="s")


def finds_for(query: str, said: Message) -> bool:
    return bool(said["query"] == query and said["files"])


def test_a_watch_looks_at_one_directory_only(server: Probe, tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    server.ask("fs/watch", watchId="w", path=str(tmp_path))
    (below / "unseen").write_text("")
    (tmp_path / "seen").write_text("")
    told = server.until("fs/changed", lambda said: str(tmp_path / "seen") in said["changedPaths"])
    assert str(below / "unseen") not in str([said for name, said in server.heard if name == "fs/changed"])
    assert told["watchId"] == "w"
    server.ask("fs/unwatch", watchId="w")


def test_a_loaded_thread_keeps_the_instructions_that_it_read(
    server: Probe, scripted_model: ScriptedModel, tmp_path: Path
) -> None:
    instructions = tmp_path / "AGENTS.md"
    instructions.write_text("OLD WORDS")
    thread = server.thread(cwd=str(tmp_path))
    server.run(thread, "text:x")
    instructions.write_text("NEW WORDS")
    server.run(thread, "text:after the change")
    asked = str(scripted_model.requests_with("text:after the change")[-1].body)
    assert ("OLD WORDS" in asked, "NEW WORDS" in asked) == (True, False)


def test_an_mcp_server_that_is_asked_by_name_waits_for_no_other(
    tmp_path: Path, scripted_model: ScriptedModel
) -> None:
    slow = '[mcp_servers.slow]\ncommand = "sleep"\nargs = ["60"]\n'
    dead = '[mcp_servers.dead]\ncommand = "false"\n'
    home = make_home(tmp_path, scripted_model, tables=f"{mcp_server.config()}\n{slow}\n{dead}")
    with Probe(real_config(home)) as probe:
        detail = {"detail": "toolsAndAuthOnly"}
        [good] = probe.ask("mcpServerStatus/list", serverName="forms", **detail)["data"]
        assert ("greet" in good["tools"], good["runtimeStatus"]) == (True, None)
        [broken] = probe.ask("mcpServerStatus/list", serverName="dead", **detail)["data"]
        assert "MCP startup failed" in broken["toolsError"]
        assert probe.ask("mcpServerStatus/list", serverName="nosuch", **detail)["data"] == []
        assert probe.is_never_answered("mcpServerStatus/list", **detail)


def test_a_hook_runs_once_it_is_trusted_and_outside_the_sandbox(
    tmp_path: Path, scripted_model: ScriptedModel
) -> None:
    made = tmp_path / "made-by-a-hook"
    hook = f'[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = "touch {made}"\n'
    home = make_home(tmp_path, scripted_model, tables=hook)
    with Probe(real_config(home)) as probe:
        probe.run(probe.thread(sandbox="read-only"), "text:x")
        [listed] = probe.ask("hooks/list", cwds=[str(home.work)])["data"][0]["hooks"]
        assert (listed["enabled"], listed["trustStatus"], made.exists()) == (True, "untrusted", False)
        trust = {listed["key"]: {"trusted_hash": listed["currentHash"]}}
        edit = {"keyPath": "hooks.state", "value": trust, "mergeStrategy": "upsert"}
        probe.ask("config/batchWrite", edits=[edit], reloadUserConfig=True)
        probe.run(probe.thread(sandbox="read-only"), "text:x")
        probe.eventually(made.exists)


def test_a_mistake_in_a_file_of_rules_switches_off_all_rules(
    tmp_path: Path, scripted_model: ScriptedModel
) -> None:
    home = make_home(tmp_path, scripted_model)
    (home.path / "rules").mkdir()
    (home.path / "rules/a.rules").write_text('prefix_rule(pattern=["touch"], decision="allow")\n')
    (home.path / "rules/b.rules").write_text("prefix_rule(pattern=[\n")
    log = tmp_path / "wire.jsonl"

    def warnings() -> list[Message]:
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.endswith("}")]
        said = [line["msg"] for line in lines if line["dir"] == "s>c"]
        said = [each for each in said if each.get("method") == "configWarning"]
        return [each["params"] for each in said if each["params"].get("path")]

    # It may come before a blocking client can listen.
    with Probe(replace(real_config(home), wire_log=log)) as probe:
        probe.eventually(lambda: bool(warnings()))
        assert "custom rules not applied" in warnings()[0]["summary"]
        turn = probe.begin(probe.thread(approvalPolicy="untrusted"), "shell:touch x\ntext:ran")
        probe.question().answer(Decision.DECLINE)
        probe.until("turn/completed", lambda said: said["turn"]["id"] == turn)
