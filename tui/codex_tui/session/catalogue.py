"""What there is to choose from: models and permission profiles; and the defaults in the server's config."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import JsonRpcError

from ..state.models import model_choice
from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codex_app_server import AsyncCodex

    from ..state.models import ModelChoice


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """One permission profile; `allowed` is False where the configuration of an organisation forbids it."""

    id: str
    description: str
    allowed: bool


class Catalogue:
    """The lists of one connection, each read once."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex
        self.known_models: tuple[ModelChoice, ...] = ()
        """The models as far as they have been read."""

    async def models(self) -> tuple[ModelChoice, ...]:
        """Read all models (`model/list`), the server's order kept."""
        if not self.known_models:
            models: list[ModelChoice] = []
            cursor: str | None = None
            while True:
                page = await self._codex.models(cursor=cursor)
                models += [model_choice(model) for model in page.data if not model.hidden]
                cursor = page.next_cursor
                if cursor is None:
                    break
            self.known_models = tuple(models)
        return self.known_models

    async def profiles(self, cwd: str) -> tuple[ProfileChoice, ...]:
        """Read the permission profiles of a directory (`permissionProfile/list`); none from an old server."""
        from codex_app_server.generated.v2_all import (
            PermissionProfileListParams,
            PermissionProfileListResponse,
        )

        profiles: list[ProfileChoice] = []
        cursor: str | None = None
        while True:
            params = PermissionProfileListParams(cwd=cwd, cursor=cursor)
            try:
                page = await self._codex.request(
                    "permissionProfile/list", params, PermissionProfileListResponse
                )
            except JsonRpcError:
                return tuple(profiles)
            profiles += [
                ProfileChoice(sanitise_line(each.id), sanitise_line(each.description or ""), each.allowed)
                for each in page.data
            ]
            cursor = page.next_cursor
            if cursor is None:
                return tuple(profiles)

    async def write_defaults(self, values: Mapping[str, str | None]) -> str:
        """Write top-level settings into the server's config (`config/batchWrite`).

        Returns why they have no effect, when something else overrides them; else nothing.
        """
        from codex_app_server.generated.v2_all import ConfigBatchWriteParams, ConfigWriteResponse

        params = ConfigBatchWriteParams.model_validate(
            {
                "edits": [
                    {"keyPath": key, "value": value, "mergeStrategy": "replace"}
                    for key, value in values.items()
                ],
                "reloadUserConfig": True,
            }
        )
        answer = await self._codex.request("config/batchWrite", params, ConfigWriteResponse)
        overridden = answer.overridden_metadata
        return "" if overridden is None else sanitise_line(overridden.message)
