"""The samples of a run, and the rows of the table that are made of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Plan:
    """How much is done: the figures of the README take the defaults, `--quick` less, a test little."""

    rounds: int = 5
    items: int = 10_000
    many: int = 100_000
    seconds: float = 60.0
    burst: int = 20_000
    threads: int = 10_000
    pages: int = 8
    official: tuple[int, ...] = (2_000, 20_000)
    official_rounds: int = 5


QUICK = Plan(rounds=1, seconds=6.0, pages=4, official=(2_000,), official_rounds=1)


@dataclass
class Samples:
    """Values by name, from all rounds; `of` is the median, `worst` the largest."""

    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, value: float) -> None:
        self.values[name].append(value)

    def of(self, name: str) -> float | None:
        found = self.values.get(name)
        return median(found) if found else None

    def worst(self, name: str) -> float | None:
        found = self.values.get(name)
        return max(found) if found else None

    def share(self, name: str, part: float) -> float | None:
        """The value below which this part of all samples lies."""
        found = sorted(self.values.get(name, ()))
        return found[min(len(found) - 1, int(len(found) * part))] if found else None


@dataclass(frozen=True)
class Row:
    """One line of the table: ours, what stands beside it (mostly a bare application), what is asked."""

    what: str
    unit: str
    ours: float | None
    beside: float | None = None
    limit: float | None = None
    """The largest value that is accepted, in the row's unit; None without a limit."""
    ratio_limit: float | None = None
    """The largest accepted ratio to the value beside it."""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.beside if self.ours is not None and self.beside else None

    @property
    def met(self) -> bool | None:
        """Whether it is as asked; None when nothing is asked."""
        if self.ours is None:
            return None
        if self.limit is not None:
            return self.ours <= self.limit
        if self.ratio_limit is not None and self.ratio is not None:
            return self.ratio <= self.ratio_limit
        return None
