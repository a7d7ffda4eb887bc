"""What every door of the web shares: headers, request ids, error pages, pagination, static files, address parts."""

from summit.foundation.web.addresses import lasting_address, register_addresses
from summit.foundation.web.errors import register_error_pages
from summit.foundation.web.headers import register_headers
from summit.foundation.web.pages import Page, next_address, page_number, paged, place_in_list, see_other
from summit.foundation.web.picks import picked
from summit.foundation.web.static import register_static
from summit.foundation.web.uploads import register_uploads

__all__ = [
    "Page",
    "lasting_address",
    "next_address",
    "page_number",
    "paged",
    "picked",
    "place_in_list",
    "register_addresses",
    "register_error_pages",
    "register_headers",
    "register_static",
    "register_uploads",
    "see_other",
]
