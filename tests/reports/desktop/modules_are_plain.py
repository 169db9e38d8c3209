"""Packages that pickle functions (cloudpickle, dill, joblib) know modules by their exact type."""

import sys
import types

import requests

requests.Session().close()
print(requests.adapters.HTTPAdapter.__name__)
odd = [name for name, m in sys.modules.items() if name.split(".")[0] == "requests" and type(m) is not types.ModuleType]
print(sorted(odd))

# prints:
# HTTPAdapter
# []
