"""The version of the wheel. It is declared only here."""

__version__ = "0.1.0"
