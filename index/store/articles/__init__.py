"""Articles: which one is which, their texts and versions, where they came from."""
