"""The findings of a review, which the server writes as a list below the reviewer's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .items import AgentMessage

if TYPE_CHECKING:
    from .threads import ThreadState

_HEAD = re.compile(r"[-*] (?:\[[ x]\] )?(.+) \u2014 `?(.+):(\d+)(?:-(\d+))?`?\Z")
"""The server's own form; an agent that was asked for a review in words writes it as Markdown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its title with its priority, where it is, and what it says."""

    title: str
    path: str
    first: int
    last: int
    body: str = ""


def read_findings(text: str) -> tuple[Finding, ...]:
    """Return the findings in the text of a review, in its order; empty where it has none."""
    found: list[Finding] = []
    head: re.Match[str] | None = None
    body: list[str] = []

    def end() -> None:
        if head is not None:
            said = "\n".join(body).strip("\n")
            first = int(head[3])
            found.append(Finding(head[1].strip("*"), head[2], first, int(head[4] or first), said))

    for line in text.split("\n"):
        if match := _HEAD.match(line):
            end()
            head, body = match, []
        elif head is not None and (not line.strip() or line.startswith("  ")):
            body.append(line[2:])
        elif head is not None:
            end()
            head, body = None, []
    end()
    return tuple(found)


def last_findings(thread: ThreadState | None) -> tuple[Finding, ...]:
    """Return the findings of the newest review of a thread that has some."""
    for item in reversed(thread.items if thread is not None else ()):
        if isinstance(item, AgentMessage) and (findings := read_findings(item.text.value)):
            return findings
    return ()
