"""From printed characters to values; pure: no I/O, no clock, no chance."""
