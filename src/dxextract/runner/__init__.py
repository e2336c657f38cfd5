"""Many inputs to one dataset, or to JSON lines: processes, deadlines, resuming (docs/runs.md)."""
