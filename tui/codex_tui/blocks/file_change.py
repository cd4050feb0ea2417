"""Draws changes of files: a head line with counts, and the diffs below it."""

from __future__ import annotations

from ..state.items import FileChange, FilePatch
from .block import Block, Detail, View
from .cells import cut_start
from .diff import diff_lines
from .durations import count
from .head import INDENT, head, indent, more, outcome
from .line import HEAD, MUTED, Line, Span, SpanStyle, spaces, spans_width

_PATH = SpanStyle("command")
_ADDED = SpanStyle("success")
_REMOVED = SpanStyle("error")
_VERBS = {"add": "add", "delete": "delete", "update": "edit"}

OPEN_LINES = 24
"""Diffs of at most so many lines together are open at first."""

_MOST_LINES = 2_000


class FileChangeBlock(Block[FileChange]):
    """Draws file changes: small diffs are open at first, large ones show the head line."""

    kind = "edits"

    def render(self, item: FileChange, view: View) -> list[Line]:
        """Draw the head line and, in full, the diff of every file."""
        expandable = len(self.details(item)) > 1
        counts = self._counts(item.changes)
        lines = [head(item, view, self._what(item, view), [outcome(item), counts], expandable=expandable)]
        if view.detail is Detail.HEAD or not expandable:
            return lines
        several = len(item.changes) > 1
        for patch in item.changes:
            if several:
                lines.append(self._file_line(patch, view))
            body, hidden = diff_lines(
                patch.diff,
                view,
                lead=INDENT * (2 if several else 1),
                limit=_MOST_LINES,
                path=patch.moved_to or patch.path,
            )
            lines.extend(body)
            if hidden:
                lines.append(more(count(hidden, "more line"), view))
        return lines

    def source(self, item: FileChange) -> str:
        """Return the diffs, each below the path of its file."""
        out: list[str] = []
        for patch in item.changes:
            old = "/dev/null" if patch.kind == "add" else patch.path
            new = "/dev/null" if patch.kind == "delete" else patch.moved_to or patch.path
            out.append(f"--- {old}\n+++ {new}\n{patch.diff}".rstrip("\n"))
        return "\n".join(out)

    def searched(self, item: FileChange) -> str:
        """Return the paths and the diffs."""
        return "\n".join([f"{patch.path}\n{patch.moved_to or ''}\n{patch.diff}" for patch in item.changes])

    def details(self, item: FileChange) -> tuple[Detail, ...]:
        """Return HEAD and FULL where there is a diff; else FULL alone."""
        return (Detail.HEAD, Detail.FULL) if any(patch.diff for patch in item.changes) else (Detail.FULL,)

    def first_detail(self, item: FileChange) -> Detail:
        """Return FULL for diffs of at most `OPEN_LINES` lines together, else HEAD."""
        lines = sum([patch.diff.count("\n") for patch in item.changes])
        return self.details(item)[-1] if lines <= OPEN_LINES else Detail.HEAD

    def estimate(self, item: FileChange, view: View) -> int:
        """Guess the rows: those of the diffs as if none were wrapped, and a head line for each file."""
        if view.detail is Detail.HEAD:
            return 1
        lines = sum([patch.diff.count("\n") for patch in item.changes])
        return 1 + lines + (len(item.changes) if len(item.changes) > 1 else 0)

    def _what(self, item: FileChange, view: View) -> list[Span]:
        if len(item.changes) == 1:
            return self._named(item.changes[0], view)
        verbs = {_VERBS.get(patch.kind, patch.kind) for patch in item.changes}
        verb = verbs.pop() if len(verbs) == 1 else "change"
        return [Span(f"{verb} ", MUTED), Span(count(len(item.changes), "file"), _PATH)]

    def _named(self, patch: FilePatch, view: View) -> list[Span]:
        verb = "move" if patch.moved_to else _VERBS.get(patch.kind, patch.kind)
        room = max(16, view.prose - 26)
        if patch.moved_to:
            ends = (
                cut_start(view.path(patch.path), room // 2, view.glyphs.ellipsis),
                cut_start(view.path(patch.moved_to), room // 2, view.glyphs.ellipsis),
            )
            return [
                Span(f"{verb} ", MUTED),
                Span(ends[0], _PATH),
                Span(f" {view.glyphs.arrow} ", MUTED),
                Span(ends[1], _PATH),
            ]
        return [
            Span(f"{verb} ", MUTED),
            Span(cut_start(view.path(patch.path), room, view.glyphs.ellipsis), _PATH),
        ]

    def _counts(self, patches: tuple[FilePatch, ...]) -> list[Span]:
        added = sum([patch.added for patch in patches])
        removed = sum([patch.removed for patch in patches])
        out: list[Span] = []
        if added:
            out.append(Span(f"+{added}", _ADDED))
        if removed:
            out.extend([Span(" ", HEAD)] if out else [])
            out.append(Span(f"-{removed}", _REMOVED))
        return out

    def _file_line(self, patch: FilePatch, view: View) -> Line:
        """Return the line above the diff of one file of several."""
        spans = [indent(), *self._named(patch, view)]
        counts = self._counts((patch,))
        gap = view.prose - spans_width(spans) - spans_width(counts)
        return Line((*spans, spaces(max(2, gap), HEAD), *counts), gutter=INDENT)
