"""An unsent text with all that belongs to it: cursor, folded pastes, images, what was set aside."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..slash import parse


@dataclass(frozen=True, slots=True)
class Image:
    """An image that goes with a prompt. `label` stands for it in the text; `path` is that of its file."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the composer holds.

    `text` is whole: what would be sent. `cursor` is an offset in it, None for its end. `folds` are the ranges
    of it that are shown as chips, in order. `shell` says that it is a command for the person's shell.
    `slash_typed` says that the slash at its beginning was typed: of a text that was pasted, or of which that
    is not known, a slash begins no command. `aside` is what was being typed when this text was recalled from
    the history, as an entry of that, and `aside_details` is what belongs to it.
    """

    text: str = ""
    cursor: int | None = None
    folds: tuple[tuple[int, int], ...] = ()
    images: tuple[Image, ...] = ()
    shell: bool = False
    aside: str = ""
    aside_details: str = ""
    slash_typed: bool = False

    def __bool__(self) -> bool:
        return bool(self.text) or self.shell

    def up_to(self, cursor: int) -> Draft:
        """Return the part before an offset; a fold that it cuts is left out."""
        folds = tuple(fold for fold in self.folds if fold[1] <= cursor)
        return Draft(self.text[:cursor], folds=folds, images=self.images)

    def after(self, other: Draft) -> Draft:
        """Return a draft of this one behind another one, with the cursor where it was.

        A prompt is no part of a command for the shell: where one of the two is such a command, the other
        draft is set aside.
        """
        if not other:
            return self
        if not self:
            return replace(other, aside=self.aside, aside_details=self.aside_details)
        if self.shell or other.shell:
            entry = entry_of(draft_of(Entry(self.aside, self.aside_details)).after(other))
            return replace(self, aside=entry.text, aside_details=entry.details)
        by = len(other.text) + 1
        return replace(
            self,
            text=f"{other.text}\n{self.text}",
            cursor=None if self.cursor is None else self.cursor + by,
            folds=(*other.folds, *_moved(self.folds, by)),
            images=tuple(dict.fromkeys((*other.images, *self.images))),
            slash_typed=False,
        )

    @property
    def details(self) -> str:
        """All but the text, as the database keeps it: a JSON object; empty when there is nothing to keep."""
        found: dict[str, object] = {}
        if self.cursor is not None and self.cursor != len(self.text):
            found["cursor"] = self.cursor
        if self.folds:
            found["folds"] = self.folds
        if self.images:
            found["images"] = [(image.label, image.path) for image in self.images]
        if self.shell:
            found["shell"] = True
        if self.aside:
            found["aside"] = self.aside
        if self.aside_details:
            found["aside_details"] = self.aside_details
        if self.slash_typed:
            found["slash_typed"] = True
        return json.dumps(found) if found else ""


def read_draft(text: str, details: str) -> Draft:
    """Return the draft of a text and its `details`; what of these does not fit the text is left out."""
    try:
        found = json.loads(details) if details else {}
        return Draft(
            text,
            _cursor(found.get("cursor"), len(text)),
            _folds(found.get("folds", ()), len(text)),
            tuple(Image(str(label), str(path)) for label, path in found.get("images", ())),
            found.get("shell") is True,
            str(found.get("aside", "")),
            str(found.get("aside_details", "")),
            found.get("slash_typed") is True,
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Draft(text)


SHELL = "!"
"""What makes a shell line when it is typed first; an entry of the history has it before such a command."""


class Entry(NamedTuple):
    """A draft as the history of prompts keeps it: its text, and what belongs to it in the form of `details`.

    A text that begins with `!` is a shell line, and one that begins as a command is one: a text that only
    looks like them has a blank before it.
    """

    text: str
    details: str = ""


def entry_of(draft: Draft) -> Entry:
    """Return the entry of a draft; it has no cursor, and nothing that was set aside."""
    looks_typed = draft.text.startswith(SHELL) or (not draft.slash_typed and parse(draft.text) is not None)
    before = SHELL if draft.shell else " " if looks_typed else ""
    kept = Draft(before + draft.text, folds=_moved(draft.folds, len(before)), images=draft.images)
    return Entry(kept.text, kept.details)


def draft_of(entry: Entry) -> Draft:
    """Return the draft of an entry."""
    draft = read_draft(entry.text, entry.details)
    if not entry.text.startswith(SHELL):
        return replace(draft, slash_typed=entry.text.startswith("/"))
    by = len(SHELL)
    return replace(draft, text=draft.text[by:], folds=_moved(draft.folds, -by), shell=True)


def _moved(folds: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in folds)


def _cursor(found: object, length: int) -> int | None:
    return found if isinstance(found, int) and 0 <= found <= length else None


def _folds(found: object, length: int) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    last = 0
    for start, end in found if isinstance(found, list) else ():
        if not (isinstance(start, int) and isinstance(end, int) and last <= start < end <= length):
            break
        kept.append((start, end))
        last = end
    return tuple(kept)
