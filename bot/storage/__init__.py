"""What outlives the process. Only the index cache so far."""
