"""The doors for every change to accounts, by noun."""
