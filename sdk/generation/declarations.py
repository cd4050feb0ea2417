"""The parts of the modules: types, fields and declarations, each with a method that returns its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet


# The names that the modules import from the hand-written base of the models.
BASE_NAMES = ("BaseModel", "JsonValue", "MixedUnion", "OpenEnum", "UnionModel", "UnknownObject", "WireModel")


@dataclass(frozen=True)
class Type:
    """A type as an annotation writes it: its alternatives in order, and the declarations these name."""

    alternatives: tuple[str, ...]
    names: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        """The source of the annotation."""
        return " | ".join(self.alternatives)

    @property
    def nullable(self) -> bool:
        """Whether `None` is among its values."""
        return "None" in self.alternatives or "JsonValue" in self.alternatives

    def or_none(self) -> Type:
        """Return this type with `None` as its last alternative."""
        return self if self.nullable else Type((*self.alternatives, "None"), self.names)

    def inside(self, container: str) -> Type:
        """Return a container of this type; `container` is a template such as `list[{}]`."""
        return Type((container.format(self.source),), self.names)


def union(types: Iterable[Type]) -> Type:
    """Return the union of types, without repetitions and with `None` last. JSON absorbs all other types."""
    parts = list(types)
    flat = dict.fromkeys(alternative for part in parts for alternative in part.alternatives)
    if "JsonValue" in flat:
        return Type(("JsonValue",))
    kept = [alternative for alternative in flat if alternative != "None"]
    names = frozenset[str]().union(*(part.names for part in parts))
    return Type((*kept, "None") if "None" in flat else tuple(kept), names)


@dataclass(frozen=True)
class Default:
    """A default as an expression, and the declarations that must exist when it is evaluated."""

    source: str
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Field:
    """One field of a model; `wire` is given where its name there cannot be derived from the attribute."""

    attribute: str
    type: Type
    default: Default | None = None
    wire: str | None = None

    def line(self, undeclared: AbstractSet[str]) -> str:
        """Return its line in the class. The annotation is quoted if it uses a name not declared yet."""
        annotation = self.type.source
        if self.type.names & undeclared:
            annotation = repr(annotation) if '"' in annotation else quoted(annotation)
        default = self.default.source if self.default else None
        if self.wire is not None:
            wire = quoted(self.wire)
            arguments = [f"default={default}"] if default is not None else []
            arguments += [f"validation_alias={wire}", f"serialization_alias={wire}"]
            default = f"Field({', '.join(arguments)})"
        return f"    {self.attribute}: {annotation}{'' if default is None else f' = {default}'}"


class Declaration(Protocol):
    """A named thing at the top of a module."""

    @property
    def name(self) -> str:
        """The name that it declares."""

    def needs(self) -> frozenset[str]:
        """Return the declarations that must come before this one. References to others can be quoted."""

    def mentions(self) -> frozenset[str]:
        """Return all declarations that this one names."""

    def source(self, undeclared: AbstractSet[str]) -> str:
        """Return its source; `undeclared` are the names declared later in the module, and its own."""


@dataclass(frozen=True)
class Alias:
    """A type with a name of its own."""

    name: str
    type: Type

    def needs(self) -> frozenset[str]:
        """Return all names in the alias: pydantic cannot resolve an alias that is a string."""
        return self.type.names

    def mentions(self) -> frozenset[str]:
        """Return all names in the alias."""
        return self.type.names

    def source(self, _undeclared: AbstractSet[str]) -> str:
        """Return the source of the assignment."""
        return f"{self.name}: TypeAlias = {self.type.source}"


@dataclass(frozen=True)
class EnumClass:
    """An enum of strings; `union` is the mixed union whose strings it holds."""

    name: str
    members: Sequence[tuple[str, str]]
    union: str | None = None

    def needs(self) -> frozenset[str]:
        """Return its union."""
        return frozenset({self.union} if self.union else ())

    def mentions(self) -> frozenset[str]:
        """Return its union."""
        return self.needs()

    def source(self, _undeclared: AbstractSet[str]) -> str:
        """Return the source of the class."""
        bases = f"{self.union}, OpenEnum" if self.union else "OpenEnum"
        rows = [f"    {member} = {quoted(value)}" for member, value in self.members]
        return "\n".join([f"class {self.name}({bases}):", *rows])


@dataclass(frozen=True)
class ModelClass:
    """A model, the base of a union, or one of its members."""

    name: str
    bases: tuple[str, ...] = ("WireModel",)
    keywords: tuple[str, ...] = ()
    fields: Sequence[Field] = field(default_factory=tuple)
    union: str | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether this is the member of its union that keeps what no other member is."""
        return "unknown=True" in self.keywords

    def needs(self) -> frozenset[str]:
        """Return its union and the declarations that its defaults use."""
        named = frozenset[str]().union(*(f.default.names for f in self.fields if f.default))
        return named | {self.union} if self.union else named

    def mentions(self) -> frozenset[str]:
        """Return what its bases, annotations and defaults name."""
        return self.needs().union(*(f.type.names for f in self.fields))

    def source(self, undeclared: AbstractSet[str]) -> str:
        """Return the source of the class."""
        head = f"class {self.name}({', '.join((*self.bases, *self.keywords))}):"
        return "\n".join([head, *([f.line(undeclared) for f in self.fields] or ["    pass"])])


def quoted(text: str) -> str:
    """Return a string literal in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
