"""Remembers the settings that this client gave to its threads, to repeat those that the server forgets.

A fork loses the sandbox, the model, its provider, the effort and the service tier of its parent; a resumed
thread loses its sandbox and a provider that was defined for it. The server replaces them by the defaults of
its configuration, which may allow more than the caller asked for. Only settings that were given are repeated;
none are guessed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

# Threads of one client. An entry takes a few hundred bytes. The least recently noted one is removed first.
_MOST_THREADS = 10_000
_RESUMED = ("sandbox", "modelProvider", "config")
_FORKED = (*_RESUMED, "approvalPolicy", "approvalsReviewer", "model", "serviceTier")
_OF_TURN = ("approvalPolicy", "approvalsReviewer", "model", "serviceTier")
_OPEN_A_THREAD = frozenset({"thread/start", "thread/resume", "thread/fork"})
_SET_UP_A_THREAD = frozenset({"turn/start", "thread/settings/update"})
_MODES = {
    "readOnly": "read-only",
    "workspaceWrite": "workspace-write",
    "dangerFullAccess": "danger-full-access",
}
_WORKSPACE_CONFIG = "sandbox_workspace_write"
_WORKSPACE_KEYS = {
    "writableRoots": "writable_roots",
    "networkAccess": "network_access",
    "excludeTmpdirEnvVar": "exclude_tmpdir_env_var",
    "excludeSlashTmp": "exclude_slash_tmp",
}


class SettingsLedger:
    """The settings that this client gave, by thread id."""

    def __init__(self) -> None:
        self._told: OrderedDict[str, dict[str, object]] = OrderedDict()

    def answered(self, method: str, params: object, result: object) -> None:
        """Record the settings in a request that succeeded, of whichever call."""
        if not isinstance(params, Mapping):
            return
        given = {key: value for key, value in params.items() if value is not None}
        if method in _OPEN_A_THREAD:
            thread = result.get("thread") if isinstance(result, Mapping) else None
            thread_id = thread.get("id") if isinstance(thread, Mapping) else None
            if isinstance(thread_id, str):
                self.told_thread(thread_id, given)
        elif method in _SET_UP_A_THREAD:
            self.told_turn(str(given.get("threadId")), given)

    def told_thread(self, thread_id: str, params: Mapping[str, object]) -> None:
        """Record the parameters of the start, resume or fork that returned this thread."""
        if "permissions" in params:
            self._forget_sandbox(thread_id)
        told = {key: params[key] for key in _FORKED if key in params}
        self._note(thread_id, told)

    def told_turn(self, thread_id: str, params: Mapping[str, object]) -> None:
        """Record the parameters of a turn that stay with the thread."""
        if "permissions" in params:
            self._forget_sandbox(thread_id)
        told = {key: params[key] for key in _OF_TURN if key in params}
        config: dict[str, object] = {}
        if "effort" in params:
            config["model_reasoning_effort"] = params["effort"]
        policy = params.get("sandboxPolicy")
        if isinstance(policy, Mapping):
            told["sandbox"], more = _as_mode(policy)
            config.update(more)
        if config:
            told["config"] = config
        self._note(thread_id, told)

    def for_resume(self, thread_id: str, params: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters of a resume with the remembered settings added; given ones win.

        Settings that the server keeps are not repeated, because they may have been changed there since.
        """
        return self._repeat(thread_id, params, _RESUMED)

    def for_fork(self, thread_id: str, params: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters of a fork with the remembered settings added; given ones win."""
        return self._repeat(thread_id, params, _FORKED)

    def _repeat(
        self, thread_id: str, params: Mapping[str, object], repeated: tuple[str, ...]
    ) -> dict[str, object]:
        known = self._told.get(thread_id, {})
        told = {key: known[key] for key in repeated if key in known}
        full = {**told, **params}
        config = _merged(told.get("config"), params.get("config"))
        if config:
            full["config"] = config
        return full

    def _forget_sandbox(self, thread_id: str) -> None:
        """Forget the sandbox: the server keeps a profile of permissions on fork and resume."""
        known = dict(self._told.get(thread_id, {}))
        known.pop("sandbox", None)
        config = _merged(known.pop("config", None), None)
        kept = {key: value for key, value in config.items() if not key.startswith(_WORKSPACE_CONFIG)}
        self._told[thread_id] = {**known, **({"config": kept} if kept else {})}

    def _note(self, thread_id: str, told: Mapping[str, object]) -> None:
        if not told and thread_id not in self._told:
            return
        known = self._told.pop(thread_id, {})
        config = _merged(known.get("config"), told.get("config"))
        self._told[thread_id] = {**known, **told, **({"config": config} if config else {})}
        if len(self._told) > _MOST_THREADS:
            self._told.popitem(last=False)


def _merged(earlier: object, later: object) -> dict[str, object]:
    """Merge two `config` mappings key by key: a provider defined earlier stays when an effort is added."""
    merged: dict[str, object] = {}
    for each in (earlier, later):
        if isinstance(each, Mapping):
            merged.update(each)
    return merged


def _as_mode(policy: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Convert a turn's sandbox policy to the form of resume and fork, never wider than it is.

    They take a mode, and its details as configuration. A policy that has no mode becomes read-only.
    """
    mode = _MODES.get(str(policy.get("type")), "read-only")
    if mode != "workspace-write":
        return mode, {}
    empty: dict[str, object] = {"writableRoots": []}
    details = {
        f"{_WORKSPACE_CONFIG}.{key}": policy.get(name, empty.get(name, False))
        for name, key in _WORKSPACE_KEYS.items()
    }
    return mode, details
