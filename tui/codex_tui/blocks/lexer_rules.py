"""Which rules of a Pygments lexer can match at all, told by the character that comes next.

A lexer tries its rules one after the other, some sixty of them before a name in Python is one, and that is
most of its time. What a pattern can begin with stands in the pattern: whoever skips the rules that begin with
something else gets the same tokens, Python's in a fifth of the time.
"""

from __future__ import annotations

import copy
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pygments.lexer import ExtendedRegexLexer, LexerContext

    Rule = tuple[Any, Any, Any]
    """The bound `match` of a pattern, what it makes, and the state after it."""

    Part = tuple[object, Any]
    """A piece of a pattern: its code, and what that code takes."""

_ASCII = frozenset(map(chr, range(128)))

# Private, as nothing public tells what a pattern begins with. Python 3.10 has it under another name.
_parser = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
_codes = import_module("re._constants" if sys.version_info >= (3, 11) else "sre_constants")

_REPEATS = frozenset(
    getattr(_codes, name, None) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
)
_NOTHING = frozenset((_codes.AT, _codes.ASSERT, _codes.ASSERT_NOT))
_CLASSES = {
    code: frozenset(filter(re.compile(pattern).match, _ASCII))
    for code, pattern in (
        (_codes.CATEGORY_DIGIT, r"\d"),
        (_codes.CATEGORY_NOT_DIGIT, r"\D"),
        (_codes.CATEGORY_SPACE, r"\s"),
        (_codes.CATEGORY_NOT_SPACE, r"\S"),
        (_codes.CATEGORY_WORD, r"\w"),
        (_codes.CATEGORY_NOT_WORD, r"\W"),
    )
}


def first_characters(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return the ASCII characters that a match of a pattern can begin with, and perhaps more of them.

    All of them for a pattern that can match nothing, or that is not understood.
    """
    first, may_be_empty = _first_of(_parser.parse(pattern.pattern, pattern.flags), pattern.flags)
    return _ASCII if may_be_empty else first


def _first_of(parts: Iterable[Part], flags: int) -> tuple[frozenset[str], bool]:
    """Return what a sequence can begin with, and whether it can match nothing."""
    first: frozenset[str] = frozenset()
    for part in parts:
        begins, may_be_empty = _first(part, flags)
        first |= begins
        if not may_be_empty:
            return first, False
    return first, True


def _first(part: Part, flags: int) -> tuple[frozenset[str], bool]:
    code, value = part
    if code is _codes.LITERAL:
        return _cases(value, flags), False
    if code is _codes.IN:
        return _in(value, flags), False
    if code is _codes.SUBPATTERN:
        _, added, removed, parts = value
        return _first_of(parts, (flags | added) & ~removed)
    if code is _codes.BRANCH:
        branches = [_first_of(parts, flags) for parts in value[1]]
        return frozenset().union(*[first for first, _ in branches]), any(empty for _, empty in branches)
    if code in _REPEATS:
        least, _, parts = value
        first, may_be_empty = _first_of(parts, flags)
        return first, may_be_empty or least == 0
    if code in _NOTHING:
        return frozenset(), True
    # Any character, a reference to a group, what a later Python brings.
    return _ASCII, code not in (_codes.ANY, _codes.NOT_LITERAL)


def _in(members: Sequence[Part], flags: int) -> frozenset[str]:
    first: set[str] = set()
    for code, value in members:
        if code is _codes.LITERAL:
            first |= _cases(value, flags)
        elif code is _codes.RANGE and (value[1] < 128 or not flags & re.IGNORECASE):
            for point in range(value[0], min(value[1], 127) + 1):
                first |= _cases(point, flags)
        elif code is _codes.CATEGORY and value in _CLASSES:
            first |= _CLASSES[value]
        elif code is not _codes.NEGATE:
            return _ASCII
    if members[0][0] is not _codes.NEGATE:
        return frozenset(first)
    return _ASCII if flags & re.IGNORECASE else _ASCII - first


def _cases(point: int, flags: int) -> frozenset[str]:
    """Return the ASCII characters that stand for one: itself and, where case is ignored, its other cases."""
    one = chr(point)
    if not flags & re.IGNORECASE:
        return _ASCII & {one}
    # A long s is the small one of a capital S, which is that of a small s.
    return _ASCII & {one, one.lower(), one.upper(), one.lower().upper(), one.upper().lower()}


SOME_TOKENS = 200
"""Tokens that are read in a state by trying all its rules, before their patterns are looked at. That takes up
to 20 ms, as long as a thousand tokens of Python take by trying."""


class _State:
    """The rules of one state, and those of them that may match before each character, as it is met."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules
        self._tokens = 0
        self._firsts: list[frozenset[str]] | None = None
        self.known: dict[str, list[Rule]] = {}
        """What `before` found."""

    def before(self, character: str) -> list[Rule]:
        """Return the rules that may match before a character, in their order; all of them at the end."""
        if self._tokens < SOME_TOKENS or not character or not character.isascii():
            self._tokens += 1
            return self.rules
        if self._firsts is None:
            self._firsts = [_first_of_rule(rule) for rule in self.rules]
        pairs = zip(self.rules, self._firsts, strict=True)
        found = self.known[character] = [rule for rule, first in pairs if character in first]
        return found


def _first_of_rule(rule: Rule) -> frozenset[str]:
    pattern = getattr(rule[0], "__self__", None)
    return first_characters(pattern) if isinstance(pattern, re.Pattern) else _ASCII


class _Ahead:
    """Rules that a lexer walks through from their beginning for every token: those for where it is then."""

    __slots__ = ("_context", "_state")

    def __init__(self, state: _State, context: LexerContext) -> None:
        self._state = state
        self._context = context

    def __iter__(self) -> Iterator[Rule]:
        context, state = self._context, self._state
        character = context.text[context.pos : context.pos + 1]
        known = state.known.get(character)
        return iter(state.before(character) if known is None else known)


class _Tables(dict[str, _Ahead]):
    """The states of a lexer for one text."""

    def __init__(self, lexer: ExtendedRegexLexer, context: LexerContext) -> None:
        super().__init__()
        self._rules: dict[str, list[Rule]] = lexer._tokens
        self._states = _STATES.setdefault(type(lexer), {})
        self._context = context

    def __missing__(self, name: str) -> _Ahead:
        state = self._states.get(name)
        if state is None:
            state = self._states[name] = _State(self._rules[name])
        ahead = self[name] = _Ahead(state, self._context)
        return ahead


_STATES: WeakKeyDictionary[type, dict[str, _State]] = WeakKeyDictionary()


def quickened(lexer: ExtendedRegexLexer, context: LexerContext) -> ExtendedRegexLexer:
    """Return a copy of a lexer that reads the text of this context, faster, and no other."""
    quick = copy.copy(lexer)
    quick._tokens = _Tables(lexer, context)
    # A rule may have a part of its match read by the lexer itself: that is another text.
    quick.get_tokens_unprocessed = lexer.get_tokens_unprocessed
    return quick
