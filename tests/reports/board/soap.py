"""Call a service of SOAP, whose XML is taken apart by hand."""

import requests

body = """<?xml version="1.0"?>
<s:Envelope><s:Body><u:GetVolume><Channel>Größe</Channel></u:GetVolume></s:Body></s:Envelope>"""
headers = {"Content-Type": 'text/xml; charset="utf-8"', "SOAPAction": '"urn:RenderingControl:1#GetVolume"'}
r = requests.post("http://192.168.1.70/control", data=body, headers=headers)
text = r.text
start = text.find("<CurrentVolume>") + len("<CurrentVolume>")
print(r.status_code, text[start : text.find("</CurrentVolume>")])
r.close()

# prints:
# 200 23
