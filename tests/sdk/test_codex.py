"""The synchronous client on the real server."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import codex_app_server
import pytest
from codex_app_server import (
    AppServerConfig,
    Codex,
    InvalidRequestError,
    ServerDiedError,
    TextInput,
    TransportClosedError,
    TurnFailedError,
    TurnStatus,
)
from codex_app_server.generated import v2_all
from processes import all_gone, processes_with
from server_version import version_in_use

if TYPE_CHECKING:
    from real_server import CodexHome

SDK = str(Path(codex_app_server.__file__).parent.parent)
RealConfig = Callable[..., AppServerConfig]
ENDLESS = "slow:1000:20"


def test_a_client_is_ready_when_its_constructor_returns(real_config: RealConfig) -> None:
    codex = Codex(real_config(client_name="my_app"))
    try:
        assert codex.metadata.serverInfo.name == "my_app"
        assert codex.metadata.serverInfo.version == version_in_use()
    finally:
        codex.close()
    codex.close()
    with pytest.raises(TransportClosedError, match="was closed"):
        codex.models()


def test_a_conversation_from_start_to_fork(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        thread = codex.thread_start(sandbox="workspace-write", approval_policy="never")
        assert thread.settings is not None
        assert thread.settings.sandbox.type == "workspaceWrite"
        assert thread.run("text:One.").final_response == "One."
        thread.set_name("sync")
        assert thread.read(include_turns=True).thread.name == "sync"
        listed = codex.thread_list(sort_key="updated_at", limit=5, search_term="sync")
        assert [row.id for row in listed.data] == [thread.id]
        fork = codex.thread_fork(thread.id)
        assert fork.run("text:Two.").final_response == "Two."
        codex.thread_archive(thread.id)
        back = codex.thread_unarchive(thread.id)
        assert back.run("text:Three.").final_response == "Three."
        again = codex.thread_resume(fork.id)
        assert again.id == fork.id
        back.compact()
        assert codex.models(include_hidden=True).data
        assert codex.request("thread/loaded/list", {}, dict)["data"]
        with pytest.raises(TurnFailedError, match="capacity"):
            again.run("sseerr:server_is_overloaded")


def test_a_stream_is_a_plain_generator(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        turn = codex.thread_start().turn(TextInput("text:Hello from a thread"))
        events = list(turn.stream())
        texts = [
            event.payload.delta
            for event in events
            if isinstance(event.payload, v2_all.AgentMessageDeltaNotification)
        ]
        assert "".join(texts) == "Hello from a thread"
        assert events[-1].method == "turn/completed"
        assert turn.run().status == TurnStatus.completed


def test_steer_and_interrupt(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        thread = codex.thread_start()
        turn = thread.turn(TextInput(ENDLESS))
        for event in turn.stream():
            if event.method == "item/agentMessage/delta":
                break
        assert turn.steer(TextInput(ENDLESS)).turn_id == turn.id
        turn.interrupt()
        assert turn.run().status == TurnStatus.interrupted
        with pytest.raises(InvalidRequestError):
            turn.steer(TextInput("too late"))


def test_a_second_consumer_is_an_error_until_the_first_is_closed(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        one = codex.thread_start().turn(TextInput(ENDLESS))
        two = codex.thread_start().turn(TextInput("text:Quick."))
        unused = two.stream()
        first = one.stream()
        next(first)
        for consume in (lambda: next(unused), lambda: next(two.stream()), two.run):
            with pytest.raises(RuntimeError, match="concurrent_turns=True"):
                consume()
        first.close()
        assert two.run().status == TurnStatus.completed
        one.interrupt()


def test_turns_of_several_threads_at_once(real_config: RealConfig) -> None:
    with Codex(real_config(concurrent_turns=True)) as codex, ThreadPoolExecutor(3) as pool:
        threads = [codex.thread_start() for _ in range(3)]
        prompts = [f"slow:20:5 ;; final:Number {number}." for number in range(3)]
        answers = pool.map(lambda thread, prompt: thread.run(prompt).final_response, threads, prompts)
        assert list(answers) == ["Number 0.", "Number 1.", "Number 2."]


def test_closing_from_another_thread_ends_a_blocked_stream(real_config: RealConfig) -> None:
    codex = Codex(real_config())
    turn = codex.thread_start().turn(TextInput(ENDLESS))
    stream = turn.stream()
    next(stream)
    closer = threading.Thread(target=codex.close)
    closer.start()
    with pytest.raises(TransportClosedError, match="was closed"):
        list(stream)
    closer.join()


def test_a_death_ends_a_blocked_stream_and_later_calls(real_config: RealConfig, tmp_path: Path) -> None:
    mark = f"sync-death-{os.getpid()}-{tmp_path.name}"
    with Codex(real_config(env={"MARK": mark})) as codex:
        turn = codex.thread_start().turn(TextInput(ENDLESS))
        stream = turn.stream()
        next(stream)
        for pid in processes_with(mark):
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(ServerDiedError, match="SIGKILL"):
            list(stream)
        with pytest.raises(ServerDiedError, match="SIGKILL"):
            codex.models()


INTERRUPTED = """
from codex_app_server import Codex, TextInput
with Codex() as codex:
    thread = codex.thread_start()
    turn = thread.turn(TextInput("slow:1000:20"))
    if {streaming}:
        for event in turn.stream():
            print(event.method, flush=True)
    else:
        print("started", flush=True)
        turn.run()
"""


@pytest.mark.parametrize("streaming", [True, False])
def test_ctrl_c_gets_through_and_leaves_nothing_running(
    streaming: bool, codex_home: CodexHome, tmp_path: Path
) -> None:
    mark = f"ctrl-c-{os.getpid()}-{tmp_path.name}"
    program = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", INTERRUPTED.format(streaming=streaming)],
        cwd=codex_home.work,
        env={
            **codex_home.env,
            "PYTHONPATH": SDK,
            "MARK": mark,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline()
    program.send_signal(signal.SIGINT)
    _, errors = program.communicate(timeout=30)
    assert program.returncode == -signal.SIGINT
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert "Warning" not in errors
    assert all_gone(mark)


def test_a_program_that_never_closes_its_client_ends_and_leaves_nothing_running(
    codex_home: CodexHome, tmp_path: Path
) -> None:
    mark = f"forgotten-{os.getpid()}-{tmp_path.name}"
    program = (
        "from codex_app_server import Codex\ncodex = Codex()\nthread = codex.thread_start()\nthread.run('hi')"
    )
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", program],
        cwd=codex_home.work,
        env={**codex_home.env, "PYTHONPATH": SDK, "MARK": mark},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "ResourceWarning: A Codex client was never closed" in done.stderr
    assert all_gone(mark)


def test_a_forgotten_client_is_closed_but_not_while_its_threads_are_in_use(
    real_config: RealConfig, tmp_path: Path
) -> None:
    mark = f"forgotten-{os.getpid()}-{tmp_path.name}"
    threads = [Codex(real_config(env={"MARK": mark})).thread_start()]
    gc.collect()
    assert threads[0].run("text:Still here.").final_response == "Still here."
    with pytest.warns(ResourceWarning, match="never closed"):
        threads.clear()
    assert all_gone(mark)
