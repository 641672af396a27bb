"""fangzhi: the Chinese regional press as a warehouse of indicators by region and year."""
