"""The real app-server for tests: a fresh home, the scripted model as provider, nothing of the machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from codex_app_server import AppServerConfig
    from scripted_model import ScriptedModel

# `gpt-5.5` is in the server's own catalogue, which gives the model the apply_patch tool.
# `shell_snapshot` would start one login shell for each thread.
_CONFIG = """\
model = "gpt-5.5"
model_provider = "scripted"
suppress_unstable_features_warning = true
{top}
[model_providers.scripted]
name = "scripted"
base_url = "{base_url}"
wire_api = "responses"
request_max_retries = 1
stream_max_retries = 2
{provider}
[tools.update_plan]
enabled = true

[features]
default_mode_request_user_input = true
shell_snapshot = false
{tables}
"""


@dataclass(frozen=True)
class CodexHome:
    """A `CODEX_HOME` of one test, an empty `HOME`, and a directory to work in."""

    path: Path
    home: Path
    work: Path

    @property
    def env(self) -> dict[str, str]:
        """Environment for the server: only what it needs, so that nothing of the machine leaks in."""
        env = {"PATH": os.environ.get("PATH", ""), "CODEX_HOME": str(self.path), "HOME": str(self.home)}
        for name in ("LANG", "TMPDIR", "CODEX_BIN"):
            if name in os.environ:
                env[name] = os.environ[name]
        return env


def make_home(
    root: Path, model: ScriptedModel, *, top: str = "", provider: str = "", tables: str = ""
) -> CodexHome:
    """Write a home whose only provider is the scripted model.

    `top`, `provider` and `tables` are more TOML for the top of the file, for the provider's table
    and for the end of the file.
    """
    home = CodexHome(root / "codex-home", root / "home", root / "work")
    for directory in (home.path, home.home, home.work):
        directory.mkdir(parents=True, exist_ok=True)
    # A root of its own: the paths of a turn's diff count from the nearest `.git` above, and the server's
    # sandbox leaves an empty one in /tmp, above the directories of all tests.
    (home.work / ".git").mkdir(exist_ok=True)
    text = _CONFIG.format(base_url=model.base_url, top=top, provider=provider, tables=tables)
    (home.path / "config.toml").write_text(text, encoding="utf-8")
    return home


def real_config(home: CodexHome, **options: object) -> AppServerConfig:
    """The configuration that starts the real server on this home; `options` are fields of `AppServerConfig`.

    `env` may add to the environment, `cwd` replaces the home's working directory.
    """
    from codex_app_server import AppServerConfig

    extra = options.pop("env", None) or {}
    options.setdefault("cwd", str(home.work))
    return AppServerConfig(env={**home.env, **extra}, **options)  # type: ignore[arg-type,dict-item]  # a test's pass-through
