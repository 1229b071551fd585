"""Pictures of data and drawings of ideas. Each comes with its content in words; no meaning hangs on colour alone.

Charts show tables and arrays; the other files draw an idea from a few numbers: tables side by side, boxes and arrows,
people's timelines, arrows in the plane, intervals. A function here never sees a model.
"""

from recsys_course.plots.charts import bars, groups, heatmap, histogram, leaderboard, lines, long_tail, points
from recsys_course.plots.flow import flow
from recsys_course.plots.grids import grids
from recsys_course.plots.measures import discounts, intervals
from recsys_course.plots.picture import Picture
from recsys_course.plots.pictures import pictures
from recsys_course.plots.planes import angle, descent, moving_centres
from recsys_course.plots.timelines import timelines

__all__ = [
    "Picture", "angle", "bars", "descent", "discounts", "flow", "grids", "groups", "heatmap", "histogram", "intervals",
    "leaderboard", "lines", "long_tail", "moving_centres", "pictures", "points", "timelines",
]  # fmt: skip
