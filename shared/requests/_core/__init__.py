"""Pure functions and parsers, which use no socket, clock, random source, environment or file system."""
