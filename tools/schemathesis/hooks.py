"""What schemathesis cannot know of itself: how a body of lines is sent."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    """The text as it was generated; the hub refuses what is not a JSON value a line."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", errors="replace")
