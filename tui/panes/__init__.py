"""The panes of the main screen. Each posts what happened in it and knows no other."""
