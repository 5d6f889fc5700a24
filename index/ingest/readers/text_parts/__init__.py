"""What stands above, within and below a text: bylines, heads, tails, paragraphs."""
