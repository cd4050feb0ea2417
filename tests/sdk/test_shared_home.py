"""One home, two versions of the server in turn: `make versions` names another one as `CODEX_BIN`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import codex_cli_bin
from codex_app_server import Codex
from real_server import real_config
from server_version import binary_in_use

if TYPE_CHECKING:
    from codex_app_server import AppServerConfig
    from real_server import CodexHome

PACKAGED = str(codex_cli_bin.bundled_codex_path())


def of(home: CodexHome, binary: str) -> AppServerConfig:
    return real_config(home, codex_bin=binary)


def test_threads_of_two_versions_on_one_home_are_gone_on_with_in_turn(codex_home: CodexHome) -> None:
    other = binary_in_use()
    with Codex(of(codex_home, PACKAGED)) as codex:
        ours = codex.thread_start(cwd=str(codex_home.work))
        ours.run("text:one")
    with Codex(of(codex_home, other)) as codex:
        theirs = codex.thread_start(cwd=str(codex_home.work))
        theirs.run("text:one")
        assert codex.thread_resume(ours.id).run("text:two").final_response == "two"
        codex.thread(ours.id).set_name("of both")
    with Codex(of(codex_home, PACKAGED)) as codex:
        assert {thread.id for thread in codex.thread_list().data} == {ours.id, theirs.id}
        assert codex.thread_resume(ours.id).run("text:three").final_response == "three"
        assert codex.thread_resume(theirs.id).run("text:two").final_response == "two"
        fork = codex.thread_fork(theirs.id)
        fork.run("text:forked")
    with Codex(of(codex_home, other)) as codex:
        # Not with `thread/read`: 0.145 gives no turns of such threads there.
        assert codex.thread(ours.id).read().thread.name == "of both"
        assert len(list(codex.thread(ours.id).turns())) == 3
        assert len(list(codex.thread(theirs.id).turns())) == 2
        assert codex.thread_resume(fork.id).run("text:again").final_response == "again"
