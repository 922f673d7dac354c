"""The tests. `make test` prepares what they need and runs them all."""
