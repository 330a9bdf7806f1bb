"""A classifier of scikit-learn as t2v-attribute explain --classifier takes it.

Usage: outside_classifier.py CORPUS LABELS [--weights]
With --weights it prints as JSON what it adds up: labels, intercept, and a weight a word.
"""

import json
import sys

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

texts, labels = (open(path, encoding="utf-8").read().splitlines() for path in sys.argv[1:3])
vectorizer = CountVectorizer(token_pattern=r"\S+", binary=True)
classifier = LogisticRegression().fit(vectorizer.fit_transform(texts), labels)
if "--weights" in sys.argv:
    weights = dict(zip(vectorizer.get_feature_names_out(), classifier.coef_[0]))
    print(json.dumps({"labels": list(classifier.classes_), "intercept": classifier.intercept_[0],
                      "weights": weights}))
    sys.exit()
for line in sys.stdin:
    print(*classifier.predict_proba(vectorizer.transform([line]))[0], flush=True)
