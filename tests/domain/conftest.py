"""Properties are searched without a clock, and leave no folder behind."""

from hypothesis import settings

settings.register_profile("rooms", deadline=None, database=None)
settings.load_profile("rooms")
