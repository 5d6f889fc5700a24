"""What exports quote, read back out of them, to be held against what it was made of."""
