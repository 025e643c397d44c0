"""The nouns of Gouji: frozen records with no input or output."""
