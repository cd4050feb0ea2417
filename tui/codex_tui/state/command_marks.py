"""Marks for commands that a person should look at twice: a table of patterns, pure.

A mark is no guard. It blocks nothing, and a command without one may do anything: a program's name says
little about what it does, and a shell has many ways to say the same. The table is for commands as agents
write them, and `tests/tui/state/test_command_marks.py` has those that it must and must not mark.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from .shell_script import pipelines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .shell_script import Simple


class MarkKind(str, Enum):
    """What a command does that is worth a second look; the values are the words of the card."""

    DELETES = "deletes"
    OVERWRITES = "overwrites"
    RUNS_DOWNLOAD = "runs what it gets from the net"
    LEAVES = "leaves the directory"
    RAISES = "raises rights"


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind, and the parts of the command that earned it."""

    kind: MarkKind
    parts: tuple[str, ...]

    @property
    def words(self) -> str:
        """The mark as the card says it."""
        return f"{self.kind.value}: {'; '.join(self.parts)}"


_GIT = r"git(?: -[Cc] \S+| --?\S+)* "
_SQL = r"(?:psql|mysql|mariadb|sqlite3|sqlcmd|duckdb)\b.*\b"

PATTERNS: tuple[tuple[MarkKind, str], ...] = (
    # Each is matched at the beginning of one command of a line, whose words have no quotes any more. A blank
    # within a word is a middle dot: what a commit message says is no option.
    (MarkKind.DELETES, r"(?:rm|rmdir|unlink|shred|srm|trash|del|erase|rd|remove-item|userdel)\b"),
    (MarkKind.DELETES, r"find\b.* -delete\b"),
    (MarkKind.DELETES, r"find\b.* -(?:exec|execdir|ok) (?:\S*/)?(?:rm|rmdir|unlink|shred)\b"),
    (MarkKind.DELETES, _GIT + r"clean\b(?!.* (?:-n|--dry-run)\b)"),
    (MarkKind.DELETES, _GIT + r"(?:branch|tag)\b.* (?:-d|-D|--delete)\b"),
    (MarkKind.DELETES, _GIT + r"push\b.* (?:--delete|-d|--mirror|--prune|:\S+)(?: |$)"),
    (MarkKind.DELETES, _GIT + r"(?:stash (?:drop|clear)|worktree remove|rm|remote rm|reflog delete)\b"),
    (MarkKind.DELETES, r"(?:docker|podman)\b.* (?:rm|rmi|prune|down (?:\S+ )*(?:-v|--volumes))\b"),
    (MarkKind.DELETES, r"(?:kubectl|oc|helm)\b.* (?:delete|uninstall)\b"),
    (MarkKind.DELETES, r"(?:terraform|tofu|pulumi|vagrant|cdk)\b.* destroy\b"),
    (
        MarkKind.DELETES,
        r"(?:aws|gsutil|gcloud|az|doctl|gh|glab|fly|flyctl)\b.* (?:rm|rb|(?:delete|destroy)\S*)\b",
    ),
    (MarkKind.DELETES, r"rsync\b.* --(?:delete\S*|remove-source-files)\b"),
    (MarkKind.DELETES, r"(?:npm|pnpm|yarn|gem|cargo|conda)\b.* (?:uninstall|remove|unpublish)\b"),
    (
        MarkKind.DELETES,
        r"(?:pip\d*|pipx|uv|apt|apt-get|dnf|yum|brew)\b.* (?:uninstall|(?:auto)?remove|purge)\b",
    ),
    (MarkKind.DELETES, _SQL + r"drop·(?:table|database|schema|view|index)\b"),
    (MarkKind.DELETES, _SQL + r"(?:truncate|delete·from)\b"),
    (MarkKind.DELETES, r"dropdb\b|redis-cli\b.* (?:flushall|flushdb|del)\b|mongo\w*\b.*drop(?:Database)?\("),
    (MarkKind.DELETES, r"crontab\b.* -r\b|journalctl\b.* --vacuum|ssh-keygen\b.* -R\b|history -c\b"),
    (
        MarkKind.DELETES,
        r"(?:python\S*|node|ruby|perl)\b.* -[ce]\b.*(?:rmtree|os\.remove|unlink|rmSync|rm_rf)",
    ),
    (MarkKind.OVERWRITES, r"dd\b.*\bof="),
    (MarkKind.OVERWRITES, r"(?:mkfs\S*|wipefs|fdisk|parted|sgdisk|format)\b"),
    (MarkKind.OVERWRITES, r"truncate\b"),
    (MarkKind.OVERWRITES, r"tee\b(?!.* (?:-a\b|--append\b|/dev/))"),
    (MarkKind.OVERWRITES, r"sed\b.* (?:-[nErsz]*i|--in-place)"),
    (MarkKind.OVERWRITES, r"(?:perl|ruby)\b.* -\w*i(?:\.\w+)?\b"),
    (MarkKind.OVERWRITES, r"(?:mv|cp|ln|install)\b.* (?:-\w*f\w*|--force)(?: |$)"),
    (MarkKind.OVERWRITES, r"(?:move|copy|xcopy|robocopy|move-item|copy-item)\b.* (?:-force|/y|/mir)(?: |$)"),
    (MarkKind.OVERWRITES, r"(?:set-content|out-file|clear-content)\b(?!.* -append\b)"),
    (MarkKind.OVERWRITES, _GIT + r"reset\b.* --(?:hard|merge|keep)\b"),
    (MarkKind.OVERWRITES, _GIT + r"(?:checkout|switch)\b.* (?:-f|--force|--discard-changes|--|\.)(?: |$)"),
    (MarkKind.OVERWRITES, _GIT + r"restore\b(?!.* --staged\b(?!.* --worktree\b))"),
    (MarkKind.OVERWRITES, _GIT + r"push\b.* (?:-\w*f\w*|--force\S*|\+\S+)(?: |$)"),
    (MarkKind.OVERWRITES, _GIT + r"(?:filter-branch|filter-repo|update-ref)\b"),
    (MarkKind.OVERWRITES, r"curl\b.* (?:-\w*o\b|-\w*O\b|--output\b|--remote-name\b)"),
    (MarkKind.OVERWRITES, r"wget\b.* (?:-\w*O\b(?! -(?: |$))|--output-document\b)"),
    (MarkKind.OVERWRITES, r"unzip\b.* -\w*o\w*|tar\b.* --overwrite\b|7z\b.* -aoa\b"),
    (MarkKind.OVERWRITES, r"crontab (?!-l\b|-e\b|-r\b)\S"),
    (MarkKind.RAISES, r"(?:sudo|su|doas|pkexec|runas|gsudo|sudoedit|visudo|nsenter|chroot)\b"),
    (MarkKind.RAISES, r"(?:setcap|usermod|passwd|chpasswd|chown|chgrp|takeown|icacls|setfacl)\b"),
    (MarkKind.RAISES, r"chmod\b.* (?:[0-7]?[0-7][0-7][2367]|[2467][0-7]{3})(?: |$)"),
    (MarkKind.RAISES, r"chmod\b.* (?:(?:[ugoa]*[ao][ugoa]*)?\+\w*w\w*|[ugoa]*\+\w*s\w*)(?: |$)"),
    (MarkKind.RAISES, r"(?:docker|podman)\b.* (?:--privileged|--cap-add\S*|--pid=host|\S*/docker\.sock\S*)"),
    (MarkKind.RAISES, r"(?:mount|umount|insmod|modprobe|rmmod|setenforce|kextload)\b|sysctl\b.* -w\b"),
    (MarkKind.RAISES, r"set-executionpolicy\b|start-process\b.* runas\b|csrutil disable\b"),
)
"""Kind and pattern; in any case of letters for programs, since Windows has it so."""

_FETCHES = re.compile(
    r"(?:curl|wget|fetch|aria2c|http|https|xh|iwr|irm|invoke-webrequest|invoke-restmethod)$", re.IGNORECASE
)
_FETCHED = re.compile(
    r"\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b", re.IGNORECASE
)
_RUNS = re.compile(
    r"(?:(?:ba|z|da|k|c|tc|fi)?sh|source|\.|eval|python[\d.]*|perl|ruby|node|deno|bun|php|lua|iex|invoke-expression|powershell|pwsh)$",
    re.IGNORECASE,
)
_SHELLS = re.compile(r"(?:ba|z|da|k|fi)?sh$")
_SCRIPT_FLAG = re.compile(r"-[a-z]*c$")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_KEYWORDS = frozenset({"if", "then", "elif", "else", "do", "while", "until", "!", "{", "(", "time"})
_LAUNCHERS = frozenset(
    {
        "sudo",
        "doas",
        "env",
        "xargs",
        "nohup",
        "nice",
        "timeout",
        "command",
        "exec",
        "busybox",
        "stdbuf",
        "setsid",
    }
    | {"ionice", "caffeinate", "builtin", "parallel", "watch"}
)
"""Programs whose arguments are another command."""
_TAKES_VALUE = frozenset(
    {
        "-u",
        "-g",
        "-n",
        "-I",
        "-L",
        "-P",
        "-d",
        "-s",
        "-k",
        "-C",
        "-h",
        "-p",
        "-o",
        "-e",
        "-i",
        "-c",
        "-a",
        "-E",
    }
)
"""Options of launchers with a value behind them."""
_WORDS_ONLY = frozenset({"echo", "printf", "true", "false", "test", "[", "expr", "exit", "return", "export"})
"""Programs whose words are no paths."""
_PATTERN_FIRST = frozenset(
    {"grep", "egrep", "fgrep", "rg", "ag", "ack", "sed", "awk", "gawk", "perl", "jq", "yq"}
)
"""Programs whose first word is a pattern or a script, which may begin with a slash."""
_DEVICES = re.compile(r"/dev/(?:null|zero|stdin|stdout|stderr|tty|u?random|fd/\d+)$")
_LONGEST = 20_000
_MOST_LAUNCHERS = 6
"""How many commands may launch one another: `sudo env nice make` is three."""
_LONGEST_LINE = 2_000
"""Characters of one command that patterns look at: some take time with the square of it."""


def marks_of(command: str, cwd: str = "") -> tuple[Mark, ...]:
    """Return the marks of a command, without the shell around it, that would run in a directory.

    A command of more than 20,000 characters gets none. Without `cwd` no absolute path counts as outside.
    """
    if len(command) > _LONGEST:
        return ()
    return _gathered(_found(command, cwd, 0))


def marks_of_files(paths: Iterable[tuple[str, bool]], cwd: str = "") -> tuple[Mark, ...]:
    """Return the marks of a change of files: each is a path, and whether it would be deleted."""
    found: list[tuple[MarkKind, str]] = []
    for path, deleted in paths:
        if deleted:
            found.append((MarkKind.DELETES, path))
        if _is_outside(path, cwd):
            found.append((MarkKind.LEAVES, path))
    return _gathered(found)


def _gathered(found: Iterable[tuple[MarkKind, str]]) -> tuple[Mark, ...]:
    parts: dict[MarkKind, dict[str, None]] = {}
    for kind, part in found:
        parts.setdefault(kind, {})[part] = None
    return tuple(Mark(kind, tuple(parts[kind])) for kind in MarkKind if kind in parts)


def _found(command: str, cwd: str, depth: int) -> Iterator[tuple[MarkKind, str]]:
    if depth > 4:
        return
    fetched_to: set[str] = set()
    for pipeline in pipelines(command):
        fetches = False
        for simple in pipeline:
            yield from _of_simple(simple, cwd, depth)
            words = _unlaunched(simple.words)
            name = posixpath.basename(words[0]) if words else ""
            downloads = any(_FETCHED.search(each) for each in (*simple.inner, *words[1:]))
            runs = bool(_RUNS.match(name))
            if runs and (
                fetches or downloads or fetched_to & {posixpath.basename(each) for each in words[1:]}
            ):
                yield MarkKind.RUNS_DOWNLOAD, " | ".join(" ".join(each.words) for each in pipeline)
            elif words and posixpath.basename(words[0]) in fetched_to:
                yield MarkKind.RUNS_DOWNLOAD, " ".join(words)
            if _FETCHES.match(name):
                fetches = True
                fetched_to |= _downloads_to(words)


def _downloads_to(words: list[str]) -> set[str]:
    """Return the names of the files that a download is written to."""
    names = set()
    for at, word in enumerate(words[:-1]):
        if word in ("-o", "-O", "--output", "--output-document") or re.match(r"-[a-zA-Z]+[oO]$", word):
            names.add(posixpath.basename(words[at + 1]))
    if re.search(r" -\w*O\b| --remote-name\b", " ".join(words)) or words[0].endswith("wget"):
        names.add(posixpath.basename(words[-1].partition("?")[0]))
    return names - {"", "-"}


def _of_simple(simple: Simple, cwd: str, depth: int) -> Iterator[tuple[MarkKind, str]]:
    for inner in simple.inner:
        yield from _found(inner, cwd, depth + 1)
    words = [word for word in simple.words if word not in _KEYWORDS]
    while words and _ASSIGNMENT.match(words[0]):
        words.pop(0)
    for begin in _starts(words):
        line = " ".join([posixpath.basename(begin[0].replace("\\", "/")), *map(_one_word, begin[1:])])
        line = line[:_LONGEST_LINE]
        any_of_them, each_of_them = _compiled()
        for kind, pattern in each_of_them if any_of_them.match(line) else ():
            if pattern.match(line):
                yield kind, " ".join(begin)
        script = _script(begin)
        if script:
            yield from _found(script, cwd, depth + 1)
    for target in simple.written:
        if not _DEVICES.match(target):
            yield MarkKind.OVERWRITES, f"> {target}"
    paths = [*_paths(_unlaunched(words)), *simple.written, *simple.files]
    for path in paths:
        if _is_outside(path, cwd):
            yield MarkKind.LEAVES, path


def _one_word(word: str) -> str:
    return re.sub(r"\s", "·", word)


def _starts(words: list[str]) -> Iterator[list[str]]:
    """Yield a command, then the command that it launches, and so on."""
    launched: list[str] | None = words
    for _ in range(_MOST_LAUNCHERS):
        if not launched:
            return
        yield launched
        launched = _launched(launched)


def _launched(words: list[str]) -> list[str] | None:
    name = posixpath.basename(words[0])
    if name not in _LAUNCHERS:
        return None
    rest = words[1:]
    while rest and (rest[0].startswith("-") or _ASSIGNMENT.match(rest[0]) or rest[0][:1].isdigit()):
        option = rest.pop(0)
        if option in _TAKES_VALUE and len(rest) > 1 and not (name == "xargs" and option == "-i"):
            rest.pop(0)
    return rest or None


def _unlaunched(words: list[str]) -> list[str]:
    """Return the command that is launched in the end."""
    words = [word for word in words if word not in _KEYWORDS]
    while words and _ASSIGNMENT.match(words[0]):
        words = words[1:]
    last: list[str] = words
    for each in _starts(words):
        last = each
    return last


def _script(words: list[str]) -> str:
    """Return the script that a shell is given as an argument; empty for none."""
    name = posixpath.basename(words[0])
    if name == "eval":
        return " ".join(words[1:])
    if _SHELLS.match(name):
        for at, word in enumerate(words[1:-1], 1):
            if _SCRIPT_FLAG.match(word):
                return words[at + 1]
    return ""


def _paths(words: list[str]) -> Iterator[str]:
    """Yield the words of a command that may be paths."""
    if not words:
        return
    name = posixpath.basename(words[0])
    if name in _WORDS_ONLY:
        return
    skipped = name not in _PATTERN_FIRST
    for word in words[1:]:
        if word.startswith("-"):
            _, equals, value = word.partition("=")
            if equals:
                yield value
            elif word[:2] in ("-I", "-L", "-C", "-o") and len(word) > 2:
                yield word[2:]
        elif not skipped:
            skipped = True
        else:
            yield word


def _is_outside(path: str, cwd: str) -> bool:
    path = path.strip()
    if path.startswith(("~", "$HOME", "${HOME}", "%USERPROFILE%", "$env:USERPROFILE")):
        return True
    if re.match(r"[A-Za-z]:[\\/]", path):
        return not cwd or not path.replace("\\", "/").casefold().startswith(cwd.replace("\\", "/").casefold())
    if path == ".." or path.startswith("../") or "/../" in path:
        whole = posixpath.normpath(posixpath.join(cwd or "/.", path))
        return not _is_in(whole, cwd) if cwd else posixpath.normpath(path).startswith("..")
    if not path.startswith("/") or not cwd or path.startswith("//") or re.search(r"\s", path):
        return False
    return not _is_in(posixpath.normpath(path), cwd) and not _DEVICES.match(path)


def _is_in(path: str, cwd: str) -> bool:
    home = posixpath.normpath(cwd)
    return path == home or path.startswith(home.rstrip("/") + "/")


@cache
def _compiled() -> tuple[re.Pattern[str], tuple[tuple[MarkKind, re.Pattern[str]], ...]]:
    """Return a pattern for what any pattern of the table matches, and all of them. Compiling takes 40 ms."""
    each = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS)
    return re.compile("|".join(f"(?:{pattern})" for _, pattern in PATTERNS), re.IGNORECASE), each
