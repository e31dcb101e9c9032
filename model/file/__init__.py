"""The bytes of `positions.yaml` -> a topic, with the places of its values and what is wrong with them."""
