"""Reads the diffs that git and the server write of several files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .items import FilePatch
from .sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = "diff --git "
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b'"': b'"', b"\\": b"\\", b"a": b"\a", b"b": b"\b"}


def read_git_diff(text: str, root: str = "") -> tuple[FilePatch, ...]:
    """Return the files of a git-style diff; their paths are put behind `root`, and all is sanitised."""
    # Only a line feed ends a line: others may stand in the files.
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(_FILE)]
    ends = [*starts, len(lines)][1:]
    return tuple(_file(lines[start:end], root) for start, end in zip(starts, ends, strict=True))


def by_file(patches: Iterable[FilePatch]) -> tuple[FilePatch, ...]:
    """Join the patches of each file, in the order of the files' first ones."""
    found: dict[str, list[FilePatch]] = {}
    for patch in patches:
        key = patch.moved_to or patch.path
        found.setdefault(key, []).extend(found.pop(patch.path, []) if key != patch.path else [])
        found[key].append(patch)
    return tuple(_joined(each) for each in found.values())


def _joined(patches: list[FilePatch]) -> FilePatch:
    first, last = patches[0], patches[-1]
    if len(patches) == 1:
        return first
    kind = "delete" if last.kind == "delete" else "add" if first.kind == "add" else "update"
    diff = "".join(
        # What has no hunk of its own is a whole file: the rows that follow must not count on from it.
        patch.diff if patch.diff.startswith("@@") or not patch.diff else f"@@ -1 +1 @@\n{patch.diff}"
        for patch in patches
    )
    return FilePatch(
        first.path,
        kind,
        diff,
        last.moved_to,
        sum(patch.added for patch in patches),
        sum(patch.removed for patch in patches),
    )


def _file(lines: list[str], root: str) -> FilePatch:
    old, new = _names(lines[0][len(_FILE) :])
    kind, body, remark = "update", len(lines), ""
    for number, line in enumerate(lines[1:], 1):
        if line.startswith("@@"):
            body = number
            break
        word, _, rest = line.partition(" ")
        if line.startswith("new file"):
            kind = "add"
        elif line.startswith("deleted file"):
            kind = "delete"
        elif line.startswith(("rename from ", "copy from ")):
            old = _unquoted(rest.partition(" ")[2])
        elif line.startswith(("rename to ", "copy to ")):
            new = _unquoted(rest.partition(" ")[2])
        elif word == "---" and rest != "/dev/null":
            old = _without_side(rest)
        elif word == "+++" and rest != "/dev/null":
            new = _without_side(rest)
        elif line.startswith(("Binary files", "GIT binary patch")):
            remark = "\\ binary\n"
        elif line.startswith("old mode"):
            remark = f"\\ {line}"
        elif line.startswith("new mode"):
            remark = f"{remark}, {line}\n"
    hunks = "\n".join(lines[body:]).rstrip("\n")
    diff = f"{sanitise(hunks)}\n" if hunks else sanitise(remark)
    counted = _counted(lines[body:])
    shown = old if kind == "delete" else new if kind == "add" else old
    moved = _path(root, new) if kind == "update" and new != old else None
    return FilePatch(_path(root, shown), kind, diff, moved, *counted)


def _counted(hunks: list[str]) -> tuple[int, int]:
    return sum(line.startswith("+") for line in hunks), sum(line.startswith("-") for line in hunks)


def _path(root: str, name: str) -> str:
    return sanitise_line(f"{root.rstrip('/')}/{name}" if root and not name.startswith("/") else name)


def _names(both: str) -> tuple[str, str]:
    """Return both names of the first line; without a rename they are the same, and either half."""
    if both.startswith('"'):
        end = re.search(r'(?<!\\)(?:\\\\)*" ', both)
        at = end.end() if end else len(both)
        return _without_side(both[:at].rstrip()), _without_side(both[at:])
    half = len(both) // 2
    return _without_side(both[:half]), _without_side(both[half + 1 :])


def _without_side(name: str) -> str:
    name = _unquoted(name.rstrip("\t"))
    return name[2:] if name[:2] in ("a/", "b/") else name


def _unquoted(name: str) -> str:
    """Return a name as it is: git writes one with special characters in quotes, with their bytes in octal."""
    if not (len(name) > 1 and name.startswith('"') and name.endswith('"')):
        return name

    def byte(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 0xFF]) if len(code) == 3 else _ESCAPED.get(code, code)

    return _ESCAPE.sub(byte, name[1:-1].encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
