"""How cost grows with a thread: the same at 100, 1,000, 10,000 and 100,000 items, in numbers and drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from . import keys
from .content import ITEMS_A_TURN
from .measures import opening
from .samples import Plan, Samples

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .workshop import Workshop

SIZES = (100, 1_000, 10_000, 100_000)
# Each opens, pages and resizes several times.
_ROUNDS = 3
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 720, 330, 56, 16, 196, 40
_COLOURS = ("#2f81d6", "#1a9c6b", "#c2661d", "#a35bd1", "#c0477c")
_DECADES = (0, 3)


@dataclass
class Curve:
    """One figure at every size."""

    name: str
    unit: str
    points: dict[int, float] = field(default_factory=dict)


def growing(shop: Workshop, plan: Plan, tell: Callable[[str], None]) -> list[Curve]:
    """Measure the same at every size."""
    curves = {
        "first page": Curve("open, after its page came", "ms"),
        "again cpu": Curve("switch back, CPU", "ms"),
        "page cpu": Curve("page up, CPU", "ms"),
        "resize cpu": Curve("resize, CPU", "ms"),
        "memory": Curve("memory", "MB"),
    }
    for size in SIZES:
        samples = Samples()
        for _ in range(min(plan.rounds, _ROUNDS)):
            with opening(shop, samples, max(size, ITEMS_A_TURN)) as terminal:
                terminal.type(keys.NEXT_PANE)
                terminal.quiet()
                for _ in range(plan.pages):
                    samples.add("page cpu", terminal.cost_of(keys.PAGE_UP).cpu_ms)
                for columns in (120, 160, 120, 160):
                    before, cpu = terminal.mark(), terminal.cpu()
                    terminal.resize(columns)
                    samples.add("resize cpu", terminal.cost_since(0.0, before, cpu).cpu_ms)
        for name, curve in curves.items():
            curve.points[size] = max(samples.of(name) or 0.0, 0.0)
        tell(f"growing, {size:,} items: {[(name, curve.points[size]) for name, curve in curves.items()]}")
    return list(curves.values())


def as_table(curves: Sequence[Curve]) -> str:
    """The same as the picture, in numbers."""
    lines = [
        "| items | " + " | ".join(f"{curve.name} ({curve.unit})" for curve in curves) + " |",
        "| ---: |" + " ---: |" * len(curves),
    ]
    lines.extend(
        f"| {size:,} | " + " | ".join(f"{curve.points[size]:.1f}" for curve in curves) + " |"
        for size in SIZES
    )
    return "\n".join(lines)


def picture(curves: Sequence[Curve]) -> str:
    """Draw the curves on two logarithmic axes, in colours that stand on light and on dark grounds."""
    grey = 'stroke="#8b949e" stroke-opacity="0.35"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="ui-sans-serif, sans-serif" font-size="12" fill="#8b949e">'
    )
    parts = [head, "<title>How cost grows with the number of items in a thread</title>"]
    for decade in range(_DECADES[0], _DECADES[1] + 1):
        y = _y(10**decade)
        parts.append(f'<path d="M{_LEFT} {y:.0f}H{_WIDTH - _RIGHT}" {grey}/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{10**decade:,}</text>')
    parts.extend(
        f'<text x="{_x(size):.0f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{size:,}</text>'
        for size in SIZES
    )
    foot = f'<text x="{_x(1000):.0f}" y="{_HEIGHT - 6}">items in the thread; ms and MB at the left</text>'
    parts.append(foot)
    labels = _apart([_y(curve.points[SIZES[-1]]) for curve in curves])
    for curve, colour, label in zip(curves, _COLOURS, labels, strict=False):
        way = " L".join(f"{_x(size):.1f} {_y(curve.points[size]):.1f}" for size in SIZES)
        parts.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.extend(
            f'<circle cx="{_x(size):.1f}" cy="{_y(curve.points[size]):.1f}" r="3" fill="{colour}"/>'
            for size in SIZES
        )
        parts.append(
            f'<text x="{_WIDTH - _RIGHT + 10}" y="{label + 4:.1f}" fill="{colour}">'
            f"{curve.name}, {curve.unit}</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _x(size: int) -> float:
    share = (math.log10(size) - 2) / 3
    return _LEFT + 12 + share * (_WIDTH - _LEFT - _RIGHT - 24)


def _y(value: float) -> float:
    low, high = _DECADES
    share = (math.log10(min(max(value, 10**low), 10**high)) - low) / (high - low)
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _apart(places: Sequence[float]) -> list[float]:
    """Move labels so that none covers another."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    out = list(places)
    for before, here in pairwise(order):
        out[here] = max(out[here], out[before] + 15)
    return out
