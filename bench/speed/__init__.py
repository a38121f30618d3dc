"""What an answer costs: time and memory on the shipped knowledge and on far larger ones."""
