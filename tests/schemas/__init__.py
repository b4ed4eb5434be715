"""Tests of the models and of the frameworks on file."""
