"""Show pictures to the agent: one from a file, one made here, in an event loop.

python sdk/examples/images_async.py PICTURE ["a question"]
"""

from __future__ import annotations

import asyncio
import base64
import struct
import sys
import zlib
from pathlib import Path

from codex_app_server import AsyncCodex, ImageInput, LocalImageInput, TextInput

QUESTION = sys.argv[2] if len(sys.argv) > 2 else "What do these pictures have in common?"


def red_square(side: int = 32) -> str:
    """Draw a PNG and return its `data:` URL: the server accepts no other URLs."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff\0\0" * side) * side)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(png).decode()


async def main(picture: Path) -> None:
    async with AsyncCodex() as codex:
        thread = await codex.thread_start()
        result = await thread.run(
            [TextInput(QUESTION), LocalImageInput(str(picture)), ImageInput(red_square())]
        )
        print(result.final_response)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Give the path of a picture.")
    # The server reads the file, and reports no error for one that does not exist.
    asyncio.run(main(Path(sys.argv[1]).resolve(strict=True)))
