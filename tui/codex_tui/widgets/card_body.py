"""What a card shows and takes for one kind of request; the card has the keys, the gate and the focus.

A new kind: a class of this protocol in a module of its own, and an entry in `card_bodies.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set
    from typing import TypeAlias

    from ..state.pending import PendingRequest
    from .answers import Answer
    from .approval_text import CardText


@dataclass(frozen=True, slots=True)
class Send:
    """These answers go to the server: each is the key of a pending request and its answer.

    The turn is first steered with `reason`, if there is one.
    """

    answers: tuple[tuple[int, object], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Anew:
    """The card shows another text now, which must be read in turn; its half second starts again."""


@dataclass(frozen=True, slots=True)
class Redraw:
    """Something in the text looks different: a highlight, a choice. What was read stays read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The line below the card opens for a text, and takes the focus.

    `label` says what to type; `text` is what stands there first. A `secret` is not shown. `left` gets what
    was typed when the person leaves the line, where it is kept. `stepped` gets it, and 1 or -1, when the
    person goes on to the next or the previous field.
    """

    label: str
    text: str = ""
    secret: bool = False
    left: Callable[[str], None] | None = None
    stepped: Callable[[str, int], Outcome] | None = None


Outcome: TypeAlias = "Send | Anew | Redraw | Entry | None"
"""What the card does next; None: nothing."""


class CardBody(Protocol):
    """The content of a card for one request. Pure: no widget, no clock.

    It lives as long as its request waits, also while another one is shown, so what was filled in stays.
    """

    @property
    def request(self) -> PendingRequest:
        """The request that it is for."""

    @property
    def title(self) -> str:
        """The title of the card."""

    @property
    def answers(self) -> Sequence[Answer]:
        """The answers that it takes now. What `allows` something is taken only after all was read."""

    @property
    def moves(self) -> Set[str]:
        """The rows of keys that move or choose in it. They answer nothing; a choice counts as typing."""

    def text(self, width: int) -> CardText:
        """Lay out all of it for a width."""

    def beside(self, waiting: Sequence[PendingRequest]) -> Outcome:
        """Take note of the others that wait in this thread, in their order."""

    def begin(self) -> Outcome:
        """Do what is to be done when the person has come to the card."""

    def take(self, answer_id: str, *, again: bool) -> Outcome:
        """Take an answer; with `again` it is given for the second time in a row.

        A `Send` may be dropped, when the card itself asks a second time: it must change nothing.
        """

    def move(self, row: str) -> Outcome:
        """Do what a row of `moves` says. None: nothing, so a key that also scrolls the text does that."""

    def point(self, place: int) -> Outcome:
        """Choose what the person clicked: the place of a `TextRow`."""

    def entered(self, text: str) -> Outcome:
        """Take what was typed into the line. It never answers with something that allows."""

    def back(self) -> Outcome:
        """Go one step back, for escape; None when there is none, and the card is left."""
