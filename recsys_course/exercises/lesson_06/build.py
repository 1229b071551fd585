"""The build of the second half of lesson 06: ALS as a whole, from the solution for one person."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_06.als_user import als_user


def build(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> np.ndarray:
    """P Q' after `turns` turns: all people with the films fixed, then all films with the people fixed.

    (n_people, n_films), (n_films, d), number, number, number -> (n_people, n_films)
    """
    P, Q = _learn(ones, Q, alpha, penalty, turns)
    return P @ Q.T


def _learn(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> tuple[np.ndarray, np.ndarray]:
    """P (n_people, d) and Q (n_films, d) after `turns` turns, 1 or more."""
    P = _side(ones, Q, alpha, penalty)
    Q = _side(ones.T, P, alpha, penalty)
    return (P, Q) if turns == 1 else _learn(ones, Q, alpha, penalty, turns - 1)


def _side(table: np.ndarray, fixed: np.ndarray, alpha: float, penalty: float) -> np.ndarray:
    """The best vectors of all rows of the table (n, m), all at once, with `fixed` (m, d).  -> (n, d)"""
    d = fixed.shape[1]
    squares = (fixed[:, :, None] * fixed[:, None, :]).reshape(len(fixed), d * d)  # q q' of each row, laid out as a row
    left = fixed.T @ fixed + alpha * (table @ squares).reshape(len(table), d, d) + penalty * np.eye(d)
    right = (1 + alpha) * table @ fixed
    return np.asarray(np.einsum("nfg,ng->nf", np.linalg.inv(left), right))


def _cases(rng: np.random.Generator) -> Cases:
    """One turn of a small world; a person without films and a film without people; then random worlds."""
    small = np.array([[1.0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]])
    start = np.array([[0.2, 0.1], [-0.1, 0.3], [0.4, 0.0], [0.1, -0.2]])
    random = [(5, 4, 1, 1, 2.0, 0.5), (4, 6, 2, 2, 0.5, 0.3), (6, 5, 3, 3, 3.0, 1.0), (5, 5, 2, 4, 1.0, 0.2)]
    return [(small, start, 2.0, 0.5, 1), (small, start, 3.0, 0.2, 2)] + [
        (_ones(rng, n, m), rng.normal(size=(m, d)).round(2), alpha, penalty, turns)
        for n, m, d, turns, alpha, penalty in random
    ]


def _ones(rng: np.random.Generator, n: int, m: int) -> np.ndarray:
    """A world (n, m) in which everybody saw something and nobody saw everything."""
    ones = (rng.random((n, m)) < 0.5).astype(float)
    ones[np.arange(n), np.arange(n) % m] = 1.0
    ones[np.arange(n), (np.arange(n) + 1) % m] = 0.0
    return ones


def _films_with(
    ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int, *, film_alpha: float, film_penalty: float
) -> np.ndarray:
    """The films have settings of their own."""
    P = np.zeros((len(ones), Q.shape[1]))
    for _ in range(turns):
        P = _side(ones, Q, alpha, penalty)
        Q = _side(ones.T, P, film_alpha, film_penalty)
    return P @ Q.T


def _half_turns(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> np.ndarray:
    """Half turns: the people, then the films, then the people ..., `turns` of them in all."""
    P = np.zeros((len(ones), Q.shape[1]))
    for half in range(turns):
        if half % 2 == 0:
            P = _side(ones, Q, alpha, penalty)
        else:
            Q = _side(ones.T, P, alpha, penalty)
    return P @ Q.T


def _together(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> np.ndarray:
    """From the second turn on both sides are computed from the values of the turn before."""
    P, Q = _learn(ones, Q, alpha, penalty, 1)
    for _ in range(turns - 1):
        P, Q = _side(ones, Q, alpha, penalty), _side(ones.T, P, alpha, penalty)
    return P @ Q.T


def _from_nothing(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> np.ndarray:
    """Both sides are computed from the values of the turn before; the people begin at 0."""
    P = np.zeros((len(ones), Q.shape[1]))
    for _ in range(turns):
        P, Q = _side(ones, Q, alpha, penalty), _side(ones.T, P, alpha, penalty)
    return P @ Q.T


def _people_again(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> np.ndarray:
    Q = _learn(ones, Q, alpha, penalty, turns)[1]
    return _side(ones, Q, alpha, penalty) @ Q.T


def _from_the_start(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> np.ndarray:
    """The new vectors of the films never reach the next turn."""
    return build(ones, Q, alpha, penalty, 1)


def _seen_only(ones: np.ndarray, Q: np.ndarray, alpha: float, penalty: float, turns: int) -> np.ndarray:
    """Each vector is learned from the full cells of its row alone."""

    def side(table: np.ndarray, fixed: np.ndarray) -> np.ndarray:
        return np.array([als_user(fixed[row > 0], row[row > 0], alpha, penalty) for row in table])

    P = np.zeros((len(ones), Q.shape[1]))
    for _ in range(turns):
        P = side(ones, Q)
        Q = side(ones.T, P)
    return P @ Q.T


EXERCISE = Exercise(
    "06-build",
    points=5,
    title="ALS, whole",
    reference=build,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda ones, Q, alpha, penalty, turns: _side(ones, Q, alpha, penalty) @ Q.T,
            "The films never move: these are the best people for the films of the start. In each turn compute all "
            "people, and then all films.",
        ),
        Mistake(
            _from_the_start,
            "More than one turn changes nothing. Does `return` stand inside the loop? It comes after all turns. Or "
            "does every turn begin again with the films of the start? Keep their new vectors: the next turn computes "
            "the people from them.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: build(ones, Q, alpha, penalty, turns).T,
            "Rows and columns are swapped: a row is a person, a column is a film.",
        ),
        Mistake(
            _half_turns,
            "You count the people as one turn and the films as the next. One turn is both: all people, and then all "
            "films.",
        ),
        Mistake(
            _together,
            "Both sides are computed from the vectors of the turn before. They alternate: the films are computed from "
            "the NEW vectors of the people.",
        ),
        Mistake(
            _from_nothing,
            "The films are computed from the vectors that the people had BEFORE this turn, at first zeros. Use the new "
            "ones at once.",
        ),
        Mistake(
            _people_again,
            "After the last turn the people were computed once more. A turn ends with the films: the scores are the "
            "dot products at that moment.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: build(ones, Q, alpha, penalty, turns + 1),
            "This is one turn too many.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: _films_with(
                ones, Q, alpha, penalty, turns, film_alpha=alpha, film_penalty=0.0
            ),
            "The penalty is missing where the films are computed. Both sides have it.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: _films_with(
                ones, Q, alpha, penalty, turns, film_alpha=0.0, film_penalty=penalty
            ),
            "The confidence is missing where the films are computed: there too it is 1 + alpha for a full cell.",
        ),
        Mistake(
            _seen_only,
            "Each vector was learned from the full cells of its row alone. Give the whole row, with its zeros, to the "
            "solution for one person.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: build(ones, Q, alpha, penalty, turns) * (1 - ones),
            "The scores of the films that a person has seen are 0 here. Give all scores; `recommend` leaves out what "
            "was seen.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: _learn(ones, Q, alpha, penalty, turns),
            "These are the vectors of the people and of the films. The table of their dot products is asked for.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: build(ones, Q, penalty, alpha, turns),
            "alpha and the penalty are swapped.",
        ),
        Mistake(
            lambda ones, Q, alpha, penalty, turns: (
                _side(ones, Q if turns == 1 else _learn(ones, Q, alpha, penalty, turns - 1)[1], alpha, penalty)
                @ (Q if turns == 1 else _learn(ones, Q, alpha, penalty, turns - 1)[1]).T
            ),
            "The last half turn is missing: after the people, compute the films once more.",
        ),
    ],
    hints=[
        "A film is computed as a person is: in place of the films it has the people, in place of the row its column.",
        "ones[u] is the row of person u, and ones[:, i] the column of film i. `for row in ones` goes through the "
        "rows, `for column in ones.T` through the columns.",
        "Collect the vectors of one side in a list, and make an array of it. Use it at once for the other side.",
    ],
)
