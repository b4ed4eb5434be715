"""Fictional inspection reports in many layouts, each with the truth of what it prints."""
