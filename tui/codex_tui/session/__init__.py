"""The application's end of the connection: everything that speaks the protocol, and nothing that draws.

The models of the protocol are imported where they are used: their import takes longer than the first frame.
"""

from ..state.settings import ThreadSettings
from .login import LoginOffer, LoginOutcome
from .options import SessionOptions
from .pending_requests import AnswerNotOfferedError
from .readiness import Problem, ProblemKind, Readiness, Trust
from .session import CodexSession, ConnectionLost

__all__ = [
    "AnswerNotOfferedError",
    "CodexSession",
    "ConnectionLost",
    "LoginOffer",
    "LoginOutcome",
    "Problem",
    "ProblemKind",
    "Readiness",
    "SessionOptions",
    "ThreadSettings",
    "Trust",
]
