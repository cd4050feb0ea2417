"""Reads the server's JSON, which may contain half of a surrogate pair.

A model's text may be cut anywhere, even between the two escapes that make one emoji. JSON allows the escape
of a lone surrogate, but no Unicode text can contain one. Such a half becomes U+FFFD and the rest is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

# Every escape is matched, so that the second backslash of `\\` is never taken for the start of a surrogate.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


def read_json(line: bytes) -> Any:  # noqa: ANN401 - JSON, of which the caller looks at every part
    """Parse a line.

    Raises `ValueError` when it is not JSON even after lone surrogates are replaced.
    """
    # Here and not above: to import it takes a tenth of the time until a server is started.
    from pydantic_core import from_json

    try:
        return from_json(line)
    except ValueError:
        mended = without_halves(line)
        if mended == line:
            raise
        return from_json(mended)


def without_halves(line: bytes) -> bytes:
    """Return the line with each lone surrogate replaced by U+FFFD."""
    return _ESCAPE.sub(lambda escape: rb"\ufffd" if escape[1] else escape[0], line)
