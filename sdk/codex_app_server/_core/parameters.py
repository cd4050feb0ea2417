"""What callers may give for a union or an enum of the protocol: the generated value, or its plain form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from ..errors import InvalidInputError, ResponseInvalidError

if TYPE_CHECKING:
    from typing import TypeAlias

    from ..generated.v2_all import AskForApproval, SandboxMode, SandboxPolicy

    ApprovalPolicy: TypeAlias = AskForApproval | str | Mapping[str, object]
    Sandbox: TypeAlias = SandboxMode | str
    TurnSandbox: TypeAlias = SandboxPolicy | Mapping[str, object]

T = TypeVar("T")

_REASON_LIMIT = 500


def approval_policy_to_wire(policy: ApprovalPolicy | None) -> object:
    """Take a policy as it may be given to what goes over the wire.

    Raises `InvalidInputError` when a mapping is no policy.
    """
    if isinstance(policy, Mapping):
        from ..generated.v2_all import AskForApproval

        return _checked("approval_policy", AskForApproval, policy)
    return policy


def sandbox_policy_to_wire(policy: TurnSandbox | None) -> object:
    """Take a sandbox policy as it may be given to what goes over the wire.

    Raises `InvalidInputError` when a mapping is no policy: the server would ignore a misspelt field.
    """
    if isinstance(policy, Mapping):
        from ..generated.v2_all import SandboxPolicy

        return _checked("sandbox_policy", SandboxPolicy, policy)
    if isinstance(policy, str):
        raise InvalidInputError(
            f"sandbox_policy is {policy!r}; give a SandboxPolicy or a mapping such as "
            '{"type": "workspaceWrite"}. The modes that are strings are the `sandbox` of thread_start.'
        )
    return policy


def read_result(method: str, result: object, result_type: type[T]) -> T:
    """Validate the result of a request as `result_type`, a generated model or any other type.

    Raises `ResponseInvalidError` when it does not fit.
    """
    from pydantic import TypeAdapter, ValidationError

    validate = getattr(result_type, "model_validate", None) or TypeAdapter(result_type).validate_python
    try:
        typed: T = validate(result)
    except ValidationError as error:
        raise ResponseInvalidError(method, _short(error)) from None
    return typed


def _checked(name: str, union: type[T], value: Mapping[str, object]) -> T:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(union).validate_python(dict(value))
    except ValidationError as error:
        raise InvalidInputError(f"{name} does not fit {union.__name__}: {_short(error)}") from None


def _short(error: ValueError) -> str:
    text = str(error)
    return text if len(text) <= _REASON_LIMIT else text[:_REASON_LIMIT] + "…"
