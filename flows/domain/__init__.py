"""The values the project speaks in; immutable, checked where they are made, no I/O."""
