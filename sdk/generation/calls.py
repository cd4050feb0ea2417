"""The calls: one method per request of the protocol, on an asynchronous and on a synchronous class.

Parameters are keywords, so that an editor completes them and no model has to be imported to make a call. The
models of parameters and answers are named in annotations only; the module of an answer is imported when its
call is made.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation.declarations import Alias, EnumClass, ModelClass, Type, quoted
from generation.names import snake
from generation.reader import NAMED_STRINGS
from generation.schema import SchemaError, variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generation.declarations import Declaration, Field
    from generation.layout import Module
    from generation.schema import Node
    from generation.tables import Row

_WIDER = {"list": "Sequence", "dict": "Mapping", "JsonValue": "object"}
_PATHS = frozenset({"AbsolutePathBuf", "LegacyAppPathString", "PathUri"})
_PATH = "str | PathLike[str]"
_UNION_BASES = frozenset({"UnionModel", "MixedUnion"})
# A member of a union may be written as the object that it is on the wire.
_PLAIN = " | Mapping[str, object]"
# The module's own names. A parameter of the same name would hide one.
_OWN = frozenset({"self", "timeout", "params"})


@dataclass(frozen=True)
class Parameter:
    """One keyword of a call: its name, its annotation, and the field that it sets."""

    name: str
    annotation: str
    wire: str
    required: bool

    @property
    def source(self) -> str:
        """The parameter as the signature writes it."""
        if self.required:
            return f"{self.name}: {self.annotation}"
        if self.annotation == "object":  # it includes every other type
            return f"{self.name}: object = UNSET"
        certain = self.annotation.removesuffix(" | None")
        none = " | None" if certain != self.annotation else ""
        return f"{self.name}: {certain} | Unset{none} = UNSET"


@dataclass(frozen=True)
class Call:
    """One request: a method of both classes. `whole` is the union that it takes instead of keywords."""

    method: str
    experimental: bool
    parameters: tuple[Parameter, ...]
    whole: str | None
    response: str
    home: str

    @property
    def name(self) -> str:
        """The name of the Python method."""
        return snake(self.method)

    def source(self, *, asynchronous: bool) -> str:
        """Return the source of the method."""
        define, wait = ("async def", "await ") if asynchronous else ("def", "")
        first = [f"params: {self.whole}"] if self.whole else []
        keywords = ["*", *(each.source for each in self.parameters), "timeout: float | Unset | None = UNSET"]
        signature = ",\n        ".join(["self", *first, *keywords])
        mark = ". Experimental." if self.experimental else "."
        lines = [
            f"    {define} {self.name}(\n        {signature},\n    ) -> {self.response}:",
            f'        """Send `{self.method}`{mark}"""',
            f"        from .{self.home} import {self.response}",
            "",
            *self._params(),
            f"        return {wait}self._call({quoted(self.method)}, params, {self.response}, timeout)",
        ]
        return "\n".join(lines)

    def _params(self) -> list[str]:
        if self.whole:
            return []
        if not self.parameters:
            return ["        params: dict[str, object] = {}"]
        rows = [f"            {quoted(each.wire)}: {each.name}," for each in self.parameters]
        return ["        params: dict[str, object] = {", *rows, "        }"]


class CallReader:
    """Converts the table of requests to calls. `imports` has the names in their annotations, by module."""

    def __init__(
        self,
        declarations: Mapping[str, Declaration],
        definitions: Mapping[str, Node],
        modules: Iterable[Module],
    ) -> None:
        self.imports: dict[str, set[str]] = defaultdict(set)
        self._declarations = declarations
        self._definitions = definitions
        self._home = {each.name: module.name for module in modules for each in module.declarations}

    def read(self, rows: Iterable[Row]) -> list[Call]:
        """Return the calls, sorted by name.

        Raises `SchemaError` if two methods have the same name in Python.
        """
        calls = sorted((self._call(row) for row in rows), key=lambda call: call.name)
        if len({call.name for call in calls}) != len(calls):
            raise SchemaError("two methods have the same name in python: extend generation/names.py")
        return calls

    def _call(self, row: Row) -> Call:
        declaration = self._declarations[row.params] if row.params else None
        parameters: tuple[Parameter, ...] = ()
        whole = None
        if isinstance(declaration, ModelClass) and declaration.bases == ("WireModel",):
            parameters = self._parameters(declaration)
        elif declaration is not None:
            whole = declaration.name + _PLAIN
            self._mention({declaration.name})
        if row.response is None:
            raise SchemaError(f"{row.method} has no answer: add it to _RESPONSES in generation/tables.py")
        self._mention({row.response})
        home = self._home[row.response]
        return Call(row.method, row.experimental, parameters, whole, row.response, home)

    def _parameters(self, model: ModelClass) -> tuple[Parameter, ...]:
        node = self._definitions[model.name]
        required = frozenset(node.get("required", ()))
        # The fields of a model are in the order of its properties.
        pairs = zip(node.get("properties", {}).items(), model.fields, strict=True)
        parameters = [self._parameter(wire, body, field, wire in required) for (wire, body), field in pairs]
        return tuple(sorted(parameters, key=lambda parameter: not parameter.required))

    def _parameter(self, wire: str, body: Node, field: Field, required: bool) -> Parameter:
        if field.attribute in _OWN:
            raise SchemaError(f"the field {wire} hides a name of the calls: extend generation/names.py")
        annotation = self._annotation(field.type)
        if field.attribute == "cwd" and _PATH not in annotation:
            annotation = annotation.replace("str", _PATH, 1)
        if not _may_be_null(body):
            # The model's field has None as "not given", but the server would refuse null.
            annotation = annotation.removesuffix(" | None")
        return Parameter(field.attribute, annotation, wire, required)

    def _annotation(self, type_: Type) -> str:
        """Return the annotation for a type, with any sequence for a list, and plain enums and unions."""
        alternatives = [re.sub(r"\w+", self._given, part) for part in type_.alternatives]
        return "object" if "object" in alternatives else " | ".join(alternatives)

    def _given(self, match: re.Match[str]) -> str:
        name = match[0]
        declaration = self._declarations.get(name)
        if declaration is None:
            return _WIDER.get(name, name)
        if name in _PATHS:
            return _PATH
        if isinstance(declaration, Alias):
            return self._annotation(declaration.type)
        self._mention({name})
        if name in NAMED_STRINGS:
            return f"{name} | str"
        words = declaration if isinstance(declaration, EnumClass) else self._declarations.get(f"{name}Value")
        if isinstance(words, EnumClass):
            name += f" | Literal[{', '.join(quoted(value) for _, value in words.members)}]"
        return name + _PLAIN if _is_union(declaration) else name

    def _mention(self, names: Iterable[str]) -> None:
        for name in names:
            self.imports[self._home[name]].add(name)


def _is_union(declaration: Declaration) -> bool:
    return isinstance(declaration, ModelClass) and not _UNION_BASES.isdisjoint(declaration.bases)


def _may_be_null(body: Node) -> bool:
    if not isinstance(body, dict):
        return True
    return "null" in body.get("type", ()) or any(_may_be_null(part) for part in variants(body))
