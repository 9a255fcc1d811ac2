"""Benchmarks: what the house says of its speed and of its mails, measured. `make bench` runs them all."""
