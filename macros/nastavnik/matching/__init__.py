"""The best pairs, provably, with a reason for each."""
