"""The same grading on a dask cluster: the same marks, also when a worker is killed in the middle."""

import os
import signal

import pytest

from recsys_course.grading.batch import grade, processes
from recsys_course.grading.cluster import NoCluster, cluster
from recsys_course.grading.intake.hand_ins import read
from tests.helpers.classroom.counting import SECRET
from tests.helpers.classroom.hand_ins import RELEASED, as_bytes, laid, notebook
from tests.helpers.classroom.walled import needs_walls

distributed = pytest.importorskip("distributed")
NUMBER = 8


def slow(number):
    """A right cosine that takes a quarter of a second for each case, different for each student."""
    body = f"time.sleep(0.25 + {number} / 1000)\n    n = np.sqrt((a @ a) * (b @ b))\n    return a @ b / n if n else 0.0"
    return as_bytes(notebook({"03-cosine": f"import time\ndef cosine(a, b):\n    {body}", "03-q1": 'answer_q1 = "b"'}))


@needs_walls
def test_a_killed_worker_costs_no_hand_in_and_no_mark(tmp_path):
    place = laid(tmp_path / "in", {f"student{n}/03.ipynb": slow(n) for n in range(NUMBER)})
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local:
        crew = cluster(local.scheduler_address)
        run = grade(read(place, RELEASED), RELEASED, tmp_path / "dask", SECRET, crew)
        found = [next(run)]
        os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)
        found += run
    here = list(grade(read(place, RELEASED), RELEASED, tmp_path / "here", SECRET, processes(2)))
    by_student = {one.result.student: one.result for one in here}
    assert len(found) == NUMBER and {one.result.student: one.result for one in found} == by_student
    assert all(result.points == 2 for result in by_student.values())


def test_a_scheduler_that_does_not_answer_is_told():
    with pytest.raises(NoCluster, match=r"no dask scheduler answers at tcp://127.0.0.1:9"):
        cluster("tcp://127.0.0.1:9")
