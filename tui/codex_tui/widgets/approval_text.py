"""The text of an approval card as rows for a width: everything, in order, nothing shortened.

Every row of foreign text follows a bar that such text cannot contain, so it cannot pass for the card's own
words. A row that continues the line above has another bar than one that begins a line.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ..blocks.cells import wrap_cells
from ..state.sanitise import show_blanks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..state.approvals import PendingApproval
    from ..state.items import FilePatch

ODD = re.compile("<U\\+[0-9A-F]{4,6}>|[\u2400-\u2408\u240b-\u241f\u2421]")
"""What the sanitiser writes for a character that cannot be seen, or that a terminal would obey."""

TAB = 4
TAB_MARK = "\u21e5"
"""Drawn where a tab is; the sanitiser replaces this character in foreign text by its number."""
ELLIPSIS = " \u2026"


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row. `role` sets its style: `code`, `add`, `label` ...; `lead` is what stands before it.

    `here`: the cursor is on it. `place` is the number of what a click on it chooses; -1 for nothing.
    """

    text: str
    role: str
    lead: str = ""
    here: bool = False
    place: int = -1


@dataclass(frozen=True, slots=True)
class CardText:
    """All rows: the act itself, what it would be permitted, where, and why.

    `core` counts the rows of the act: the command or the diff. `grants` are the numbers of the rows of the
    marks and of what is permitted, and `must` of those that must have been in view before something can be
    allowed. `indent` counts the cells of the labels and the space after them. `odd`: some characters cannot
    be seen, or a terminal would obey them. `here` is the number of the row under the cursor; -1 without one.
    `until` is the last row of what belongs to it, which should be in view with it.
    """

    rows: tuple[TextRow, ...]
    core: int
    odd: bool
    grants: range = range(0)
    must: range = range(0)
    indent: int = 0
    here: int = -1
    until: int = -1


@dataclass(frozen=True, slots=True)
class Window:
    """The rows that fit. At `last_offset` the end is in view; `at_end` tells whether it is now.

    `whole` has the numbers of the rows that are in view in full; `page` is how many rows scroll.
    """

    rows: tuple[TextRow, ...]
    last_offset: int
    at_end: bool
    whole: frozenset[int] = frozenset()
    page: int = 1


def window(text: CardText, height: int, offset: int) -> Window:
    """Return the rows to show in `height` lines.

    When not all rows fit, the act's own end, what it would be permitted, where it happens and why stay in
    view below the scrolled rows, so that a long harmless beginning hides nothing. A line between them tells
    which rows of how many are shown.
    """
    rows, total = text.rows, len(text.rows)
    if total <= height:
        return Window(rows, 0, at_end=True, whole=frozenset(range(total)), page=total)
    pinned: list[TextRow] = []
    whole: set[int] = set()
    if height >= 5:
        tail = range(max(0, text.core - 2), text.core)
        pinned += rows[tail.start : tail.stop]
        whole |= {*tail}
    if text.grants and height >= 6:
        kept = _pinned_grants(text, 1 if height < 12 else 3)
        pinned += [row for _, row in kept]
        whole |= {at for at, _ in kept if at >= 0}
    for label, needed in (("in", 7), ("why", 8)):
        if height >= needed + (2 if text.grants else 0):
            pinned += _pinned_label(rows[text.core :], label)
    marked = 1 if height > 1 else 0
    scrolled = height - marked - len(pinned)
    last_offset = total - scrolled
    if offset >= last_offset:
        at = height - marked
        marker = TextRow(f"rows {total - at + 1} to {total} of {total}, the end", "marker")
        return Window(
            (*rows[total - at :], *[marker][:marked]),
            last_offset,
            at_end=True,
            whole=frozenset(range(total - at, total)),
            page=scrolled,
        )
    offset = max(0, offset)
    more = "; it ends with" if pinned else ""
    marker = TextRow(f"rows {offset + 1} to {offset + scrolled} of {total}{more}", "marker")
    return Window(
        (*rows[offset : offset + scrolled], *[marker][:marked], *pinned),
        last_offset,
        at_end=False,
        whole=frozenset(whole | {*range(offset, offset + scrolled)}),
        page=scrolled,
    )


def _pinned_grants(text: CardText, most: int) -> list[tuple[int, TextRow]]:
    """Return up to `most` numbered rows of what is permitted; if there are more, the last is a note (-1)."""
    numbers = list(text.grants)
    if len(numbers) <= most:
        return [(at, text.rows[at]) for at in numbers]
    kept = [(at, text.rows[at]) for at in numbers[: most - 1]]
    hidden = len(numbers) - len(kept)
    words = "1 row" if hidden == 1 else f"{hidden} rows"
    return [*kept, (-1, TextRow(f"and {words} of what it would do or get", "marker"))]


def _pinned_label(rows: tuple[TextRow, ...], label: str) -> list[TextRow]:
    """Return the first row of `in` or `why`, with a sign when it goes on."""
    for at, row in enumerate(rows):
        if row.lead == label:
            goes_on = at + 1 < len(rows) and not rows[at + 1].lead
            return [TextRow(row.text.rstrip() + ELLIPSIS if goes_on else row.text, row.role, row.lead)]
    return []


def card_text(approval: PendingApproval, width: int, equal: Sequence[PendingApproval] = ()) -> CardText:
    """Lay out what would run or change, its marks, then what it would be permitted, then where, then why.

    A command is shown as a person would type it; the exact words follow where they differ. `equal` are others
    that ask for exactly the same; what they give as another reason is shown.
    """
    rows: list[TextRow] = []
    typed = approval.typed or approval.command
    exact = approval.command if approval.command != typed else ""
    if typed:
        rows += code_rows(typed, width, mark_tabs=True)
    for patch in approval.changes:
        rows += _patch_rows(patch, width)
    if not rows:
        rows.append(TextRow("The server did not say what exactly.", "note"))
    core = len(rows)
    labels = [grant.label for grant in approval.grants]
    same = _same(approval, equal)
    others = (("exact", exact), ("equal", same), ("in", approval.cwd), ("why", approval.reason))
    labels += [label for label, said in others if said]
    indent = max(map(cell_len, labels), default=0) + 2
    if exact:
        rows += labelled_rows("exact", "\n".join(map(_marked_tabs, exact.split("\n"))), width, indent)
    first_grant = len(rows)
    for mark in approval.marks:
        rows += marked_rows(mark.words, width)
    for number, grant in enumerate(approval.grants):
        repeated = number > 0 and approval.grants[number - 1].label == grant.label
        rows += labelled_rows(grant.label, grant.text, width, indent, said=repeated)
    if same:
        rows += labelled_rows("equal", same, width, indent)
    grants = range(first_grant, len(rows))
    must = range(core, len(rows))
    if approval.cwd:
        rows += labelled_rows("in", approval.cwd, width, indent)
    if approval.reason:
        rows += labelled_rows("why", approval.reason, width, indent)
    said = "\n".join(
        [approval.command, approval.cwd, approval.reason, same]
        + [grant.text for grant in approval.grants]
        + [f"{_path(patch)}\n{patch.diff}" for patch in approval.changes]
    )
    return CardText(tuple(rows), core, ODD.search(said) is not None, grants, must, indent)


def _same(approval: PendingApproval, equal: Sequence[PendingApproval]) -> str:
    if not equal:
        return ""
    waits = "1 more that waits asks" if len(equal) == 1 else f"{len(equal)} more that wait ask"
    reasons = {each.reason: None for each in equal if each.reason and each.reason != approval.reason}
    return "\n".join([f"{waits} for exactly this", *(f"because: {reason}" for reason in reasons)])


RULE_HOLDS = (
    "It holds in this thread at once and in every thread that is started or loaded from now on, also after "
    "a restart. Threads that are loaded already ask on."
)
"""For whom a rule for commands holds, as measured on the real server."""
_MOST_SHOWN = 8
"""Commands that a rule would have let through, of which the rest is counted."""


def rule_text(
    rule: tuple[str, ...], width: int, *, remembered: Sequence[str] = (), trouble: str = ""
) -> CardText:
    """Lay out what "always" would allow from now on.

    `remembered` are the commands in memory that it would have let through. `trouble` says why the rule
    cannot be saved.
    """
    rows = [
        TextRow(piece, "note")
        for piece in wrap_cells(
            "From now on nobody is asked about a command that starts with these words:", width
        )
    ]
    rows += code_rows(shlex.join(rule), width, mark_tabs=True)
    core = len(rows)
    if trouble:
        rows += [
            TextRow(piece, "mark", "" if at else "mark")
            for at, piece in enumerate(wrap_cells(trouble, width - 2))
        ]
    rows += [TextRow(piece, "note") for piece in wrap_cells(RULE_HOLDS, width)]
    if remembered:
        count = len(remembered)
        words = "1 command that ran here" if count == 1 else f"{count} commands that ran here"
        rows.append(TextRow(f"It would have let through {words}:", "note"))
        for command in remembered[:_MOST_SHOWN]:
            rows += code_rows(command, width)
        if count > _MOST_SHOWN:
            rows.append(TextRow(f"and {count - _MOST_SHOWN} more", "note"))
    else:
        rows.append(TextRow("It would have let through no command that ran here.", "note"))
    odd = ODD.search("\n".join([*rule, *remembered[:_MOST_SHOWN]])) is not None
    return CardText(tuple(rows), core, odd, must=range(core, len(rows)))


def host_text(host: str, width: int) -> CardText:
    """Lay out what "this host, always" would allow from now on."""
    rows = [
        TextRow("From now on nobody is asked about the network to this host:", "note"),
        *code_rows(host, width),
        *(
            TextRow(piece, "note")
            for piece in wrap_cells("The server keeps the rule, also after a restart.", width)
        ),
    ]
    return CardText(tuple(rows), 2, ODD.search(host) is not None)


def code_rows(text: str, width: int, role: str = "code", *, mark_tabs: bool = False) -> list[TextRow]:
    """Return rows of exact text behind a bar; `lead` tells a line's beginning from its continuation."""
    rows: list[TextRow] = []
    for line in text.split("\n"):
        pieces = wrap_cells(_marked_tabs(line) if mark_tabs else line.expandtabs(TAB), width - 2)
        rows += [TextRow(piece, role, "more" if number else "line") for number, piece in enumerate(pieces)]
    return rows


def _marked_tabs(line: str) -> str:
    """Expand tabs, with a mark where each begins: in a command a tab is not a space."""
    head, *parts = line.split("\t")
    for part in parts:
        head += TAB_MARK + " " * (TAB - 1 - len(head) % TAB) + part
    return head


def marked_rows(words: str, width: int) -> list[TextRow]:
    """Return rows of what a person should look at twice."""
    pieces = wrap_cells(words, width - 2)
    return [TextRow(piece, "mark", "" if at else "mark") for at, piece in enumerate(pieces)]


def labelled_rows(label: str, text: str, width: int, indent: int, *, said: bool = False) -> list[TextRow]:
    """Return rows behind a label; with `said` the row above has the same label, and it is not repeated."""
    rows: list[TextRow] = []
    for line in text.expandtabs(TAB).split("\n"):
        for piece in wrap_cells(line, width - indent - len(ELLIPSIS)):
            rows.append(TextRow(piece, "label", "" if rows or said else label))
    return rows


def _path(patch: FilePatch) -> str:
    path = show_blanks(patch.path)
    return f"{path} -> {show_blanks(patch.moved_to)}" if patch.moved_to else path


def _patch_rows(patch: FilePatch, width: int) -> list[TextRow]:
    """Return the rows of one file: what happens to it, then its lines."""
    verb = {"add": "new file", "delete": "delete", "update": "edit"}.get(patch.kind, patch.kind)
    head = f"{verb} {_path(patch)}"
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
