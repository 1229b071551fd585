"""From the bytes of a file to its text.

reading      a file to a text         encodings    which encoding it is, or may be
binary       what is no text, by its name
"""

from recsys_course.data.text.encodings import encoding_of
from recsys_course.data.text.reading import path_of, read_text

__all__ = ["encoding_of", "path_of", "read_text"]
