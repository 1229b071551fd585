"""Tests are sentences: read the names first."""
