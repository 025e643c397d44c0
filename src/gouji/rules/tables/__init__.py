"""Rules about tables as wholes."""
