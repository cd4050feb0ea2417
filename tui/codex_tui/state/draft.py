"""An unsent text with all that belongs to it: cursor, folded pastes, images, what was set aside."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Image:
    """An image that goes with a prompt. `label` stands for it in the text; `path` is that of its file."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the composer holds.

    `text` is whole: what would be sent. `cursor` is an offset in it, None for its end. `folds` are the ranges
    of it that are shown as chips, in order. `shell` says that it is a command for the person's shell. `aside`
    is the text that was being typed when this one was recalled from the history.
    """

    text: str = ""
    cursor: int | None = None
    folds: tuple[tuple[int, int], ...] = ()
    images: tuple[Image, ...] = ()
    shell: bool = False
    aside: str = ""

    def __bool__(self) -> bool:
        return bool(self.text) or self.shell

    def up_to(self, cursor: int) -> Draft:
        """Return the part before an offset; a fold that it cuts is left out."""
        return Draft(self.text[:cursor], folds=tuple(fold for fold in self.folds if fold[1] <= cursor))

    def after(self, text: str) -> Draft:
        """Return a draft of this one behind another text, with the cursor where it was."""
        if not self.text:
            return Draft(text, aside=self.aside)
        if not text:
            return self
        by = len(text) + 1
        return replace(
            self,
            text=f"{text}\n{self.text}",
            cursor=None if self.cursor is None else self.cursor + by,
            folds=tuple((start + by, end + by) for start, end in self.folds),
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
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Draft(text)


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
