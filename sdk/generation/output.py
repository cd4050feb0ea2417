"""Builds the text of the generated files."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from generation.declarations import BASE_NAMES, ModelClass, quoted
from generation.narrowing import UNKNOWN_TAG, member_of, tagged_unions, with_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generation.calls import Call
    from generation.declarations import Declaration
    from generation.layout import Module
    from generation.schema import Schema
    from generation.tables import Row

_WIDTH = 110
_NOTE = "# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`."

_V2_ALL = '''"""All models of the protocol; the first use of a name loads the one module that defines it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
{imports}

_HOME = {{
    name: module
    for module, names in {{
{names}
    }}.items()
    for name in names.split()
}}


if not TYPE_CHECKING:  # a checker knows the names above; with this it would accept every other name too
    __all__ = sorted(_HOME)

    def __getattr__(name):
        home = _HOME.get(name)
        if home is None:
            raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
        value = globals()[name] = getattr(import_module(f".{{home}}", __package__), name)
        return value


def __dir__() -> list[str]:
    return sorted({{*globals(), *_HOME}})
'''

_METHODS = '''"""The methods of the protocol and the names of their models, which live in `v2_all`.

Names and not classes: this module is imported by everybody and must not import pydantic.
"""

from typing import Final, Literal, NamedTuple, TypeAlias


class Method(NamedTuple):
    """The models of a method; `experimental` ones need the capability `experimentalApi`."""

    params: str | None
    response: str | None
    experimental: bool = False

'''

_CALLS = '''"""{title}, written from the table of methods; reached as `{client}.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._unset import UNSET, Unset
from ._calling import {base}

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Literal

{imports}

__all__ = ["{name}"]


class {name}({base}):
    """Every request of the protocol under its own name, for {loop}.

    What is not given is not sent, and None is sent as null, which clears a setting where the protocol says
    so. `timeout` is in seconds, None for none; without one the config's `request_timeout` holds. Nothing is
    added to a request: a thread that is not loaded is not resumed, and its settings are not remembered.

    Raises `JsonRpcError` when the server refuses, `ExperimentalApiError` for an experimental request of a
    client without `experimental_api`, `InvalidInputError` when the parameters cannot be sent,
    `RequestTimeoutError` when no answer comes in time, `ResponseInvalidError` when it does not fit, and
    `TransportClosedError` when the connection has ended.
    """

{calls}
'''

_PIN = '''"""The server whose schema these models were generated from."""

from typing import Final

SERVER_VERSION: Final = {version}
SCHEMA_SHA256: Final = {digest}
'''


def package_files(
    schema: Schema, modules: list[Module], tables: Mapping[str, Sequence[Row]]
) -> dict[str, str]:
    """Return the text of each generated file by its name, except the files of the calls."""
    unions = tagged_unions(modules)
    narrowed = with_members(modules, tables)
    files = {f"{module.name}.py": _module(module, unions) for module in narrowed}
    files["__init__.py"] = '"""Models of the protocol, generated; import them from `v2_all`."""\n'
    files["v2_all.py"] = _v2_all(modules, unions)
    files["methods.py"] = _METHODS + "\n\n".join(_table(side, rows) for side, rows in tables.items()) + "\n"
    files["methods.py"] += _literal("NotificationMethod", [row.method for row in tables["notifications"]])
    files["schema_pin.py"] = _PIN.format(version=quoted(schema.version), digest=quoted(schema.digest))
    return _noted(files)


def api_files(calls: Sequence[Call], named: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the text of the two files of the calls by name; `named` has the models by module."""
    return _noted(
        {
            "api.py": _api(calls, named, asynchronous=False),
            "async_api.py": _api(calls, named, asynchronous=True),
        }
    )


def _noted(files: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{_NOTE}\n{text}" for name, text in files.items()}


def _module(module: Module, unions: Mapping[str, Sequence[ModelClass]]) -> str:
    own = {each.name: unions[each.name] for each in module.declarations if each.name in unions}
    # For checkers, a union of members is at the end of the module, after its members.
    undeclared = {*(each.name for each in module.declarations), *map(member_of, own)}
    bodies = []
    for declaration in module.declarations:
        bodies.append(declaration.source(undeclared) + _for_checkers(declaration, unions))
        undeclared.discard(declaration.name)
    body = "\n\n\n".join([*bodies, *_members(own)])
    imports = [
        _import("typing", [name for name in ("TYPE_CHECKING", "Literal") if _uses(body, name)]),
        _import("pydantic", [name for name in ("Field",) if _uses(body, name)]),
        _import("typing_extensions", [name for name in ("TypeAlias",) if _uses(body, name)]),
        _import("._base", [name for name in BASE_NAMES if _uses(body, name)]),
        *(
            _import(f".{other}", [name for name in names if _names(body, name)])
            for other, names in module.imports.items()
        ),
    ]
    exported = _wrapped(map(quoted, _exported(module, unions)))
    head = "\n".join(line for line in imports if line)
    return f"{head}\n\n__all__ = [\n{exported}\n]\n\n\n{body}\n"


def _exported(module: Module, unions: Mapping[str, Sequence[ModelClass]]) -> list[str]:
    names = [declaration.name for declaration in module.declarations]
    return names + [member_of(name) for name in names if name in unions]


def _for_checkers(declaration: Declaration, unions: Mapping[str, Sequence[ModelClass]]) -> str:
    """Return the lines for checkers: the type of `root`, the fields of all members, the unknown tag."""
    if not isinstance(declaration, ModelClass):
        return ""
    members = unions.get(declaration.name)
    if members is not None:
        lines = [
            {field.line(frozenset()) for field in each.fields} for each in members if not each.is_unknown
        ]
        shared = sorted(line for line in set.intersection(*lines) if " = " not in line)
        name = member_of(declaration.name)
        root = f'        @property\n        def root(self) -> "{name}": ...'
        said = [*(f"    {line}" for line in shared), *([""] if shared else []), root]
        alias = f"\n\n\nif not TYPE_CHECKING:\n    {name} = {declaration.name}"
    elif declaration.is_unknown and declaration.union in unions:
        said, alias = [f'        {_tag(declaration, unions)}: Literal["{UNKNOWN_TAG}"]'], ""
    else:
        return ""
    return "\n".join(["", "", "    if TYPE_CHECKING:", *said]) + alias


def _tag(member: ModelClass, unions: Mapping[str, Sequence[ModelClass]]) -> str:
    """Return the field that tells the members of a union apart: the only one that is a constant in all."""
    constants = [
        {field.attribute for field in each.fields if field.type.source.startswith("Literal[")}
        for each in unions[member.union or ""]
        if not each.is_unknown
    ]
    return set.intersection(*constants).pop()


def _members(unions: Mapping[str, Sequence[ModelClass]]) -> list[str]:
    """Return the lines of the unions of members, which exist for checkers only."""
    aliases = [
        f"    {member_of(name)}: TypeAlias = {' | '.join(each.name for each in members)}"
        for name, members in unions.items()
    ]
    return ["\n".join(["if TYPE_CHECKING:", *aliases])] if aliases else []


def _names(body: str, name: str) -> bool:
    """Return whether a name occurs, also in a quoted annotation."""
    return re.search(rf"\b{name}\b", body) is not None


def _uses(body: str, name: str) -> bool:
    return re.search(rf"(?<![\w\"']){name}(?![\w\"'])", body) is not None


def _import(module: str, names: Iterable[str]) -> str:
    listed = list(names)
    if not listed:
        return ""
    line = f"from {module} import {', '.join(listed)}"
    return line if len(line) <= _WIDTH else f"from {module} import (\n{_wrapped(listed)}\n)"


def _wrapped(names: Iterable[str]) -> str:
    lines = textwrap.wrap(", ".join(names) + ",", _WIDTH - 4, break_long_words=False)
    return textwrap.indent("\n".join(lines), "    ")


def _v2_all(modules: list[Module], unions: Mapping[str, Sequence[ModelClass]]) -> str:
    homes = {"_base": sorted(BASE_NAMES)}
    homes.update({module.name: sorted(_exported(module, unions)) for module in modules})
    rows = []
    for home, names in homes.items():
        lines = [f'            "{line} "' for line in textwrap.wrap(" ".join(names), _WIDTH - 16)]
        rows.append("\n".join([f'        "{home}": (', *lines, "        ),"]))
    imports = "\n".join(f"    from .{home} import *" for home in homes)
    return _V2_ALL.format(imports=imports, names="\n".join(rows))


def _table(side: str, rows: Iterable[Row]) -> str:
    lines = [f"{side.upper()}: Final[dict[str, Method]] = {{"]
    for row in rows:
        models = [quoted(name) if name else "None" for name in (row.params, row.response)]
        arguments = ", ".join([*models, *(["experimental=True"] if row.experimental else [])])
        lines.append(f"    {quoted(row.method)}: Method({arguments}),")
    return "\n".join(["", *lines, "}"])


def _literal(name: str, values: Iterable[str]) -> str:
    return f"\n{name}: TypeAlias = Literal[\n{_wrapped(map(quoted, values))}\n]\n"


def _api(calls: Sequence[Call], named: Mapping[str, Iterable[str]], *, asynchronous: bool) -> str:
    imports = [_import(f".{home}", sorted(names)) for home, names in sorted(named.items())]
    return _CALLS.format(
        title="The asynchronous calls" if asynchronous else "The synchronous calls",
        client="AsyncCodex" if asynchronous else "Codex",
        base="AsyncCalls" if asynchronous else "Calls",
        name="AsyncApi" if asynchronous else "Api",
        loop="programs with an event loop" if asynchronous else "programs without an event loop",
        imports=textwrap.indent("\n".join(imports), "    "),
        calls="\n\n".join(call.source(asynchronous=asynchronous) for call in calls),
    )
