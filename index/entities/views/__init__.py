"""What is shown of names: the page of one, counts, what they are called."""
