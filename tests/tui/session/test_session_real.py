"""The session against the real server with a scripted model: the requests of a conversation."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approval_requests import approvals
from codex_app_server import Decision, JsonRpcError
from codex_tui.session import ProblemKind, Trust
from codex_tui.session.writer_locks import writer_of
from codex_tui.state.items import AgentMessage
from codex_tui.state.threads import TurnPhase
from processes import processes_with
from session_stage import listening, texts

TOLD = Path("/proc/locks").exists()

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


async def test_a_conversation_is_found_again_and_goes_on_after_a_restart(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        await stage.session.turns.send(thread_id, "text:first answer")
        thread = await stage.idle(thread_id)
        assert texts(thread, AgentMessage) == ["first answer"]
    async with listening(real_config(), cwd=cwd) as stage:
        await stage.session.threads.load_list()
        assert [row.id for row in stage.store.rows()] == [thread_id]
        await stage.session.threads.load_history(thread_id)
        thread = stage.store.thread(thread_id)
        assert texts(thread, AgentMessage) == ["first answer"]
        assert not thread.loaded
        await stage.session.turns.send(thread_id, "text:second answer")
        await stage.until(lambda: texts(thread, AgentMessage) == ["first answer", "second answer"])


async def test_a_running_turn_is_steered_and_interrupted(real_config: Config, codex_home: CodexHome) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        await stage.session.turns.send(thread_id, "slow:200:50")
        thread = await stage.running(thread_id)
        await stage.until(lambda: texts(thread, AgentMessage), "the first words")
        await stage.session.turns.send(thread_id, "slow:300:50")
        await stage.until(lambda: len(texts(thread, AgentMessage)) == 2, "words after the steer")
        assert len(thread.turns) == 1
        assert await stage.session.turns.interrupt(thread_id)
        await stage.idle(thread_id)
        assert not any(item.is_open for item in thread.items)


async def test_a_prompt_that_was_just_sent_is_interrupted_as_soon_as_it_starts(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        for prompt in range(5):
            await stage.session.turns.send(thread_id, f"slow:20{prompt}:50")
            assert await stage.session.turns.interrupt(thread_id)
            assert await stage.session.turns.interrupt(thread_id), "the server answers the first one only"
            thread = await stage.idle(thread_id)
            assert [turn.phase.value for turn in thread.turns.values()] == ["interrupted"] * (prompt + 1)


async def test_a_command_is_approved_and_runs(real_config: Config, codex_home: CodexHome) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd, approval_policy="untrusted") as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        await stage.session.turns.send(thread_id, "patch:a.txt:hello")
        await stage.until(lambda: [each for each in approvals(stage.store) if each.changes], "the diff")
        approval = approvals(stage.store)[0]
        assert [change.kind for change in approval.changes] == ["add"]
        stage.session.answer(approval.key, Decision.DECLINE)
        await stage.idle(thread_id)
        assert not (codex_home.work / "a.txt").exists()


async def test_a_fork_an_archive_and_back(real_config: Config, codex_home: CodexHome) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        await stage.session.turns.send(thread_id, "text:answer")
        await stage.idle(thread_id)
        fork_id = await stage.session.threads.fork(thread_id)
        fork = stage.store.thread(fork_id)
        assert fork.forked_from == thread_id
        assert texts(fork, AgentMessage) == ["answer"]
        await stage.session.threads.rename(thread_id, "a name")
        await stage.until(lambda: stage.store.thread(thread_id).name == "a name", "the name")
        await stage.session.threads.archive(thread_id)
        await stage.until(lambda: stage.store.thread(thread_id).archived, "the archive")
        await stage.session.threads.unarchive(thread_id)
        await stage.until(lambda: not stage.store.thread(thread_id).archived, "the thread back")
        await stage.session.turns.send(thread_id, "text:again")
        await stage.until(lambda: "again" in texts(stage.store.thread(thread_id), AgentMessage))


async def test_a_thread_of_another_server_on_the_same_home_is_read_only(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as other:
        thread_id = await other.session.turns.start_thread(cwd)
        await other.session.turns.send(thread_id, "text:mine")
        await other.idle(thread_id)
        async with listening(real_config(), cwd=cwd) as stage:
            await stage.session.threads.load_list()
            await stage.session.threads.load_history(thread_id)
            assert texts(stage.store.thread(thread_id), AgentMessage) == ["mine"]
            # Seen without asking for it, where the system tells who locks what.
            stage.session.check_writer(thread_id)
            held = stage.store.thread(thread_id)
            assert ("Another client" in (held.read_only or "")) is TOLD
            stage.store.thread(thread_id).read_only = None
            with pytest.raises(JsonRpcError):
                await stage.session.turns.send(thread_id, "text:yours")
            assert stage.store.thread(thread_id).read_only is not None
            # A turn that the other one runs is not called interrupted here.
            await other.session.turns.send(thread_id, "slow:200:100")
            await other.running(thread_id)
            held.stale = True
            await stage.session.threads.load_history(thread_id)
            assert [turn.phase for turn in held.turns.values()][-1] is TurnPhase.ELSEWHERE
            await other.session.turns.interrupt(thread_id)
            await other.idle(thread_id)
            held.stale = True
            await stage.session.threads.load_history(thread_id)
            assert [turn.phase for turn in held.turns.values()][-1] is TurnPhase.INTERRUPTED
            # One's own threads stay writable, and others when their client is gone.
            own = await stage.session.turns.start_thread(cwd)
            stage.session.check_writer(own)
            assert stage.store.thread(own).read_only is None
            await other.session.close()
            stage.session.check_writer(thread_id)
            assert stage.store.thread(thread_id).read_only is None


async def test_an_idle_thread_is_let_go_and_another_client_goes_on_in_it(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        assert not await stage.session.turns.release(thread_id), "the server keeps nothing of it yet"
        await stage.session.turns.send(thread_id, "text:one")
        await stage.idle(thread_id)
        assert await stage.session.turns.release(thread_id)
        async with listening(real_config(), cwd=cwd) as other:
            await other.session.threads.load_list()
            await other.until(lambda: writer_of(str(codex_home.path), thread_id) is None, "the thread free")
            await other.session.turns.send(thread_id, "text:two")
            await other.idle(thread_id)
            assert await other.session.turns.release(thread_id)
            await other.until(lambda: writer_of(str(codex_home.path), thread_id) is None, "the thread free")
        await stage.session.turns.send(thread_id, "text:three")
        thread = stage.store.thread(thread_id)
        await stage.until(lambda: texts(thread, AgentMessage)[-1:] == ["three"], "the third answer")
        # Opening it reads it again: another one may have written since it was released.
        assert thread.stale
        await stage.session.threads.load_history(thread_id)
        assert texts(thread, AgentMessage) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("trust", "sandbox"), [(Trust.TRUSTED, "workspace-write"), (Trust.UNTRUSTED, "read-only")]
)
async def test_the_answer_about_trust_is_kept_in_the_servers_config_and_holds(
    real_config: Config, codex_home: CodexHome, trust: Trust, sandbox: str
) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        assert stage.session.readiness.trust is Trust.UNKNOWN
        await stage.session.remember_trust(trust)
        thread_id = await stage.session.turns.start_thread(cwd)
        assert stage.store.thread(thread_id).sandbox == sandbox
    async with listening(real_config(), cwd=cwd) as stage:
        assert stage.session.readiness.trust is trust
    assert f'trust_level = "{trust.value}"' in (codex_home.path / "config.toml").read_text("utf-8")


async def test_trust_of_a_repository_holds_in_its_folders(real_config: Config, codex_home: CodexHome) -> None:
    deep = codex_home.work / "src" / "deep"
    deep.mkdir(parents=True)
    (codex_home.work / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    async with listening(real_config(), cwd=str(deep)) as stage:
        assert stage.session.readiness.trust_root == str(codex_home.work)
        await stage.session.remember_trust(Trust.TRUSTED)
    async with listening(real_config(), cwd=str(codex_home.work / "src")) as stage:
        assert stage.session.readiness.trust is Trust.TRUSTED


async def test_a_broken_config_is_a_problem_that_names_the_line(
    real_config: Config, codex_home: CodexHome
) -> None:
    (codex_home.path / "config.toml").write_text("model = [broken\n", encoding="utf-8")
    async with listening(real_config(), cwd=str(codex_home.work)) as stage:
        problem = stage.session.readiness.problem
        assert problem is not None
        assert problem.kind is ProblemKind.BROKEN_CONFIG
        assert "config.toml:1:" in problem.detail
        (codex_home.path / "config.toml").write_text("", encoding="utf-8")
        assert (await stage.session.start()).problem is not problem


async def test_without_a_login_the_default_provider_is_a_problem(
    real_config: Config, codex_home: CodexHome
) -> None:
    (codex_home.path / "config.toml").write_text("", encoding="utf-8")
    async with listening(real_config(), cwd=str(codex_home.work)) as stage:
        problem = stage.session.readiness.problem
        assert problem is not None
        assert problem.kind is ProblemKind.NO_LOGIN
        await stage.session.login.with_api_key("sk-not-a-key")
        await stage.until(lambda: stage.logins, "the end of the login")
        assert stage.logins[0].success
        assert (await stage.session.check_readiness()).problem is None


async def test_killing_the_server_is_told_with_its_signal(real_config: Config, codex_home: CodexHome) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        await stage.session.turns.send(thread_id, "slow:200:50")
        thread = await stage.running(thread_id)
        await stage.until(lambda: texts(thread, AgentMessage), "the first words")
        for process in processes_with(str(codex_home.path)):
            os.kill(process, signal.SIGKILL)
        await stage.until(lambda: stage.lost, "the news")
        assert stage.lost[0].how == "signal 9"
        assert thread.active_turn_id is None
        await stage.start()
        await stage.session.turns.send(thread_id, "text:going on")
        await stage.until(lambda: "going on" in texts(thread, AgentMessage), "the next turn")
