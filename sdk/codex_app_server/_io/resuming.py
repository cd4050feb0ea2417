"""Resumes a thread with the settings that this client gave it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..generated.v2_all import ThreadResumeResponse
    from .client import Client


async def resume(client: Client, thread_id: str, params: Mapping[str, object]) -> ThreadResumeResponse:
    """Resume a thread with this client's earlier settings and `params`, which win (`thread/resume`)."""
    from ..generated.v2_all import ThreadResumeResponse

    full = client.ledger.for_resume(thread_id, params)
    return await client.call("thread/resume", {"threadId": thread_id, **full}, ThreadResumeResponse)
