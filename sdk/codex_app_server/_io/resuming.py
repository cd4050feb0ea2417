"""Resumes a thread with the settings that this client gave it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._core.wire import JsonValue
    from .client import Client


async def resume(client: Client, thread_id: str, params: Mapping[str, object]) -> JsonValue:
    """Resume a thread with this client's earlier settings and `params`, which win (`thread/resume`)."""
    full = client.ledger.for_resume(thread_id, params)
    return await client.ask("thread/resume", {"threadId": thread_id, **full})
