"""`codex-tui threads`: the list of threads as lines of text or of JSON."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime, timezone
from typing import TYPE_CHECKING, TextIO

from codex_app_server import AsyncCodex, CodexError, ServerStartError

from .session.errors import describe, what_to_do_about_start, why_no_start
from .session.threads import pages
from .session.versions import is_too_old, too_old
from .state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from codex_app_server.generated.v2_all import Thread


def print_threads(
    config: AppServerConfig,
    *,
    archived: bool = False,
    search: str | None = None,
    as_json: bool = False,
    out: TextIO | None = None,
) -> int:
    """Print the list, newest first, page by page; return the exit code."""
    stream = sys.stdout if out is None else out
    line = json_line if as_json else text_line
    try:
        asyncio.run(_print(config, archived, search, line, stream))
    except ServerStartError as error:
        sys.stderr.write(f"{why_no_start(error).rstrip()}\n{what_to_do_about_start(error)}\n")
        return 1
    except _TooOldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except CodexError as error:
        sys.stderr.write(f"The threads cannot be listed. {describe(error)}\n")
        return 1
    except BrokenPipeError:
        # The reader has closed the pipe: `codex-tui threads | head`.
        return 0
    return 0


class _TooOldError(CodexError):
    """The server is too old to list its threads; the message is a sentence for a person."""


async def _print(
    config: AppServerConfig, archived: bool, search: str | None, line: Callable[[Thread], str], stream: TextIO
) -> None:
    async with AsyncCodex(config) as codex:
        version = codex.metadata.server_info.version or ""
        if is_too_old(version):
            raise _TooOldError(too_old(version))
        wanted = (search or "").casefold()
        # Not the server's own search, which is case-sensitive: it tells `trio` from `Trio`.
        async for page in pages(codex, archived=archived):
            for thread in page:
                if wanted not in f"{thread.name or ''}\n{thread.preview}".casefold():
                    continue
                stream.write(line(thread) + "\n")
            stream.flush()


def text_line(thread: Thread) -> str:
    """Return a thread as columns: id, when it was last touched (UTC), directory, title."""
    touched = datetime.fromtimestamp(_recency(thread), tz=timezone.utc).strftime("%Y-%m-%d %H:%M")
    title = sanitise_line(thread.name or thread.preview or "").strip() or "(no prompt yet)"
    return f"{sanitise_line(thread.id)}  {touched}  {sanitise_line(thread.cwd)}  {title}"


def json_line(thread: Thread) -> str:
    """Return a thread as JSON on one line; every control and every character outside ASCII is escaped."""
    row = {
        "id": thread.id,
        "name": thread.name,
        "preview": thread.preview,
        "cwd": thread.cwd,
        "createdAt": thread.created_at,
        "recencyAt": _recency(thread),
    }
    # DEL is ASCII and no control to JSON, but it is one to a terminal.
    return json.dumps(row).replace("\x7f", "\\u007f")


def _recency(thread: Thread) -> int:
    return thread.recency_at or thread.updated_at
