"""JSON as the server writes it, which may hold half of a character.

A model's text is cut anywhere, also between the two escapes that make one emoji. JSON allows a lone one, a
surrogate, and no Unicode text can hold it. Such a half becomes U+FFFD, and the rest is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic_core import from_json

if TYPE_CHECKING:
    from typing import Any

# Every escape is one match, so that the backslash of another one is never taken for the start of a half.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


def read_json(line: bytes) -> Any:  # noqa: ANN401 - JSON, of which the caller looks at every part
    """Read a line.

    Raises `ValueError` for what is no JSON even without halves of characters.
    """
    try:
        return from_json(line)
    except ValueError:
        mended = without_halves(line)
        if mended == line:
            raise
        return from_json(mended)


def without_halves(line: bytes) -> bytes:
    """Return the line with U+FFFD for each half of a character."""
    return _ESCAPE.sub(lambda escape: rb"\ufffd" if escape[1] else escape[0], line)
