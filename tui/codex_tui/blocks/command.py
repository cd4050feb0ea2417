"""Draws a command: a head line with its outcome, and the output below it."""

from __future__ import annotations

from ..state.items import Command, ItemStatus
from .block import Block, Detail, View
from .durations import count, duration
from .head import fact, head, indent, outcome
from .line import ERROR, HEAD, MUTED, Line, Span, SpanStyle, wrap_text
from .output import ENDED_LINES, MOST_LINES, PART_LINES, RUNNING_LINES, output_lines

_COMMAND = SpanStyle("command")


class CommandBlock(Block[Command]):
    """Draws commands: some last lines while one runs, fewer if it ended well, open if it failed."""

    kind = "commands"

    def render(self, item: Command, view: View) -> list[Line]:
        """Draw the head line, the rest of a long command, and as much output as the view asks for."""
        mark = _mark(item)
        command = item.command.strip("\n")
        facts = [self._exit(item), fact(duration(item.duration_ms)), fact(self._size(item))]
        expandable = len(self.details(item)) > 1
        lines = [head(item, view, [Span(mark, MUTED), Span(command, _COMMAND)], facts, expandable=expandable)]
        lines[0].copied = (f"{mark}{command}", command)
        if view.detail is Detail.HEAD and not item.is_open:
            return lines
        if view.detail is not Detail.HEAD and self._is_cut(lines[0], command):
            lead = (indent(), Span(" " * 2, HEAD))
            rest = wrap_text(command, _COMMAND, view.width, lead)
            for line in rest:
                # Copying the head line gives the command already.
                line.copied = ("", line.text[line.gutter :])
            lines.extend(rest)
        tail = item.output.tail(self._limit(item, view))
        lines.extend(output_lines(tail, len(item.output) - len(tail), view))
        return lines

    def source(self, item: Command) -> str:
        """Return the command without the shell around it, then its whole output."""
        return f"{_mark(item)}{item.command}\n{item.output.text}".rstrip("\n")

    def details(self, item: Command) -> tuple[Detail, ...]:
        """Return HEAD, PART for more lines than it shows, and FULL; FULL alone where HEAD is all."""
        lines = len(item.output)
        if lines > _part(item):
            return (Detail.HEAD, Detail.PART, Detail.FULL)
        if lines or "\n" in item.command.strip("\n"):
            return (Detail.HEAD, Detail.FULL)
        return (Detail.FULL,)

    def first_detail(self, item: Command) -> Detail:
        """Return the second degree for a command that has ended with output, else the least."""
        details = self.details(item)
        ended = not item.is_open and (len(item.output) > 0 or _failed(item))
        return details[1] if ended and len(details) > 1 else details[0]

    def estimate(self, item: Command, view: View) -> int:
        """Guess the rows as if none were wrapped."""
        if view.detail is Detail.HEAD and not item.is_open:
            return 1
        return 1 + min(len(item.output), self._limit(item, view) + 1)

    @staticmethod
    def _limit(item: Command, view: View) -> int:
        if view.detail is Detail.HEAD:
            return RUNNING_LINES
        return _part(item) if view.detail is Detail.PART else MOST_LINES

    @staticmethod
    def _exit(item: Command) -> list[Span]:
        if item.exit_code not in (None, 0):
            return [Span(f"exit {item.exit_code}", ERROR)]
        return fact("in the background") if item.is_open and item.background else outcome(item)

    @staticmethod
    def _size(item: Command) -> str:
        lines = len(item.output)
        return count(lines, "line") if lines else ""

    @staticmethod
    def _is_cut(line: Line, command: str) -> bool:
        return not any(span.text == command for span in line.spans)


def _mark(item: Command) -> str:
    """Return what stands before a command: whose it is, the agent's or the person's."""
    return "! " if item.by_person else "$ "


def _failed(item: Command) -> bool:
    return item.status is ItemStatus.FAILED or item.exit_code not in (None, 0)


def _part(item: Command) -> int:
    """Return how many lines `Detail.PART` shows: of a command that ended well only the end."""
    return PART_LINES if item.is_open or _failed(item) else ENDED_LINES
