"""Turns narrative reports into records that can be checked."""

__version__ = "0.1.0"
