"""From the pages of a PDF to the fields of a report."""

VERSION = "0.2.0"
"""Version of what extraction gives: raised whenever the same PDF may give other values."""
