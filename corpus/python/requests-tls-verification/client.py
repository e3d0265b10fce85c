import ssl

import httpx
import requests

BASE = "https://ledger.internal"


def balance(account):
    return requests.get(f"{BASE}/balance/{account}", verify=False, timeout=5).json()  # expect: tls-verification-disabled


def transfer(payload):
    return requests.post(f"{BASE}/transfer", json=payload, verify="/etc/ssl/ledger-ca.pem", timeout=5)


def history(account):
    return requests.get(f"{BASE}/history/{account}", timeout=5).json()


def rates():
    with httpx.Client(verify=False) as client:  # expect: tls-verification-disabled
        return client.get(f"{BASE}/rates").json()


def quotes():
    with httpx.Client(verify=ssl.create_default_context()) as client:
        return client.get(f"{BASE}/quotes").json()


# Another's word: no connection is made here.
def sign(document, signer):
    return signer.sign(document, verify=False)
