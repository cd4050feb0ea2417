"""Converts definitions of the schema to declarations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generation.declarations import (
    BASE_NAMES,
    Alias,
    Default,
    EnumClass,
    Field,
    ModelClass,
    Type,
    quoted,
    union,
)
from generation.names import attribute, enum_member, pascal
from generation.schema import Node, SchemaError, reference, variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generation.declarations import Declaration

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_SAYS_NOTHING = frozenset({"default", "title", "format", "deprecated"})
_JSON = Type(("JsonValue",))
# The names that every module imports. A definition of the same name would be shadowed silently.
_IMPORTED = frozenset({"Field", "Literal", "TypeAlias", *BASE_NAMES})
# The schema has their fields in snake_case, but the server sends camelCase as everywhere else (seen in the
# answer of `thread/timeline/list`). Their models accept both, because models accept their attribute names.
_MISSPELT = frozenset({"ThreadRealtimeItem", "ThreadTimelineEntry"})
# The schema lists no values for these, and new ones may come at any time. They are still enums, which keep
# unknown values: programs written for the official SDK use `ReasoningEffort.high`.
NAMED_STRINGS = {
    "ReasoningEffort": ("none", "minimal", "low", "medium", "high", "xhigh", "max", "ultra"),
    "ThreadSource": ("user", "subagent", "memory_consolidation"),
}


class Reader:
    """Converts all definitions.

    `declarations` has the result by name, `owned` the names that were declared for each definition.
    """

    def __init__(self, definitions: Mapping[str, Node]) -> None:
        self.declarations: dict[str, Declaration] = {}
        self.owned: dict[str, list[str]] = defaultdict(list)
        self._definitions = definitions
        self._closed = frozenset(self._discriminating_enums())
        self._owner = ""
        for name in sorted(definitions):
            self._owner = name
            self._define(name, definitions[name])

    def _discriminating_enums(self) -> Iterable[str]:
        """Yield the enums that are the only difference between the members of an untagged union.

        These must stay closed: if they kept unknown values, the first member would fit everything.
        """
        for node in self._definitions.values():
            for part in variants(node):
                member = self._definitions.get(reference(part) or "", {})
                constant = reference(member.get("properties", {}).get("type"))
                if constant is not None and "enum" in self._definitions[constant]:
                    yield constant

    def _declare(self, declaration: Declaration) -> None:
        name = declaration.name
        if name in _IMPORTED or name in self.declarations:
            raise SchemaError(f"the name {name} is taken twice: tell them apart in generation/reader.py")
        self.declarations[name] = declaration
        self.owned[self._owner].append(name)

    def _define(self, name: str, node: Node) -> None:
        parts = variants(node)
        strings = node.get("enum") or [value for part in parts for value in part.get("enum", ())]
        if node.get("type") == "string":
            strings = strings or list(NAMED_STRINGS.get(name, ()))
        objects = [part for part in parts if "properties" in part]
        if objects:
            self._define_union(name, node, objects, strings)
        elif name in self._closed:
            literal = ", ".join(quoted(value) for value in strings)
            self._declare(Alias(name, Type((f"Literal[{literal}]",))))
        elif strings:
            self._declare(EnumClass(name, _enum_members(strings)))
        elif node.get("type") == "object" and ("properties" in node or not node.get("additionalProperties")):
            self._declare(ModelClass(name, fields=self._fields(name, node)))
        else:
            self._declare(Alias(name, self._open(self._type(node, name), parts)))

    def _open(self, type_: Type, parts: list[Node]) -> Type:
        """Add a last alternative for unknown objects to an untagged union of objects."""
        members = [part for part in parts if part.get("type") != "null"]
        if len(members) > 1 and all(reference(part) for part in members):
            bodies = [self._definitions[reference(part) or ""] for part in members]
            if all(body.get("type") == "object" or variants(body) for body in bodies):
                return union([type_, Type(("UnknownObject",))])
        return type_

    def _define_union(self, name: str, node: Node, objects: list[Node], strings: list[str]) -> None:
        tag = "" if strings else _shared_constant(objects)
        bases = (name, "WireModel") if strings else (name,)
        common = self._fields(name, {key: node[key] for key in ("properties", "required") if key in node})
        tag_field = [Field(attribute(tag), Type(("str",)))] if tag else []
        self._declare(
            ModelClass(
                name,
                bases=("MixedUnion",) if strings else ("UnionModel",),
                keywords=(f"union={quoted(tag)}",),
                fields=[*tag_field, *common],
            )
        )
        if strings:
            self._declare(EnumClass(f"{name}Value", _enum_members(strings), union=name))
        for part in objects:
            self._define_member(name, part, bases, tag, objects)
        # A union may have a member that is itself called "unknown".
        prefix = "Unrecognised" if f"Unknown{name}" in self.declarations else "Unknown"
        self._declare(ModelClass(f"{prefix}{name}", bases=bases, keywords=("unknown=True",), union=name))

    def _define_member(
        self, name: str, part: Node, bases: tuple[str, ...], tag: str, objects: list[Node]
    ) -> None:
        if tag:
            label = part["properties"][tag]["enum"][0]
            keyword = f"tag={quoted(label)}"
        else:
            label = _own_key(part, objects)
            keyword = f"key={quoted(label)}"
        title = self._free_name(pascal(part.get("title") or ""), pascal(label) + name)
        fields = self._fields(title, _with_nested_variants(part))
        self._declare(ModelClass(title, bases=bases, keywords=(keyword,), fields=fields, union=name))

    def _free_name(self, *candidates: str) -> str:
        for name in candidates:
            if name and name not in self._definitions and name not in self.declarations:
                return name
        # Two wire names that differ in punctuation only, such as `openai/form` and `openaiForm`.
        number = 2
        while f"{candidates[-1]}{number}" in self.declarations:
            number += 1
        return f"{candidates[-1]}{number}"

    def _fields(self, owner: str, node: Node) -> list[Field]:
        required = frozenset(node.get("required", ()))
        fields = []
        for wire, body in node.get("properties", {}).items():
            fields.append(self._field(owner, wire, body, wire in required))
        if len({field.attribute for field in fields}) != len(fields):
            raise SchemaError(
                f"two fields of {owner} have the same name in python: extend generation/names.py"
            )
        return fields

    def _field(self, owner: str, wire: str, body: Node, required: bool) -> Field:
        name = attribute(wire)
        alias = None if _camel(name) == wire or self._owner in _MISSPELT else wire
        if _constant(body) is not None:
            text = quoted(body["enum"][0])
            return Field(name, Type((f"Literal[{text}]",)), Default(text), alias)
        type_ = self._type(body, owner + pascal(wire), pascal(wire))
        if required and not type_.nullable:
            return Field(name, type_, None, alias)
        value = body.get("default") if isinstance(body, dict) else None
        if value is None:
            return Field(name, type_.or_none(), Default("None"), alias)
        return Field(name, type_, self._default(value, body), alias)

    def _default(self, value: object, body: Node) -> Default:
        target = reference(body)
        if isinstance(value, list):
            parts = [self._default(item, body.get("items")) for item in value]
            source = f"[{', '.join(part.source for part in parts)}]"
            return Default(source, frozenset[str]().union(*(part.names for part in parts)))
        if isinstance(value, str) and target is not None:
            declared = f"{target}Value" if _has_objects(self._definitions[target]) else target
            return Default(f"{declared}.{enum_member(value)}", frozenset({declared}))
        return Default(quoted(value) if isinstance(value, str) else repr(value))

    def _type(self, node: Node, hint: str, short: str = "") -> Type:
        """Return the type of a node. A type without a name gets `short` if that is free, or else `hint`."""
        if not isinstance(node, dict) or not set(node) - _SAYS_NOTHING:
            return _JSON
        target = reference(node)
        if target is not None:
            return Type((target,), frozenset({target}))
        if parts := variants(node):
            return union([self._type(part, hint) for part in parts])
        if "enum" in node or node.get("properties"):
            name = self._free_name(short, hint) if short else hint
            self._define(name, node)
            return Type((name,), frozenset({name}))
        kind = node.get("type")
        if isinstance(kind, list):
            return union([self._type({**node, "type": one}, hint) for one in kind])
        if kind == "array":
            return self._type(node.get("items"), f"{hint}Item").inside("list[{}]")
        if kind == "object":
            return self._type(node.get("additionalProperties"), f"{hint}Value").inside("dict[str, {}]")
        if kind not in _SCALARS:
            raise SchemaError(f"the type {kind!r} in {hint} is unknown: extend generation/reader.py")
        return Type((_SCALARS[kind],))


def _enum_members(values: Iterable[str]) -> list[tuple[str, str]]:
    members = [(enum_member(value), value) for value in dict.fromkeys(values)]
    if len({name for name, _ in members}) != len(members):
        raise SchemaError(f"two values of an enum have the same name in python: {members}")
    return members


def _constant(node: Node) -> str | None:
    values: Sequence[str] = node.get("enum", ()) if isinstance(node, dict) else ()
    return values[0] if len(values) == 1 else None


def _has_objects(node: Node) -> bool:
    return any("properties" in part for part in variants(node))


def _shared_constant(objects: list[Node]) -> str:
    """Return the field that is a constant in each of the objects, or an empty string."""
    constants = [{key for key, body in part["properties"].items() if _constant(body)} for part in objects]
    return min(constants[0].intersection(*constants), default="")


def _own_key(part: Node, objects: list[Node]) -> str:
    """Return the required key of an object that no other object of the union requires."""
    others = {key for other in objects if other is not part for key in other.get("required", ())}
    own = [key for key in part.get("required", ()) if key not in others]
    if not own:
        raise SchemaError(f"a member of a union has no key of its own: {sorted(part['properties'])}")
    return str(own[0])


def _with_nested_variants(part: Node) -> Node:
    """Return a member with its own alternatives as optional fields. Which go together is lost."""
    nested = {
        key: {"anyOf": [body, {"type": "null"}]}
        for variant in variants(part)
        for key, body in variant["properties"].items()
    }
    return {**part, "properties": {**nested, **part["properties"]}}


def _camel(name: str) -> str:
    """Return the alias that the models generate for an attribute name."""
    head, *rest = name.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)
