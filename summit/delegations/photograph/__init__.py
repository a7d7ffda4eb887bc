"""Photos of people as bytes: read in a process of their own, cut to 7:9, encoded anew, and looked at. Pure.

The figures: PHO-02 (35 x 45 mm, ratio 7:9) and the measurements of what hostile pictures cost.
"""

from summit.delegations.photograph.archive import LARGEST_ARCHIVE
from summit.delegations.photograph.cutting import HEIGHT, LARGEST_FILE, WIDTH, Crop, Portrait, cut
from summit.delegations.photograph.reading import SentPhoto, photos_in, portrait

__all__ = [
    "HEIGHT",
    "LARGEST_ARCHIVE",
    "LARGEST_FILE",
    "WIDTH",
    "Crop",
    "Portrait",
    "SentPhoto",
    "cut",
    "photos_in",
    "portrait",
]
