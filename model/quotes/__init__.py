"""The source texts of a topic, and where its quotes lie in them."""
