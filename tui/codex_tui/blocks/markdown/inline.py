"""Converts the inline tokens of a Markdown paragraph to spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...state.sanitise import sanitise_line
from ..cells import expand_tabs
from ..line import BOLD, ITALIC, MUTED, STRIKE, TEXT, Span, SpanStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

INLINE_CODE = SpanStyle("inline-code")
LINK = SpanStyle("link")
URL = SpanStyle("url")

_MARKS = {"strong": BOLD, "em": ITALIC, "s": STRIKE}


def printable(text: str) -> str:
    """Sanitise a text to be drawn: an entity that the parser decoded, as `&#8238;`, would reverse text."""
    return text if text.isprintable() else expand_tabs(sanitise_line(text))


def inline_spans(children: Sequence[Token], base: SpanStyle = TEXT) -> list[Span]:
    """Return the spans of inline tokens; a line break is a span of its own.

    A soft one stays, as its writer meant it: a poem, an address, a list without signs.
    """
    out: list[Span] = []
    marks = base.marks
    link: list[tuple[str, int]] = []
    for token in children:
        kind, _, side = token.type.rpartition("_")
        if kind in _MARKS and side in ("open", "close"):
            marks = marks | _MARKS[kind] if side == "open" else marks & ~_MARKS[kind] | base.marks
        elif token.type == "link_open":
            link.append((str(token.attrGet("href") or ""), len(out)))
        elif token.type == "link_close" and link:
            target, start = link.pop()
            out.extend(_target(out[start:], target))
        elif token.type == "code_inline":
            out.append(Span(printable(token.content), SpanStyle(INLINE_CODE.role, marks)))
        elif token.type in ("hardbreak", "softbreak"):
            out.append(Span("\n", base))
        elif token.type == "image":
            target = str(token.attrGet("src") or "")
            out.append(Span(printable(token.content) or "image", LINK))
            out.extend(_target(out[-1:], target))
        elif token.content:
            role = LINK.role if link else base.role
            out.append(Span(printable(token.content), SpanStyle(role, marks)))
    return out


def _target(shown: Sequence[Span], target: str) -> list[Span]:
    """Return a link's target in parentheses, unless its text is the target: no link hides where it leads."""
    text = "".join([span.text for span in shown])
    if not target or text in (target, target.removeprefix("mailto:")):
        return []
    return [Span(" (", MUTED), Span(printable(target), URL), Span(")", MUTED)]


def hard_lines(spans: Sequence[Span]) -> list[list[Span]]:
    """Return the spans split into lines at their breaks."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.text == "\n":
            lines.append([])
        else:
            lines[-1].append(span)
    return lines
