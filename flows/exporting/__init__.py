"""A published build as files for other tools, each row with its observation id and a link to the sentence."""
