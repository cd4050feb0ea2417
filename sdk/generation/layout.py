"""Assigns declarations to modules and orders them.

There are several modules so that a program loads only what it uses: all programs need the models of items,
turns and threads, few those of plugins. A definition is in the first of the layers whose methods reach it, so
imports only point to lower layers and are never circular. The areas beside the layers share definitions
through `common`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation.schema import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generation.declarations import Declaration
    from generation.reader import Reader
    from generation.tables import Row

# `answers` has the results of the methods of clients, threads and turns: importing models of other requests
# must not delay a program's first event, or block its event loop when it interrupts a turn.
_LAYERS = ("items", "turns", "threads", "answers", "notices", "requests", "approvals")
_ANSWERS = frozenset(
    {
        "model/list",
        "thread/archive",
        "thread/compact/start",
        "thread/fork",
        "thread/list",
        "thread/name/set",
        "thread/read",
        "thread/resume",
        "thread/start",
        "thread/turns/list",
        "thread/unarchive",
        "turn/interrupt",
        "turn/start",
        "turn/steer",
    }
)
_SHARED = "common"
_UNREACHED = "other"

# For each side, the prefix of a method's name to its area. The longest matching prefix counts.
_NOTIFICATIONS = {
    "item/": "items",
    "item/autoApprovalReview/": "notices",
    "turn/": "turns",
    "hook/": "notices",
    "error": "turns",
    "warning": "notices",
    "serverRequest/": "notices",
    "model/": "notices",
    "thread/started": "threads",
    "thread/status/": "threads",
    "thread/tokenUsage/": "threads",
    "thread/": "notices",
    "account/rateLimits/": "notices",
    "account/updated": "notices",
    "configWarning": "notices",
    "deprecationNotice": "notices",
    "guardianWarning": "notices",
}
_REQUESTS = {"initialize": "requests", "turn/": "requests", "thread/": "requests", "model/": "requests"}
_BESIDE = {
    "account/": "account",
    "app/": "plugins",
    "command/": "host",
    "config": "config",
    "environment/": "host",
    "experimentalFeature/": "config",
    "externalAgentConfig/": "config",
    "fs/": "host",
    "fuzzyFileSearch": "host",
    "hooks/": "plugins",
    "marketplace/": "plugins",
    "mcpServer": "mcp",
    "memory/": "projects",
    "permissionProfile/": "config",
    "plugin/": "plugins",
    "process/": "host",
    "project/": "projects",
    "remoteControl/": "remote",
    "review/": "requests",
    "skills/": "plugins",
    "thread/realtime/": "realtime",
    "threadSection/": "projects",
    "userVerification/": "account",
    "windows": "host",
}


@dataclass(frozen=True)
class Module:
    """One module: its declarations in order, and the names that it imports from other modules."""

    name: str
    declarations: list[Declaration]
    imports: dict[str, list[str]]


def arrange(reader: Reader, tables: Mapping[str, Iterable[Row]]) -> list[Module]:
    """Distribute all declarations over modules.

    Raises `SchemaError` if an import would point to a higher layer, or an order cannot be found.
    """
    owner = {name: definition for definition, names in reader.owned.items() for name in names}
    home = _homes(reader, tables, owner)
    module_of = {name: home[definition] for name, definition in owner.items()}
    members: dict[str, list[str]] = defaultdict(list)
    for name in reader.declarations:
        members[module_of[name]].append(name)
    modules = []
    for module, names in sorted(members.items()):
        imports: dict[str, set[str]] = defaultdict(set)
        for name in names:
            for other in reader.declarations[name].mentions():
                if module_of[other] != module:
                    imports[module_of[other]].add(other)
        for lower in imports:
            if _rank(lower) >= _rank(module):
                raise SchemaError(
                    f"{module} would import from {lower}: correct the areas in generation/layout.py"
                )
        ordered = _in_order({name: reader.declarations[name] for name in names})
        modules.append(
            Module(module, ordered, {key: sorted(value) for key, value in sorted(imports.items())})
        )
    return modules


def _homes(reader: Reader, tables: Mapping[str, Iterable[Row]], owner: Mapping[str, str]) -> dict[str, str]:
    """Return the module of each definition."""
    reached: dict[str, set[str]] = {definition: set() for definition in reader.owned}

    def visit(definition: str, area: str) -> None:
        if area in reached[definition]:
            return
        reached[definition].add(area)
        for name in reader.owned[definition]:
            for other in reader.declarations[name].mentions():
                visit(owner[other], area)

    for side, rows in tables.items():
        for row in rows:
            for model in row.models:
                usual = model == row.response and row.method in _ANSWERS
                visit(model, "answers" if usual else _area(side, row.method))
    return {definition: _home(areas) for definition, areas in reached.items()}


def _home(areas: set[str]) -> str:
    """Return the module of a definition that these areas need."""
    for layer in _LAYERS:
        if layer in areas:
            return layer
    if len(areas) > 1:
        return _SHARED
    # A definition that no method reaches may use those that methods reach, but not the other way round.
    return next(iter(areas), _UNREACHED)


def _area(side: str, method: str) -> str:
    if side == "server_requests":
        return "approvals"
    prefixes = {**_BESIDE, **(_NOTIFICATIONS if side == "notifications" else _REQUESTS)}
    fitting = [prefix for prefix in prefixes if method.startswith(prefix)]
    return prefixes[max(fitting, key=len)] if fitting else _UNREACHED


def _rank(module: str) -> int:
    if module in _LAYERS:
        return _LAYERS.index(module)
    beside = len(_LAYERS)
    return {_SHARED: beside, _UNREACHED: beside + 2}.get(module, beside + 1)


def _in_order(declarations: Mapping[str, Declaration]) -> list[Declaration]:
    """Return declarations so that each comes after those that it names, except in cycles."""
    ordered: list[Declaration] = []
    placed: set[str] = set()
    open_: list[str] = []

    def place(name: str) -> None:
        if name in placed or name in open_:
            return
        open_.append(name)
        declaration = declarations[name]
        for other in (*sorted(declaration.needs()), *sorted(declaration.mentions())):
            if other in declarations:
                place(other)
        open_.pop()
        placed.add(name)
        ordered.append(declaration)

    for name in declarations:
        place(name)
    seen: set[str] = set()
    for declaration in ordered:
        missing = (declaration.needs() & declarations.keys()) - seen
        if missing:
            raise SchemaError(f"{declaration.name} and {sorted(missing)} need each other: break the circle")
        seen.add(declaration.name)
    return ordered
