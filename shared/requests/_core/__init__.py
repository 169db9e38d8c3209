"""Decisions: plain values in, plain values out. No socket, clock, random source, environment or file system."""
