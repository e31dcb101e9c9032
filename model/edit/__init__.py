"""What a person does to a topic, spliced into the text of its file: not one byte changed that was not asked for."""
