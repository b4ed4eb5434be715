"""Polite, exact fetching: what is asked for, how often, from whom, and what an answer must be to count."""
