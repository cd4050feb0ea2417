"""The methods of the protocol with the names of their models."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation.schema import Method, Node, Schema, SchemaError, reference, variants

if TYPE_CHECKING:
    from collections.abc import Mapping

# The schema does not say which answer belongs to a request. It follows from the names, except for these.
_RESPONSES = {
    "account/gatewayOAuth/cancel": "GatewayOAuthCancelResponse",
    "account/gatewayOAuth/login": "GatewayOAuthLoginResponse",
    "account/gatewayOAuth/read": "GatewayOAuthReadResponse",
    "account/logout": "LogoutAccountResponse",
    "account/rateLimits/read": "GetAccountRateLimitsResponse",
    "account/usage/read": "GetAccountTokenUsageResponse",
    "account/workspaceMessages/read": "GetWorkspaceMessagesResponse",
    "config/batchWrite": "ConfigWriteResponse",
    "config/mcpServer/reload": "McpServerRefreshResponse",
    "config/value/write": "ConfigWriteResponse",
    "externalAgentConfig/import/readHistories": "ExternalAgentConfigImportHistoriesReadResponse",
}


@dataclass(frozen=True)
class Row:
    """One method: the names of the models of its parameters and of its answer."""

    method: str
    params: str | None
    response: str | None
    experimental: bool

    @property
    def models(self) -> tuple[str, ...]:
        """The names of its models, without those that are missing."""
        return tuple(name for name in (self.params, self.response) if name is not None)


def method_tables(schema: Schema) -> dict[str, list[Row]]:
    """Return the rows of `requests`, `server_requests` and `notifications`, in the order of the schema.

    Raises `SchemaError` if a request's answer cannot be found.
    """
    by_spelling = {name.lower(): name for name in schema.definitions if name.endswith("Response")}
    return {
        side: [
            Row(
                method.name,
                _params(method.params),
                None if side == "notifications" else _response(method, by_spelling),
                method.experimental,
            )
            for method in methods
        ]
        for side, methods in schema.methods.items()
    }


def _params(node: Node) -> str | None:
    named = (reference(part) for part in (node, *variants(node)))
    return next((name for name in named if name is not None), None)


def _response(method: Method, by_spelling: Mapping[str, str]) -> str:
    params = _params(method.params) or ""
    candidates = (
        _RESPONSES.get(method.name, ""),
        re.sub(r"Params$", "Response", params),
        re.sub(r"[^A-Za-z]", "", method.name) + "Response",
    )
    for candidate in candidates:
        if candidate.lower() in by_spelling:
            return by_spelling[candidate.lower()]
    raise SchemaError(f"no answer found for {method.name}: add it to _RESPONSES in generation/tables.py")
