"""If a firmware contains this module, `import requests` has the functions and the Response that OpenMV documents."""

HOMES = (("openmv", "request", "get", "head", "post", "put", "patch", "delete", "Response"),)
