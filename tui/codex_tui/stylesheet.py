"""The style sheets with a memory: going back to a theme, or to how a widget looked, reads nothing again.

Textual reads all sheets anew for every theme, looks up every component of a widget whenever one of its
styles may have changed (the conversation has seventy), and tells all children of a widget to paint
themselves for each of its colours that is another. That is two thirds of what a theme costs, and going
through themes in the palette is one change after the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from textual.cache import LRUCache
from textual.css._style_properties import ColorProperty, ScrollbarColorProperty
from textual.css.styles import StylesBase
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.css.model import RuleSet
    from textual.css.styles import RenderStyles, RulesMap
    from textual.css.types import CSSLocation
    from textual.dom import DOMNode

    Looks = LRUCache[Hashable, tuple[list[RuleSet], dict[str, RenderStyles]]]

_SHEETS_KEPT = 256
"""Sheets kept: each widget has one, so about ten themes of them."""

_RULES_KEPT = 16
"""Wholes of them kept: one for each theme, another whenever a widget of a new kind comes."""

_LOOKS_KEPT = 16
"""What is kept of each widget: how it looks in a theme, with and without the focus."""

_COLOURS = {name: kind for name, kind in vars(StylesBase).items() if isinstance(kind, ColorProperty)}
"""The rules that change nothing but colours."""

_VARIABLE = re.compile(r"\$([\w-]+)")


class ThemedStylesheet(Stylesheet):
    """Textual's stylesheet, which keeps the rules of a sheet for the values of its variables."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._read: LRUCache[Hashable, list[RuleSet]] = LRUCache(_SHEETS_KEPT)
        self._whole: LRUCache[Hashable, list[RuleSet]] = LRUCache(_RULES_KEPT)

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

    def parse(self) -> None:
        """Read the sources; the same ones with the same variables are the same list of rules.

        Raises what Textual's own `parse` raises.
        """
        key = (tuple(self.source.items()), tuple(self._variables.items()))
        known = self._whole.get(key)
        if known is None:
            super().parse()
            self._whole[key] = self._rules
        else:
            self._rules, self._rules_map, self._require_parse = known, None, False

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

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
        """Give a node its rules, telling it and what is below it to paint once, not for each colour."""
        if animate:
            super().replace_rules(node, rules, animate=animate)
            return
        styles = node.styles.base
        old, new = cast("dict[str, object]", styles._rules), cast("dict[str, object]", rules)
        changed = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
        # Those of scroll bars come last: setting one paints the bars as well, which are nobody's children.
        colours = [name for name in changed if name in _COLOURS]
        colours.sort(key=lambda name: isinstance(_COLOURS[name], ScrollbarColorProperty))
        for name in colours[:-1]:
            styles.set_rule(name, new.get(name))
        for name in (*colours[-1:], *[name for name in changed if name not in _COLOURS]):
            setattr(styles, name, new.get(name))
        node.notify_style_update()

    def _process_component_classes(self, node: DOMNode) -> None:
        """Give a node the styles of its components: those of the last time that all was as it is now."""
        if not node._get_component_classes():
            return
        # They are kept by the node itself, as its components know it as their parent: they go when it goes.
        looks: Looks = vars(node).setdefault("_looks", LRUCache(_LOOKS_KEPT))
        # What a selector can see of a component: the node and what it stands in, in their present states.
        key = (id(self.rules), *[(each.classes, each.pseudo_classes) for each in node.css_path_nodes])
        known = looks.get(key)
        if known is None:
            super()._process_component_classes(node)
            # The rules are kept with it, so that no others can ever have their id.
            looks[key] = (self.rules, node._component_styles.copy())
        elif (styles := known[1]) != node._component_styles:
            node._component_styles.clear()
            node._component_styles.update(styles)
            node.refresh()


@lru_cache(maxsize=_SHEETS_KEPT)
def _variables_of(css: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_VARIABLE.findall(css)))
