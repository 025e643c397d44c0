"""Rules about performance targets."""
