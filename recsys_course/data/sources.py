"""Where the MovieLens sets come from, how a download is known to be right, and their terms of use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One zip of files.grouplens.org.

    url         its address
    checksum    "md5:..." or "sha256:...", as pooch wants it
    size        of the zip in bytes
    terms       the address of its README, which holds the terms of use
    """

    url: str
    checksum: str
    size: int
    terms: str


TERMS = """MovieLens {name} is made by GroupLens, University of Minnesota. In short: it is for research;
no endorsement may be implied; name it in publications (F. M. Harper and J. A. Konstan, 2015,
"The MovieLens Datasets: History and Context", ACM TiiS 5(4), doi 10.1145/2827872);
no commercial use without permission; pass it on only as its README allows.
The terms that count are in its README: {terms}"""

_HOME = "https://files.grouplens.org/datasets/movielens"

# md5: from the .md5 files that GroupLens publishes beside these two sets, which never change.
# sha256 and the sizes: from TensorFlow Datasets, url_checksums/movielens.txt. GroupLens says that
# ml-latest-small may change; this is the edition of September 2018, which the course knows
# (610 users, 9,742 films, 100,836 ratings).
SOURCES = {
    "ml-latest-small": Source(
        f"{_HOME}/ml-latest-small.zip",
        "sha256:696d65a3dfceac7c45750ad32df2c259311949efec81f0f144fdfb91ebc9e436",
        978_202,
        f"{_HOME}/ml-latest-small-README.html",
    ),
    "ml-100k": Source(
        f"{_HOME}/ml-100k.zip",
        "md5:0e33842e24a9c977be4e0107933c0723",
        4_924_029,
        f"{_HOME}/ml-100k-README.txt",
    ),
    "ml-1m": Source(
        f"{_HOME}/ml-1m.zip",
        "md5:c4d9eecfca2ab87c1945afe126590906",
        5_917_549,
        f"{_HOME}/ml-1m-README.txt",
    ),
}
