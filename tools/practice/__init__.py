"""What the practice class is made of; `tools/practice_class.py` is the command line.

students    names, words, attacks, bad luck, and the names that course systems give to files
mistakes    the known mistakes of exercises, written out as the cells of students
"""
