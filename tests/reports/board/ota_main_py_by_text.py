"""Replace main.py by the text of a repository's file, whose server names no charset."""

import os

import requests

URL = "https://raw.githubusercontent.com/me/app/main/"


class OTAUpdater:
    def __init__(self, url):
        self.url = url
        self.current = 6

    def check(self):
        response = requests.get(self.url + "version.json")
        self.latest = response.json()["version"]
        response.close()
        return self.latest > self.current

    def update(self):
        response = requests.get(self.url + "main.py")
        with open("new_main.py", "w") as f:
            f.write(response.text)
        response.close()
        os.rename("new_main.py", "main.py")


updater = OTAUpdater(URL)
if updater.check():
    updater.update()
    print("updated to", updater.latest)
with open("main.py") as f:
    print(f.readline().strip(), os.stat("main.py")[6])

# prints:
# updated to 7
# # Größe in µm 20038
