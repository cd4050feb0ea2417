"""The style sheets with a memory: a change of the theme reads only those again that have other colours by it.

Textual reads all sheets anew, a third of what such a change costs; going through themes in the palette is
one change after the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from textual.css.model import RuleSet
    from textual.css.types import CSSLocation

_KEPT = 256
"""Sheets kept: each widget has one, so about ten themes of them."""

_VARIABLE = re.compile(r"\$([\w-]+)")


class ThemedStylesheet(Stylesheet):
    """Textual's stylesheet, which keeps the rules of a sheet for the values of its variables."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._read: LRUCache[tuple[object, ...], list[RuleSet]] = LRUCache(_KEPT)

    def copy(self) -> ThemedStylesheet:
        """Return a stylesheet with the same sources."""
        copied = ThemedStylesheet(variables=self._variables.copy())
        copied.source = self.source.copy()
        return copied

    def reparse(self) -> None:
        """Read what has changed, and keep the rules that hold when a sheet is wrong.

        Raises what `parse` raises.
        """
        rules, rules_map = self._rules, self._rules_map
        try:
            self.parse()
        except BaseException:
            self._rules, self._rules_map = rules, rules_map
            raise

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        values = tuple([self._variables.get(name) for name in _variables_of(css)])
        key = (css, read_from, is_default_rules, tie_breaker, scope, values)
        known = self._read.get(key)
        if known is None:
            known = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
            self._read[key] = known
        return known


@lru_cache(maxsize=_KEPT)
def _variables_of(css: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_VARIABLE.findall(css)))
