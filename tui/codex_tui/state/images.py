"""Which image a file is, by its content: the server goes by that too, whatever the name says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageType:
    """The type of a file. `words` end the sentence "the file is ..."."""

    words: str
    is_taken: bool = False


_TYPES = (
    (b"\x89PNG\r\n\x1a\n", ImageType("a PNG", is_taken=True)),
    (b"\xff\xd8\xff", ImageType("a JPEG", is_taken=True)),
    (b"GIF87a", ImageType("a GIF", is_taken=True)),
    (b"GIF89a", ImageType("a GIF", is_taken=True)),
    (b"BM", ImageType("a BMP")),
    (b"II*\0", ImageType("a TIFF")),
    (b"MM\0*", ImageType("a TIFF")),
    (b"%PDF", ImageType("a PDF")),
)
_SVG_WITHIN = 1000


def image_type(data: bytes) -> ImageType:
    """Return the type of a file's content."""
    for start, found in _TYPES:
        if data.startswith(start):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ImageType("a WebP", is_taken=True)
    if b"<svg" in data[:_SVG_WITHIN]:
        return ImageType("an SVG")
    if data[4:8] == b"ftyp":
        return ImageType("a HEIC, an AVIF or a video")
    return ImageType("empty" if not data else "no image")


SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".tif", ".tiff", ".heic", ".avif")
"""Endings of names that may be those of images: only for these a pasted path is looked at."""
