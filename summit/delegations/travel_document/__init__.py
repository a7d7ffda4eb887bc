"""The machine-readable lines of a travel document (ICAO 9303) as plain values, and how names stand in them. Pure."""

from summit.delegations.travel_document.comparing import differences, unlike_machine_name
from summit.delegations.travel_document.lines import DocumentReading, check_digit, read_lines
from summit.delegations.travel_document.names import is_same_name

__all__ = ["DocumentReading", "check_digit", "differences", "is_same_name", "read_lines", "unlike_machine_name"]
