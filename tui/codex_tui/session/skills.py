"""The skills of a directory, and which of them are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.sanitise import sanitise, sanitise_line
from .config_layers import SECONDS

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """A skill. Texts are sanitised, but `path` is as the server writes it: it names the skill to the server.

    `scope` is the protocol's word: user, repo, system, admin.
    """

    path: str
    name: str
    about: str
    scope: str
    enabled: bool
    plugin: str = ""


@dataclass(frozen=True, slots=True)
class SkillsFound:
    """The skills by name, and those that could not be read: path and reason, sanitised."""

    skills: tuple[SkillFacts, ...]
    broken: tuple[tuple[str, str], ...] = ()


class Skills:
    """The requests about skills of one connection."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex

    async def read(self, cwd: str) -> SkillsFound:
        """Read the skills of a directory from the disk (`skills/list`)."""
        answer = await self._codex.api.skills_list(cwds=[cwd], force_reload=True, timeout=SECONDS)
        found = {
            skill.path: SkillFacts(
                skill.path,
                sanitise_line(skill.name),
                sanitise(skill.description),
                sanitise_line(str(skill.scope)),
                skill.enabled,
                sanitise_line(skill.plugin_id or ""),
            )
            for entry in answer.data
            for skill in entry.skills
        }
        broken = dict.fromkeys(
            (sanitise_line(error.path), sanitise(error.message))
            for entry in answer.data
            for error in entry.errors
        )
        return SkillsFound(
            tuple(sorted(found.values(), key=lambda each: (each.name, each.path))), tuple(broken)
        )

    async def switch(self, path: str, *, on: bool) -> bool:
        """Turn a skill on or off in the person's configuration (`skills/config/write`).

        Returns whether it is on now: something stronger may decide otherwise.
        """
        answer = await self._codex.api.skills_config_write(enabled=on, path=path, timeout=SECONDS)
        return answer.effective_enabled
