from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from codex_app_server._io.descendants import SeenProcess, end, process_at, runs, with_descendants

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")

Start = Callable[[str], tuple["subprocess.Popen[str]", SeenProcess]]
# Both say their id and live until their input ends, which is that of the test.
GRANDCHILD = "import os, sys; print(os.getpid(), flush=True); sys.stdin.read()"
PARENT = (
    "import subprocess, sys; "
    f"subprocess.Popen([sys.executable, '-c', {GRANDCHILD!r}], start_new_session=True); "
    "sys.stdin.read()"
)
# The one between has ended when the grandchild says its id; only their session tells whose it is.
ORPHANING = (
    "import subprocess, sys; "
    f"code = 'import os, subprocess, sys; subprocess.Popen([sys.executable, \"-c\", sys.argv[1]])'; "
    f"subprocess.run([sys.executable, '-c', code, {GRANDCHILD!r}]); "
    "print('orphaned', flush=True); sys.stdin.read()"
)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start Python code as a child in a session of its own; all of them end with the test."""
    with ExitStack() as ends:

        def started(code: str) -> tuple[subprocess.Popen[str], SeenProcess]:
            child = ends.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    start_new_session=True,
                )
            )
            seen = process_at(child.pid)
            assert seen is not None
            return child, seen

        yield started


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def test_a_child_and_a_grandchild_in_another_session_are_found(start: Start) -> None:
    child, seen = start(PARENT)
    grandchild = int(said(child))
    assert os.getsid(grandchild) == grandchild
    ours = process_at(os.getpid())
    assert ours is not None
    assert {child.pid, grandchild} <= {process.pid for process in with_descendants([ours])}
    assert {process.pid for process in with_descendants([seen])} == {child.pid, grandchild}


def test_a_process_of_another_parent_is_not_found(start: Start) -> None:
    child, seen = start(PARENT)
    other, _ = start(GRANDCHILD)
    assert said(child) != said(other)
    assert other.pid not in {process.pid for process in with_descendants([seen])}


def test_one_whose_parent_has_ended_is_found_by_its_session(start: Start) -> None:
    child, seen = start(ORPHANING)
    grandchild = next(int(line) for line in (said(child), said(child)) if line.isdecimal())
    found = with_descendants([seen])
    assert {process.pid for process in found} == {child.pid, grandchild}


def test_what_was_seen_is_still_known_when_its_parent_has_ended(start: Start) -> None:
    child, seen = start(PARENT)
    grandchild = int(said(child))
    family = with_descendants([seen])
    child.kill()
    child.wait()
    assert {process.pid for process in with_descendants(family)} == {grandchild}
    assert with_descendants([seen]) == frozenset()


@pytest.mark.parametrize("pidfd", ["with", "without", "refused"])
def test_only_the_very_process_is_ended(start: Start, pidfd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, flags: int = 0) -> int:
        raise OSError(38, "Function not implemented")

    if pidfd == "without":
        monkeypatch.delattr(os, "pidfd_open")
    elif pidfd == "refused":
        monkeypatch.setattr(os, "pidfd_open", refuse)
    child, seen = start("import sys; print(sys.stdin.readline(), flush=True); sys.stdin.read()")
    forged = replace(seen, started=seen.started + 1)
    end(forged)
    assert not runs(forged)
    assert with_descendants([forged]) == frozenset()
    # A process that was killed answers no more.
    assert child.stdin is not None
    child.stdin.write("lives on\n")
    child.stdin.flush()
    assert said(child) == "lives on"
    assert runs(seen)
    end(seen)
    assert child.wait(timeout=30) == -signal.SIGKILL
    end(seen)
    assert not runs(seen)


def test_a_process_that_has_ended_and_that_nobody_has_waited_for_does_not_run(start: Start) -> None:
    child, seen = start("")
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not runs(seen)
    assert with_descendants([seen]) == frozenset()


def test_a_name_with_parentheses_and_line_breaks_is_read(start: Start) -> None:
    name = "a) S 1 (\n b"
    code = f"import pathlib; pathlib.Path('/proc/self/comm').write_text({name!r}); {GRANDCHILD}"
    child, seen = start(code)
    assert said(child) == str(child.pid)
    (found,) = with_descendants([seen])
    assert found == seen
    assert found.name == name


def test_without_proc_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = process_at(os.getpid())
    assert ours is not None
    monkeypatch.setattr("codex_app_server._io.descendants._PROC", "/no/such/directory")
    assert process_at(os.getpid()) is None
    assert with_descendants([ours]) == frozenset()
    end(ours)
