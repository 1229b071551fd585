"""The engine of exercises: what an exercise is, how an answer is run, compared, diagnosed and remembered.

It knows no exercise. The content stands in `recsys_course/exercises`, one file for each id; `registry` finds it there.
"""
