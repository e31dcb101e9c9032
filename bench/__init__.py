"""What Parley costs: time and memory, measured from outside."""
