"""Who is meant: the mentions of one article into entities."""
