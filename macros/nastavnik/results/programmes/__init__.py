"""Personal programmes of pairs: the bank of tasks, the proposals, the progress."""
