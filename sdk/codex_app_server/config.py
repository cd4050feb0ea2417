"""How to find, start and talk to the app-server."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ._version import __version__
from .approvals import ApprovalHandler
from .elicitations import ElicitationHandler
from .errors import InvalidInputError
from .generated import v2_all  # noqa: F401 - the annotations of handlers are evaluated here
from .permissions import PermissionsHandler
from .server_requests import ServerRequestHandler
from .tool_calls import ToolCallHandler
from .transport import Transport, TransportFactory
from .user_input import UserInputHandler

__all__ = ["AppServerConfig", "Transport", "TransportFactory"]


@dataclass(frozen=True)
class AppServerConfig:
    """Everything that a client is told when it is made; all of it is optional.

    The binary is the first of: `codex_bin`, the environment variable `CODEX_BIN`, the installed package
    `openai-codex-cli-bin`, and `codex` on the `PATH`. Raises `InvalidInputError` for values that cannot
    work.
    """

    codex_bin: str | os.PathLike[str] | None = None
    """Path of the `codex` binary to start."""
    launch_args_override: Sequence[str] | None = None
    """The whole command line, program first; `codex_bin` and `config_overrides` are not looked at then."""
    config_overrides: tuple[str, ...] = ()
    """`key=value` settings for the server, each passed as `--config key=value`."""
    cwd: str | os.PathLike[str] | None = None
    """Working directory of the server, and so of threads that name none."""
    env: Mapping[str, str] | None = None
    """Environment variables for the server, over those it inherits."""
    client_name: str = "codex_app_server_python"
    client_title: str | None = "Codex App Server SDK for Python"
    client_version: str = __version__
    experimental_api: bool = True
    """Whether methods and fields that the protocol marks experimental may be used."""
    approval_handler: ApprovalHandler | None = None
    """Answers requests for approval of commands and file changes; without one all are declined."""
    handler_timeout: float | None = None
    """Seconds until a request of the server that its handler has not answered is declined; None waits for a
    person."""
    concurrent_turns: bool = False
    """Whether several turns may be consumed at once; otherwise a second consumer is a `RuntimeError`."""
    initialize_timeout: float = 10.0
    """Seconds until a server that does not answer `initialize` is given up."""
    request_timeout: float | None = 60.0
    """Seconds until a request is given up; None waits for ever. Methods that last as long as the work
    they start have no limit unless the call gives one."""
    close_timeout: float = 5.0
    """Seconds within which closing ends the server, whatever it does."""
    inherit_env: bool = True
    """Whether the server inherits this process' environment; if not, only `env` passes."""
    transport: TransportFactory | None = None
    """Opens the connection instead of starting a process, for tests and embedded servers."""
    permissions_handler: PermissionsHandler | None = None
    """Answers requests for permissions beyond the sandbox; without one nothing is granted."""
    user_input_handler: UserInputHandler | None = None
    """Answers the agent's questions; without one it gets no answers."""
    elicitation_handler: ElicitationHandler | None = None
    """Answers what MCP servers ask, and whether their tools may be called; without one all is declined."""
    tool_call_handler: ToolCallHandler | None = None
    """Does what tools of this program do (`thread_start(dynamic_tools=...)`); without one calls fail."""
    server_request_handler: ServerRequestHandler | None = None
    """Answers whatever else the server asks; without one it gets an error."""
    wire_log: str | os.PathLike[str] | None = None
    """File to which every message is appended, one JSON object a line, without what looks like a secret."""

    def __post_init__(self) -> None:
        for name in ("config_overrides", "launch_args_override"):
            if isinstance(getattr(self, name), str):
                raise InvalidInputError(
                    f'{name} is a sequence of strings, such as {name}=("...",); a single string was given.'
                )
        self._check_env()
        for name in ("initialize_timeout", "request_timeout", "close_timeout", "handler_timeout"):
            seconds = getattr(self, name)
            if seconds is None and name in ("request_timeout", "handler_timeout"):
                continue
            if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not seconds > 0:
                raise InvalidInputError(f"{name} is {seconds!r}; give a number of seconds above zero.")
        for override in self.config_overrides:
            if "=" not in override:
                raise InvalidInputError(
                    f"config_overrides holds {override!r}, which is no setting; write it as key=value."
                )

    def _check_env(self) -> None:
        """Name the variable that is no text, and not its value, which may be secret."""
        if self.env is None:
            return
        if not isinstance(self.env, Mapping):
            raise InvalidInputError(
                f"env is a {type(self.env).__name__}; give a mapping of names to values, both strings."
            )
        for name, value in self.env.items():
            if not isinstance(name, str) or not isinstance(value, str):
                raise InvalidInputError(
                    f"env has {type(value).__name__} as the value of {name!r}; names and values are strings: "
                    f"{{{str(name)!r}: str(...)}}."
                )

    @property
    def working_directory(self) -> Path:
        """The directory in which the server starts."""
        return Path.cwd() if self.cwd is None else Path(self.cwd)
