"""The version of the wheel, in the one place that declares it."""

__version__ = "0.1.0"
