"""An application that reports the exception that ended it, and prints nothing itself.

Written for Textual 8.2.8, which prints a traceback with the values of all local variables into the terminal:
those hold the text of a conversation. It has no public way to replace that, nor to end an application because
of an error in a task of our own.
"""

from __future__ import annotations

from textual.app import App


class CrashReportingApp(App[None]):
    """Calls `report_crash` with each unhandled exception; the first one ends the application."""

    def report_crash(self, error: Exception) -> None:
        """Handle an unhandled exception before the application ends. Does nothing by default."""

    def crash_with(self, error: Exception) -> None:
        """End the application as if a message handler had raised this error."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        self.report_crash(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.bell()
        self._close_messages_no_wait()
