"""The hooks of a directory: programs that the server runs when something happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.sanitise import sanitise, sanitise_exactly, sanitise_line
from .config_layers import SECONDS

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex
    from codex_app_server.generated import v2_all as v2
    from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook. Texts are sanitised, but `key` and `hash` are as the server writes them.

    `event` and `trust` are the protocol's words. One that is not trusted, or was modified since, is not run.
    """

    key: str
    hash: str
    event: str
    runs: str
    matcher: str
    place: str
    enabled: bool
    trust: str
    managed: bool
    seconds: int

    @property
    def is_trusted(self) -> bool:
        """Whether the server runs it, if it is on."""
        return self.trust in ("trusted", "managed")


@dataclass(frozen=True, slots=True)
class HooksFound:
    """The hooks in the server's order, and what it warns of: sentences, sanitised."""

    hooks: tuple[Hook, ...]
    troubles: tuple[str, ...] = ()


class Hooks:
    """The requests about hooks of one connection."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex

    async def read(self, cwd: str) -> HooksFound:
        """Read the hooks of a directory (`hooks/list`)."""
        answer = await self._codex.api.hooks_list(cwds=[cwd], timeout=SECONDS)
        found = {hook.key: _hook(hook) for entry in answer.data for hook in entry.hooks}
        troubles: dict[str, None] = {}
        for entry in answer.data:
            troubles |= dict.fromkeys(sanitise(f"{each.path}: {each.message}") for each in entry.errors)
            troubles |= dict.fromkeys(sanitise(each) for each in entry.warnings)
        return HooksFound(tuple(found.values()), tuple(troubles))

    async def switch(self, hook: Hook, *, on: bool) -> None:
        """Turn a hook on or off in the person's configuration."""
        await self._write(hook, {"enabled": on})

    async def trust(self, hook: Hook) -> None:
        """Let the server run a hook as it is now; it asks again when the hook is changed."""
        await self._write(hook, {"trusted_hash": hook.hash})

    async def _write(self, hook: Hook, state: JsonValue) -> None:
        from codex_app_server.generated.v2_all import ConfigEdit, MergeStrategy

        edit = ConfigEdit(
            key_path="hooks.state", value={hook.key: state}, merge_strategy=MergeStrategy.upsert
        )
        await self._codex.api.config_batch_write(edits=[edit], reload_user_config=True, timeout=SECONDS)


def _hook(hook: v2.HookMetadata) -> Hook:
    command, tool = getattr(hook, "command", None), getattr(hook, "tool", None)
    if command is not None:
        runs = sanitise_exactly(command)
    elif tool is not None:
        runs = sanitise_line(f"the tool {tool} of the MCP server {getattr(hook, 'server', '')}")
    else:
        runs = sanitise_line(f"a {hook.handler_type}")
    return Hook(
        hook.key,
        hook.current_hash,
        sanitise_line(str(hook.event_name)),
        runs,
        sanitise_line(hook.matcher or ""),
        sanitise_line(f"{hook.source_path}"),
        hook.enabled,
        sanitise_line(str(hook.trust_status)),
        hook.is_managed,
        hook.timeout_sec,
    )
