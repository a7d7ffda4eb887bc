"""Web doors of accreditation: the queue, one case, the security answers, and the delegation's side."""

from summit.accreditation.views import applications, case, queue, vetting
from summit.accreditation.views.doors import blueprint

__all__ = ["applications", "blueprint", "case", "queue", "vetting"]
