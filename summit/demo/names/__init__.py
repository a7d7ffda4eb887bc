"""Names of invented people, each after the custom of the place it comes from (domain 10)."""

from summit.demo.names.inventing import InventedName, person_name
from summit.demo.names.words import Sex, culture_names, party_codes

__all__ = ["InventedName", "Sex", "culture_names", "party_codes", "person_name"]
