#!/usr/bin/env python3
"""Asks the JSON API of `t2v serve` and shows the answers as pandas tables.

Usage: ask_server.py [ADDRESS]

ADDRESS is http://127.0.0.1:8080 where none is named. Start the server first:
t2v serve -m t2v.h5
"""
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

import pandas


class Server:
    """Questions become methods: server.neighbors(q="스토리", label="부정", n=5)."""

    def __init__(self, address="http://127.0.0.1:8080"):
        self.address = address.rstrip("/")

    def get(self, name, **parameters):
        """The answer to GET /api/NAME; a parameter may be a list, which repeats it."""
        query = urllib.parse.urlencode(parameters, doseq=True)
        try:
            with urllib.request.urlopen(f"{self.address}/api/{name}?{query}") as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            # The body of a failure says in one line what was wrong.
            raise ValueError(json.load(error)["error"]) from error

    def __getattr__(self, name):
        return lambda **parameters: pandas.DataFrame(self.get(name, **parameters)["results"])


def main():
    server = Server(*sys.argv[1:2])
    model = server.get("model")
    print(f"{model['words']} words, {model['labels']} labels\n")

    print("Words used like 스토리, said negatively")
    print(server.neighbors(q="스토리", label="부정", n=5)[["key", "score", "count"]].to_string(index=False))

    print("\nThe positive counterpart of 최악")
    print(server.analogy(q=["최악", "-부정", "+긍정"], n=5)[["key", "score"]].to_string(index=False))

    print("\nA word that the model does not know")
    try:
        server.neighbors(q="스토라")
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    main()
