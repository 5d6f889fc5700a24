"""What each migration of `store/schema.py` does, by what it is about; none is ever edited."""
