"""Right answers of 03-mend, written in other ways than the reference."""

from tests.exercises.lesson_03.cosine import cosine_of_scipy, cosine_with_loops

RIGHT_ANSWERS = [cosine_with_loops, cosine_of_scipy]
