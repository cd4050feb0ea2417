"""The decoder and the rule of bursts together: from bytes to the tokens that a person means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bursts import Bursts
from .decoder import Decoder

if TYPE_CHECKING:
    from .tokens import Token


class Reader:
    """Reads what a terminal sends. `deadline` says when `tick` has to be called if nothing comes."""

    def __init__(self) -> None:
        self._decoder = Decoder()
        self._bursts = Bursts()

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do, if no byte comes before; None if it has nothing to do."""
        deadlines = (self._decoder.deadline, self._bursts.deadline)
        return min((each for each in deadlines if each is not None), default=None)

    def feed(self, data: bytes, now: float) -> list[Token]:
        """Take bytes that were read at `now` (seconds); return what is complete: keys, pastes, replies."""
        tokens = self._bursts.feed(self._decoder.feed(data, now), now)
        if self._decoder.is_pasting:
            # The token of the paste comes when its end is certain, which may be after the burst.
            tokens += self._bursts.paste_goes_on(now)
        return tokens

    def tick(self, now: float) -> list[Token]:
        """Return the tokens that the silence until now has decided."""
        return self._bursts.feed(self._decoder.tick(now), now)
