"""A thread as one HTML file in both themes: it loads nothing, runs nothing, and shows text as text."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, cast

from ..blocks import source
from ..state.items import (
    AgentMessage,
    Command,
    FileChange,
    Notice,
    Plan,
    Reasoning,
    ToolCall,
    Unknown,
    UserMessage,
)
from ..themes import CODEX_DARK, CODEX_LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from textual.theme import Theme

    from ..state.items import ReadOnlyItem
    from .thread_copy import ExportedThread

# Nothing is fetched, whatever the texts hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_RULES = """
body { background: var(--background); color: var(--foreground); font: 16px/1.55 system-ui, sans-serif;
  max-width: 56rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; }
a { color: var(--accent); }
pre, code { font-family: ui-monospace, monospace; font-size: .875em; }
pre { background: var(--surface); padding: .75rem 1rem; overflow-x: auto; border-radius: 4px; }
pre.diff { padding: .5rem 0; }
pre.diff span { display: block; padding: 0 1rem; }
.added { background: var(--success-muted); }
.removed { background: var(--error-muted); }
.hunk, .facts, .quiet, summary { color: var(--text-muted); }
.prompt { border-left: 3px solid var(--accent); padding-left: 1rem; white-space: pre-wrap;
  margin: 2rem 0 1rem; }
.error { color: var(--text-error); }
.warning { color: var(--text-warning); }
blockquote { border-left: 3px solid var(--border); margin-left: 0; padding-left: 1rem; }
table { border-collapse: collapse; }
td, th { border: 1px solid var(--border); padding: .25rem .5rem; }
summary { cursor: pointer; }
""".strip()

_VARIABLES = ("success-muted", "error-muted", "text-muted", "text-error", "text-warning", "border")


def html_pieces(thread: ExportedThread) -> Iterator[str]:
    """Write a thread as a page that follows the theme of its reader, piece by piece: it may be long."""
    yield f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="dark light">
<title>{escape(thread.title)}</title>
<style>
:root {{ {_colours(CODEX_DARK)} }}
@media (prefers-color-scheme: light) {{ :root {{ {_colours(CODEX_LIGHT)} }} }}
{_RULES}
</style>
</head>
<body>
<h1>{escape(thread.title)}</h1>
"""
    if facts := ", ".join(escape(each) for each in (thread.cwd, thread.model) if each):
        yield f'<p class="facts">{facts}</p>\n'
    for each in thread.lacks:
        yield f'<p class="quiet">{escape(each)}</p>\n'
    for item in thread.items:
        part = _item(item)
        yield f"{part}\n" if part else ""
    yield "</body>\n</html>\n"


def _colours(theme: Theme) -> str:
    colours = {
        "background": theme.background,
        "foreground": theme.foreground,
        "surface": theme.surface,
        "accent": theme.accent,
        **{name: theme.variables[name] for name in _VARIABLES},
    }
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Without `image`, `![a](b)` stays a link behind an exclamation mark: a page must not fetch anything.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


def _markdown(text: str) -> str:
    return str(_parser().render(text))


def _item(item: ReadOnlyItem) -> str:
    write = cast("Callable[[ReadOnlyItem], str]", _WRITERS[type(item)])
    return write(item)


def _user_message(item: UserMessage) -> str:
    return f'<div class="prompt">{escape(source(item))}</div>'


def _agent_message(item: AgentMessage) -> str:
    return _markdown(item.text.value)


def _folded(head: str, body: str, *, opened: bool = False) -> str:
    if not body:
        return f'<p class="quiet">{head}</p>'
    return f"<details{' open' if opened else ''}><summary>{head}</summary>\n{body}\n</details>"


def _reasoning(item: Reasoning) -> str:
    text = source(item)
    return _folded("thought", _markdown(text)) if text else ""


def _command(item: Command) -> str:
    ended = "" if item.exit_code is None else f" exit {item.exit_code}"
    mark, whose = ("!", " in your shell") if item.by_person else ("$", "")
    head = f"<code>{mark} {escape(item.command)}</code>{whose}{ended}"
    output = item.output.text.rstrip("\n")
    return _folded(head, f"<pre>{escape(output)}</pre>" if output else "", opened=bool(item.exit_code))


def _file_change(item: FileChange) -> str:
    parts = []
    for patch in item.changes:
        moved = f" to <code>{escape(patch.moved_to)}</code>" if patch.moved_to else ""
        head = (
            f"{escape(patch.kind)} <code>{escape(patch.path)}</code>{moved} +{patch.added} -{patch.removed}"
        )
        parts.append(_folded(head, _diff(patch.diff) if patch.diff.strip() else "", opened=True))
    return "\n".join(parts)


_KINDS = {"+": "added", "-": "removed", "@": "hunk"}


def _diff(diff: str) -> str:
    rows = []
    for line in diff.rstrip("\n").split("\n"):
        kind = _KINDS.get(line[:1], "")
        rows.append(f'<span class="{kind}">{escape(line) or " "}</span>')
    return f'<pre class="diff">{"".join(rows)}</pre>'


def _tool_call(item: ToolCall) -> str:
    head = f"{escape(item.tool)} <code>{escape(item.detail)}</code>" if item.detail else escape(item.tool)
    output = item.output.rstrip("\n")
    return _folded(head, f"<pre>{escape(output)}</pre>" if output else "")


def _plan(item: Plan) -> str:
    text = source(item)
    return _folded("plan", _markdown(text), opened=True) if text else ""


def _notice(item: Notice) -> str:
    detail = f"<pre>{escape(item.detail)}</pre>" if item.detail.strip() else ""
    return f'<p class="{item.level.value}">{escape(item.text)}</p>{detail}'


def _unknown(item: Unknown) -> str:
    return f'<p class="quiet">{escape(source(item))}</p>'


_WRITERS: dict[type[ReadOnlyItem], object] = {
    UserMessage: _user_message,
    AgentMessage: _agent_message,
    Reasoning: _reasoning,
    Command: _command,
    FileChange: _file_change,
    ToolCall: _tool_call,
    Plan: _plan,
    Notice: _notice,
    Unknown: _unknown,
}
