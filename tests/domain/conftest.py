"""Properties are searched without a clock, and leave no folder behind."""

from hypothesis import HealthCheck, settings

settings.register_profile("rooms", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rooms")
