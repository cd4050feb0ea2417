"""Draws a plan: the checklist of a turn, or the Markdown of a proposed plan."""

from __future__ import annotations

from ..state.items import Plan, PlanStep
from .block import Block, Detail, View, estimate_text
from .cells import on_one_line
from .head import INDENT, fact, head, indent
from .line import ACCENT, BOLD, FAINT, MUTED, SUCCESS, TEXT, Line, Span, SpanStyle, wrap
from .markdown import markdown_lines
from .reasoning import inside

_TITLE = SpanStyle("command")


class PlanBlock(Block[Plan]):
    """Draws plans, open at first: they say what comes next."""

    markup = True

    def render(self, item: Plan, view: View) -> list[Line]:
        """Draw the head line, then the explanation, the steps and the text of the plan."""
        text = item.text.value
        done = sum([1 for step in item.steps if step.status == "completed"])
        facts = [fact(f"{done} of {len(item.steps)}")] if item.steps else []
        title = "plan" if item.steps or not text else "proposed plan"
        expandable = len(self.details(item)) > 1
        lines = [head(item, view, [Span(title, _TITLE)], facts, expandable=expandable)]
        if view.detail is Detail.HEAD or not expandable:
            return lines
        if item.explanation:
            lines.extend(wrap((Span(on_one_line(item.explanation), MUTED),), view.prose, (indent(),)))
        for step in item.steps:
            lines.extend(self._step(step, view))
        if text.strip():
            lines.extend(inside(markdown_lines(text, view.width - INDENT, view.glyphs)))
        return lines

    def source(self, item: Plan) -> str:
        """Return the plan as Markdown."""
        steps = [f"- [{'x' if step.status == 'completed' else ' '}] {step.text}" for step in item.steps]
        return "\n".join([part for part in (item.explanation, *steps, item.text.value) if part])

    def details(self, item: Plan) -> tuple[Detail, ...]:
        """Return HEAD and FULL where there are steps or a text; else FULL alone."""
        return (Detail.HEAD, Detail.FULL) if item.steps or item.text.value.strip() else (Detail.FULL,)

    def first_detail(self, item: Plan) -> Detail:
        """Return FULL: plans are open at first."""
        return Detail.FULL

    def estimate(self, item: Plan, view: View) -> int:
        """Guess the rows of the steps when they are wrapped."""
        if view.detail is Detail.HEAD:
            return 1
        text = estimate_text(item.text.value, view.prose - INDENT)
        return 1 + len(item.steps) + text + estimate_text(item.explanation, view.prose - INDENT)

    @staticmethod
    def _step(step: PlanStep, view: View) -> list[Line]:
        glyphs = view.glyphs
        if step.status == "completed":
            mark, mark_look, style = glyphs.done, SUCCESS, MUTED
        elif step.status == "inProgress":
            mark, mark_look, style = glyphs.doing, ACCENT, TEXT.marked(BOLD)
        else:
            mark, mark_look, style = glyphs.todo, FAINT, TEXT
        if glyphs.done.isascii():
            mark = f"[{mark}]"
        lead = (indent(), Span(f"{mark} ", mark_look))
        rest = (indent(), Span(" " * (len(mark) + 1), style))
        return wrap((Span(on_one_line(step.text), style),), view.prose, lead, rest)
