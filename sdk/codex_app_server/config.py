"""The configuration of a client."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
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

_KINDS: tuple[tuple[tuple[str, ...], str, Callable[[object], bool]], ...] = (
    (
        (
            "approval_handler",
            "permissions_handler",
            "user_input_handler",
            "elicitation_handler",
            "tool_call_handler",
            "server_request_handler",
        ),
        "a function or a coroutine function",
        callable,
    ),
    (("transport",), "a function that opens one, such as running_server(...)", callable),
    (
        ("codex_bin", "cwd", "wire_log"),
        "a string or a path",
        lambda value: isinstance(value, (str, os.PathLike)),
    ),
    (("client_name", "client_title", "client_version"), "a string", lambda value: isinstance(value, str)),
    (
        ("experimental_api", "concurrent_turns", "inherit_env"),
        "True or False",
        lambda value: isinstance(value, bool),
    ),
)
"""Fields of the configuration, what they take, and how that is told; None is checked elsewhere."""


@dataclass(frozen=True)
class AppServerConfig:
    """The configuration of a client. All fields are optional.

    The binary is the first of: `codex_bin`, the environment variable `CODEX_BIN`, the installed package
    `openai-codex-cli-bin`, and `codex` on the `PATH`. Raises `InvalidInputError` for values that cannot
    work.
    """

    codex_bin: str | os.PathLike[str] | None = None
    """Path of the `codex` binary to start."""
    launch_args_override: Sequence[str] | None = None
    """The whole command line, program first. `codex_bin` and `config_overrides` are ignored then."""
    config_overrides: tuple[str, ...] = ()
    """`key=value` settings for the server, each passed as `--config key=value`."""
    cwd: str | os.PathLike[str] | None = None
    """Working directory of the server, and of threads that name none."""
    env: Mapping[str, str] | None = None
    """Environment variables for the server, which override those it inherits."""
    client_name: str = "codex_app_server_python"
    client_title: str | None = "Codex App Server SDK for Python"
    client_version: str = __version__
    experimental_api: bool = True
    """Whether methods and fields that the protocol marks experimental may be used."""
    approval_handler: ApprovalHandler | None = None
    """Answers requests for approval of commands and file changes. Without one all are declined."""
    handler_timeout: float | None = None
    """Seconds until a request of the server that its handler has not answered is declined; None means no
    limit."""
    concurrent_turns: bool = False
    """Whether several turns may be consumed at once. Otherwise a second consumer gets a `RuntimeError`."""
    initialize_timeout: float = 10.0
    """Seconds to wait for the answer to `initialize`."""
    request_timeout: float | None = 60.0
    """Seconds to wait for the answer to a request; None means no limit. Methods that last as long as the work
    they start have no limit unless the call gives one."""
    close_timeout: float = 5.0
    """Seconds within which closing ends the server, even if it does not respond."""
    inherit_env: bool = True
    """Whether the server inherits this process' environment. If not, it gets only `env`."""
    transport: TransportFactory | None = None
    """Opens the connection instead of starting a process, for tests and embedded servers."""
    permissions_handler: PermissionsHandler | None = None
    """Answers requests for permissions beyond the sandbox. Without one nothing is granted."""
    user_input_handler: UserInputHandler | None = None
    """Answers the agent's questions. Without one it gets no answers."""
    elicitation_handler: ElicitationHandler | None = None
    """Answers elicitations of MCP servers, and whether to call their tools. Without one all are declined."""
    tool_call_handler: ToolCallHandler | None = None
    """Runs the tools of this program (`thread_start(dynamic_tools=...)`). Without one their calls fail."""
    server_request_handler: ServerRequestHandler | None = None
    """Answers all other requests of the server. Without one the server gets an error."""
    wire_log: str | os.PathLike[str] | None = None
    """File to which every message is appended, one JSON object per line. Likely secrets are redacted."""
    build_models_early: bool = True
    """Whether the models of a first turn are built while the server starts, 0.2 s of CPU. Otherwise they are
    built once a turn is requested, or for the first typed answer or event."""

    def __post_init__(self) -> None:
        for name in ("config_overrides", "launch_args_override"):
            self._check_words(name)
        self._check_env()
        for names, wanted, fits in _KINDS:
            for name in names:
                value = getattr(self, name)
                if value is not None and not fits(value):
                    raise InvalidInputError(f"{name} is a {type(value).__name__}; give {wanted}.")
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

    def _check_words(self, name: str) -> None:
        """Raise an error unless the value of a field is a sequence of strings, or None."""
        words = getattr(self, name)
        if isinstance(words, str):
            raise InvalidInputError(
                f'{name} is a sequence of strings, such as {name}=("...",); a single string was given.'
            )
        for word in words or ():
            # A path may stand in a command line.
            if not isinstance(word, (str, os.PathLike) if name == "launch_args_override" else str):
                raise InvalidInputError(f"{name} holds {word!r}, a {type(word).__name__}; give strings.")

    def _check_env(self) -> None:
        """Raise an error that names a variable that is not text. Its value may be secret and is not shown."""
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
