"""Paths in a paste: terminals paste the paths of files that are dropped on them."""

from __future__ import annotations

import shlex
from urllib.parse import unquote, urlsplit

from .images import SUFFIXES

LONGEST = 4096
"""Characters of a paste that may be paths: what is longer is text."""


def image_paths(pasted: str, home: str) -> list[str]:
    """Return the absolute paths of a paste that is nothing but names of image files; else none.

    A path may be quoted, have its blanks escaped, begin with `~`, or be a `file:` address.
    """
    text = pasted.strip()
    if not text or len(text) > LONGEST:
        return []
    try:
        # Some terminals quote nothing: a name with blanks is one path if only one begins in it.
        words = [text] if _is_one(text) else shlex.split(text)
    except ValueError:
        return []
    paths = [_path(word, home) for word in words]
    if not all(path.startswith("/") and path.lower().endswith(SUFFIXES) for path in paths):
        return []
    return paths


def _is_one(text: str) -> bool:
    quoted = any(sign in text for sign in "\\\"'")
    return text.startswith("/") and " /" not in text and "\n" not in text and not quoted


def _path(word: str, home: str) -> str:
    if word.startswith("file://"):
        return unquote(urlsplit(word).path)
    return home.rstrip("/") + word[1:] if word.startswith("~/") else word
