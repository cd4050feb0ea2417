"""The sections into which the user sorts threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._core.wire import wire_params
from .async_pages import DEFAULT_PAGE_SIZE, AsyncPages, checked_page_size
from .generated import v2_all

if TYPE_CHECKING:
    from ._io.client import Client


class AsyncSections:
    """The sections of threads, reached as `AsyncCodex.sections`.

    The built-in section `Pinned` has a fixed id, and can be neither renamed nor deleted. The server sends no
    notification of a change, not even to the client that made it: list the sections again.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    def list(self, *, page_size: int = DEFAULT_PAGE_SIZE) -> AsyncPages[v2_all.ThreadSection]:
        """Iterate over the sections (`threadSection/list`)."""
        params = wire_params(limit=checked_page_size(page_size))
        return self._client.pages("threadSection/list", params, v2_all.ThreadSectionListResponse)

    async def create(self, name: str) -> v2_all.ThreadSection:
        """Create a section (`threadSection/create`)."""
        params = wire_params(name=name)
        return (
            await self._client.call("threadSection/create", params, v2_all.ThreadSectionCreateResponse)
        ).section

    async def rename(self, section_id: str, name: str) -> v2_all.ThreadSection:
        """Rename a section (`threadSection/update`)."""
        params = wire_params(section_id=section_id, name=name)
        return (
            await self._client.call("threadSection/update", params, v2_all.ThreadSectionUpdateResponse)
        ).section

    async def delete(self, section_id: str) -> None:
        """Delete a section; its threads stay (`threadSection/delete`)."""
        params = wire_params(section_id=section_id)
        await self._client.call("threadSection/delete", params, v2_all.ThreadSectionDeleteResponse)

    async def move(self, thread_id: str, section_id: str | None) -> None:
        """Move a thread into a section, or out of its section with None (`thread/section/move`)."""
        params = {"threadId": thread_id, "sectionId": section_id}
        await self._client.call("thread/section/move", params, v2_all.ThreadSectionMoveResponse)
