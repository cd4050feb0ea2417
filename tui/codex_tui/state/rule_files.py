"""Reads and changes files of rules: which commands run without a question, which ask, which are forbidden.

The server has no request for rules, so its files are read. They are Starlark, of whose syntax Python's is a
superset as far as rules go: a call of `prefix_rule`, `network_rule` or `host_executable` at the top.
"""

from __future__ import annotations

import ast
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sanitise import sanitise_exactly, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1_000_000
"""Characters of a file that is read; a larger one is no list of rules."""

_CALLS = ("prefix_rule", "network_rule", "host_executable")


class BadRulesError(ValueError):
    """A file cannot be read as rules, or not be changed safely; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `what` and `why` are sanitised; `decision` is the file's word: allow, prompt, forbidden.

    `source` is the rule as it stands in the file; `line` is its first line, from 1.
    """

    what: str
    decision: str
    why: str
    source: str
    line: int


def read_rules(text: str) -> list[Rule]:
    """Return the rules of a file in its order. Raises `BadRulesError`."""
    return [_rule(call, text) for call in _calls(text)]


def without_rule(text: str, rule: Rule) -> str:
    """Return a file without a rule; comments and all other rules stay as they are.

    The file may have been changed since the rule was read. Raises `BadRulesError` if the rule is not
    there any more, or shares a line with something else.
    """
    places = [call for call in _calls(text) if ast.get_source_segment(text, call) == rule.source]
    if not places:
        raise BadRulesError("The file was changed, and the rule is not in it any more.")
    call = min(places, key=lambda each: abs(each.lineno - rule.line))
    lines = text.splitlines(keepends=True)
    first, last = call.lineno - 1, (call.end_lineno or call.lineno) - 1
    if "".join(lines[first : last + 1]).strip() != rule.source:
        raise BadRulesError(f"Something else stands beside the rule in line {call.lineno}: edit the file.")
    return "".join((*lines[:first], *lines[last + 1 :]))


def _calls(text: str) -> Iterator[ast.Call]:
    if len(text) > LARGEST:
        raise BadRulesError(f"The file has more than {LARGEST:,} characters.")
    # Python takes these for ends of lines, or splits there where its parser does not.
    if any(each in text for each in "\f\v\x1c\x1d\x1e\x85\u2028\u2029") or "\r" in text.replace("\r\n", ""):
        raise BadRulesError("The file has line ends that are not those of a text file.")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise BadRulesError(sanitise_line(f"Line {error.lineno or 1} is no rule: {error.msg}.")) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise BadRulesError("The file cannot be read as rules.") from error
    for statement in tree.body:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _CALLS:
            yield call


def _rule(call: ast.Call, text: str) -> Rule:
    given = {each.arg: each.value for each in call.keywords if each.arg}
    source = ast.get_source_segment(text, call) or ""
    return Rule(
        _what(call, given) or sanitise_exactly(" ".join(source.split())),
        sanitise_line(_text(given.get("decision")) or "allow"),
        sanitise_line(_text(given.get("justification"))),
        source,
        call.lineno,
    )


def _what(call: ast.Call, given: dict[str, ast.expr]) -> str:
    """Return what a rule is about, on one line; empty where it is written in a way that is not known."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "network_rule":
        host, protocol = _text(given.get("host")), _text(given.get("protocol"))
        return sanitise_exactly(f"network: {protocol} to {host}") if host and protocol else ""
    if name != "prefix_rule":
        return ""
    pattern = given.get("pattern", call.args[0] if call.args else None)
    words = [_word(each) for each in pattern.elts] if isinstance(pattern, (ast.List, ast.Tuple)) else []
    return sanitise_exactly(" ".join(words)) if words and all(words) else ""


def _word(word: ast.expr) -> str:
    """Return a word as a shell would take it; alternatives are joined by a bar."""
    if isinstance(word, (ast.List, ast.Tuple)):
        words = [_word(each) for each in word.elts]
        return f"({'|'.join(words)})" if words and all(words) else ""
    return shlex.quote(word.value) if isinstance(word, ast.Constant) and isinstance(word.value, str) else ""


def _text(value: ast.expr | None) -> str:
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
