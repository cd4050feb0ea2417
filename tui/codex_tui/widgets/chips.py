"""Chips: short labels in the text of the composer that stand for a long paste or an image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..blocks.cells import clip
from ..state.draft import Draft, Image
from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LINES = 20
CHARACTERS = 2000
"""A paste with more lines or characters than these is folded."""

LONG_LINE = 10_000
"""Characters of a line that is folded wherever it comes from: each key in it would be a layout of it all."""

_NAME = 40
"""Maximum cells of an image's name in its label."""

# No-break spaces: a label is not wrapped, and none is typed by chance.
_SPACE = "\u00a0"
_LABEL = re.compile(r"\[(?:pasted|image)\u00a0[^\[\]\n]*\]")


class Chips:
    """All pastes and images of this run by their labels: undo, or a text that comes back, finds them."""

    def __init__(self) -> None:
        self._pastes: dict[str, str] = {}
        self._images: dict[str, Image] = {}

    @staticmethod
    def is_long(text: str) -> bool:
        """Whether a paste is folded."""
        return len(text) > CHARACTERS or _lines(text) > LINES

    def fold(self, text: str) -> str:
        """Return the label of a pasted text."""
        lines = _lines(text)
        size = f"{lines}{_SPACE}lines" if lines > 1 else f"{len(text)}{_SPACE}characters"
        label = self._free(f"pasted{_SPACE}{size}", lambda known: self._pastes.get(known) == text)
        self._pastes[label] = text
        return label

    def attach(self, path: str, size: int) -> str:
        """Return the label of an image in a file of so many bytes."""
        name = clip(re.sub(r"[\[\]]", "_", sanitise_line(path.rsplit("/", 1)[-1])), _NAME)
        return self._label(f"image {name} {_bytes(size)}".replace(" ", _SPACE), path)

    def _label(self, words: str, path: str) -> str:
        label = self._free(
            words, lambda known: (image := self._images.get(known)) is not None and image.path == path
        )
        self._images[label] = Image(label, path)
        return label

    def _free(self, words: str, is_same: Callable[[str], bool]) -> str:
        label, number = f"[{words}]", 1
        while (label in self._pastes or label in self._images) and not is_same(label):
            number += 1
            label = f"[{words},{_SPACE}#{number}]"
        return label

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the labels in a text, in order."""
        for match in _LABEL.finditer(text):
            if match.group() in self._pastes or match.group() in self._images:
                yield match.span()

    def paste(self, label: str) -> str | None:
        """Return the pasted text of a label; None for an image's."""
        return self._pastes.get(label)

    def images(self, text: str) -> tuple[Image, ...]:
        """Return the images whose labels are in a text, each once, in order."""
        found = (self._images.get(text[start:end]) for start, end in self.spans(text))
        return tuple({image.label: image for image in found if image is not None}.values())

    def whole(self, shown: str) -> Draft:
        """Return the whole text that a shown one stands for, with its folds and images."""
        parts: list[str] = []
        folds: list[tuple[int, int]] = []
        length = at = 0
        for start, end in self.spans(shown):
            if (paste := self._pastes.get(shown[start:end])) is not None:
                parts += (shown[at:start], paste)
                length += start - at + len(paste)
                folds.append((length - len(paste), length))
                at = end
        parts.append(shown[at:])
        return Draft("".join(parts), folds=tuple(folds), images=self.images(shown))

    def shown(self, draft: Draft) -> str:
        """Return the text that the composer shows of a draft; very long lines are folded besides.

        A label of the draft that another image of this run has becomes another label.
        """
        labels = {image.label: self._label(image.label[1:-1], image.path) for image in draft.images}

        def plain(text: str) -> str:
            text = _LABEL.sub(lambda found: labels.get(found.group(), found.group()), text)
            return self._short(text)

        parts: list[str] = []
        at = 0
        for start, end in draft.folds:
            parts += (plain(draft.text[at:start]), self.fold(draft.text[start:end]))
            at = end
        return "".join((*parts, plain(draft.text[at:])))

    def lost(self, text: str) -> list[str]:
        """Return the labels in a text, of an earlier run, whose paste or image is not known any more."""
        found = dict.fromkeys(match.group() for match in _LABEL.finditer(text))
        return [label for label in found if label not in self._pastes and label not in self._images]

    def folded_again(self, text: str, before: str) -> str:
        """Return a whole text with those pastes as labels that were labels in the text that was shown."""
        for start, end in self.spans(before):
            label = before[start:end]
            if (paste := self._pastes.get(label)) is not None:
                text = text.replace(paste, label, 1)
        return text

    def _short(self, text: str) -> str:
        if len(text) <= LONG_LINE:
            return text
        return "\n".join(self.fold(line) if len(line) > LONG_LINE else line for line in text.split("\n"))


def _lines(text: str) -> int:
    # A newline at the end ends the last line, and begins no other.
    return text.removesuffix("\n").count("\n") + 1


def _bytes(size: int) -> str:
    for unit in ("B", "KB", "MB"):
        if size < 1000 or unit == "MB":
            break
        size = round(size / 1000)
    return f"{size} {unit}"
