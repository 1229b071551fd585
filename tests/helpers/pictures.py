"""What a reader of a picture would stumble over: texts that lie on one another, run out of it, or are too small."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from recsys_course.plots.picture import DPI


def shown_texts(figure):
    """(text, box in pixels, size in points) of each visible text of a figure."""
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    renderer, unseen = canvas.get_renderer(), set(map(id, _unseen_ticks(figure)))
    return [(t.get_text(), t.get_window_extent(renderer), t.get_fontsize()) for t in texts if id(t) not in unseen]


def _unseen_ticks(figure):
    """The labels of ticks outside of the axes, and all of axes that are off: Matplotlib keeps them and draws none."""
    for axes in figure.axes:
        for axis, (low, high) in ((axes.xaxis, sorted(axes.get_xlim())), (axes.yaxis, sorted(axes.get_ylim()))):
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not axes.axison or not low <= tick.get_loc() <= high:
                    yield from (tick.label1, tick.label2)


def assert_readable(picture):
    """Every text is at least 9 points high, inside the picture, and free of the others; no picture is too wide."""
    texts = shown_texts(picture.figure)
    inside = picture.figure.bbox.padded(1)
    assert picture.figure.get_size_inches()[0] * DPI < 760, "The picture is wider than a notebook."
    for text, box, size in texts:
        assert size >= 9, f"{text!r} has {size} points."
        assert inside.contains(box.x0, box.y0) and inside.contains(box.x1, box.y1), f"{text!r} runs out of the picture."
    for (one, a, _), (two, b, _) in combinations(texts, 2):
        crossed = min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
        assert not crossed, f"{one!r} lies on {two!r}."
