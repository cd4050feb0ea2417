"""Configuration and approvals, where one would guess wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from codex_app_server import ServerStartError
from real_server import CodexHome, real_config
from scripted_model import ScriptedModel

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


def test_a_dot_in_a_path_of_a_key_splits_it(server: Probe, behaviour_home: CodexHome) -> None:
    """The `keyPath` of `config/value/write` is split at each dot that is not in quotes.

    Client: Quote the parts: `projects."/home/me/c.d".trust_level`. Without quotes another key is written.
    Ours: passed on.
    """
    write = {"mergeStrategy": "upsert", "value": "trusted"}
    assert server.ask("config/value/write", keyPath="projects./c.d.trust_level", **write)["status"] == "ok"
    assert '[projects."/c".d]' in (behaviour_home.path / "config.toml").read_text("utf-8")
    server.ask("config/value/write", keyPath='projects."/c"', value=None, mergeStrategy="replace")


def test_a_setting_of_the_command_line_wins_over_one_that_is_written(behaviour_home: CodexHome) -> None:
    """`config/value/write` of a setting that was given with `--config` answers `okOverridden`: it has no effect.

    Client: Look at the status.
    Ours: passed on.
    """
    config = real_config(behaviour_home, config_overrides=("approval_policy=never",))
    write = {"keyPath": "approval_policy", "value": "on-request", "mergeStrategy": "replace"}
    with Probe(config) as overridden:
        answer = overridden.ask("config/value/write", **write)
    assert (answer["status"], answer["overriddenMetadata"]["effectiveValue"]) == ("okOverridden", "never")


def test_nothing_tells_that_the_configuration_has_changed(server: Probe) -> None:
    """After `config/value/write` no notification comes; a loaded thread keeps its model, a new one has the new model.

    Client: Read it again before it is shown.
    Ours: passed on.
    """
    write = {"keyPath": "model", "mergeStrategy": "replace"}
    thread = server.thread()
    server.ask("config/value/write", value="gpt-5.4", **write)
    new = server.ask("thread/start")["model"]
    server.ask("config/value/write", value="gpt-5.5", **write)
    server.run(thread, "text:x")
    assert (new, server.ask("thread/resume", threadId=thread, excludeTurns=True)["model"]) == ("gpt-5.4", "gpt-5.5")
    assert [name for name, _ in server.heard if name.startswith("config/")] == []


def test_a_command_that_takes_too_long_has_an_ordinary_result(server: Probe) -> None:
    """`command/exec` that runs out of time is a result with exit code 124; without `timeoutMs` that is after 10 s.

    Client: Take 124 for a timeout. For none set `disableTimeout`: `timeoutMs: 0` ends at once.
    Ours: passed on.
    """
    for limit in (0, 100):
        answer = server.ask("command/exec", command=["sleep", "60"], timeoutMs=limit)
        assert answer["exitCode"] == 124


def test_what_can_be_found_among_files(server: Probe, tmp_path: Path) -> None:
    """`fuzzyFileSearch` finds nothing for an empty query, no file that git ignores, and at most 50.

    Client: List a directory for the empty query.
    Ours: passed on (`api.fuzzy_file_search`).
    """
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("ignored*\n")
    for name in ("ignored-needle", "needle", *(f"many{number}" for number in range(60))):
        (tmp_path / name).write_text("")

    def found(query: str) -> list[str]:
        return [hit["path"] for hit in server.ask("fuzzyFileSearch", query=query, roots=[str(tmp_path)])["files"]]

    assert found("") == []
    assert found("nedle") == ["needle"]
    assert len(found("many")) == 50


def test_a_session_of_the_file_search_does_not_see_new_files(server: Probe, tmp_path: Path) -> None:
    """A `fuzzyFileSearch` session walks the files once, when it starts.

    Client: Start another for each search, or use the request without a session.
    Ours: passed on.
    """
    (tmp_path / "early").write_text("")
    server.ask("fuzzyFileSearch/sessionStart", sessionId="s", roots=[str(tmp_path)])
    seen = {}
    for name in ("early", "later"):
        (tmp_path / name).write_text("")
        server.ask("fuzzyFileSearch/sessionUpdate", sessionId="s", query=name)
        update = server.until(
            "fuzzyFileSearch/sessionUpdated",
            lambda said, name=name: said["query"] == name,
        )
        server.until("fuzzyFileSearch/sessionCompleted")
        seen[name] = [hit["path"] for hit in update["files"]]
    assert seen == {"early": ["early"], "later": []}
    server.ask("fuzzyFileSearch/sessionStop", sessionId="s")


def test_a_watch_looks_at_one_directory_only(server: Probe, tmp_path: Path) -> None:
    """`fs/watch` of a directory tells of what is in it, not of what is below.

    Client: Watch each directory. A file may be watched before it exists.
    Ours: passed on (`api.fs_watch`).
    """
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
    """A change of `AGENTS.md` does not reach a thread that is loaded.

    Client: Start a thread anew after such a change.
    Ours: passed on.
    """
    instructions = tmp_path / "AGENTS.md"
    instructions.write_text("OLD WORDS")
    thread = server.thread(cwd=str(tmp_path))
    server.run(thread, "text:x")
    instructions.write_text("NEW WORDS")
    server.run(thread, "text:after the change")
    asked = str(scripted_model.requests_with("text:after the change")[-1].body)
    assert ("OLD WORDS" in asked, "NEW WORDS" in asked) == (True, False)
