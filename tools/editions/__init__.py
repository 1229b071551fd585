"""One lesson, two editions: how `lessons/NN_name.py` becomes notebooks.

    encoding    the text of a lesson: UTF-8, without a byte order mark
    lesson      reads a percent script and refuses what the grammar does not know
    regions     solution marks: `...` for the learner, the answer for the solved edition
    printer     lesson -> notebook without outputs: metadata for nbgrader, stable ids, a hash of the sources
    runner      executes a notebook in a clean environment and tidies what it printed
    outputs     compares two sets of outputs: words exactly, numbers within a tolerance
    rules       what every lesson must have (title, minutes, exercises, ...)
    tasks       ids, points and letters are those of the package; answers are accepted by their own checks
    promises    every "≈ number" in prose is kept by an `expect(...)` call

`tools/build.py` is the command line; `tests/helpers/nbval_tolerance.py` uses `outputs` and `runner.environment`.
"""
