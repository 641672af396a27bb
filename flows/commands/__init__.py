"""What the subcommands of ``fangzhi`` do, and how they speak to people and programs."""
