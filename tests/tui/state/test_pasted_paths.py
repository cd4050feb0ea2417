"""Which pastes are the paths of images, and which images the server takes."""

from __future__ import annotations

import pytest
from codex_tui.state.images import image_type
from codex_tui.state.pasted_paths import image_paths

HOME = "/home/ada"


@pytest.mark.parametrize(
    ("pasted", "paths"),
    [
        ("/tmp/a.png", ["/tmp/a.png"]),
        ("/tmp/a.png \n", ["/tmp/a.png"]),
        ("'/tmp/my shot.png'", ["/tmp/my shot.png"]),
        (r"/tmp/my\ shot.PNG", ["/tmp/my shot.PNG"]),
        ("/tmp/my shot.png", ["/tmp/my shot.png"]),
        ("/tmp/a.png /tmp/b.jpg", ["/tmp/a.png", "/tmp/b.jpg"]),
        ("~/a.webp", ["/home/ada/a.webp"]),
        ("file:///tmp/my%20shot.png", ["/tmp/my shot.png"]),
        ("look at /tmp/a.png", []),
        ("a.png", []),
        ("/tmp/a.py", []),
        ("/tmp/it's.png", []),
        ("", []),
    ],
)
def test_paths_are_found_only_where_there_is_nothing_else(pasted: str, paths: list[str]) -> None:
    assert image_paths(pasted, HOME) == paths


@pytest.mark.parametrize(
    ("data", "is_taken"),
    [
        (b"\x89PNG\r\n\x1a\n...", True),
        (b"\xff\xd8\xff\xe0", True),
        (b"GIF89a", True),
        (b"RIFF\0\0\0\0WEBPVP8 ", True),
        (b"BM....", False),
        (b"<?xml?><svg", False),
        (b"text", False),
        (b"", False),
    ],
)
def test_the_content_decides_what_is_an_image(data: bytes, is_taken: bool) -> None:
    assert image_type(data).is_taken is is_taken
