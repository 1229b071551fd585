"""Grading for the classroom: hidden cases, a sandbox around every hand-in, marks and feedback.

The code of a student runs in `inside`, behind `sandbox`; every expected value stays on this side.
"""
