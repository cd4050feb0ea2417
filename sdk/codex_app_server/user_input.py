"""The agent's questions to the user, and the answers to them.

A user input handler is any callable that takes a `UserInputRequest` and returns the answers, or an awaitable
of them. Without a handler, and when a handler raises or returns anything else, the agent gets no answers and
continues without them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from .errors import InvalidInputError
from .generated import v2_all


@dataclass(frozen=True)
class UserInputRequest:
    """Questions of the agent to the user (`item/tool/requestUserInput`)."""

    request_id: int | str
    thread_id: str
    turn_id: str
    item_id: str
    questions: tuple[v2_all.ToolRequestUserInputQuestion, ...]
    """Each has an `id`, a short `header`, the `question` and `options` with `label` and `description`.

    `is_other` means that the answer may be free text, `is_secret` that it must not be shown.
    """
    is_blocking: bool
    """Whether the agent cannot do anything else meanwhile."""
    auto_resolution_ms: int | None
    """Milliseconds after which the server continues without answers; None means that it waits."""
    params: v2_all.ToolRequestUserInputParams


UserInputAnswers = Mapping[str, str | Sequence[str]]
"""The return value of a user input handler: the answer or answers, by the id of the question.

The answer to a question with options is the label of one, or free text. A question that is left out is not
answered.
"""

UserInputHandler = Callable[[UserInputRequest], UserInputAnswers | Awaitable[UserInputAnswers]]
"""Answers the agent's questions; an async one is cancelled when its request is resolved elsewhere."""

NO_ANSWERS: Mapping[str, object] = {"answers": {}}
"""The wire result without answers."""


def answers_to_wire(request: UserInputRequest, answers: object) -> Mapping[str, object]:
    """Convert answers to the result on the wire.

    Raises `InvalidInputError` for anything that answers no question of the request. The message of the error
    never contains an answer.
    """
    if not isinstance(answers, Mapping):
        raise InvalidInputError(
            f"The answers are of type {type(answers).__name__}; answer with a mapping from the id of each "
            'question to its answer, such as {"colour": "Red"}.'
        )
    known = [question.id for question in request.questions]
    given: dict[str, object] = {}
    for question_id, answer in answers.items():
        if question_id not in known:
            raise InvalidInputError(
                f"There is no question {question_id!r}; those asked are {', '.join(map(repr, known))}."
            )
        texts = [answer] if isinstance(answer, str) else answer
        if not isinstance(texts, Sequence) or not all(isinstance(text, str) for text in texts):
            raise InvalidInputError(
                f"The answer to {question_id!r} is neither a string nor a list of strings; answer with a "
                "label of its options, or in the person's own words."
            )
        given[question_id] = {"answers": list(texts)}
    return {"answers": given}
