"""A picture carries its content in words, as alternative text and below the image."""

from recsys_course import plots


def test_a_notebook_gets_the_image_with_its_alternative_text_and_the_words_below(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **more: shown.append((data, more)))
    picture = plots.bars({"a": 1.0}, "A leads", "score")
    picture._ipython_display_()
    (image, more), (below, _) = shown
    assert image["image/png"] == picture.png()
    assert image["text/plain"] == more["metadata"]["image/png"]["alt"] == picture.words
    assert below["text/plain"].replace("\n", " ") == f"In words: {picture.words}"
