"""Rules about subject codes: what sums cannot see, because a label has no amount."""
