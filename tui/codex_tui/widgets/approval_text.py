"""What an approval card says, as rows of a width: everything, in order, nothing shortened.

Every row of the other side's text hangs behind a bar that this text cannot draw, so it cannot pass for
the card's own words; a row that continues the line above has another bar than one that begins a line.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .row import wrap_cells

if TYPE_CHECKING:
    from ..state.approvals import PendingApproval
    from ..state.items import FilePatch

ODD = re.compile("<U\\+[0-9A-F]{4,6}>|[\u2400-\u2408\u240b-\u241f\u2421]")
"""What the sanitiser writes for a character that cannot be seen or that a terminal would obey."""

TAB = 4
LABEL = 5
"""Cells of the words `in` and `why` with the space after them."""
ELLIPSIS = " \u2026"


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row. `role` says how it looks: `code`, `add`, `label` ...; `lead` is what stands before it."""

    text: str
    role: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class CardText:
    """All rows. `core` counts those of the act itself: the command or the diff, without where and why.

    `odd` says that some characters in it cannot be seen or would be obeyed by a terminal.
    """

    rows: tuple[TextRow, ...]
    core: int
    odd: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The rows that fit; at `last_offset` the end is in view, and `at_end` says whether it is now."""

    rows: tuple[TextRow, ...]
    last_offset: int
    at_end: bool


def window(text: CardText, height: int, offset: int) -> Window:
    """Choose the rows to show in `height` lines.

    When not all fit, the act's own end, where it happens and why stay in view below the scrolled rows, so
    that a long harmless beginning hides nothing; a line in between says how much there is.
    """
    rows, total = text.rows, len(text.rows)
    if total <= height:
        return Window(rows, 0, at_end=True)
    pinned: list[TextRow] = []
    if height >= 5:
        pinned += rows[max(0, text.core - 2) : text.core]
    for label, needed in (("in", 7), ("why", 8)):
        if height >= needed:
            pinned += _pinned_label(rows[text.core :], label)
    marked = 1 if height > 1 else 0
    scrolled = height - marked - len(pinned)
    last_offset = total - scrolled
    if offset >= last_offset:
        at = height - marked
        marker = TextRow(f"rows {total - at + 1} to {total} of {total}, the end", "marker")
        return Window((*rows[total - at :], *[marker][:marked]), last_offset, at_end=True)
    offset = max(0, offset)
    more = "; it ends with" if pinned else ""
    marker = TextRow(f"rows {offset + 1} to {offset + scrolled} of {total}{more}", "marker")
    return Window((*rows[offset : offset + scrolled], *[marker][:marked], *pinned), last_offset, at_end=False)


def _pinned_label(rows: tuple[TextRow, ...], label: str) -> list[TextRow]:
    """Take the first row of `in` or `why`, with a sign when it goes on."""
    for at, row in enumerate(rows):
        if row.lead == label:
            goes_on = at + 1 < len(rows) and not rows[at + 1].lead
            return [TextRow(row.text.rstrip() + ELLIPSIS if goes_on else row.text, row.role, row.lead)]
    return []


def card_text(approval: PendingApproval, width: int) -> CardText:
    """Say what would run or change, then where, then why."""
    rows: list[TextRow] = []
    if approval.command:
        rows += code_rows(approval.command, width)
    for patch in approval.changes:
        rows += _patch_rows(patch, width)
    if not rows:
        rows.append(TextRow("The server did not say what exactly.", "note"))
    core = len(rows)
    if approval.cwd:
        rows += _labelled("in", approval.cwd, width)
    if approval.reason:
        rows += _labelled("why", approval.reason, width)
    said = "\n".join(
        [approval.command, approval.cwd, approval.reason]
        + [f"{patch.path}\n{patch.moved_to or ''}\n{patch.diff}" for patch in approval.changes]
    )
    return CardText(tuple(rows), core, ODD.search(said) is not None)


def rule_text(rule: tuple[str, ...], width: int) -> CardText:
    """Say what "always" would allow from now on."""
    rows = [
        TextRow("From now on nobody is asked about a command that starts with these words:", "note"),
        *code_rows(shlex.join(rule), width),
    ]
    return CardText(tuple(rows), len(rows), ODD.search("\n".join(rule)) is not None)


def code_rows(text: str, width: int, role: str = "code") -> list[TextRow]:
    """Rows of exact text behind a bar; `lead` tells a line's beginning from its continuation."""
    rows: list[TextRow] = []
    for line in text.expandtabs(TAB).split("\n"):
        pieces = wrap_cells(line, width - 2)
        rows += [TextRow(piece, role, "more" if number else "line") for number, piece in enumerate(pieces)]
    return rows


def _labelled(label: str, text: str, width: int) -> list[TextRow]:
    """Rows of prose behind a word: `in` or `why`."""
    rows: list[TextRow] = []
    for line in text.expandtabs(TAB).split("\n"):
        for piece in wrap_cells(line, width - LABEL - len(ELLIPSIS)):
            rows.append(TextRow(piece, "label", "" if rows else label))
    return rows


def _patch_rows(patch: FilePatch, width: int) -> list[TextRow]:
    """Rows of one file: what happens to it, then its lines."""
    verb = {"add": "new file", "delete": "delete", "update": "edit"}.get(patch.kind, patch.kind)
    head = f"{verb} {patch.path}"
    if patch.moved_to:
        head += f" -> {patch.moved_to}"
    counts = f"  +{patch.added} -{patch.removed}" if patch.added or patch.removed else ""
    rows = [TextRow(piece, "path") for piece in wrap_cells(head + counts, width)]
    for line in patch.diff.rstrip("\n").split("\n") if patch.diff else ():
        role = "code"
        if line.startswith("@@"):
            role = "hunk"
        elif line.startswith("+"):
            role = "add"
        elif line.startswith("-"):
            role = "remove"
        rows += code_rows(line, width, role)
    return rows
