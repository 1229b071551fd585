"""Measure the promises of lessons: over seeds, and over kernels (the ways in which a processor adds numbers up).

    kernels    the named sets of kernels, and the one under which CI tests a second time
    one        one notebook in one process: `expect` writes down instead of raising
    record     every measured value, kept in benchmarks/promises.csv
    table      promises and values side by side: benchmarks/promises.md

`tools/promises.py` is the command line; `tools/kernels.py` runs any command under a set of kernels.
"""
