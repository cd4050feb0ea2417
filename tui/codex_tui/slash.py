"""What counts as a command in the composer: a first word such as `/model`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIRST_WORD = re.compile(r"/([a-z][a-z-]*)(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class SlashLine:
    """A command as it was typed: its name without the slash, and what stands behind it."""

    name: str
    arguments: str = ""


def parse(text: str) -> SlashLine | None:
    """Return the command that a text is, whether there is one of that name or not; None for other text.

    A path such as `/usr/bin` is text, and so is whatever begins with a blank.
    """
    found = _FIRST_WORD.match(text)
    return None if found is None else SlashLine(found[1], text[found.end() :].strip())
