"""Artwork of a card as a graphic designer sends it, read in a process of its own."""

from summit.badges.artwork.reading import artwork
from summit.badges.artwork.redrawing import LARGEST_FILE, Artwork

__all__ = ["LARGEST_FILE", "Artwork", "artwork"]
