"""Grading for the classroom: hidden cases, a sandbox around every hand-in, marks and feedback.

Rooms, low to high: sandbox, notebook -> intake, release, answers -> records. Above them: similar, marks -> batch ->
cluster -> cli.
The code of a student runs in `sandbox/inside`; every expected value stays outside of it.
"""
