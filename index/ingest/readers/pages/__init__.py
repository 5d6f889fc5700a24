"""Web pages, alone and in captures."""
