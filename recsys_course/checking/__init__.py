"""The engine of exercises: what an exercise is, how an answer is run, compared, diagnosed and remembered.

A *task* is what gives points here: an exercise, or a quiz question. The engine knows none of them; they are in
`recsys_course/exercises`, one file for each exercise, and `registry` finds them there.
"""
