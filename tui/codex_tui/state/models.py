"""The models that the server offers, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server.generated import v2_all as v2


@dataclass(frozen=True, slots=True)
class EffortChoice:
    """One effort of a model, and what it is for."""

    word: str
    description: str


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """One model of `model/list`."""

    id: str
    name: str
    description: str
    efforts: tuple[EffortChoice, ...]
    default_effort: str
    is_default: bool = False

    def has_effort(self, word: str | None) -> bool:
        """Whether the model has an effort of this name."""
        return any(each.word == word for each in self.efforts)


def model_choice(model: v2.Model) -> ModelChoice:
    """Read one model of the server."""
    return ModelChoice(
        sanitise_line(model.model),
        sanitise_line(model.display_name),
        sanitise_line(model.description),
        tuple(
            EffortChoice(sanitise_line(str(each.reasoning_effort)), sanitise_line(each.description))
            for each in model.supported_reasoning_efforts
        ),
        sanitise_line(str(model.default_reasoning_effort)),
        model.is_default,
    )


def named(models: Sequence[ModelChoice], word: str) -> tuple[ModelChoice, ...]:
    """Return the model with this id, else those whose id or name begins with it."""
    wanted = word.casefold()
    exact = tuple(each for each in models if wanted in (each.id.casefold(), each.name.casefold()))
    if exact:
        return exact[:1]
    return tuple(
        each
        for each in models
        if each.id.casefold().startswith(wanted) or each.name.casefold().startswith(wanted)
    )
