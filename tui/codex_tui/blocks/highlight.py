"""Converts code to spans by syntax role, in windows of lines: a growing fence is not lexed from its start.

Code is lexed only when a row of it is to be painted: most of what streams in a flood is never seen. Pygments
lexes a window at a time, from the state in which the window before ended. A window ends where no token
crosses its last line; otherwise it grows. The windows depend on the lines before them only, so code that
arrived in pieces is highlighted exactly as code that was there at once. Pygments is imported with the first
code.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .cells import expand_tabs
from .line import CODE, Span, SpanStyle, expanded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pygments.lexer import Lexer

WINDOW = 24
"""Lines lexed at once: about 3 ms of work, which is what one streamed frame may cost at most."""

MOST_LINES = 2_000
MOST_COLUMNS = 2_000
"""Beyond these, code is shown plain: a minified file would hold the screen for seconds."""

SpanRow = tuple[Span, ...]

_ROLES = (
    ("Token.Comment", "syntax-comment"),
    ("Token.Keyword.Type", "syntax-type"),
    ("Token.Keyword.Constant", "syntax-number"),
    ("Token.Keyword", "syntax-keyword"),
    ("Token.Name.Function", "syntax-name"),
    ("Token.Name.Class", "syntax-type"),
    ("Token.Name.Exception", "syntax-type"),
    ("Token.Name.Decorator", "syntax-name"),
    ("Token.Name.Tag", "syntax-keyword"),
    ("Token.Name.Attribute", "syntax-name"),
    ("Token.Name.Builtin", "syntax-name"),
    ("Token.Literal.String", "syntax-string"),
    ("Token.Literal.Number", "syntax-number"),
    ("Token.Operator.Word", "syntax-keyword"),
    ("Token.Operator", "syntax-operator"),
    ("Token.Generic.Inserted", "syntax-added"),
    ("Token.Generic.Deleted", "syntax-removed"),
    ("Token.Generic.Heading", "syntax-keyword"),
    ("Token.Generic.Subheading", "syntax-keyword"),
)


@lru_cache(maxsize=512)
def _style(token: object) -> SpanStyle:
    name = str(token)
    for prefix, role in _ROLES:
        if name.startswith(prefix):
            return SpanStyle(role)
    return CODE


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    """Return the lexer of a language; None for plain text and where Pygments has none."""
    if not language or language in {"text", "txt", "plain", "output"}:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


# To find one of these, Pygments compiles a pattern for each of a thousand names.
_BY_SUFFIX = {
    ".c": "c",
    ".cpp": "cpp",
    ".css": "css",
    ".go": "go",
    ".h": "c",
    ".html": "html",
    ".java": "java",
    ".js": "javascript",
    ".json": "json",
    ".kt": "kotlin",
    ".md": "markdown",
    ".php": "php",
    ".py": "python",
    ".rb": "ruby",
    ".rs": "rust",
    ".sh": "bash",
    ".sql": "sql",
    ".swift": "swift",
    ".toml": "toml",
    ".ts": "typescript",
    ".tsx": "tsx",
    ".xml": "xml",
    ".yaml": "yaml",
    ".yml": "yaml",
}


@lru_cache(maxsize=256)
def _language_by_name(name: str) -> str:
    if known := _BY_SUFFIX.get(name[1:]):
        return known
    from pygments.lexers import find_lexer_class_for_filename

    found = find_lexer_class_for_filename(name)
    return str(found.aliases[0]) if found is not None and found.aliases else ""


def language_of_file(path: str) -> str:
    """Return the language of a file, by its name; empty when it is unknown."""
    name = path.rpartition("/")[2]
    suffix = name.rpartition(".")[1:]
    # By suffix where there is one, so that the lookup is made once for each suffix.
    return _language_by_name("x" + "".join(suffix) if suffix[0] else name)


def plain(line: str) -> SpanRow:
    """Return a line of code without highlighting."""
    return (Span(expand_tabs(line), CODE),) if line else ()


class Highlighter:
    """The colours of one piece of code that may grow, computed when a row of it is needed."""

    def __init__(self, language: str) -> None:
        self._lexer = _lexer(language.lower())
        self._stack: list[str] = ["root"]
        self._lines: Sequence[str] = ()
        self._partial = ""
        self._rows: list[SpanRow] = []
        self._rest: list[SpanRow] | None = None
        self._size = WINDOW

    @property
    def reads(self) -> bool:
        """Whether the code has a lexer, so that rows have colours."""
        return self._lexer is not None

    @property
    def settled(self) -> int:
        """How many rows at the start are lexed and will not change, however much code follows."""
        return len(self._rows)

    def read(self, lines: Sequence[str], partial: str = "") -> None:
        """Take the code as it is now: its complete lines, and one that still grows. Lexes nothing."""
        self._lines, self._partial = lines, partial
        self._rest = None

    def row(self, index: int) -> SpanRow:
        """Return a row in its colours; the rows above it are lexed first, once."""
        self._settle(index)
        settled = len(self._rows)
        if index < settled:
            return self._rows[index]
        if self._rest is None:
            self._rest = self._read_rest()
        rest = index - settled
        return self._rest[rest] if rest < len(self._rest) else plain(self._line(index))

    def _line(self, index: int) -> str:
        return self._lines[index] if index < len(self._lines) else self._partial

    def _settle(self, index: int) -> None:
        """Lex windows until one holds the row, as far as there are enough lines for whole windows."""
        most = min(len(self._lines), MOST_LINES)
        while self._lexer is not None and (done := len(self._rows)) <= index and done + self._size <= most:
            rows, stack, crossed = self._lex(self._lines[done : done + self._size])
            if crossed:
                self._size += WINDOW
                continue
            self._rows.extend(rows)
            self._stack = stack
            self._size = WINDOW
            self._rest = None

    def _read_rest(self) -> list[SpanRow]:
        """Lex the lines that fill no window yet; their colours may change when they do."""
        if self._lexer is None:
            return []
        lines = [*self._lines[len(self._rows) : MOST_LINES], *([self._partial] if self._partial else ())]
        return self._lex(lines[: MOST_LINES - len(self._rows)])[0] if lines else []

    def _lex(self, lines: Sequence[str]) -> tuple[list[SpanRow], list[str], bool]:
        """Return the rows of a window, the state after it, and whether its last token goes on behind it."""
        if any(len(line) > MOST_COLUMNS for line in lines):
            return [plain(line) for line in lines], ["root"], False
        text = "\n".join(lines) + "\n"
        stack = list(self._stack)
        tokens = self._tokens(text, stack)
        rows: list[SpanRow] = []
        row: list[Span] = []
        last = ""
        for style, value in tokens:
            last = value
            first, *others = value.split("\n") if "\n" in value else (value,)
            if row and (style is row[-1].style or first.isspace()):
                # The colour of a space cannot be seen: joining it saves two spans of five.
                row[-1] = Span(row[-1].text + first, row[-1].style)
            elif first:
                row.append(Span(first, style))
            for other in others:
                rows.append(_tabs_expanded(row))
                row = [Span(other, style)] if other else []
        if row:
            rows.append(_tabs_expanded(row))
        rows = rows[: len(lines)] + [()] * (len(lines) - len(rows))
        crossed = "\n" in last[:-1]
        return rows, stack, crossed

    def _tokens(self, text: str, stack: list[str]) -> list[tuple[SpanStyle, str]]:
        """Return (style, text) pairs; `stack` is the lexer's state, changed in place."""
        from pygments.lexer import ExtendedRegexLexer, LexerContext, RegexLexer

        lexer = self._lexer
        if lexer is None:
            return [(CODE, text)]
        try:
            if isinstance(lexer, RegexLexer):
                context = LexerContext(text, 0, stack=stack)
                # The extended lexer also runs the tables of a plain one, and gives the state it ends in.
                found = ExtendedRegexLexer.get_tokens_unprocessed(lexer, context=context)
                tokens = [(_style(token), value) for _, token, value in found]
                stack[:] = context.stack
            else:
                tokens = [(_style(token), value) for _, token, value in lexer.get_tokens_unprocessed(text)]
        except Exception:  # noqa: BLE001 - a lexer is foreign code on foreign text; plain is always right
            self._lexer = None
            return [(CODE, text)]
        # Some lexers drop or repeat text; a wrong copy of the code is worse than a plain one.
        return tokens if "".join([value for _, value in tokens]) == text else [(CODE, text)]


def _tabs_expanded(row: list[Span]) -> SpanRow:
    return tuple(expanded(row)) if any("\t" in span.text for span in row) else tuple(row)
