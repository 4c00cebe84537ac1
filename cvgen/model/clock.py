"""The clock -> the day for documents that do not say theirs: for the commands and the library, never a build."""

import os
import time

from cvgen.model.dates import Date
from cvgen.model.errors import CvgenError, Level, Problem


def today() -> Date:
    """The day for documents that do not say theirs: SOURCE_DATE_EPOCH, else now, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = time.gmtime(int(epoch) if epoch else time.time())
    except (ValueError, OverflowError, OSError) as error:
        now = None
        reason: Exception | None = error
    else:
        reason = None
    if now is None or not 1 <= now.tm_year <= 9999:
        message, hint = f"SOURCE_DATE_EPOCH is no time: {epoch[:40]}", "seconds since 1970, or unset it"
        raise CvgenError(Problem("source-date", Level.ERROR, message, None, hint)) from reason
    return Date(now.tm_year, now.tm_mon, now.tm_mday)
