"""What the synchronous handles are as values, and how they are left once their client is closed."""

from __future__ import annotations

import copy
import pickle

import pytest
from codex_app_server import AppServerConfig, Codex, TextInput, TransportClosedError
from codex_app_server.testing import ScriptedServer, TurnScript


async def until_steered(turn: TurnScript) -> None:
    await turn.until_steered()


def config() -> AppServerConfig:
    return AppServerConfig(transport=ScriptedServer(until_steered, pace=0).transport)


def test_handles_of_one_thread_or_turn_are_equal_and_those_of_another_client_are_not() -> None:
    with Codex(config()) as codex, Codex(config()) as stranger:
        thread = codex.thread_start()
        turn = thread.turn(TextInput("Wait."))
        same = thread.turn_handle(turn.id)
        assert codex.thread(thread.id) == thread != codex.thread("another")
        assert {codex.thread(thread.id), thread} == {thread}
        assert stranger.thread(thread.id) != thread
        assert turn == same
        assert {turn, same} == {turn}
        assert turn != thread
        turn.interrupt()


@pytest.mark.parametrize("take", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_handle_is_neither_pickled_nor_copied(take: object) -> None:
    assert callable(take)
    with Codex(config()) as codex:
        thread = codex.thread_start()
        turn = thread.turn(TextInput("Wait."))
        instead = {codex: "AppServerConfig", thread: "thread(id)", turn: "turn_handle(id)"}
        for handle, remedy in instead.items():
            with pytest.raises(TypeError, match="cannot be pickled or copied") as caught:
                take(handle)
            assert remedy in str(caught.value)
        assert repr(thread) == f"Thread(id={thread.id!r})"
        assert repr(turn) == f"TurnHandle(thread_id={thread.id!r}, id={turn.id!r})"
        turn.interrupt()


def test_a_login_has_the_names_of_the_official_sdk_too() -> None:
    with Codex(config()) as codex:
        with codex.login_chatgpt() as login:
            assert (login.login_id, login.auth_url) == (login.id, login.url)
        with codex.login_device_code() as login:
            assert login.verification_url == login.url
            assert login.user_code


def test_what_is_left_after_its_client_was_closed_has_ended_with_it() -> None:
    codex = Codex(config())
    thread = codex.thread_start()
    with (
        codex.events() as events,
        thread.started_turns() as turns,
        codex.login_chatgpt(),
        thread.turn(TextInput("Wait.")) as turn,
    ):
        codex.close()
        assert "account/updated" not in [event.method for event in events]
        assert list(turns) == []
    with pytest.raises(TransportClosedError):
        turn.interrupt()
