"""The text that a composer can hold."""

from __future__ import annotations

import re

from ..state.sanitise import visible

_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]")
_SURROGATES = re.compile("[\\ud800-\\udfff]")


def composer_text(text: str) -> str:
    """Return a text that the composer can draw and the server can take.

    Line ends become newlines. A control character, which the terminal would obey when the text is drawn,
    becomes its symbol. Half of a surrogate pair, which no server accepts, becomes `U+FFFD`. All else stays.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub(lambda match: visible(match.group()), text)
    return _SURROGATES.sub("\ufffd", text)
