"""Articles taken into a topic: out of a text, a web page or a PDF."""
