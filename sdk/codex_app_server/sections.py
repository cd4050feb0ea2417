# Written by sdk/generate.py from async_sections.py.
# Do not edit: run `make generate`.
"""The sections into which the user sorts threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .async_sections import AsyncSections
from .generated import v2_all
from .pages import DEFAULT_PAGE_SIZE, Pages

if TYPE_CHECKING:
    from ._io.portal import Portal

__all__ = ["AsyncSections", "Sections"]


class Sections:
    """The sections of threads, reached as `Codex.sections`.

    The built-in section `Pinned` has a fixed id, and can be neither renamed nor deleted. The server sends no
    notification of a change, not even to the client that made it: list the sections again.
    """

    def __init__(self, portal: Portal, twin: AsyncSections) -> None:
        self._portal = portal
        self._async = twin

    def list(self, *, page_size: int = DEFAULT_PAGE_SIZE) -> Pages[v2_all.ThreadSection]:
        """Iterate over the sections (`threadSection/list`)."""
        return Pages(self._portal, self._async.list(page_size=page_size))

    def create(self, name: str) -> v2_all.ThreadSection:
        """Create a section (`threadSection/create`)."""
        return self._portal.call(self._async.create, name)

    def rename(self, section_id: str, name: str) -> v2_all.ThreadSection:
        """Rename a section (`threadSection/update`)."""
        return self._portal.call(self._async.rename, section_id, name)

    def delete(self, section_id: str) -> None:
        """Delete a section; its threads stay (`threadSection/delete`)."""
        self._portal.call(self._async.delete, section_id)

    def move(self, thread_id: str, section_id: str | None) -> None:
        """Move a thread into a section, or out of its section with None (`thread/section/move`)."""
        self._portal.call(self._async.move, thread_id, section_id)
