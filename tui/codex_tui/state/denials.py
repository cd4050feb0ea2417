"""What the server's reviewer denied, in the form in which a person can approve it after all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = frozenset({"type", "source", "protocol", "status", "decision_source"})
"""Fields whose values are words of the protocol."""


def denial(event: v2.ItemGuardianApprovalReviewCompletedNotification) -> dict[str, object]:
    """Return the event that `thread/approveGuardianDeniedAction` takes: the same, spelt otherwise.

    The notification writes `unifiedExec`, and the request wants `unified_exec` (`sdk/SERVER.md`).
    """
    said = event.model_dump(mode="json", by_alias=True)
    review = said["review"]
    return {
        "id": said["reviewId"],
        "target_item_id": said["targetItemId"],
        "turn_id": said["turnId"],
        "started_at_ms": said["startedAtMs"],
        "completed_at_ms": said["completedAtMs"],
        "status": _snake(review["status"]),
        "risk_level": review["riskLevel"],
        "user_authorization": review["userAuthorization"],
        "rationale": review["rationale"],
        "decision_source": _snake(said["decisionSource"]),
        "action": _spelt(said["action"]),
    }


def _spelt(value: object) -> object:
    if isinstance(value, dict):
        found: dict[str, object] = {}
        for name, each in value.items():
            key = _snake(name)
            found[key] = _snake(each) if key in _WORDS and isinstance(each, str) else _spelt(each)
        return found
    if isinstance(value, list):
        return [_spelt(each) for each in value]
    return value


def _snake(word: str) -> str:
    return _CAMEL.sub("_", word).lower()
