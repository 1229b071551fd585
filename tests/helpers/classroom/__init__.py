"""Hand-ins of every kind, made by hand, and what tests of the grader share."""
