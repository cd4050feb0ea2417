"""The session against a server in memory: what the real one cannot be made to do on demand."""

from __future__ import annotations

import pytest
from approval_requests import approvals
from codex_app_server import (
    AcceptWithExecpolicyAmendment,
    AppServerConfig,
    CodexError,
    Decision,
    JsonRpcError,
)
from codex_app_server.testing import ScriptedServer, StoredThread, StoredTurn, TurnScript, items
from codex_tui.session import AnswerNotOfferedError, ProblemKind, Trust
from codex_tui.state.items import AgentMessage, UserMessage
from session_stage import listening, texts

pytestmark = pytest.mark.anyio


def config(server: ScriptedServer) -> AppServerConfig:
    """A client of this server."""
    return AppServerConfig(transport=server.transport)


async def waits(turn: TurnScript) -> None:
    """Ask for a command, so that the turn waits until it is answered or interrupted."""
    await turn.command("rm -rf build", ask=True)
    await turn.say("settled")


async def test_a_prompt_makes_a_thread_and_its_answer_is_folded() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "hello")
        thread = await stage.idle(thread_id)
        assert texts(thread, UserMessage) == ["hello"]
        assert texts(thread, AgentMessage) != []
        assert thread.history_loaded
        assert thread.loaded


async def test_sending_to_a_running_turn_steers_it() -> None:
    server = ScriptedServer(waits, pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "first")
        await stage.running(thread_id)
        await stage.session.turns.send(thread_id, "second")
        assert len(server.requests("turn/start")) == 1
        assert len(server.requests("turn/steer")) == 1


async def test_a_turn_that_ended_meanwhile_is_followed_by_a_new_one() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "first")
        thread = await stage.idle(thread_id)
        thread.active_turn_id = "gone"
        await stage.session.turns.send(thread_id, "second")
        await stage.until(lambda: texts(thread, UserMessage) == ["first", "second"])


async def test_an_interrupt_without_a_turn_does_nothing() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        assert not await stage.session.turns.interrupt(thread_id)
        stage.store.thread(thread_id).active_turn_id = "gone"
        assert not await stage.session.turns.interrupt(thread_id)


async def test_an_approval_waits_for_its_answer_and_gets_it() -> None:
    server = ScriptedServer(waits, pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "go")
        await stage.until(lambda: stage.store.pending, "an approval")
        approval = approvals(stage.store)[0]
        assert "rm -rf build" in approval.command
        assert stage.session.answer(approval.key, Decision.ACCEPT)
        thread = await stage.idle(thread_id)
        assert stage.store.pending == []
        assert texts(thread, AgentMessage) == ["settled"]


async def test_an_answer_to_an_approval_that_is_gone_is_not_sent() -> None:
    server = ScriptedServer(waits, pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "go")
        await stage.until(lambda: stage.store.pending, "an approval")
        key = stage.store.pending[0].key
        await stage.session.turns.interrupt(thread_id)
        await stage.until(lambda: not stage.store.pending, "the approval to go")
        assert not stage.session.answer(key, Decision.ACCEPT)


async def test_an_answer_that_the_server_did_not_offer_is_not_sent() -> None:
    server = ScriptedServer(waits, pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "go")
        await stage.until(lambda: stage.store.pending, "an approval")
        [approval] = stage.store.pending
        for decision in (
            Decision.ACCEPT_FOR_SESSION,
            AcceptWithExecpolicyAmendment(("ls",)),
            "acceptForever",
        ):
            with pytest.raises(AnswerNotOfferedError, match="was not sent: the server offers accept, accept"):
                stage.session.answer(approval.key, decision)
        assert stage.store.pending == [approval]
        assert stage.session.answer(approval.key, Decision.CANCEL)
        await stage.idle(thread_id)


async def test_a_file_change_is_asked_for_with_its_diff() -> None:
    async def patches(turn: TurnScript) -> None:
        await turn.patch(items.add_file(f"{server.cwd}/a.txt", "hello\n"), ask=True)

    server = ScriptedServer(patches, pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "go")
        await stage.until(lambda: [each for each in approvals(stage.store) if each.changes], "the diff")
        changes = approvals(stage.store)[0].changes
        assert [(change.kind, change.diff) for change in changes] == [("add", "+hello\n")]


async def test_the_list_is_read_to_its_end_with_every_provider_and_kind() -> None:
    threads = [
        StoredThread(preview="prompt", turns=[StoredTurn()], recency_at=1_700_000_000 + number)
        for number in range(230)
    ]
    server = ScriptedServer(threads=threads, pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        await stage.session.threads.load_list()
        assert len(stage.store.rows()) == 230
        asked = server.requests("thread/list")
        assert len(asked) == 3
        for params in asked:
            assert params["modelProviders"] == []
            assert params["sortKey"] == "recency_at"
            kinds = params["sourceKinds"]
            assert isinstance(kinds, list)
            assert "exec" in kinds
            assert not any("subAgent" in kind for kind in kinds)


async def test_history_is_read_in_pages_and_in_order() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        for number in range(3):
            await stage.session.turns.send(thread_id, f"prompt {number}")
            await stage.idle(thread_id)
    async with listening(config(server), cwd=server.cwd) as stage:
        await stage.session.threads.load_list()
        await stage.session.threads.load_history(thread_id)
        thread = stage.store.thread(thread_id)
        assert texts(thread, UserMessage) == ["prompt 0", "prompt 1", "prompt 2"]
        assert not thread.loaded


async def test_a_long_history_is_read_from_its_end_a_page_at_a_time() -> None:
    turns = [StoredTurn([items.user_message(f"prompt {number}")]) for number in range(47)]
    server = ScriptedServer(pace=0)
    thread_id = server.add_thread(StoredThread(turns=turns)).id
    async with listening(config(server), cwd=server.cwd) as stage:
        threads = stage.session.threads
        await threads.load_history(thread_id)
        thread = stage.store.thread(thread_id)
        held = thread.items
        assert texts(thread, UserMessage) == [f"prompt {number}" for number in range(37, 47)]
        rest = thread.older
        assert rest is not None
        await threads.load_older(thread_id)
        assert texts(thread, UserMessage) == [f"prompt {number}" for number in range(17, 47)]
        await threads.load_older(thread_id)
        assert texts(thread, UserMessage) == [f"prompt {number}" for number in range(47)]
        assert thread.older is None
        assert thread.items is held
        asked = len(server.requests("thread/turns/list"))
        await threads.load_older(thread_id)
        assert len(server.requests("thread/turns/list")) == asked


async def test_a_thread_before_its_first_turn_has_an_empty_history() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.threads.load_history(thread_id)
        assert stage.store.thread(thread_id).items == []


async def test_a_thread_that_another_client_holds_becomes_read_only() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as other:
        thread_id = await other.session.turns.start_thread(server.cwd)
        await other.session.turns.send(thread_id, "mine")
        await other.idle(thread_id)
        async with listening(config(server), cwd=server.cwd) as stage:
            await stage.session.threads.load_list()
            with pytest.raises(JsonRpcError):
                await stage.session.turns.send(thread_id, "me too")
            held = stage.store.thread(thread_id)
            assert held.read_only == "Another program holds this thread."
            # The system's table knows nothing of it: only a person's try makes it writable again.
            assert not stage.session.check_writer(thread_id, tries=False)
            assert stage.session.check_writer(thread_id)
            assert held.read_only is None


async def test_a_dead_server_is_told_once_and_everything_open_is_closed() -> None:
    server = ScriptedServer(waits, pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "go")
        await stage.until(lambda: stage.store.pending, "an approval")
        server.crash(-9)
        await stage.until(lambda: stage.lost, "the news")
        assert [lost.how for lost in stage.lost] == ["signal 9"]
        assert not stage.session.connected
        thread = stage.store.thread(thread_id)
        assert thread.active_turn_id is None
        assert not any(item.is_open for item in thread.items)
        await stage.until(lambda: not stage.store.pending, "the approval to go")
        with pytest.raises(CodexError, match="no server at the moment"):
            await stage.session.turns.send(thread_id, "again")


async def test_after_a_death_the_session_starts_again_and_repeats_nothing() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "one")
        await stage.idle(thread_id)
        server.crash(-9)
        await stage.until(lambda: stage.lost, "the news")
        await stage.start()
        assert stage.session.connected
        assert len(server.requests("turn/start")) == 1
        await stage.session.turns.send(thread_id, "two")
        thread = await stage.idle(thread_id)
        await stage.until(lambda: texts(thread, UserMessage) == ["one", "two"])


async def test_closing_is_no_loss() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        pass
    assert stage.lost == []


async def test_nobody_signed_in_is_a_problem_with_a_way_out() -> None:
    server = ScriptedServer(pace=0, requires_auth=True, login_seconds=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        problem = stage.session.readiness.problem
        assert problem is not None
        assert problem.kind is ProblemKind.NO_LOGIN
        assert problem.offers_login
        await stage.session.login.with_api_key("sk-test")
        await stage.until(lambda: stage.logins, "the end of the login")
        assert stage.logins[0].success
        assert (await stage.session.check_readiness()).problem is None


async def test_a_login_in_the_browser_gives_an_address_and_can_be_cancelled() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    async with listening(config(server), cwd=server.cwd) as stage:
        offer = await stage.session.login.with_chatgpt()
        assert offer.url.startswith("https://")
        await stage.session.login.cancel(offer)
        await stage.until(lambda: stage.logins, "the end of the login")
        assert not stage.logins[0].success


async def test_a_login_with_a_code_gives_the_code() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    async with listening(config(server), cwd=server.cwd) as stage:
        offer = await stage.session.login.with_device_code()
        assert offer.url.startswith("https://")
        assert offer.code


async def test_trust_is_unknown_until_it_is_said_and_then_kept_in_the_config() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:
        assert stage.session.readiness.trust is Trust.UNKNOWN
        enough = [stage.session.is_trusted_enough]
        await stage.session.remember_trust(Trust.UNTRUSTED)
        assert [*enough, stage.session.is_trusted_enough] == [False, True]
        assert stage.session.settings_for(server.cwd).sandbox == "read-only"
        assert (await stage.session.start()).trust is Trust.UNTRUSTED


async def test_what_a_new_thread_will_get_is_known_before_it_is_there() -> None:
    server = ScriptedServer(pace=0)
    async with listening(config(server), cwd=server.cwd) as stage:

        def expected() -> tuple[str | None, str | None]:
            new = stage.session.expected()
            return new.sandbox, new.approval_policy

        assert expected() == (None, None)
        await stage.session.remember_trust(Trust.TRUSTED)
        assert expected() == ("workspace-write", "on-request")
        await stage.session.remember_trust(Trust.UNTRUSTED)
        assert expected() == ("read-only", "untrusted")
    async with listening(config(server), cwd=server.cwd, approval_policy="never") as stage:
        assert expected() == ("read-only", "never")


async def test_a_directory_whose_name_cannot_be_shown_as_it_is_keeps_its_trust() -> None:
    cwd = "/src/\x1b]0;owned\x07"
    thread = StoredThread(cwd=cwd, turns=[StoredTurn([items.user_message("before")])])
    server = ScriptedServer(pace=0, cwd=cwd, threads=[thread])
    server.config["projects"] = {cwd: {"trust_level": "untrusted"}}
    async with listening(config(server), cwd=cwd) as stage:
        await stage.session.threads.load_list()
        assert "\x1b" not in stage.store.thread(thread.id).cwd
        await stage.session.turns.send(thread.id, "go on")
        assert server.requests("thread/resume")[0]["sandbox"] == "read-only"


async def test_what_the_command_line_says_goes_to_the_thread() -> None:
    server = ScriptedServer(pace=0)
    async with listening(
        config(server), cwd=server.cwd, model="gpt-5.5", sandbox="read-only", approval_policy="never"
    ) as stage:
        await stage.session.turns.start_thread(server.cwd)
        params = server.requests("thread/start")[0]
        assert (params["model"], params["sandbox"], params["approvalPolicy"]) == (
            "gpt-5.5",
            "read-only",
            "never",
        )


async def test_a_missing_binary_is_a_problem_that_says_what_to_do() -> None:
    async with listening(AppServerConfig(codex_bin="/no/such/codex"), cwd="/") as stage:
        problem = stage.session.readiness.problem
        assert problem is not None
        assert problem.kind is ProblemKind.NO_BINARY
        assert "--codex-bin" in problem.what_to_do
        assert not stage.session.connected
