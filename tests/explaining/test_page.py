"""The page: escaped, complete for those who listen, and free of what only colour tells."""

from html.parser import HTMLParser

import pytest

from recsys_course.explaining import Card, page

CARDS = [
    Card("Tea <b>", "Because you watched Rain <i>.", [("Rain <i>", 0.75), ("Snow", 0.25)]),
    Card("Orbit", "New."),
]


class Reader(HTMLParser):
    """Collects open tags and what a screen reader says: no text inside aria-hidden or style."""

    def __init__(self, text):
        super().__init__()
        self.open, self.said, self.tags = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.open.append((tag, dict(attributes)))
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(tag == "style" or a.get("aria-hidden") == "true" for tag, a in self.open):
            self.said.append(data)


def test_every_tag_is_closed_and_titles_are_escaped():
    reader = Reader(page("For <Ana>", CARDS))
    assert not reader.open
    assert not {"b", "i"} & set(reader.tags)
    assert "For <Ana>" in reader.said and "1. Tea <b>" in reader.said


def test_each_share_is_read_aloud_as_a_number():
    said = Reader(page("For Ana", CARDS)).said
    assert [said[said.index("Rain <i>") + 1], said[said.index("Snow") + 1]] == ["75%", "25%"]


def test_details_open_without_a_mouse_and_a_card_without_shares_has_none():
    tags = Reader(page("For Ana", CARDS)).tags
    assert tags.count("details") == tags.count("summary") == 1
    assert not {"script", "div", "a"} & set(tags)


def test_bad_cards_are_refused():
    with pytest.raises(ValueError, match="0 cards"):
        page("For Ana", [])
    with pytest.raises(ValueError, match=r"The share of 'Snow' is 1\.5"):
        page("For Ana", [Card("Tea", "So.", [("Snow", 1.5)])])
