"""Converts the diffs of file changes to one form: the wire has two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import FilePatch
from .sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codex_app_server.generated.v2_all import FileUpdateChange

_MARKS = {"add": "+", "delete": "-"}


def patches(changes: Iterable[FileUpdateChange]) -> tuple[FilePatch, ...]:
    """Convert the files of a `fileChange` item; every text is sanitised."""
    return tuple(_patch(change) for change in changes)


def _patch(change: FileUpdateChange) -> FilePatch:
    kind = sanitise_line(str(change.kind.type))
    moved = getattr(change.kind, "move_path", None)
    mark = _MARKS.get(kind)
    # The diff of an added or deleted file is its bare content on the wire.
    diff = _hunks(change.diff, moved) if mark is None else _marked(sanitise(change.diff), mark)
    added, removed = _counted(diff) if mark is None else _counted_bare(diff, mark)
    return FilePatch(
        path=sanitise_line(change.path),
        kind=kind,
        diff=diff,
        moved_to=sanitise_line(moved) if isinstance(moved, str) else None,
        added=added,
        removed=removed,
    )


def _hunks(diff: str, moved: object) -> str:
    # The server also writes the new path below the diff; no line of a hunk begins like that.
    said, below, where = diff.rpartition("\n\nMoved to: ")
    return sanitise(said.rstrip("\n") + "\n" if below and where.rstrip("\n") == moved else diff)


def _marked(content: str, mark: str) -> str:
    if not content:
        return ""
    lines = content.removesuffix("\n").split("\n")
    return "\n".join(mark + line for line in lines) + "\n"


def _counted_bare(diff: str, mark: str) -> tuple[int, int]:
    lines = diff.count("\n")
    return (lines, 0) if mark == "+" else (0, lines)


def _counted(diff: str) -> tuple[int, int]:
    added = removed = 0
    in_hunk = False
    for line in diff.split("\n"):
        if line.startswith("@@"):
            in_hunk = True
        # Before the first hunk `+++` and `---` name files; inside, they are lines that begin with `++`.
        elif line.startswith("+") and (in_hunk or not line.startswith("+++ ")):
            added += 1
        elif line.startswith("-") and (in_hunk or not line.startswith("--- ")):
            removed += 1
    return added, removed
