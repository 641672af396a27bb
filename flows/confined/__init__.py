"""Functions of ours run on what others sent, in a process that has nothing to lose."""
