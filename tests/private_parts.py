"""Where our sources use a private part of another package: a name or a module with a leading underscore.

A name counts as foreign when a class or a module of such a package has it. On `self` it counts when a foreign
base of that very class has it, so that our own names are not mistaken for others. On any other object it
counts unless a class in the same file, or in a module of ours that it imports from, has an attribute of that
name: then it is taken for that.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parent.parent
SOURCES = {"codex_app_server": ROOT / "sdk", "codex_tui": ROOT / "tui"}
"""Our packages, and the folder that each is in."""

FOREIGN = ("textual", "rich", "pygments", "markdown_it", "anyio", "pydantic", "websockets", "asyncio", "re")
"""The packages whose private parts are looked for. A private module under another name is in `RENAMED`."""

RENAMED = frozenset({"sre_parse", "sre_constants", "sre_compile"})
"""What the private modules of `re` are called before Python 3.11."""

_BY_NAME = frozenset({"getattr", "setattr", "hasattr", "delattr", "attrgetter", "methodcaller"})
"""Functions that take the name of an attribute as a string."""


class Use(NamedTuple):
    """A private part of another package, and where it is used."""

    path: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.name}"


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def foreign_uses() -> list[Use]:
    """All uses in our sources, in the order of files and lines."""
    found = {use for package in SOURCES for use in _of_classes(package)}
    for package, folder in SOURCES.items():
        for path in (folder / package).rglob("*.py"):
            found.update(_of_file(path))
    return sorted(found)


def _of_file(path: Path) -> Iterator[Use]:
    """Uses that show in the text of a file: imports, attributes of other objects, names in strings."""
    tree = _parsed(path)
    own = set(_names_in(path)).union(*(_names_in(module) for module in _imported(path, tree)))
    for node in ast.walk(tree):
        for name in _named(node):
            if name not in own:
                yield Use(path.relative_to(ROOT).as_posix(), getattr(node, "lineno", 0), name)


@cache
def _names_in(path: Path) -> frozenset[str]:
    """What the classes of a file have, but for a patch: that has names of others."""
    if path.parent.name == "patches":
        return frozenset()
    classes = [node for node in ast.walk(_parsed(path)) if isinstance(node, ast.ClassDef)]
    return frozenset(name for node in classes for name in _names_of(node))


def _imported(path: Path, tree: ast.Module) -> Iterator[Path]:
    """The files of our modules that a file takes something from by a relative import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            found = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            if found.with_suffix(".py").is_file():
                yield found.with_suffix(".py")


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if _is_private_module(alias.name))
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        foreign = node.module.split(".")[0] in FOREIGN
        if _is_private_module(node.module) or (foreign and any(private(part.name) for part in node.names)):
            yield node.module
    elif isinstance(node, ast.Attribute):
        if private(node.attr) and node.attr in foreign_names() and not _is_self(node.value):
            yield node.attr
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BY_NAME:
        for argument in node.args:
            if isinstance(argument, ast.Constant) and argument.value in foreign_names():
                yield str(argument.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_private_module(node.value):
        yield node.value


def _is_self(node: ast.expr) -> bool:
    """Whether an expression is `self`, `cls` or `super()`."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _is_private_module(name: str) -> bool:
    first, *others = name.split(".")
    return first in RENAMED or (first in FOREIGN and any(map(private, others)) and " " not in name)


def _of_classes(package: str) -> Iterator[Use]:
    """Uses by classes of ours that derive from foreign ones: overridden, assigned or called on `self`."""
    for module in _modules(package):
        for ours in vars(module).values():
            if not inspect.isclass(ours) or ours.__module__ != module.__name__:
                continue
            foreign = {
                name
                for base in ours.__mro__
                if base.__module__.split(".")[0] in FOREIGN
                for name in _private_names(base)
            }
            # A mixin of ours knows no foreign class, and meets one in the class that has both as bases.
            for base in ours.__mro__:
                if base.__module__.split(".")[0] in SOURCES:
                    path = Path(inspect.getfile(base)).resolve().relative_to(ROOT).as_posix()
                    yield from (Use(path, line, name) for line, name in _own_names(base) if name in foreign)


@cache
def _own_names(ours: type) -> tuple[tuple[int, str], ...]:
    """The private names that a class defines, or reads and sets on itself, each with its line."""
    tree = _tree_of(ours)
    if tree is None:
        return ()
    found = [
        (node.lineno, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _is_self(node.value)
    ]
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.append((node.lineno, node.name))
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [(node.lineno, target.id) for target in targets if isinstance(target, ast.Name)]
    return tuple((line, name) for line, name in found if private(name))


def _modules(package: str) -> Iterator[ModuleType]:
    top = importlib.import_module(package)
    yield top
    for info in pkgutil.walk_packages(top.__path__, f"{package}."):
        if not info.name.endswith(".__main__"):
            yield importlib.import_module(info.name)


@cache
def _private_names(foreign: type) -> frozenset[str]:
    tree = _tree_of(foreign)
    return frozenset(filter(private, [*vars(foreign), *(_names_of(tree) if tree else ())]))


def _tree_of(which: type) -> ast.ClassDef | None:
    """The class in the text of its module; None for one that is not written in Python."""
    try:
        path = inspect.getsourcefile(which)
    except TypeError:
        return None
    scope: ast.Module | ast.ClassDef = _parsed(Path(path)) if path else ast.Module([], [])
    for name in which.__qualname__.split("."):
        found = [part for part in scope.body if isinstance(part, ast.ClassDef) and part.name == name]
        if not found:
            return None
        scope = found[0]
    return scope if isinstance(scope, ast.ClassDef) else None


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def foreign_names() -> frozenset[str]:
    """Private names of the modules of the packages, of what stands in them, and of their objects."""
    names: set[str] = set()
    for package in FOREIGN:
        top = importlib.import_module(package)
        files = [path for folder in getattr(top, "__path__", ()) for path in Path(folder).rglob("*.py")]
        for path in files or [Path(str(top.__file__))]:
            names.add(path.stem)
            names.update(_DEFINITION.findall(path.read_text("utf-8")))
    return frozenset(filter(private, names)) - _DOCUMENTED


_DOCUMENTED = frozenset({"_replace", "_asdict", "_make", "_fields", "_field_defaults"})
"""The public methods of a named tuple."""

_DEFINITION = re.compile(r"(?m)(?:^\s*(?:(?:async )?def |class )?|\bself\.)(_[a-z]\w*)\s*[:=(]")
"""A definition in a module or a class, or an assignment to an attribute. Parsing all of it takes 8 s."""


def _names_of(scope: ast.ClassDef | ast.Module) -> Iterator[str]:
    """What stands in a class or a module, and the attributes that a class sets on `self`."""
    for part in scope.body:
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield part.name
        elif isinstance(part, (ast.Assign, ast.AnnAssign)):
            targets = part.targets if isinstance(part, ast.Assign) else [part.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))
            slotted = any(isinstance(target, ast.Name) and target.id == "__slots__" for target in targets)
            if isinstance(scope, ast.ClassDef) and slotted and part.value:
                slots = ast.walk(part.value)
                yield from (str(slot.value) for slot in slots if isinstance(slot, ast.Constant))
    if isinstance(scope, ast.ClassDef):
        for node in ast.walk(scope):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
                yield node.attr
