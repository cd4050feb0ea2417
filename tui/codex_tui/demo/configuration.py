"""What the demo's server runs with: its configuration in layers, what the account has used, its warnings."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from .moment import DEMO_CWD, DEMO_HOME

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_YOURS = {"type": "user", "file": f"{DEMO_HOME}/.codex/config.toml", "profile": None}
_PROJECTS = {"type": "project", "dotCodexFolder": f"{DEMO_CWD}/.codex"}
_MACHINES = {"type": "system", "file": "/etc/codex/config.toml"}
_OF_PROJECT = ("model_reasoning_effort",)
"""What the project sets; all else is the person's own."""

_TOKENS = {
    "2026-11-18": 410_000,
    "2026-11-19": 1_260_000,
    "2026-11-20": 930_000,
    "2026-11-21": 88_000,
    "2026-11-22": 640_000,
}

_IGNORED = "The configuration has a setting that this server does not know: `tool_timeout` is ignored."
_OLD = "The setting `experimental_resume` goes away with the next version."
_OLD_WHY = "Threads are resumed without it."


def add_configuration(server: ScriptedServer) -> None:
    """Make a server answer about its configuration, and warn at the start."""
    server.answer("config/read", lambda params: _configuration(server, params))
    server.answer("account/usage/read", _usage)
    server.tell_at_start("configWarning", {"summary": _IGNORED, "details": None, "path": None, "range": None})
    server.tell_at_start("deprecationNotice", {"summary": _OLD, "details": _OLD_WHY})


def _configuration(server: ScriptedServer, params: dict[str, Any]) -> dict[str, Any]:
    config = copy.deepcopy(server.config)
    of_project = {key: value for key, value in config.items() if key in _OF_PROJECT}
    yours = {key: value for key, value in config.items() if key not in _OF_PROJECT}
    layers = [_layer(_PROJECTS, of_project), _layer(_YOURS, yours), _layer(_MACHINES, {})]
    origins = {key: _name(_PROJECTS if key in _OF_PROJECT else _YOURS) for key in config}
    return {"config": config, "origins": origins, "layers": layers if params.get("includeLayers") else None}


def _name(source: dict[str, Any]) -> dict[str, Any]:
    return {"name": source, "version": "sha256:0"}


def _layer(source: dict[str, Any], config: dict[str, Any]) -> dict[str, Any]:
    return {**_name(source), "config": config, "disabledReason": None}


def _usage(params: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": {"lifetimeTokens": 48_310_000, "peakDailyTokens": max(_TOKENS.values())},
        "dailyUsageBuckets": [{"startDate": day, "tokens": tokens} for day, tokens in _TOKENS.items()],
    }
