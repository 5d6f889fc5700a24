"""What reading, reference and note-taking programs keep."""
