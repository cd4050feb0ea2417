"""A client whose event loop runs in a thread of its own, from the constructor to `close()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _annotations
from ..async_codex import AsyncCodex

if TYPE_CHECKING:
    from typing_extensions import Self


class BlockingCodex:
    """The base of `Codex`."""

    def __init__(self, config: _annotations.AppServerConfig | None = None) -> None:
        from .._io.portal import Portal

        self._async = AsyncCodex(config)
        self._portal = Portal(self._async.close, self._async._client.session.check_alive)
        try:
            self._portal.call(self._async._client.session.open)
        except BaseException:
            self._close()
            raise

    def __repr__(self) -> str:
        return f"<Codex {self._async._client.session.state}>"

    def __enter__(self) -> Self:
        return self

    def _close(self) -> None:
        self._portal.close()
