"""scikit-learn: TF-IDF over character n-grams and a linear classifier.

Settings were chosen for the peers' good: signs as spaces, sublinear counts and C=10 raise
logistic regression by one to two points over the defaults.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bench.matching.peers import Phrases
from bench.matching.peers.plain import plain


class _Linear:
    """What both share: features, learning, and the label with the highest value."""

    def __init__(self, phrases: Phrases, model: Any) -> None:  # noqa: ANN401  no types there
        self._features = TfidfVectorizer(
            preprocessor=plain, analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True
        )
        rows = self._features.fit_transform([text for _, text in phrases])
        self._model = model.fit(rows, [label for label, _ in phrases])

    def _values(self, text: str) -> Any:  # noqa: ANN401
        """Return one value for each label, in the order of the model's classes."""
        raise NotImplementedError

    def answer(self, text: str) -> tuple[str | None, float]:
        """Return the label with the highest value, and this value as the confidence."""
        values = self._values(text)
        best = int(values.argmax())
        return str(self._model.classes_[best]), float(values[best])


class Regression(_Linear):
    """Multinomial logistic regression; the confidence is the probability."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(phrases, LogisticRegression(C=10, max_iter=2000))

    def _values(self, text: str) -> Any:  # noqa: ANN401
        return self._model.predict_proba(self._features.transform([text]))[0]


class Svc(_Linear):
    """One linear support vector machine a label; the confidence is the best one's decision value.

    That ranks better than the lead over the second best.
    """

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(phrases, LinearSVC(C=1))

    def _values(self, text: str) -> Any:  # noqa: ANN401
        values = self._model.decision_function(self._features.transform([text]))[0]
        return values if values.ndim else np.array([-values, values])  # of two labels one value
