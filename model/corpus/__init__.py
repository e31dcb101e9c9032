"""Many articles at once: what extraction finds in them, kept, spread over workers, and how good it is."""
