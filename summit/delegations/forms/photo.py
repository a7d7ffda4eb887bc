"""The fields of a photo: a file or the camera of a telephone, and the part that was chosen."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired, FileSize
from wtforms import HiddenField

from summit.delegations.forms.fields import PICTURES, RuleForm
from summit.delegations.photograph import LARGEST_ARCHIVE, Crop, Portrait, portrait
from summit.foundation.errors import RuleBroken

SHARES = 4
UNREADABLE_FRAME = "The chosen part cannot be read. Send the photo again without choosing one."
NOTHING_SENT = "Choose the photo to send."


class PhotoFields(RuleForm):
    """A photo, and the frame as four shares of its width and height: left, top, width, height."""

    photo = FileField("Photo", render_kw={"accept": PICTURES})
    camera = FileField("Or take the photo now", render_kw={"accept": "image/*", "capture": "user"})
    frame = HiddenField(render_kw={"data-photo-frame": ""})

    def portrait(self) -> Portrait | None:
        """The portrait that was sent, read in a process of its own; None without a photo. Raises RuleBroken."""
        sent = self.photo.data or self.camera.data
        return portrait(sent.read(), crop_of(self.frame.data or "")) if sent else None


class PhotographForm(PhotoFields):
    """Sending a photo."""

    def required_portrait(self) -> Portrait:
        """The portrait; raises RuleBroken without one."""
        found = self.portrait()
        if found is None:
            raise RuleBroken(NOTHING_SENT, "photo")
        return found


class PhotoArchiveForm(RuleForm):
    """Sending many photos at once."""

    file = FileField(
        "ZIP file with photos",
        [
            FileRequired("Choose the ZIP file to send."),
            FileSize(LARGEST_ARCHIVE, message="The ZIP file is larger than 200 MB. Divide it."),
        ],
        render_kw={"accept": ".zip,application/zip"},
    )


def crop_of(frame: str) -> Crop | None:
    """The frame as it was sent; nothing sent is no choice. Raises RuleBroken."""
    if not frame.strip():
        return None
    try:
        shares = [float(share) for share in frame.split()]
    except ValueError as error:
        raise RuleBroken(UNREADABLE_FRAME, "photo") from error
    if len(shares) != SHARES:
        raise RuleBroken(UNREADABLE_FRAME, "photo")
    return Crop(*shares)
