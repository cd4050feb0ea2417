"""A server that runs already, with other clients: found, lost and found again, shared."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest
from approval_requests import approvals
from codex_app_server import AppServerConfig, Decision, running_server
from codex_tui.session.servers import ServerChoice
from codex_tui.state.items import AgentMessage, Notice, UserMessage
from codex_tui.state.threads import TurnPhase
from listening_server import listening_server, relay
from session_stage import Listening, listening, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_tui.session import CodexSession
    from codex_tui.state.threads import ThreadState
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


def at(url: str) -> ServerChoice:
    """The choice that the command line makes with `--server URL`."""
    return ServerChoice(url=url, transport=running_server(url))


async def test_two_clients_share_a_thread_its_turns_and_its_questions(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    with listening_server(codex_home) as server:
        choice = at(server.url)
        async with (
            listening(real_config(), cwd=cwd, server=choice, approval_policy="untrusted") as one,
            listening(real_config(), cwd=cwd, server=choice) as other,
        ):
            assert one.session.is_shared
            thread_id = await one.session.turns.start_thread(cwd)
            await one.session.turns.send(thread_id, "text:mine")
            await one.idle(thread_id)
            await other.session.threads.load_list()
            # Without having opened it: the turn must not seem to hang.
            await other.session.turns.send(thread_id, "text:yours")
            seen = other.store.thread(thread_id)
            await other.until(lambda: texts(seen, AgentMessage) == ["yours"], "the other's answer")
            mine = one.store.thread(thread_id)
            await one.until(lambda: texts(mine, AgentMessage) == ["mine", "yours"], "the answer here too")
            told = [item for item in mine.items if isinstance(item, Notice)]
            assert [item.text for item in told] == ["From another client of this server"]
            assert not any(isinstance(item, Notice) for item in seen.items)
            await one.session.turns.send(thread_id, "patch:a.txt:hello")
            await one.until(lambda: approvals(one.store), "the question")
            await other.until(lambda: approvals(other.store), "the question there too")
            other.session.answer(approvals(other.store)[0].key, Decision.ACCEPT)
            await one.until(lambda: not approvals(one.store), "the answer of the other")
            await one.idle(thread_id)
            assert (codex_home.work / "a.txt").exists()


async def test_a_lost_connection_is_found_again_and_no_word_of_the_turn_is_missing(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    with listening_server(codex_home) as server:
        async with (
            relay(server) as between,
            listening(real_config(), cwd=cwd, server=at(between.url)) as stage,
        ):
            thread_id = await stage.session.turns.start_thread(cwd)
            await stage.session.turns.send(thread_id, "slow:40:50")
            thread = await stage.running(thread_id)
            await stage.until(lambda: texts(thread, AgentMessage), "the first words")
            await between.drop()
            await stage.until(lambda: stage.lost, "the loss")
            assert stage.lost[0].goes_on
            assert thread.turns[thread.last_turn_id or ""].phase is TurnPhase.RUNNING
            await stage.start()
            await stage.session.threads.load_list()
            await stage.session.follow_again()
            await stage.session.threads.load_history(thread_id)
            assert thread.active_turn_id is not None
            await stage.until(lambda: thread.active_turn_id is None, "the end of the turn")
            [answer] = texts(thread, AgentMessage)
            assert answer.split() == [f"slow{number}" for number in range(40)]
            assert texts(thread, UserMessage) == ["slow:40:50"]
            assert [turn.phase for turn in thread.turns.values()] == [TurnPhase.COMPLETED]


async def test_the_background_server_of_the_home_is_used_when_it_answers_and_else_one_of_our_own(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)

    def prefers(session: CodexSession) -> None:
        session.uses_background = True

    with listening_server(codex_home, listen="unix://") as server:
        async with listening(real_config(), cwd=cwd, prepared=prefers) as stage:
            assert stage.session.is_shared
            thread_id = await stage.session.turns.start_thread(cwd)
            await stage.session.turns.send(thread_id, "text:there")
            await stage.idle(thread_id)
        async with listening(
            real_config(), cwd=cwd, prepared=prefers, server=ServerChoice(own=True)
        ) as stage:
            assert not stage.session.is_shared
            await stage.session.threads.load_list()
            await stage.session.threads.load_history(thread_id)
            assert texts(stage.store.thread(thread_id), AgentMessage) == ["there"]
        server.kill()
        # Its socket is still there.
        async with listening(real_config(), cwd=cwd, prepared=prefers) as stage:
            assert not stage.session.is_shared
            await stage.session.threads.load_list()
            await stage.session.turns.send(thread_id, "text:here")
            await stage.idle(thread_id)


def _has_said(thread: ThreadState, said: str) -> bool:
    return said in texts(thread, UserMessage)


async def test_sixty_turns_on_four_threads_from_two_clients_at_once_lose_nothing(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    with listening_server(codex_home, listen="unix://") as server:
        choice = at(f"unix://{codex_home.path}/app-server-control/app-server-control.sock")
        assert server.process.poll() is None
        async with (
            listening(real_config(), cwd=cwd, server=choice) as one,
            listening(real_config(), cwd=cwd, server=choice) as other,
        ):
            threads = [await one.session.turns.start_thread(cwd) for _ in range(4)]
            for thread_id in threads:
                await one.session.turns.send(thread_id, "text:begun")
                await one.idle(thread_id)

            async def talk(stage: Listening, name: str) -> None:
                await stage.session.threads.load_list()
                for number in range(30):
                    thread = stage.store.thread(threads[number % 4])
                    said = f"text:{name} {number}"
                    await stage.session.turns.send(thread.id, said)
                    await stage.until(partial(_has_said, thread, said), said)

            await asyncio.gather(talk(one, "one"), talk(other, "other"))
            for thread_id in threads:
                await one.idle(thread_id)
        async with listening(real_config(), cwd=cwd, server=choice) as later:
            await later.session.threads.load_list()
            found: list[str] = []
            for thread_id in threads:
                await later.session.threads.load_history(thread_id)
                while later.store.thread(thread_id).older is not None:
                    await later.session.threads.load_older(thread_id)
                found += texts(later.store.thread(thread_id), UserMessage)
        wanted = [f"text:{name} {number}" for name in ("one", "other") for number in range(30)]
        assert sorted(found) == sorted([*wanted, *["text:begun"] * 4])
