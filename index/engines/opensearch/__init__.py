"""A cluster of OpenSearch, or of what speaks like one: who asks it, and what lies in it."""
