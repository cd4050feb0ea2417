"""The app-server as a child process: finds and starts it, talks over its pipes, ends it in bounded time."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import anyio

from .._core.stderr_tail import StderrTail
from ..errors import BinaryNotFoundError, ServerStartError
from .descendants import end, process_at, runs, with_descendants, with_variable
from .early import AdoptedProcess, EarlyServer, is_kept, keep, take
from .pipe import PipeReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio.abc import ByteReceiveStream, ByteSendStream, Process

    from ..config import AppServerConfig
    from .descendants import SeenProcess

_log = logging.getLogger("codex_app_server")

_MARK = "CODEX_APP_SERVER_CLIENT"
"""The environment variable that marks all processes that a server started; each server has its own value."""

_REMEDY = (
    "Install the pinned server with `pip install openai-codex-cli-bin`, or name a binary with "
    "AppServerConfig(codex_bin=...) or the environment variable CODEX_BIN."
)
# The shares of the time to close: after end of input, after SIGTERM, after SIGKILL.
_SHARES = (0.4, 0.2, 0.4)
# The exit status of a dead server follows its end of output within milliseconds. A server that only closed
# its output has none, and must not delay the error.
_STATUS_WAIT = 0.3
# More than a pipe and the buffer of its reader can hold.
_PIPE_SIZE = 4 * 1024 * 1024
# The pauses between checks whether killed processes have ended: 0.2 s in all. Mostly the first is enough.
_LAST_LOOKS = (0.001, 0.004, 0.015, 0.03, 0.05, 0.1)


class ProcessTransport:
    """A `Transport` to a running child process.

    The child runs in a session of its own, so that Ctrl-C in a terminal reaches only the client.
    """

    def __init__(
        self,
        program: str,
        process: Process,
        stdin: ByteSendStream,
        stdout: ByteReceiveStream | PipeReader,
        close_timeout: float,
        mark: str = "",
    ) -> None:
        self.program = program
        """The path of the binary that runs."""
        self._process = process
        self._stdin = stdin
        self._stdout = stdout
        self._close_timeout = close_timeout
        self._stderr = StderrTail()
        self._stderr_ended = anyio.Event()
        self._receiving: anyio.CancelScope | None = None
        self._left: int | None = None
        """How many bytes may still be read after the process has ended; None while it runs."""
        self._server = process_at(process.pid)
        self._mark = mark
        self._family: frozenset[SeenProcess] = frozenset()
        """The server and its descendants, as last seen while it ran."""
        self._closed = False
        self._given_up = False
        self.attended: bool = False
        """Whether `drain_stderr` and `watch` have been started."""
        self.on_stderr: Callable[[bytes], None] | None = None
        """Called with each chunk that the server writes to its standard error."""

    @property
    def pid(self) -> int:
        """The process id of the server."""
        return self._process.pid

    @property
    def exit_status(self) -> int | None:
        """The exit code, a negative signal number, or None while the server runs."""
        return self._process.returncode

    @property
    def stderr_tail(self) -> str:
        """The last lines of the server's standard error."""
        return self._stderr.text

    async def receive(self) -> bytes:
        """Wait for output; at its end, wait briefly for the exit status and the rest of standard error.

        After the process has ended, only the output left in the pipe is read: a process that it started may
        hold the pipe open for ever.
        """
        try:
            with anyio.CancelScope() as self._receiving:
                if self._left is not None:
                    self._receiving.deadline = anyio.current_time() + _STATUS_WAIT
                chunk = await self._stdout.receive()
                if self._left is None:
                    return chunk
                self._left -= len(chunk)
                if self._left >= 0:
                    return chunk
        except anyio.EndOfStream:
            with anyio.move_on_after(_STATUS_WAIT):
                await self._process.wait()
                await self._stderr_ended.wait()
            raise
        raise anyio.EndOfStream

    async def watch(self) -> None:
        """Wait for the process to end, then bound the time that `receive` may still take."""
        await self._process.wait()
        self._left = _PIPE_SIZE
        if self._receiving is not None:
            self._receiving.deadline = anyio.current_time() + _STATUS_WAIT

    async def send(self, data: bytes) -> None:
        """Write to the server's input."""
        await self._stdin.send(data)

    async def drain_stderr(self) -> None:
        """Read standard error until its end: a full pipe would block the server."""
        stream = self._process.stderr
        if stream is None:
            return
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
            async for chunk in stream:
                self._stderr.feed(chunk)
                if self.on_stderr is not None:
                    self.on_stderr(chunk)
        self._stderr_ended.set()

    def give_up(self) -> None:
        """Make `aclose` send SIGTERM at once: a server that is not ready does not read its input."""
        self._given_up = True

    async def aclose(self) -> None:
        """End the server: close its input, then SIGTERM, then SIGKILL to its group, each with a limit.

        Before each step its descendants are looked up, even those that left its group, and they are killed at
        the end. Daemons that left the server's sessions and the children of a server that died by itself are
        not killed: they may be meant to stay. A warning names the processes that go on.
        """
        if self._closed:
            return
        with anyio.CancelScope(shield=True):
            steps = (self._close_stdin, self._terminate, self._kill)
            for step, share in zip(steps, _SHARES, strict=True):
                if self._process.returncode is not None:
                    break
                if self._given_up and step == self._close_stdin:
                    continue
                self._look()
                await step()
                with anyio.move_on_after(share * self._close_timeout):
                    await self._process.wait()
            # Commands that the server left running are in its group, and nothing else ends them.
            self._signal_group("SIGKILL")
            await self._end_family()
            await self._report_strays()
            with anyio.move_on_after(1):
                await self._process.aclose()
            await self._stdout.aclose()
        self._closed = True

    async def _close_stdin(self) -> None:
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError, OSError):
            await self._stdin.aclose()

    async def _terminate(self) -> None:
        self._signal_group("SIGTERM")

    async def _kill(self) -> None:
        self._signal_group("SIGKILL")

    def _look(self) -> None:
        """Record the server's descendants, which can be found through it only while it runs."""
        if self._server is not None:
            self._family = with_descendants(self._family | {self._server})

    async def _end_family(self) -> None:
        """Kill the descendants that still run, and warn of those that cannot be killed."""
        if not any(process != self._server and runs(process) for process in self._family):
            return
        # They may have started more processes since.
        left = [process for process in with_descendants(self._family) if process != self._server]
        for process in left:
            end(process)
        await self._report(left, "It could not be ended.")

    async def _report_strays(self) -> None:
        """Warn of processes with the server's mark that left it, as a daemon does, and still run."""
        if self._mark:
            known = self._family | {self._server}
            strays = [process for process in with_variable(_MARK, self._mark) if process not in known]
            sessions = {process.pid for process in known if process is not None}
            for process in strays:
                if process.session in sessions:
                    # Started by a killed process, between the last lookup and its end.
                    end(process)
            strays = [process for process in strays if process.session not in sessions]
            await self._report(strays, "It had left the server, and may be meant to stay.")

    async def _report(self, left: list[SeenProcess], why: str) -> None:
        """Wait briefly for processes to end, and warn of those that do not, without their arguments."""
        for pause in _LAST_LOOKS:
            if not left:
                return
            await anyio.sleep(pause)
            left = [process for process in left if runs(process)]
        if left:
            names = ", ".join(f"process {process.pid} ({process.name!r})" for process in left)
            _log.warning("The app-server has ended, and what it started goes on: %s. %s", names, why)

    def _signal_group(self, name: str) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.Signals[name])
            elif self._process.returncode is None:
                self._process.kill()


async def start_process(config: AppServerConfig) -> ProcessTransport:
    """Start the app-server that `config` describes.

    Raises `BinaryNotFoundError` when there is no binary or it cannot be executed, and `ServerStartError`
    when the system refuses to start it.
    """
    command = command_line(config)
    cwd = config.working_directory
    if (early := take(command, cwd, environment(config))) is not None:
        adopted = AdoptedProcess(early.process)
        timeout = config.close_timeout
        return ProcessTransport(command[0], adopted, adopted.stdin, early.stdout, timeout, early.mark)
    if not cwd.is_dir():
        raise ServerStartError(
            f"The app-server cannot start in {cwd}: there is no such directory. "
            "Give an existing one as AppServerConfig(cwd=...)."
        )
    process: Process | None = None
    mark, env = marked(config)
    # Windows cannot wait for a pipe.
    stdout, writing = PipeReader.open() if os.name == "posix" else (None, subprocess.PIPE)
    try:
        process = await anyio.open_process(
            command,
            stdin=subprocess.PIPE,
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env=env,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise BinaryNotFoundError(f"There is no codex binary at {command[0]}. {_REMEDY}") from None
    except OSError as error:
        raise BinaryNotFoundError(
            f"The codex binary {command[0]} cannot be executed: {error.strerror or error}. {_REMEDY}"
        ) from None
    except ValueError as error:
        raise ServerStartError(
            f"The app-server cannot start: {error}. "
            "Look at launch_args_override, cwd and env of AppServerConfig."
        ) from None
    finally:
        if stdout is not None:
            os.close(writing)
            if process is None:
                await stdout.aclose()
    output = stdout or process.stdout
    if process.stdin is None or output is None:
        raise ServerStartError(f"{command[0]} was started without pipes, which cannot be.")
    return ProcessTransport(command[0], process, process.stdin, output, config.close_timeout, mark)


def start_early(config: AppServerConfig) -> None:
    """Start the app-server that `config` describes before there is a client, if that is possible."""
    # Elsewhere the end of a process is waited for in a thread.
    if is_kept() or sys.platform != "linux":
        return
    try:
        command = command_line(config)
    except BinaryNotFoundError:
        return
    cwd = config.working_directory
    mark, env = marked(config)
    stdout, writing = PipeReader.open()
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(
            command, stdin=pipe, stdout=writing, stderr=pipe, cwd=cwd, env=env, start_new_session=True
        )
    except (OSError, ValueError):
        stdout.close()
        return
    finally:
        os.close(writing)
    keep(EarlyServer(command, cwd, environment(config), mark, os.getpid(), process, stdout))


def command_line(config: AppServerConfig) -> list[str]:
    """Return the program and the arguments that start the server.

    Raises `BinaryNotFoundError` when no binary is named, installed or on the `PATH`.
    """
    if config.launch_args_override is not None:
        if not config.launch_args_override:
            raise BinaryNotFoundError(f"AppServerConfig(launch_args_override=...) is empty. {_REMEDY}")
        return list(config.launch_args_override)
    command = [find_binary(config)]
    for override in config.config_overrides:
        command += ["--config", override]
    return [*command, "app-server", "--listen", "stdio://"]


def find_binary(config: AppServerConfig) -> str:
    """Return the path of the binary: named, in `CODEX_BIN`, of the pinned package, or on the `PATH`.

    Raises `BinaryNotFoundError` when there is none.
    """
    env = environment(config)
    named = config.codex_bin or env.get("CODEX_BIN") or os.environ.get("CODEX_BIN")
    if named:
        return _check_executable(Path(named).expanduser(), named)
    with suppress(ImportError, OSError):
        from codex_cli_bin import bundled_codex_path

        return str(bundled_codex_path())
    found = shutil.which("codex", path=env.get("PATH"))
    if found is None:
        raise BinaryNotFoundError(f"No codex binary was found. {_REMEDY}")
    return found


def environment(config: AppServerConfig) -> dict[str, str]:
    """Return the server's environment: that of this process if inherited, and the config's additions."""
    inherited = dict(os.environ) if config.inherit_env else {}
    return {**inherited, **(config.env or {})}


def marked(config: AppServerConfig) -> tuple[str, dict[str, str]]:
    """Return a new mark, and the server's environment with it.

    There is one only in an inherited environment: otherwise it must contain only what `env` lists.
    """
    env = environment(config)
    if not config.inherit_env:
        return "", env
    mark = uuid4().hex
    return mark, {**env, _MARK: mark}


def _check_executable(path: Path, named: object) -> str:
    if not path.exists():
        in_path = shutil.which(str(named))
        if in_path is not None:
            return in_path
        raise BinaryNotFoundError(f"There is no codex binary at {path}. {_REMEDY}")
    if path.is_dir() or not os.access(path, os.X_OK):
        raise BinaryNotFoundError(f"The codex binary {path} cannot be executed. {_REMEDY}")
    return str(path.resolve()) if not path.is_absolute() else str(path)
