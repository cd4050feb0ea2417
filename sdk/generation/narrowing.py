"""Unions that type checkers narrow by their tag, as in `if item.type == "agentMessage"`.

A checker narrows a union of classes but not a base class. So a received value has the type
`ThreadItemMember`, which is the union of all members for checkers, and another name of `ThreadItem` at run
time. A value that a program makes and sends keeps the base as its type, such as `SandboxPolicy`, which
`model_validate` returns.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generation.declarations import ModelClass, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generation.declarations import Declaration
    from generation.layout import Module
    from generation.tables import Row

UNKNOWN_TAG = "(unknown)"
"""The tag of the unknown member for type checkers, which would never narrow a tag of any string away."""


def member_of(union: str) -> str:
    """Return the name of the union of the members of a base class."""
    return f"{union}Member"


def tagged_unions(modules: Iterable[Module]) -> dict[str, list[ModelClass]]:
    """Return the members of each tagged union, the unknown one last."""
    models = [each for module in modules for each in module.declarations if isinstance(each, ModelClass)]
    bases = [each.name for each in models if "UnionModel" in each.bases and 'union=""' not in each.keywords]
    return {base: [each for each in models if each.union == base] for base in bases}


def with_members(modules: Sequence[Module], tables: Mapping[str, Sequence[Row]]) -> list[Module]:
    """Return the modules with the fields of received unions typed as their members."""
    sent = _sent(modules, tables)
    received = {name: member_of(name) for name in tagged_unions(modules) if name not in sent}
    return [_with_members(module, received) for module in modules]


def _sent(modules: Iterable[Module], tables: Mapping[str, Sequence[Row]]) -> set[str]:
    """Return the types that a program sends: in parameters of requests and in answers to the server."""
    declared = {each.name: each for module in modules for each in module.declarations}
    waiting = [row.params for row in tables["requests"]] + [row.response for row in tables["server_requests"]]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name is not None and name not in found:
            found.add(name)
            waiting.extend(declared[name].mentions())
    return found


def _with_members(module: Module, received: Mapping[str, str]) -> Module:
    declarations = [_narrowed(each, received) for each in module.declarations]
    used = {name for each in declarations for name in each.mentions()} & set(received.values())
    imports = {
        home: sorted({*names, *(received[name] for name in names if received.get(name) in used)})
        for home, names in module.imports.items()
    }
    return replace(module, declarations=declarations, imports=imports)


def _narrowed(declaration: Declaration, received: Mapping[str, str]) -> Declaration:
    if not isinstance(declaration, ModelClass):
        return declaration
    fields = [replace(field, type=_typed(field.type, received)) for field in declaration.fields]
    return replace(declaration, fields=fields)


def _typed(kind: Type, received: Mapping[str, str]) -> Type:
    named = kind.names & received.keys()
    if not named:
        return kind
    words = re.compile(rf"\b({'|'.join(sorted(named))})\b")
    alternatives = tuple(words.sub(lambda word: received[word[0]], each) for each in kind.alternatives)
    return Type(alternatives, kind.names - named | {received[name] for name in named})
