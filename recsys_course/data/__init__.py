"""The data room: files become `Dataset`s, raw ids become numbers, and a dirty log becomes a clean one.

load              a data set by name                 read_csv_dataset, read_folder   your own files
read_ratings      one table of ratings               read_catalogue                  one table of films
clean             the steps of lesson 01             DataError          what is wrong, where, and the cure
"""

from recsys_course.data.catalogue import Catalogue, read_catalogue
from recsys_course.data.cleaning import clean, read_raw_log
from recsys_course.data.dataset import Dataset
from recsys_course.data.download import unpack
from recsys_course.data.errors import DataError
from recsys_course.data.formats import read_csv_dataset, read_folder
from recsys_course.data.interactions import Interactions, concatenate
from recsys_course.data.loading import load
from recsys_course.data.readers import read_ratings

__all__ = [
    "Catalogue",
    "DataError",
    "Dataset",
    "Interactions",
    "clean",
    "concatenate",
    "load",
    "read_catalogue",
    "read_csv_dataset",
    "read_folder",
    "read_ratings",
    "read_raw_log",
    "unpack",
]
