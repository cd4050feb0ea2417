"""The saved rules of commands: read from the files of the server's configuration, and removed from them."""

from __future__ import annotations

import base64
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import JsonRpcError

from ..state.rule_files import BadRulesError, Rule, read_rules, without_rule
from ..state.sanitise import sanitise_line
from .config_layers import SECONDS

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex

    from .config_layers import ConfigFacts

_ENDING = ".rules"


@dataclass(frozen=True, slots=True)
class SavedRule:
    """A rule and its file; `path` is as the server takes it. `counts` is False where the layer is off."""

    rule: Rule
    path: str
    layer: str
    counts: bool = True

    @property
    def id(self) -> str:
        """Names the rule among all that were read."""
        return f"{self.path}:{self.rule.line}:{self.rule.source}"


@dataclass(frozen=True, slots=True)
class RulesFound:
    """All rules, by file, and files that could not be read: path and reason, sanitised."""

    rules: tuple[SavedRule, ...]
    broken: tuple[tuple[str, str], ...] = ()


class Rules:
    """The requests about files of rules of one connection, by the server's own file system."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex

    async def read(self, config: ConfigFacts) -> RulesFound:
        """Read the rules beside each layer of a configuration."""
        rules: list[SavedRule] = []
        broken: list[tuple[str, str]] = []
        for layer in config.layers:
            for path in await self._files(layer.directory):
                found, why = await self._rules(path)
                rules += [SavedRule(each, path, layer.name, not layer.off) for each in found]
                if why:
                    broken.append((sanitise_line(path), why))
        return RulesFound(tuple(rules), tuple(broken))

    async def remove(self, saved: SavedRule) -> None:
        """Take a rule out of its file, which is read again before. Raises `BadRulesError`."""
        text = without_rule(await self._read(saved.path), saved.rule)
        data = base64.b64encode(text.encode()).decode()
        await self._codex.api.fs_write_file(path=saved.path, data_base64=data, timeout=SECONDS)

    async def _files(self, directory: str) -> list[str]:
        if not directory:
            return []
        directory = posixpath.join(directory, "rules")
        try:
            answer = await self._codex.api.fs_read_directory(path=directory, timeout=SECONDS)
        except JsonRpcError:
            # Most layers have no rules, and the server says that with an error.
            return []
        names = sorted(each.file_name for each in answer.entries if each.is_file)
        return [posixpath.join(directory, name) for name in names if name.endswith(_ENDING)]

    async def _rules(self, path: str) -> tuple[list[Rule], str]:
        """Return the rules of a file, and why it could not be read."""
        try:
            return read_rules(await self._read(path)), ""
        except BadRulesError as error:
            return [], str(error)
        except JsonRpcError as error:
            return [], sanitise_line(error.message)

    async def _read(self, path: str) -> str:
        answer = await self._codex.api.fs_read_file(path=path, timeout=SECONDS)
        try:
            return base64.b64decode(answer.data_base64).decode()
        except ValueError as error:
            raise BadRulesError("It is no text in UTF-8.") from error
