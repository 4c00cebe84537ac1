"""The bytes of a photo -> the same, or upright where it lies on its side, smaller where it has far too many pixels."""

import functools
import io
from typing import TYPE_CHECKING

from cvgen.render import pixels

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# A photo of 40 mm, printed as fine as anybody sees (600 dpi, or a screen of three times the usual density), has 950
# pixels. What has not twice as many is left as it is: to pack a picture anew costs some of it.
ENOUGH, TOO_MANY = 1_000, 2_000
# A face on a card is half as high as on a CV: 19 mm, at 400 dpi.
SMALL, NOT_SMALL = 300, 450
# What Pillow raises for a picture that it cannot unpack.
_UNREADABLE = (OSError, ValueError, SyntaxError, MemoryError)


def small(kind: str, data: bytes) -> bytes:
    """The picture as large as a card shows it."""
    return scaled(kind, data, SMALL, NOT_SMALL)


def common(kind: str, data: bytes) -> bytes:
    """The picture as every version of Word shows it: WebP as a PNG, a JPEG of inks as one of light; b"" for none."""
    if kind in ("image/png", "image/gif") or data[6:10] in (b"JFIF", b"Exif"):
        return data
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            return _packed(kind, opened.convert("RGB" if kind == "image/jpeg" else "RGBA"))
    except _UNREADABLE:
        return b""


def _packed(kind: str, picture: "Picture", **own: bytes | None) -> bytes:
    """A picture as a JPEG where it was one, else as a PNG."""
    made = io.BytesIO()
    if kind == "image/jpeg":
        picture.save(made, "JPEG", quality=90, subsampling=0, **own)
    else:
        picture.save(made, "PNG", **own)
    return made.getvalue()


@functools.lru_cache(maxsize=4)
def scaled(kind: str, data: bytes, enough: int = ENOUGH, too_many: int = TOO_MANY) -> bytes:
    """A JPEG or PNG of which the longer side has no more pixels than are seen; what cannot be unpacked as it is.

    It is turned as its camera was held: browsers do that by themselves, and neither Typst nor Word does. Of greys
    nobody sees more than 256. The same bytes for the same picture: nothing but pixels, and how colours are meant, is
    kept of it.
    """
    few = max(pixels.size(data)) <= too_many
    deep = kind == "image/png" and data[24:26] == b"\x10\0"  # greys of 16 bits, which WeasyPrint cannot print
    if (few and not deep and pixels.orientation(data) == pixels.UPRIGHT) or kind not in ("image/jpeg", "image/png"):
        return data
    from PIL import Image, ImageOps  # comes with WeasyPrint, and is needed for few photos

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if not few:
                opened.draft("RGB", (enough, enough))
            picture = ImageOps.exif_transpose(opened)
            if kind == "image/jpeg" and picture.mode not in ("RGB", "L"):
                return data  # inks, of which only whoever made it knows how they look
            picture = picture.convert("I").point(lambda each: each * (1 / 257)).convert("L") if deep else picture
            picture = picture.convert("RGBA") if picture.mode in ("P", "1", "LA") else picture
            if not few:
                picture.thumbnail((enough, enough), Image.Resampling.LANCZOS, reducing_gap=3.0)
            return _packed(kind, picture, icc_profile=opened.info.get("icc_profile"))
    except _UNREADABLE:
        return data
