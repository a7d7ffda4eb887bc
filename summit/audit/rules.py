"""What makes the journal a chain."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from summit.audit.models import AuditEntry


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 over the previous hash and the line's canonical JSON."""
    content = {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [entry.actor_code, entry.actor_name],
        "verb": entry.verb,
        "object": [entry.object_kind, entry.object_code],
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "request": entry.request_id,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((entry.previous_hash + canonical).encode()).hexdigest()
