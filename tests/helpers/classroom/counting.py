"""Grading without running anything: hand-ins of one answer, and a crew that gives full marks and counts."""

from concurrent.futures import BrokenExecutor, Executor, Future

from recsys_course.grading.batch import Crew
from recsys_course.grading.records.results import Mark
from tests.helpers.classroom.hand_ins import as_bytes, notebook

SECRET = "5e" * 32
FULL = (Mark("03-cosine", "code", "right", 1.0, 1.0),)


def different(number):
    """A hand-in that no other student has."""
    return as_bytes(notebook({"03-cosine": f"def cosine(a, b):\n    return {number}", "03-q1": 'answer_q1 = "b"'}))


class Counting(Executor):
    """Marks at once, in this process, without running anything; counts. Breaks on the answers in `breaking`."""

    def __init__(self, breaking=()):
        self.breaking, self.jobs = list(breaking), []

    def submit(self, function, job, /):
        self.jobs.append(job)
        future = Future()
        source = "".join(answer.source for answer in job.answers.code.values())
        if self.breaking and self.breaking[0] in source:
            self.breaking.pop(0)
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(FULL)
        return future

    def crew(self, width=2):
        return Crew(lambda: self, width, (BrokenExecutor,))
