"""What the application finds when it starts: a server, a login, a readable config, and trust."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from codex_app_server import JsonRpcError

from ..state.sanitise import sanitise, sanitise_line
from .versions import newer_needed

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex


class ProblemKind(str, Enum):
    """What keeps a conversation from starting."""

    NO_BINARY = "no-binary"
    NO_START = "no-start"
    BROKEN_CONFIG = "broken-config"
    NO_LOGIN = "no-login"


@dataclass(frozen=True)
class Problem:
    """What is missing, as texts for the first screen."""

    kind: ProblemKind
    title: str
    detail: str
    what_to_do: str

    @property
    def offers_login(self) -> bool:
        """Whether signing in solves the problem."""
        return self.kind is ProblemKind.NO_LOGIN


class Trust(str, Enum):
    """The person's answer about a directory; the first two values are those of the server's config."""

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Readiness:
    """The first problem that keeps a conversation from starting, if any, and what the config says."""

    problem: Problem | None = None
    trust: Trust = Trust.UNKNOWN
    trust_root: str = ""
    """The directory that an answer about trust applies to: the repository's top, if there is one."""
    model: str | None = None
    effort: str | None = None


class EffectiveConfig:
    """The parts of the server's effective config that the application reads."""

    def __init__(self, config: Mapping[str, object]) -> None:
        self._config = config
        # The status line asks with every frame.
        self._repositories: dict[str, str] = {}

    def text(self, key: str) -> str | None:
        """Return a top-level setting if it is a string, sanitised: a repository's config may set it."""
        value = self._config.get(key)
        return sanitise_line(value) if isinstance(value, str) else None

    def within(self, table: str, key: str) -> object:
        """Return a setting of a table of the config as it is; None when it has none."""
        return self.table(table).get(key)

    def table(self, key: str) -> Mapping[str, object]:
        """Return a table at the top of the config as it is; empty when it has none."""
        found = self._config.get(key)
        return found if isinstance(found, Mapping) else {}

    def trust(self, cwd: str) -> Trust:
        """Return the trust level of a directory, else that of its repository."""
        projects = self._config.get("projects")
        if isinstance(projects, Mapping):
            if cwd not in self._repositories:
                self._repositories[cwd] = repository_of(cwd)
            for directory in (cwd, self._repositories[cwd]):
                project = projects.get(directory)
                if isinstance(project, Mapping) and project.get("trust_level") in ("trusted", "untrusted"):
                    return Trust(project["trust_level"])
        return Trust.UNKNOWN

    def set_trust(self, directory: str, trust: Trust) -> None:
        """Set the trust level of a directory in this copy only; nothing is written to the server."""
        projects = self._config.get("projects")
        known = dict(projects) if isinstance(projects, Mapping) else {}
        known[directory] = {"trust_level": trust.value}
        self._config = {**self._config, "projects": known}


def repository_of(cwd: str) -> str:
    """Find the top of the repository that holds a directory; the directory itself when there is none.

    It looks on this machine, and is for trust alone, which the config of this machine keeps by directory. All
    else about a thread's repository is asked of the server (`session/files/`).
    """
    start = Path(cwd)
    for directory in (start, *start.parents):
        git = directory / ".git"
        # An empty `.git` is no repository, and the server does not take it for one. Its own sandbox leaves
        # such mount points in a shared directory like /tmp, which was not meant to be trusted as a whole.
        try:
            if git.is_file() or (git / "HEAD").is_file():
                return str(directory)
        except (OSError, ValueError):
            # The directory of a thread is a text of the server's: it may be too long, or no path at all.
            continue
    return cwd


async def read_config(codex: AsyncCodex, cwd: str) -> EffectiveConfig:
    """Read the effective config for a directory (`config/read`).

    Raises `JsonRpcError` when the file cannot be parsed; its message names the line.
    """
    # As plain JSON: the models of config and account take 0.15 s to build, before a first prompt can be sent.
    config = (await codex.request("config/read", {"cwd": cwd}, dict)).get("config")
    return EffectiveConfig(config if isinstance(config, Mapping) else {})


async def check_readiness(codex: AsyncCodex, cwd: str) -> tuple[Readiness, EffectiveConfig]:
    """Ask the server for its config first, because nothing works without it, then for the login."""
    version = codex.metadata.server_info.version or ""
    try:
        config = await read_config(codex, cwd)
    except JsonRpcError as error:
        return Readiness(problem=_broken_config(error, version)), EffectiveConfig({})
    account = await codex.request("account/read", {}, dict)
    readiness = Readiness(
        problem=_NO_LOGIN if account.get("account") is None and account.get("requiresOpenaiAuth") else None,
        trust=config.trust(cwd),
        trust_root=repository_of(cwd),
        model=config.text("model"),
        effort=config.text("model_reasoning_effort"),
    )
    return readiness, config


async def write_trust(codex: AsyncCodex, directory: str, trust: Trust) -> None:
    """Keep the person's answer about a directory in the server's config (`config/value/write`)."""
    from codex_app_server.generated.v2_all import ConfigValueWriteParams, ConfigWriteResponse

    # A JSON string is a TOML key: quotes and backslashes of a path need the same escapes in both.
    key = f"projects.{json.dumps(directory, ensure_ascii=False)}.trust_level"
    params = ConfigValueWriteParams(key_path=key, value=trust.value, merge_strategy="upsert")
    await codex.request("config/value/write", params, ConfigWriteResponse)


def _broken_config(error: JsonRpcError, version: str) -> Problem:
    if _UNKNOWN_PROVIDER.search(error.message):
        return Problem(
            ProblemKind.BROKEN_CONFIG,
            "The configuration names an unknown provider",
            sanitise(error.message),
            newer_needed(version),
        )
    _, _, where = error.message.partition(": ")
    return Problem(
        ProblemKind.BROKEN_CONFIG,
        "The configuration cannot be read",
        sanitise(where or error.message),
        "Mend the file at the place named above, then try again. Nothing has been changed.",
    )


_UNKNOWN_PROVIDER = re.compile(r"[Mm]odel provider .* not found")


_NO_LOGIN = Problem(
    ProblemKind.NO_LOGIN,
    "Nobody is signed in",
    "Codex needs an account or an API key before it can answer.",
    "Sign in below. What you enter goes to the codex server on this machine, which keeps it.",
)
