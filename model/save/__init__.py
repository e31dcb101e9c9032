"""Files written so that no crash, full disk or second program can turn it into a loss."""
