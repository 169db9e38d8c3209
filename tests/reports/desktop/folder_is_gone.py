"""After the import the files of the packages are out of reach: chroot, a relative zip and chdir, a deleted folder."""

import os
import sys

import requests


class Gone:
    """Refuses what would be read from the folders of these packages."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("requests", "urllib3"):
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, Gone())
print(requests.get(os.environ["HTTP"] + "/anything", params={"a": "1"}).json()["args"])
with requests.Session() as s:
    print(s.post(os.environ["HTTP"] + "/anything", json={"a": 1}).json()["json"])

# prints:
# {'a': '1'}
# {'a': 1}
