"""Names in articles of other languages than English."""
