"""From the pages of a PDF to the fields of a report."""

VERSION = "0.1.1"
"""Version of what extraction gives: raised whenever the same PDF may give other values."""
