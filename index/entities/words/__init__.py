"""The words of a text, and the lists in which they are looked up."""
