"""Names that were taken as one are parted, those of which too much was taken are cut."""
