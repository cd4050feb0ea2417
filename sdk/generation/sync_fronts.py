"""Generates the synchronous classes from the asynchronous ones.

`async_turn.py` is the source of `turn.py`: the same methods with the same parameters and docstrings, each of
which calls its asynchronous twin through the portal. Members that cannot be made so are written by hand in a
base class in `_blocking/turn.py`. An example is the stream of a turn, whose events do not cross the portal.
The rules for a member are:

- A member that the base has is not written. If the base has it with a leading underscore, the written member
  calls that.
- A member that is a single statement about public members is copied, without its `await`.
- Any other member is called on the twin. Closing methods (`__aexit__`, `aclose`) do nothing once the client
  has ended.
- A returned value is wrapped if it has a synchronous class.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from generation.schema import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

N = TypeVar("N", bound=ast.AST)

MODULES = (
    "codex",
    "events",
    "follower",
    "goals",
    "login",
    "pages",
    "queues",
    "sections",
    "started_turns",
    "thread",
    "turn",
)
"""The modules that are written, each from the module with the prefix `async_`."""

_NOTE = "# Written by sdk/generate.py from {sources}.\n# Do not edit: run `make generate`."
_WIDTH = 110
_NAMES = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "aclose": "close",
}
_TYPES = {"AsyncTurnStream": "Generator[Notification, None, None]", "TurnStart": "TurnHandle"}
"""The return types for asynchronous classes without a synchronous one."""
_SUBSCRIBES = frozenset({"AsyncEventStream", "AsyncStartedTurns"})
"""Classes whose objects are created on the event loop, because that changes state that the reader uses."""
_ASYNCHRONOUS_ONLY = frozenset({"AsyncPages[T].turn_page"})
_WORD_REPLACEMENTS = {
    r"\b([Aa])n `Async(?=[A-Z])": r"\1 `",
    r"\bAsync(?=[A-Z])": "",
    r"\basync (with|for)( await)?\b": r"\1",
    r"\bawait ": "",
    r"\baclose\b": "close",
}
_SENTENCE_REPLACEMENTS = {
    "The asynchronous client, on asyncio and on trio.": (
        "The synchronous client, and the asynchronous one that it stands on."
    ),
    "name it, from an event loop.": "name it.",
    "A client of one app-server.": "A client of one app-server, for programs without an event loop.",
    "The server starts at the first call, or on entering `async with`, and runs until `close()`.": (
        "The server is running when the constructor returns; when it does not get ready, the constructor "
        "raises `ServerStartError` and nothing is left running."
    ),
    "Any task of the event loop may make calls": "Any thread may make calls",
    "or whose server failed to start or has died,": "or whose server has died,",
    "Raises `NotInitializedError` before the first call.": "",
    "Cancelling the call leaves the turn running.": "Ctrl-C leaves the turn running.",
    "before it has ended, also by a cancellation.": "before it has ended.",
    "if it has not ended, also when the task is cancelled,": "if it has not ended,",
    "In a scope that is cancelled, as in a `finally`, it is sent all the same.": "",
    "A wait that is cancelled loses no event.": (
        "A Ctrl-C while waiting loses no event. Any thread may close the follower, which ends the waiting of "
        "the others."
    ),
}
"""Sentences of docstrings, and their replacements in the synchronous classes."""


def sync_fronts(package: Path, sources: Mapping[str, str]) -> dict[str, str]:
    """Return the text of each module by its file name; `sources` override files of the package.

    Raises `SchemaError` when a sentence of `_SENTENCE_REPLACEMENTS` is not found.
    """
    replaced: set[str] = set()
    written = {}
    for module in MODULES:
        name = f"async_{module}.py"
        text = sources.get(name) or (package / name).read_text(encoding="utf-8")
        by_hand = package / "_blocking" / f"{module}.py"
        base = by_hand.read_text(encoding="utf-8") if by_hand.exists() else ""
        written[f"{module}.py"] = _Front(module, text, base, replaced).text()
    missing = _SENTENCE_REPLACEMENTS.keys() - replaced
    if missing:
        raise SchemaError(f"generation/sync_fronts.py replaces what is not there: {sorted(missing)}")
    return _formatted(written)


def _formatted(texts: Mapping[str, str]) -> dict[str, str]:
    """Format the texts like the rest of the package and remove unused imports."""
    style = ["--isolated", "--quiet", f"--line-length={_WIDTH}", "--target-version=py310"]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for module, text in texts.items():
            (folder / module).write_text(text, encoding="utf-8")
        for work in (["check", "--fix-only", "--select=F401,I,RUF022"], ["format"]):
            command = [sys.executable, "-m", "ruff", *work, *style, name]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            if done.returncode:
                raise SchemaError(f"ruff cannot read what was written: {done.stdout}{done.stderr}")
        return {module: (folder / module).read_text(encoding="utf-8") for module in texts}


@dataclass
class _Front:
    """One module to write."""

    module: str
    source: str
    base: str
    replaced: set[str]
    """The sentences that were replaced so far; `text` adds those of this module."""

    def text(self) -> str:
        """Return the text of the module, with imports unsorted."""
        tree = ast.parse(self.source)
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and _has_twin(node.name)]
        bases = {node.name: node for node in ast.parse(self.base).body if isinstance(node, ast.ClassDef)}
        written = [self._class(node, bases.get(f"Blocking{_sync(node.name)}")) for node in classes]
        public = [name for node in tree.body for name in _defined(node) if not name.startswith("_")]
        exported = sorted({*public, *(_sync(node.name) for node in classes)})
        used = {node.id for node in ast.walk(ast.parse("\n".join(written))) if isinstance(node, ast.Name)}
        variables = [node for node in tree.body if used.intersection(_type_variable(node))]
        used |= {"TypeVar"} if variables else set()
        sources = f"async_{self.module}.py" + (f" and _blocking/{self.module}.py" if self.base else "")
        lines = [
            _NOTE.format(sources=sources),
            self._docstring(tree),
            "from __future__ import annotations",
            f"from .async_{self.module} import {', '.join(public)}",
            *(f"from ._blocking.{self.module} import {name}" for name in bases if name in used),
            *_imports(tree, used),
            f"\n__all__ = {exported!r}\n",
            *map(ast.unparse, variables),
            *written,
        ]
        return "\n".join(lines)

    def _class(self, node: ast.ClassDef, base: ast.ClassDef | None) -> str:
        parents = [_in_sync_words(ast.unparse(parent)) for parent in node.bases]
        generic = "[T]" if any("[T]" in each for each in parents) else ""
        by_hand = {}
        if base is not None:
            parents.insert(0, base.name + generic)
            by_hand = {each.name: each for each in base.body if isinstance(each, ast.FunctionDef)}
        parents_of = f"({', '.join(parents)})" if parents else ""
        lines = [f"class {_sync(node.name)}{parents_of}:", self._docstring(node, "    ")]
        for member in node.body:
            if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines += self._member(node.name + generic, member, by_hand)
        return "\n".join(lines)

    def _member(self, owner: str, node: Function, by_hand: Mapping[str, ast.FunctionDef]) -> Iterator[str]:
        name = _NAMES.get(node.name, node.name)
        is_private = name.startswith("_") and not name.startswith("__")
        if is_private or name in by_hand or f"{owner}.{node.name}" in _ASYNCHRONOUS_ONLY:
            return
        yield from (f"    @{ast.unparse(decorator)}" for decorator in node.decorator_list)
        if name == "__init__":
            yield f"    def __init__(self, portal: Portal, twin: {owner}) -> None:"
            yield "        self._portal = portal\n        self._async = twin"
            return
        parameters = ast.unparse(_renamed(node.args))
        yield f"    def {name}({parameters}) -> {_returned(node)}:"
        if ast.get_docstring(node):
            yield self._docstring(node, "        ")
        body = _body(_sync(owner), node, by_hand.get(f"_{name.strip('_')}"))
        yield textwrap.indent(body, "        ")

    def _docstring(self, node: Function | ast.ClassDef | ast.Module, indent: str = "") -> str:
        paragraphs = (ast.get_docstring(node) or "").split("\n\n")
        written = [self._paragraph(each, _WIDTH - len(indent)) for each in paragraphs]
        text = "\n\n".join(filter(None, written))
        end = "\n" if "\n" in text else ""
        return textwrap.indent(f'"""{text}{end}"""', indent)

    def _paragraph(self, text: str, width: int) -> str:
        line = " ".join(text.split())
        for sentence, other in _SENTENCE_REPLACEMENTS.items():
            if sentence in line:
                self.replaced.add(sentence)
                line = line.replace(sentence, other)
        if line == " ".join(text.split()):
            return _in_sync_words(text)
        return textwrap.fill(_in_sync_words(" ".join(line.split())), width)


def _body(owner: str, node: Function, by_hand: ast.FunctionDef | None) -> str:
    if node.name == "__eq__":
        refusal = f"if not isinstance(other, {owner}):\n    return NotImplemented\n"
        return f"{refusal}return self._async == other._async"
    if node.name == "__hash__":
        return "return hash(self._async)"
    if by_hand is None and _stands_alone(node):
        return "\n".join(ast.unparse(_renamed(each)) for each in _statements(node))
    call, returns = _call(node), node.returns
    if by_hand is not None:
        call, returns = f"self.{by_hand.name}({', '.join(_arguments(node))})", by_hand.returns
    kind = _head(returns)
    if _has_twin(kind) or kind == "TurnStart":
        call = f"{_TYPES.get(kind) or _sync(kind)}(self._portal, {call})"
    return call if kind == "None" else f"return {call}"


def _call(node: Function) -> str:
    """Return the expression that calls the twin's member."""
    twin = f"self._async.{node.name}"
    kind = _head(node.returns)
    if node.name in ("aclose", "__aexit__"):
        return f"self._portal.finish({twin})"
    if isinstance(node, ast.AsyncFunctionDef) or kind == "TurnStart":
        return f"self._portal.call({', '.join([twin, *_arguments(node)])})"
    if kind in _SUBSCRIBES:
        return f"self._portal.run({', '.join([twin, *_arguments(node)])})"
    return twin if node.decorator_list else f"{twin}({', '.join(_arguments(node))})"


def _arguments(node: Function) -> list[str]:
    by_place = [each.arg for each in node.args.args[1:]]
    return by_place + [f"{each.arg}={each.arg}" for each in node.args.kwonlyargs]


def _stands_alone(node: Function) -> bool:
    """Return whether a member, apart from imports, is a single statement about public members."""
    statements = [each for each in _statements(node) if not isinstance(each, ast.ImportFrom)]
    about_itself = [
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "self"
    ]
    is_public = not any(name.startswith("_") for name in about_itself)
    return len(statements) == 1 and isinstance(statements[0], (ast.Return, ast.Expr)) and is_public


def _statements(node: Function) -> list[ast.stmt]:
    return node.body[1:] if ast.get_docstring(node) else node.body


def _imports(tree: ast.Module, used: set[str]) -> Iterator[str]:
    """Yield the imports of used names. Imports for type checkers only stay so."""
    yield from _import(ast.parse("from collections.abc import Generator").body, used)
    yield from _import(tree.body, used)
    checked = [each for node in tree.body if isinstance(node, ast.If) for each in node.body]
    block = "\n".join(_import([*checked, *ast.parse("from ._io.portal import Portal").body], used))
    if block:
        yield f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n{textwrap.indent(block, '    ')}"


def _import(nodes: list[ast.stmt], used: set[str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            node = _renamed(node)
            node.names = [alias for alias in node.names if alias.name in used]
            if node.names:
                yield ast.unparse(node)


class _Sync(ast.NodeTransformer):
    """Replaces names in copied code by those of the synchronous side."""

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = _sync(node.id)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        node.attr = _NAMES.get(node.attr, node.attr)
        return self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom:
        node.module = re.sub(r"\basync_", "", node.module or "")
        for alias in node.names:
            alias.name = _sync(alias.name)
        return node

    def visit_Await(self, node: ast.Await) -> ast.AST:
        waited_for: ast.AST = self.visit(node.value)
        return waited_for


def _renamed(node: N) -> N:
    """Return a copy with the names of the synchronous side."""
    copy: N = _Sync().visit(deepcopy(node))
    return copy


def _sync(name: str) -> str:
    return name.removeprefix("Async").removesuffix("[T]")


def _in_sync_words(text: str) -> str:
    for word, other in _WORD_REPLACEMENTS.items():
        text = re.sub(word, other, text)
    return text


def _has_twin(name: str) -> bool:
    return name.startswith("Async") and name not in _TYPES


def _head(annotation: ast.expr | None) -> str:
    """Return the class of an annotation, without its type parameters."""
    return "None" if annotation is None else ast.unparse(annotation).partition("[")[0]


def _returned(node: Function) -> str:
    kind = _head(node.returns)
    if kind in _TYPES:
        return _TYPES[kind]
    return "None" if node.returns is None else ast.unparse(_renamed(node.returns))


def _defined(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a top-level statement defines."""
    if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        yield node.name
    elif isinstance(node, ast.Assign) and not _type_variable(node):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _type_variable(node: ast.stmt) -> list[str]:
    """Return a list with the name of the type variable that the statement defines, or an empty one."""
    if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("TypeVar("):
        return [ast.unparse(node.targets[0])]
    return []
