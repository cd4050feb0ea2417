"""A program for type checkers only, which is never run: the types of calls, pages and events.

`make check` runs mypy on it. An `ignore` that is not needed any more is an error, so the mistakes below are
held to be mistakes.
"""

from __future__ import annotations

from pathlib import Path

from codex_app_server import AsyncCodex, Codex, Notification
from codex_app_server.generated.v2_all import (
    ReviewStartResponse,
    SortDirection,
    TextUserInput,
    ThreadItemEntry,
    ThreadListResponse,
    ThreadQueueAddResponse,
    ThreadSearchOccurrence,
    ThreadSearchResponse,
    ThreadSearchResult,
    Turn,
    UncommittedChangesReviewTarget,
)
from codex_app_server.generated.v2_all import Thread as StoredThread
from typing_extensions import assert_type


async def asynchronous(codex: AsyncCodex) -> None:
    """Use the asynchronous client."""
    api = codex.api
    assert_type(await api.thread_search(search_term="x"), ThreadSearchResponse)
    assert_type(await api.thread_search(search_term="x", sort_direction="asc", limit=3), ThreadSearchResponse)
    assert_type(await api.thread_list(sort_direction=SortDirection.desc, section_id=None), ThreadListResponse)
    assert_type(await api.thread_list(cwd=[str(Path.home())], timeout=None), ThreadListResponse)
    await api.fs_read_file(path=Path("/etc/hosts"), timeout=1.5)
    target = UncommittedChangesReviewTarget()
    assert_type(await api.review_start(thread_id="t", target=target), ReviewStartResponse)
    said = [TextUserInput(text="hello")]
    queued = await api.thread_queue_add(thread_id="t", client_user_message_id="m", input=said)
    assert_type(queued, ThreadQueueAddResponse)
    plain = [{"type": "text", "text": "hello"}]
    await api.turn_start(thread_id="t", input=plain, sandbox_policy={"type": "readOnly"}, effort="low")
    assert_type([turn async for turn in codex.thread("t").turns()], list[Turn])
    assert_type([entry async for entry in codex.thread("t").items(page_size=5)], list[ThreadItemEntry])
    assert_type([each async for each in codex.thread("t").search("x")], list[ThreadSearchOccurrence])
    assert_type([thread async for thread in codex.threads()], list[StoredThread])
    assert_type([hit async for hit in codex.search("x")], list[ThreadSearchResult])
    async for event in codex.events(thread_id="t", methods=["thread/name/updated", "thread/archived"]):
        assert_type(event, Notification)

    await api.thread_search()  # type: ignore[call-arg]  # the term is required
    await api.thread_search(search_term=1)  # type: ignore[arg-type]  # it is a string
    await api.thread_search(search_term="x", term="x")  # type: ignore[call-arg]  # no such field
    await api.thread_list(sort_direction="down")  # type: ignore[arg-type]  # no such word
    await api.thread_archive(thread_id=None)  # type: ignore[arg-type]  # not null in the protocol
    codex.events(methods=["thread/nameUpdated"])  # type: ignore[list-item]  # no such notification


def synchronous(codex: Codex) -> None:
    """Use the synchronous client."""
    api = codex.api
    assert_type(api.thread_search(search_term="x"), ThreadSearchResponse)
    assert_type(api.thread_list(section_id=None), ThreadListResponse)
    assert_type(list(codex.thread("t").turns()), list[Turn])
    assert_type(list(codex.thread("t").items(turn_id="u")), list[ThreadItemEntry])
    assert_type(list(codex.thread("t").search("x")), list[ThreadSearchOccurrence])
    assert_type(list(codex.threads(page_size=5)), list[StoredThread])
    assert_type(list(codex.search("x")), list[ThreadSearchResult])
    for event in codex.events(methods=["account/rateLimits/updated"], outside_turns=True):
        assert_type(event, Notification)
    api.thread_search()  # type: ignore[call-arg]  # the term is required
