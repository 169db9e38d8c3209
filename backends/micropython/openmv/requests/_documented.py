"""In a firmware that freezes this in, `import requests` gives the functions and Response of OpenMV's documents."""

HOMES = (("openmv", "request", "get", "head", "post", "put", "patch", "delete", "Response"),)
