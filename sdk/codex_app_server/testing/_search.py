"""The methods that search in what was said: prompts and answers, in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._wire import invalid
from .records import page_of_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ._connection import Call
    from ._wire import JsonObject
    from .records import StoredThread

_BEFORE = 40
_AROUND = 100
"""Characters of a snippet before the match, and in all."""


def _threads(call: Call) -> None:
    term, params = _term(call, "thread/search"), call.params
    kinds = params.texts("sourceKinds") or ["cli", "vscode"]
    found = [
        thread
        for thread in call.server.threads.values()
        if thread.is_listed
        and thread.archived == params.flag("archived")
        and thread.source in kinds
        and next(_places(thread, term), None) is not None
    ]
    page, following, backwards = page_of_threads(found, params)
    rows: list[JsonObject] = [
        {
            "thread": thread.wire(call.connection.status(thread), home=call.server.home),
            "snippet": next(_places(thread, term))["snippet"],
        }
        for thread in page
    ]
    call.reply({"data": rows, "nextCursor": following, "backwardsCursor": backwards})


def _occurrences(call: Call) -> None:
    term = _term(call, "thread/searchOccurrences")
    thread = call.server.threads.get(call.params.text("threadId"))
    if thread is None:
        raise invalid(f"thread not loaded: {call.params.text('threadId')}")
    first = int(call.params.optional_text("cursor") or 0)
    last = first + (call.params.number("limit") or 50)
    places = list(_places(thread, term))
    call.reply({"data": places[first:last], "nextCursor": str(last) if len(places) > last else None})


def _term(call: Call, method: str) -> str:
    if not call.connection.experimental:
        raise invalid(f"{method} requires experimentalApi capability")
    term = call.params.text("searchTerm")
    if not term:
        raise invalid(f"{method} requires a non-empty searchTerm")
    return term.casefold()


def _places(thread: StoredThread, term: str) -> Iterator[JsonObject]:
    """Yield the places of a term in the prompts and answers of a thread, oldest first."""
    for turn in thread.turns:
        for item in turn.items:
            if item["type"] not in ("userMessage", "agentMessage"):
                continue
            text = _text(item)
            at = text.casefold().find(term)
            while at >= 0:
                start = max(0, at - _BEFORE)
                yield {
                    "turnId": turn.id,
                    "itemId": item["id"],
                    "snippet": text[start : start + _AROUND],
                    "snippetMatchRange": {"start": at - start, "end": at - start + len(term)},
                    "turnCursor": turn.id,
                }
                at = text.casefold().find(term, at + len(term))


def _text(item: JsonObject) -> str:
    if item["type"] == "agentMessage":
        return str(item["text"])
    content = item["content"]
    parts = content if isinstance(content, list) else []
    return "\n".join(str(part.get("text", "")) for part in parts if isinstance(part, dict))


SEARCH_METHODS: dict[str, Callable[[Call], None]] = {
    "thread/search": _threads,
    "thread/searchOccurrences": _occurrences,
}
