"""A person who has `codex` already: its background server holds threads, and `codex-tui` goes on in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import AppServerConfig, Codex, running_server
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from listening_server import listening_server

if TYPE_CHECKING:
    from real_server import CodexHome


def in_background(home: CodexHome) -> AppServerConfig:
    """A client of the background server, as `codex` is one."""
    socket = home.path / "app-server-control" / "app-server-control.sock"
    return AppServerConfig(transport=running_server(f"unix://{socket}"), cwd=str(home.work))


def without_choice(env: dict[str, str]) -> dict[str, str]:
    """Return an environment that names no binary: one that is named is for a server of our own."""
    return {name: value for name, value in env.items() if name != "CODEX_BIN"}


def _answered(screen: str) -> bool:
    """Whether the answer is there and the turn is over: leaving asks while one runs."""
    return screen.count("said here") >= 2 and "Go on" in screen and "working" not in screen


def test_a_thread_of_codex_goes_on_here_at_once_and_there_again(codex_home: CodexHome) -> None:
    env = environment(codex_home)
    with listening_server(codex_home, listen="unix://"):
        with Codex(in_background(codex_home)) as codex:
            thread = codex.thread_start(cwd=str(codex_home.work))
            thread.run("text:said in codex")
        # It was left, and its background server holds the thread.
        with Terminal([*RUN, "--resume", "last"], env=without_choice(env), cwd=codex_home.work) as terminal:
            terminal.expect("said in codex", COMPOSER)
            terminal.type("text:said here\r")
            terminal.wait_for(_answered, "the answer, and the end of the turn")
            assert "holds this thread" not in terminal.text
            terminal.type("\x11")
            assert terminal.ended() == 0
        with Codex(in_background(codex_home)) as codex:
            said = codex.thread_resume(thread.id).run("text:and there again")
            assert said.final_response == "and there again"
            assert len(list(codex.thread(thread.id).turns())) == 3


def test_a_thread_of_codex_tui_goes_on_in_codex_once_it_was_left(codex_home: CodexHome) -> None:
    env = environment(codex_home)
    with Terminal(RUN, env=env, cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER)
        terminal.type("text:said here\r")
        terminal.wait_for(_answered, "the answer, and the end of the turn")
        terminal.type("\x11")
        assert terminal.ended() == 0
    with listening_server(codex_home, listen="unix://"), Codex(in_background(codex_home)) as codex:
        [thread] = codex.thread_list().data
        said = codex.thread_resume(thread.id).run("text:said in codex")
        assert said.final_response == "said in codex"
