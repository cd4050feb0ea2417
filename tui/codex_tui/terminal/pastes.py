"""The bytes of a paste, from the mark that begins it to the one that ends it."""

from __future__ import annotations

import codecs
import re

from .grammar import PASTE_BEGIN, PASTE_END
from .tokens import Pasted

LONGEST_PASTE = 256 * 1024 * 1024
"""Bytes of one paste that are kept; what is beyond is dropped, and the token's `whole` is False.

A paste is held once while it comes, and once more as text when it is whole: 50 MB of ASCII are 100 MB."""

_MARK = re.compile(rb"\x1b\[20([01])~")
_LENGTH = len(PASTE_END)


class PasteBuffer:
    """Collects a paste, and finds its end without searching the whole of it again for each piece.

    A pasted text can hold the mark that ends it. So an end counts only when silence follows, or another
    paste: with a further end behind it in the same burst it was part of the text.
    """

    def __init__(self, longest: int = LONGEST_PASTE) -> None:
        self._longest = longest
        self._bytes = bytearray()
        self._searched = 0
        self._end: int | None = None
        self._begins_at: int | None = None
        self._whole = True
        self._goes_on = False

    @property
    def is_ended(self) -> bool:
        """Whether a mark that ends the paste was found; a later one may still come."""
        return self._end is not None

    @property
    def is_followed(self) -> bool:
        """Whether the mark of the next paste was found behind the end of this one."""
        return self._begins_at is not None

    def append(self, data: bytes) -> None:
        """Add bytes, and search them for marks."""
        self._bytes += data
        while not self.is_followed:
            mark = _MARK.search(self._bytes, max(0, self._searched))
            if mark is None:
                break
            self._searched = mark.end()
            if mark[1] == b"1":
                self._end = mark.start()
            elif self._end is not None:
                self._begins_at = mark.start()
        # The last bytes may be the beginning of a mark.
        self._searched = max(self._searched, len(self._bytes) - _LENGTH + 1)
        self._limit()

    def take(self) -> tuple[Pasted | None, bytes]:
        """Return the paste and the bytes behind its end, and empty the buffer."""
        end = len(self._bytes) if self._end is None else self._end
        content = self._bytes[: min(end, self._longest)]
        rest = bytes(self._bytes[end + _LENGTH :])
        text = _plain(content.decode("utf-8", "replace"))
        pasted = Pasted(text, self._whole) if text or not self._goes_on else None
        self._clear(goes_on=False)
        return pasted, rest

    def take_part(self) -> tuple[Pasted | None, bytes]:
        """Return what has come of a stalled paste, and the rest: half a mark or character at its end."""
        content = bytes(self._bytes[: self._longest])
        half_mark = next(
            (size for size in range(_LENGTH - 1, 0, -1) if content.endswith(PASTE_END[:size])), 0
        )
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        text = _plain(decoder.decode(content[: len(content) - half_mark]))
        half = decoder.getstate()[0] if not half_mark else content[len(content) - half_mark :]
        pasted = Pasted(text, self._whole) if text else None
        self._clear(goes_on=True)
        return pasted, half

    def forget(self) -> None:
        """Forget a stalled paste: the next bytes begin another one."""
        self._clear(goes_on=False)

    def _clear(self, *, goes_on: bool) -> None:
        self._bytes = bytearray()
        self._searched = 0
        self._end = self._begins_at = None
        self._whole = True
        self._goes_on = goes_on

    def _limit(self) -> None:
        """Drop bytes beyond the longest paste, except what may be the beginning of a mark."""
        kept = self._longest if self._end is None else max(self._longest, self._end + _LENGTH)
        if not self.is_followed and len(self._bytes) > kept + _LENGTH:
            del self._bytes[kept : 1 - _LENGTH]
            self._searched = kept
            self._whole = False


def is_paste_begin(data: bytes) -> bool:
    """Whether bytes begin with the mark of a paste."""
    return data.startswith(PASTE_BEGIN)


def _plain(text: str) -> str:
    # NUL is no text anywhere, and the server would refuse it.
    return text.replace("\0", "")
