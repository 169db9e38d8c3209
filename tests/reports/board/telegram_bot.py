"""A Telegram bot: a long poll for messages, a reply to each."""

import time

import requests

URL = "https://api.telegram.org/bot" + "123:ABC"
offset = 0


def send_message(chat_id, text):
    r = requests.post(URL + "/sendMessage", json={"chat_id": chat_id, "text": text})
    sent = r.json()
    r.close()
    return sent["result"]["text"]


running = True
while running:
    try:
        r = requests.get(URL + "/getUpdates?timeout=30&offset=" + str(offset))
        updates = r.json()["result"]
        r.close()
    except OSError as e:
        print("network", e)
        time.sleep(1)
        continue
    for update in updates:
        offset = update["update_id"] + 1
        text = update["message"]["text"]
        print("got", text)
        if text == "/stop":
            running = False
        else:
            print("sent", send_message(update["message"]["chat"]["id"], "You said: " + text))

# prints:
# got Grüße 👋
# sent You said: Grüße 👋
# got /stop
