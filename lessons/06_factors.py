# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The dot product: learning what people and films have in common
#
# **Minutes:** 240, in four parts with three places for a break
#
# **Before this:** lesson 02 (RMSE, nDCG, intervals), lesson 03 (dot product, cosine, `ItemKNN`), and the derivative of $x^2$.
#
# **You will be able to:**
# - compute a score as a dot product, and find the error in a worked example that many pages copy
# - predict stars with a mean, two biases and a dot product
# - derive the step of stochastic gradient descent, check a gradient by finite differences, and see over-fitting
# - say what an empty cell may mean, and learn from "seen" alone with ALS, BPR, PureSVD and EASE
# - turn scores into chances with the softmax
# - explain why a good model of stars makes poor lists, and show it in a table with intervals

# %%
import numpy as np
import pandas as pd

from recsys_course import plots
from recsys_course.data import load
from recsys_course.exercises import check, expect, progress, quiz

# %% [markdown]
# ## A form for a person, a form for a film
#
# Gita fills in a form: "How much do you want of each? 0 means nothing, 1 means as much as possible." For two films
# somebody who saw them fills in the same form: "How much is in it?"
#
# | | romance | comedy | drama | adventure | space | horror |
# |---|---|---|---|---|---|---|
# | Gita | 0.1 | 0.2 | 0.3 | 0.4 | 0.5 | 0 |
# | *Comet Café* | 0.3 | 0.5 | 0.1 | 0.2 | 0.4 | 0 |
# | *Comet Café Returns* | 0.4 | 0.6 | 0.2 | 0.3 | 0.5 | 0 |
#
# **The question of this lesson: can a few numbers for each person and each film say who will like what?**
#
# A thing counts when the person wants it *and* the film has it. So we multiply number by number and add up. This is the
# dot product of lesson 03, now between a person and a film.
#
# | | romance | comedy | drama | adventure | space | horror | sum |
# |---|---|---|---|---|---|---|---|
# | Gita · *Comet Café* | 0.1 · 0.3 = 0.03 | 0.2 · 0.5 = 0.10 | 0.3 · 0.1 = 0.03 | 0.4 · 0.2 = 0.08 | 0.5 · 0.4 = 0.20 | 0 | 0.44 |
# | Gita · *Returns* | 0.1 · 0.4 = 0.04 | 0.2 · 0.6 = 0.12 | 0.3 · 0.2 = 0.06 | 0.4 · 0.3 = 0.12 | 0.5 · 0.5 = 0.25 | 0 | 0.59 |
#
# *Comet Café Returns* has the higher score, 0.59. As a loop, for the first film:

# %%
gita = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0])
cafe = np.array([[0.3, 0.5, 0.1, 0.2, 0.4, 0], [0.4, 0.6, 0.2, 0.3, 0.5, 0]])

total = 0
for wanted, present in zip(gita, cafe[0], strict=True):
    total += wanted * present
print(round(total, 2))

# %% [markdown]
# We write $p_u$ for the numbers of person $u$ and $q_i$ for those of film $i$. Each has $d$ numbers, here $d = 6$:
#
# $$s_{ui} = p_u \cdot q_i = \sum_{f=1}^{d} p_{uf}\, q_{if}$$
#
# Write it for all films at once.

# %% exercise="06-item-scores"
def item_scores(user, items):
    """The score of each film: its dot product with the user.

    user: array (d,).   items: array (m, d), one row for each film. Returns an array (m,).
    """
    ### BEGIN SOLUTION
    return items @ user
    ### END SOLUTION

# %% check="06-item-scores" points=1
check("06-item-scores", item_scores)

# %% [markdown]
# The second film has at least as much of everything as the first. So its vector is longer, and Gita's score is higher.
# Is that a fault? Think of the cosine of lesson 03.

# %% quiz="06-q1" points=1
quiz("06-q1", "b")  ### SOLUTION

# %% [markdown]
# So is length a fault? Not here: the cosines of Gita with the two films are 0.80 and 0.84, so *Returns* also wins
# without its length.
#
# ## How it breaks: where is the person?
#
# A worked example like this one is widely copied. It multiplies each **film** vector by itself and reports the scores
# 0.5 and 0.6. Here is that multiplication as code. We ask for Gita, and for Hugo, who wants drama and horror. Hugo
# also writes negative numbers, for what he dislikes: comedy and space.

# %%
hugo = np.array([0.1, -0.6, 0.3, 0.2, -0.5, 0.8])


def scores_from_the_web(users, items):
    return np.array([[item @ item for item in items] for user in users])


pd.DataFrame(scores_from_the_web([gita, hugo], cafe), ["Gita", "Hugo"], ["Comet Café", "Returns"]).round(2)

# %% [markdown]
# Two things are wrong in the example.
#
# - The person takes no part. Gita and Hugo get the same scores, and so would everybody.
# - The reported 0.5 and 0.6 are not even these sums, which are 0.55 and 0.90. (We do not know where 0.5 and
#   0.6 come from. They are the largest number of each film.) The right scores of Gita are 0.44 and 0.59.
#
# Mend the function: one row for each person, one column for each film.

# %% exercise="06-mend"
def all_scores(users, items):
    """A table of scores: row u, column i holds the dot product of person u and film i.

    users: array (n, d).   items: array (m, d). Returns an array (n, m).
    """
    ### BEGIN SOLUTION
    return users @ items.T
    ### END SOLUTION

# %% check="06-mend" points=1
check("06-mend", all_scores)

# %% [markdown]
# With the right scores, Hugo has −0.40 and −0.45: for him the first film comes first.

# %% [markdown] reasoning="06-why-unnoticed" points=2
# **Think, and write two or three sentences.** The wrong numbers put the two films in the right order for Gita, so the
# error is easy to miss. Take a third film with a lot of romance and nothing else: (0.9, 0, 0, 0, 0, 0). Compute its
# wrong score and its right score for Gita. Which place does each give it among the three films? And how could a service
# notice such an error without knowing the code? (The solved edition in `solutions/` has a model answer.)
#
# ### BEGIN SOLUTION
# Wrong: 0.9 · 0.9 = 0.81, between 0.55 and 0.90, so the second place. Right: 0.1 · 0.9 = 0.09, the last place: Gita
# hardly wants romance. A service can notice that all people get the same order (after removing what they saw), or that
# the scores do not change when a person's history changes. A test with two people of opposite taste finds it at once.
# ### END SOLUTION

# %% [markdown]
# Nobody fills in such forms for 1,500 films. The idea of this lesson is to **learn** the numbers from what people did.
# Learned numbers carry no names such as "space". They are called **latent factors**; latent means hidden. A model of
# this kind is called a **matrix factorization**: the large table of scores is the product of two narrow ones,
# $P$ (a row for each person) and $Q$ (a row for each film), as in $S = P Q^T$.
#
# ## Stars as a sum
#
# We begin with stars. In tiny, the mean of all 26 ratings is $\mu = 101/26 = 3.885$. Bo gives 3.6 on average, Dana 4.5.
# *The Wedding Cook* got 3.333 on average. What will the two give to this film?
#
# A **bias** says how far somebody lies from the mean: $b_{Bo} = 3.6 - 3.885 = -0.285$, $b_{Dana} = +0.615$, and for the
# film $b_i = 3.333 - 3.885 = -0.551$. (We keep all digits and round what we print.) Mean and biases know that Bo is
# strict and that the film is not loved by all. They do not know that Bo is here for space and Dana for love stories.
# That is the job of the dot product:
#
# $$\hat r_{ui} = \mu + b_u + b_i + p_u \cdot q_i$$
#
# We make up two factors, "space" and "feelings": $q = (-0.4,\ 1.2)$ for the film, $p_{Bo} = (0.8,\ -1)$,
# $p_{Dana} = (-0.6,\ 0.9)$.
#
# | | $\mu$ | $b_u$ | $b_i$ | only these | $p_u \cdot q_i$ | prediction | real stars |
# |---|---|---|---|---|---|---|---|
# | Bo | 3.885 | −0.285 | −0.551 | 3.05 | 0.8 · (−0.4) + (−1) · 1.2 = −1.52 | 1.53 | 1 |
# | Dana | 3.885 | +0.615 | −0.551 | 3.95 | (−0.6) · (−0.4) + 0.9 · 1.2 = +1.32 | 5.27 | 5 |
#
# Why keep the biases, when there are factors? Because they are easy to learn: one number from all ratings of a film.
# The factors are then free for what is left, the *match* between this person and this film.

# %% exercise="06-predict"
def predict(mean, user_bias, item_bias, P, Q, users, items):
    """Predicted stars for pairs: the first of `users` with the first of `items`, and so on.

    mean: a number.   user_bias: array (n_users,).   item_bias: array (n_items,).
    P: array (n_users, d).   Q: array (n_items, d).
    users, items: arrays (n,) of numbers of people and of films. Returns an array (n,).
    """
    ### BEGIN SOLUTION
    match = (P[users] * Q[items]).sum(axis=1)
    return mean + user_bias[users] + item_bias[items] + match
    ### END SOLUTION

# %% check="06-predict" points=1
check("06-predict", predict)

# %% [markdown]
# ## Learn from one rating
#
# Where do the numbers come from? Take any numbers, predict one rating, look at the **error** $e = r - \hat r$, and
# move every number a little, so that the error shrinks. For one rating we want a small
#
# $$L = \tfrac12 (r - \hat r)^2 + \tfrac{\lambda}{2}\left(b_u^2 + b_i^2 + |p|^2 + |q|^2\right)$$
#
# The first part is the squared error. The second is the **penalty**: large numbers cost something. It keeps the model
# from explaining one lucky rating with a huge number. $\lambda$ says how much it costs. (Many books call the penalty
# *regularization*.)
#
# In which direction does $L$ fall? The **gradient** holds the derivative of $L$ with respect to each number; it points
# uphill. By the chain rule, $\frac{\partial L}{\partial p} = e \cdot \frac{\partial e}{\partial p} + \lambda p$. In $e
# = r - \mu - b_u - b_i - p \cdot q$ only the last part holds $p$, and the derivative of $p \cdot q$ with respect to $p$
# is $q$. So
#
# $$\frac{\partial L}{\partial p} = -e\,q + \lambda\,p \qquad \frac{\partial L}{\partial q} = -e\,p + \lambda\,q
# \qquad \frac{\partial L}{\partial b} = -e + \lambda\, b$$
#
# By hand: $r = 5$; mean and biases together give 4; $p = (1, 0)$, $q = (0.5, 0.5)$, $\lambda = 0.1$. Then $\hat r = 4.5$,
# $e = 0.5$, and
#
# - gradient with respect to $p$: $-0.5 \cdot (0.5, 0.5) + 0.1 \cdot (1, 0) = (-0.15,\ -0.25)$
# - gradient with respect to $q$: $-0.5 \cdot (1, 0) + 0.1 \cdot (0.5, 0.5) = (-0.45,\ 0.05)$
#
# Never trust a gradient that you derived yourself. There is a check that needs no calculus: move one number a little up
# and a little down, and see how much the loss changes. This is the method of **finite differences**.

# %%
def loss(numbers, r=5, base=4, penalty=0.1):
    p, q = numbers[:2], numbers[2:]
    return (r - base - p @ q) ** 2 / 2 + penalty * (p @ p + q @ q) / 2


start, h = np.array([1, 0, 0.5, 0.5]), 0.001  # p and q in one row
slopes = [(loss(start + h * one) - loss(start - h * one)) / (2 * h) for one in np.eye(4)]
assert np.allclose(slopes, [-0.15, -0.25, -0.45, 0.05])
np.round(slopes, 4)

# %% [markdown]
# The four slopes are those that we computed by hand. Now write the gradient. When the check says no, compare your
# function with finite differences: change the numbers in the cell above.

# %% exercise="06-gradient"
def gradients(r, base, p, q, penalty):
    """The derivatives of the loss of one rating with respect to p and to q: a pair of arrays (d,).

    loss = (r - base - p . q)^2 / 2 + penalty * (|p|^2 + |q|^2) / 2
    r: the rating.   base: mean and biases together.   p, q: arrays (d,).   penalty: a number.
    """
    ### BEGIN SOLUTION
    e = r - base - p @ q
    return -e * q + penalty * p, -e * p + penalty * q
    ### END SOLUTION

# %% check="06-gradient" points=2
check("06-gradient", gradients)

# %% [markdown]
# A step goes *down*, against the gradient. How far? The **learning rate** says how far. With rate $\gamma$:
#
# $$p \leftarrow p + \gamma\,(e\,q - \lambda\,p) \qquad q \leftarrow q + \gamma\,(e\,p - \lambda\,q) \qquad
# b \leftarrow b + \gamma\,(e - \lambda\,b)$$
#
# In the example, with $\gamma = 0.1$: $p = (1.015,\ 0.025)$ and $q = (0.545,\ 0.495)$. If $\mu = 3.5$, $b_u = 0.5$ and
# $b_i = 0$, the biases become $0.5 + 0.1 \cdot (0.5 - 0.05) = 0.545$ and $0 + 0.1 \cdot 0.5 = 0.05$. The prediction was
# 4.5 and is now $3.5 + 0.545 + 0.05 + 1.015 \cdot 0.545 + 0.025 \cdot 0.495 = 4.661$: nearer to 5.
#
# The step of $p$, seen from above: each line joins values of $p$ with the same loss ($q$ stays, and so do the biases).

# %%
p_steps = [[1, 0], [1.015, 0.025]]
title = "The step goes down by the shortest way, at a right angle to the lines"
plots.descent(lambda p: loss(np.array([*p, 0.5, 0.5])), p_steps, title, "first number of p", "second number of p")

# %% [markdown]
# It is a small step. A larger rate goes further in the same direction, and can go too far.
# All four move at the same time, from the **old** values.
# All four move at the same time, from the **old** values.

# %% exercise="06-sgd-step"
def sgd_step(r, mean, b_u, b_i, p, q, rate, penalty):
    """One step for one rating r. Returns the new (b_u, b_i, p, q).

    mean, b_u, b_i, rate, penalty: numbers.   p, q: arrays (d,).
    """
    ### BEGIN SOLUTION
    e = r - (mean + b_u + b_i + p @ q)
    new_p = p + rate * (e * q - penalty * p)
    new_q = q + rate * (e * p - penalty * q)
    return b_u + rate * (e - penalty * b_u), b_i + rate * (e - penalty * b_i), new_p, new_q
    ### END SOLUTION

# %% check="06-sgd-step" points=3
check("06-sgd-step", sgd_step)

# %% [markdown]
# ## All ratings, again and again
#
# One step mends one prediction and disturbs others a little. So we visit all ratings in a random order, and then again.
# This is **stochastic gradient descent**, SGD; stochastic means by chance. One visit to all ratings is an **epoch**.
# The factors begin as small random numbers. If all began at 0, no $p$ and no $q$ would ever move: each step of $p$ is a
# multiple of $q$, and the other way round.

# %%
tiny = load("tiny")
events, people, films = tiny.interactions, tiny.user_ids, tiny.catalogue.titles
rng, mean, rate, penalty = np.random.default_rng(0), events.ratings.mean(), 0.05, 0.02
b_u, b_i = np.zeros(6), np.zeros(8)
P, Q = rng.normal(0, 0.1, (6, 2)), rng.normal(0, 0.1, (8, 2))

# %%
for _ in range(200):  # epochs
    for n in rng.permutation(len(events)):
        u, i = events.users[n], events.items[n]
        e = events.ratings[n] - (mean + b_u[u] + b_i[i] + P[u] @ Q[i])
        b_u[u], b_i[i] = b_u[u] + rate * (e - penalty * b_u[u]), b_i[i] + rate * (e - penalty * b_i[i])
        P[u], Q[i] = P[u] + rate * (e * Q[i] - penalty * P[u]), Q[i] + rate * (e * P[u] - penalty * Q[i])

# %% [markdown]
# (Python computes the whole right side of `a, b = ...` before it stores anything, so both steps use the old values.)
#
# The model of the course is `MatrixFactorization`. With the same seed it draws the same numbers and makes the same steps.

# %%
from recsys_course.models.factors import MatrixFactorization

model = MatrixFactorization(n_factors=2, n_epochs=200, rate=rate, penalty=penalty, seed=0).fit(events)
assert np.allclose(model.user_factors, P) and np.allclose(model.item_factors, Q)
assert np.allclose(model.score(range(6)), mean + b_u[:, None] + b_i + P @ Q.T)
plots.heatmap(pd.DataFrame(model.score(range(6)), people, films), "All cells have a prediction now", digits=1)

# %% [markdown]
# Compare with the stars: Bo gave 1 to *The Wedding Cook* and Dana 5, and the model learned both. It also has a number
# for every empty cell. Look at Dana and *Iron Comet*: 6.3 stars, more than there are, for a film of comets and action,
# and she gives her stars to love stories. How can that be? The model has 6 + 8 biases and 2 · (6 + 8) factors: 42
# numbers, learned from 26 ratings. It knows the ratings by heart, and where there is none it may say anything.
#
# ## Too simple, too free
#
# So what a model says about ratings that it has **not** seen is the question. To measure stars we hide ratings at
# random: a tenth for the validation, a tenth for the test. (Lesson 01 called this a random split. It leaks the future,
# so it is not for lists; for lists we come back to leave-last-out below.)

# %%
from recsys_course import metrics
from recsys_course.splits import random_split

data = load()
stars = random_split(data.interactions, seed=0)
everybody = range(data.interactions.n_users)


def rmse(model, part):
    return metrics.rmse(part.ratings, model.score(everybody)[part.users, part.items])

# %% [markdown]
# First the number of epochs, with 32 factors and a small penalty:

# %%
by_epoch = pd.DataFrame(index=[1, 2, 5, 10, 20, 40], columns=["training", "validation"], dtype=float)
for n in by_epoch.index:
    model = MatrixFactorization(n_factors=32, n_epochs=n, penalty=0.02).fit(stars.train)
    by_epoch.loc[n] = rmse(model, stars.train), rmse(model, stars.valid)
plots.lines(by_epoch, "Training gets better and better; validation turns around", "epochs", "RMSE in stars")

# %% [markdown]
# On the left the model has not learned enough, and both errors can still fall. This is **under-fitting**. On the right
# the training error is small and the validation error grows: the model learns the chance in the training ratings by
# heart. This is **over-fitting**. Good settings lie between the two.

# %% quiz="06-q2" points=1
quiz("06-q2", "c")  ### SOLUTION

# %% [markdown]
# Three settings work against over-fitting: fewer epochs, fewer factors, a higher penalty. Here are the last two together,
# always with 20 epochs. (Darker is a larger error.)

# %%
fits = {}
for d in (2, 8, 32):
    for penalty in (0.01, 0.03, 0.07, 0.2):
        fits[d, penalty] = MatrixFactorization(d, n_epochs=20, penalty=penalty).fit(stars.train)
errors = pd.Series({pair: rmse(model, stars.valid) for pair, model in fits.items()})
title = "Many factors and a small penalty over-fit; a high penalty makes all sizes alike"
plots.heatmap(errors.unstack(), title, "penalty", "factors", digits=3)

# %% [markdown]
# We take the pair with the smallest error and ask: is it better than `Bias`, the model of lesson 02 without factors? We
# answer on the test, once. As in lesson 01 we take the mean difference of the squared errors of each person, and then a
# bootstrap interval over people.

# %%
from recsys_course.evaluation import bootstrap_interval
from recsys_course.models.baselines import Bias

size, cost = errors.idxmin()
rivals = {"Bias": Bias().fit(stars.train), "factors": fits[size, cost]}
by_name = {name: round(rmse(model, stars.test), 3) for name, model in rivals.items()}
print(f"{size:.0f} factors, penalty {cost}; RMSE in stars:", by_name)

# %%
asked = stars.test
guesses = {name: model.score(everybody)[asked.users, asked.items] for name, model in rivals.items()}
squared = {name: (asked.ratings - guess) ** 2 for name, guess in guesses.items()}
per_person = pd.Series(squared["factors"] - squared["Bias"]).groupby(asked.users).mean().to_numpy()
print("factors - Bias, squared error:", per_person.mean().round(4), np.round(bootstrap_interval(per_person), 4))

# %% [markdown]
# On Harbour 0 lies inside the interval: for stars, the factors cannot be told apart from the two biases, and on the
# validation two factors did as well as 32. (On MovieLens there is more to find; with these settings the interval still
# holds 0 there.) Is the model poor? In Harbour we can ask the Oracle, which knows the true expected stars of everybody
# for everything.

# %%
from recsys_course.models.oracle import Oracle
from recsys_course.splits import leave_last_out

harbour = leave_last_out(load("harbour").interactions)
asked = harbour.valid
true_stars = Oracle().fit(harbour.train).expected_rating(range(asked.n_users))[asked.users, asked.items]
guessed = Bias().fit(harbour.train).score(range(asked.n_users))[asked.users, asked.items]
{name: round(metrics.rmse(asked.ratings, guess), 3) for name, guess in {"Bias": guessed, "Oracle": true_stars}.items()}

# %% [markdown]
# Even the Oracle errs by this much, because there is chance in the stars of Harbour: the same person would not always
# give the same stars to the same film. Between `Bias` and the best possible there is little room. A good question
# before any long search for a better model is: how much is there to win?
#
# *A good place for a break.* You have learned from what people **say**. The second part learns from what they **do**.
#
# ## What is an empty cell?
#
# Most services have no stars. They know who watched what: the matrix holds 1 for "seen", and nothing else. What does an
# empty cell say? Perhaps "I do not want it", perhaps "I have never heard of it". We do not know which.
#
# If we leave the empty cells out, all that is left are ones, and a model that always answers 1 makes no error. So they
# must take part, with little weight. Hu, Koren and Volinsky give every cell a **wish** $x_{ui}$ (in their paper:
# preference) and a **confidence** $c_{ui}$ (not that of a rule in lesson 05):
#
# | | wish $x$ | confidence $c = 1 + \alpha r$ |
# |---|---|---|
# | seen (r = 1, or r times) | 1 | $1 + \alpha r$: high |
# | empty (r = 0) | 0 | 1: low, but there are many of them |
#
# We want $p_u \cdot q_i$ near the wish everywhere, and nearest where the confidence is high:
#
# $$\sum_{\text{all } u, i} c_{ui}\,(x_{ui} - p_u \cdot q_i)^2 + \lambda \Big(\sum_u |p_u|^2 + \sum_i |q_i|^2\Big)$$
#
# This sum runs over *all* cells, 1.5 million on Harbour, which is many for steps one by one. There is a better way.
# Hold $Q$ fixed for a moment. Then the people do not disturb one another, and for each the loss is a parabola whose
# lowest point can be *computed*.
#
# By hand, with one factor: three films with $q = (1,\ 0.5,\ -0.5)$; somebody saw the first; $\alpha = 3$, so
# $c = (4, 1, 1)$; $\lambda = 0.5$. The loss is $4(1 - p)^2 + (0 - 0.5p)^2 + (0 + 0.5p)^2 + 0.5p^2$. Its derivative is 0
# where
#
# $$(4 \cdot 1^2 + 1 \cdot 0.5^2 + 1 \cdot 0.5^2 + 0.5)\,p = 4 \cdot 1 \cdot 1 \quad\Rightarrow\quad 5p = 4 \quad\Rightarrow\quad p = 0.8$$
#
# The three scores are 0.8, 0.4 and −0.4. With $d$ factors the same happens, with a matrix in place of the 5. Set the
# gradient to zero, $-2\sum_i c_i (x_i - p \cdot q_i)\, q_i + 2 \lambda p = 0$, and move everything with $p$ to the
# left:
#
# $$\Big(\sum_i c_i\, q_i q_i^T + \lambda I\Big)\, p = \sum_i c_i\, x_i\, q_i \qquad\text{or}\qquad
# (Q^T C Q + \lambda I)\, p = Q^T C x$$
#
# $C$ is the diagonal matrix of the confidences, $I$ the matrix with ones on its diagonal. NumPy solves such equations:
# `np.linalg.solve(M, v)` is the $p$ with $M p = v$. Do it for one person.

# %% exercise="06-als-user"
def als_user(Q, times, alpha, penalty):
    """The best vector p (d,) of one person, with the films fixed.

    Q: array (m, d).   times: array (m,), how often the person saw each film (0: never).
    confidence = 1 + alpha * times; the wish is 1 where times > 0, else 0.
    """
    ### BEGIN SOLUTION
    c = 1 + alpha * times
    left = (Q.T * c) @ Q + penalty * np.eye(Q.shape[1])
    return np.linalg.solve(left, Q.T @ (c * (times > 0)))
    ### END SOLUTION

# %% check="06-als-user" points=3
check("06-als-user", als_user)

# %% [markdown]
# Then the films: hold $P$ fixed, and compute every $q_i$ in the same way. Then the people again. This is
# **alternating least squares**, ALS. Each turn goes down to the lowest point for one side, so the loss can only fall.
# (`ALS` of the course does not go all the way. It makes three steps of a method that comes near the lowest point,
# conjugate gradients, which is faster and goes down too. With `cg_steps=64` the lists are as good.)

# %%
from recsys_course.models.factors import ALS, solve_one

X = events.matrix().toarray()


def als_loss(model, alpha=2, penalty=0.5):
    squares = (1 + alpha * X) * (X - model.score(range(6))) ** 2
    return squares.sum() + penalty * ((model.user_factors**2).sum() + (model.item_factors**2).sum())


turns = [als_loss(ALS(n_factors=2, n_epochs=n, alpha=2, penalty=0.5).fit(events)) for n in (1, 2, 5, 10, 20)]
assert np.all(np.diff(turns) < 0)
np.round(turns, 2)

# %% [markdown]
# Is the solution of one person right? Check it with a tool that knows nothing about confidence: `np.linalg.lstsq` finds
# the vector $p$ that makes $|Mp - v|^2$ smallest. A row with confidence $c$ is the same as a row multiplied by $\sqrt c$,
# and the penalty is $d$ more rows, $\sqrt\lambda\, I$, that want to be 0. So we stack them. (`solve_one` is the
# reference; it wants the numbers of the films seen, and their confidences.)

# %%
Q = ALS(n_factors=2, n_epochs=20, alpha=2, penalty=0.5).fit(events).item_factors
wish = X[tiny.user("Ana")]
weight = np.sqrt(1 + 2 * wish)
stacked = np.vstack([weight[:, None] * Q, np.sqrt(0.5) * np.eye(2)])
target = np.concatenate([weight * wish, [0, 0]])
ana = np.linalg.lstsq(stacked, target)[0]
seen = np.flatnonzero(wish)
assert np.allclose(ana, solve_one(Q, seen, np.full(len(seen), 3.0), penalty=0.5))

# %% [markdown]
# Both agree. Before we go on to large data, one question about the cells that nobody filled.

# %% quiz="06-q3" points=1
quiz("06-q3", "c")  ### SOLUTION

# %% [markdown]
# Now the large world, with lists: leave-last-out, and the settings chosen on the validation.

# %%
from recsys_course.evaluation import compare, evaluate, leaderboard

split = leave_last_out(data.interactions)


def on_validation(model, name=None):
    return evaluate(model.fit(split.train), split.valid, name=name)


tried = {(a, cost): on_validation(ALS(64, alpha=a, penalty=cost)) for a in (0.5, 2, 5) for cost in (10, 30)}
als_grid = pd.Series({pair: result.mean() for pair, result in tried.items()})
als_alpha, als_penalty = als_grid.idxmax()
plots.heatmap(als_grid.unstack(), "ALS: settings matter (validation nDCG@10)", "penalty", "alpha", digits=3)

# %% [markdown]
# On Harbour the best pair is in a corner of the table. Then the best may lie outside, so we look further:

# %%
for a, cost in ((0.2, 10), (0.5, 5)):
    further = on_validation(ALS(64, alpha=a, penalty=cost), name=f"ALS({a}, {cost})")
    print(compare(tried[als_alpha, als_penalty], further))

# %% [markdown]
# Nothing better beyond chance. We keep our pair.
#
# ## Which of the two?
#
# A list needs no wish of 1 or 0. It needs an *order*. So ask about pairs: Ana saw *Star Freight* ($i$) and did not see
# *Quiet Snow* ($j$). Then $i$ should have the higher score. Let $z = s_{ui} - s_{uj}$ be the difference. The
# **sigmoid** turns it into a chance that the pair is in the right order,
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}, \qquad \sigma(-2) = 0.119,\quad \sigma(0) = 0.5,\quad \sigma(2) = 0.881,$$
#
# and the loss of the pair is $-\ln \sigma(z)$: near 0 when the order is clearly right, large when it is clearly wrong.
# The method is **BPR**, Bayesian personalized ranking. Its derivative is simple, because
# $\frac{d}{dz}\big(-\ln \sigma(z)\big) = -(1 - \sigma(z)) = -\sigma(-z)$. With $w = 1 - \sigma(z)$ and
# $z = p \cdot (q_i - q_j)$:
#
# $$\frac{\partial L}{\partial p} = -w\,(q_i - q_j) \qquad \frac{\partial L}{\partial q_i} = -w\,p \qquad \frac{\partial L}{\partial q_j} = +w\,p$$
#
# A pair that is right already has a small $w$ and hardly moves anything. By hand: $p = (1, 0.5)$, $q_i = (0.8, 0.2)$,
# $q_j = (0.3, 0.6)$. The scores are 0.9 and 0.6, so $z = 0.3$, $\sigma(z) = 0.574$, $w = 0.426$, and the gradient
# with respect to $p$ is $-0.426 \cdot (0.5, -0.4) = (-0.213,\ 0.170)$. Finite differences agree:

# %%
def pair_loss(p):
    difference = p @ np.array([0.8 - 0.3, 0.2 - 0.6])
    return -np.log(1 / (1 + np.exp(-difference)))


p = np.array([1, 0.5])
slopes = [(pair_loss(p + h * one) - pair_loss(p - h * one)) / (2 * h) for one in np.eye(2)]
assert np.allclose(slopes, [-0.213, 0.170], atol=0.001)
np.round(slopes, 3)

# %% [markdown]
# Now all three gradients, for any vectors.

# %% exercise="06-bpr-gradient"
def bpr_gradients(p, q_i, q_j):
    """The derivatives of -ln sigma(p . (q_i - q_j)) with respect to p, to q_i and to q_j: three arrays (d,).

    p: the person.   q_i: a film that was seen.   q_j: a film that was not seen.
    """
    ### BEGIN SOLUTION
    w = 1 / (1 + np.exp(p @ (q_i - q_j)))
    return -w * (q_i - q_j), -w * p, w * p
    ### END SOLUTION

# %% check="06-bpr-gradient" points=2
check("06-bpr-gradient", bpr_gradients)

# %% [markdown]
# The model `BPR` makes such steps with a penalty. For every event it draws a film $j$ at random, and skips it when the
# person has seen $j$. Each film also has a bias $b_i$, which learns how popular the film is. (A bias of the person
# would cancel in the difference.)

# %%
from recsys_course.models.factors import BPR

tried = {d: on_validation(BPR(d, n_epochs=30, rate=0.05, penalty=0.01)) for d in (32, 64)}
bpr_grid = pd.Series({d: result.mean() for d, result in tried.items()}, name="validation nDCG@10")
bpr_grid.rename_axis("factors").round(4)

# %% [markdown]
# On Harbour 64 is ahead, and it is at the edge of this table; 128 factors were not better.
#
# *A good place for a break.* The third part needs no steps at all.
#
# ## The answer in one piece
#
# **PureSVD** takes the matrix of ones and zeros as it is (the paper puts the stars in the full cells), and keeps its
# $d$ strongest directions. Every matrix can be written as $X = U \Sigma V^T$, the **singular value decomposition**; the
# rows of $V^T$ are directions in the space of the films, the most important one first. With $V_d$ for the first $d$ of
# them, the scores of a person with the row $x_u$ are
#
# $$s_u = x_u\, V_d\, V_d^T$$
#
# which again is a dot product: $p_u = x_u V_d$ and $q_i$ is row $i$ of $V_d$. All cells count the same, empty ones too.

# %%
from recsys_course.models.factors import EASE, PureSVD

V = np.linalg.svd(X)[2][:2].T  # the two strongest directions, (8, 2)
assert np.allclose(PureSVD(n_factors=2).fit(events).score(range(6)), X @ V @ V.T, atol=1e-5)

# %% [markdown]
# **EASE** does not use factors. It learns the weights of `ItemKNN` instead of taking cosines: a table $B$ in which
# $B_{ij}$ says how much a seen film $i$ speaks for film $j$, so that $X B$ comes near to $X$:
#
# $$\min_B\ |X - X B|^2 + \lambda |B|^2 \quad\text{with}\quad B_{jj} = 0$$
#
# Why the condition? Without it the easiest way to explain who saw film $j$ is film $j$ itself. Each film must be
# explained by the *other* films. The answer has a closed form. With $A = (X^T X + \lambda I)^{-1}$,
#
# $$B_{ij} = -\frac{A_{ij}}{A_{jj}} \quad (i \ne j), \qquad B_{jj} = 0$$
#
# By hand: four people, three films, $\lambda = 1$. Two people saw the first two films, one saw the first and the third,
# one the third alone.
#
# | $X^TX + I$ | | | | $21 \cdot A$ | | | | $B$ | | |
# |---|---|---|---|---|---|---|---|---|---|---|
# | 4 | 2 | 1 | | 9 | −6 | −3 | | 0 | 6/11 = 0.545 | 3/8 = 0.375 |
# | 2 | 3 | 0 | | −6 | 11 | 2 | | 6/9 = 0.667 | 0 | −2/8 = −0.25 |
# | 1 | 0 | 3 | | −3 | 2 | 8 | | 3/9 = 0.333 | −2/11 = −0.182 | 0 |
#
# (The factor 21 cancels in $A_{ij} / A_{jj}$.) The first two films speak for each other. The second speaks *against*
# the third. In NumPy, `np.linalg.inv` inverts a matrix and `np.diag` reads its diagonal.

# %% exercise="06-ease"
def ease_weights(X, penalty):
    """The table B of EASE: row i for a seen film, column j for the film that is explained.

    X: array (n_people, m) of 0 and 1.   penalty: a number above 0. Returns an array (m, m) with zeros on the diagonal.
    """
    ### BEGIN SOLUTION
    A = np.linalg.inv(X.T @ X + penalty * np.eye(X.shape[1]))
    B = -A / np.diag(A)  # column j is divided by A_jj
    np.fill_diagonal(B, 0)
    return B
    ### END SOLUTION

# %% check="06-ease" points=2
check("06-ease", ease_weights)

# %% [markdown]
# What does the closed form promise? That column $j$ is the best way to explain film $j$ by all other films. `lstsq` can
# check one column: take away column $j$ of $X$, and stack the penalty below.

# %%
j = 3  # The Ninth Orbit
others = np.delete(np.arange(8), j)
stacked = np.vstack([X[:, others], np.sqrt(1.0) * np.eye(7)])
column = np.linalg.lstsq(stacked, np.concatenate([X[:, j], np.zeros(7)]))[0]
assert np.allclose(column, EASE(penalty=1.0).fit(events).weights[others, j])
pd.Series(column, films[others]).round(2)

# %% [markdown]
# *Harbour Lights*, *Star Freight* and *Iron Comet* speak for *The Ninth Orbit*; *Letters to Lisbon* speaks against it.
#
# ## How it breaks: a film that explains itself
#
# Forget the condition and the penalty. One table with error exactly 0 is then the identity matrix, 1 on the diagonal
# and 0 elsewhere: $X I = X$. And the lists? Every film that a person has not seen gets the score 0. The perfect model
# of the past recommends nothing. This happens to every model that may see in its input what it has to say: to networks
# too.
#
# A penalty alone also helps. Without the condition the answer is $H = (X^TX + \lambda I)^{-1} X^T X$, a **ridge
# regression**, and (see the `EASE` class) column $j$ of $B$ is column $j$ of $H$ without its diagonal, divided by
# $1 - h_{jj}$. For films that a person has not seen, the diagonal plays no part. So the two models differ in that
# division only. Does it help? We measure.

# %%
class Ridge(EASE):
    """EASE before the division by 1 - h_jj: the same scores as X H for films that were not seen."""

    def _score(self, users):
        return super()._score(users) * (1 - self.diagonal)


tried = {(kind.__name__, cost): on_validation(kind(cost)) for kind in (EASE, Ridge) for cost in (30, 100, 300)}
linear_grid = pd.Series({pair: result.mean() for pair, result in tried.items()}).unstack()
linear_grid.rename_axis(columns="penalty").round(4)

# %%
best_cost = linear_grid.idxmax(axis=1)
compare(tried["EASE", best_cost["EASE"]], tried["Ridge", best_cost["Ridge"]])

# %% [markdown]
# Here the model **without** the condition is ahead, on Harbour beyond chance. Without any penalty the condition rules
# out the identity. With a good penalty, which our formula needs anyway, it is not the only cure. What does the division
# by $1 - h_{jj}$ do? It lifts films with a large $h_{jj}$. Which are these?

# %%
viewers = split.train.counts_by_item()
linear = {"EASE": EASE(best_cost["EASE"]).fit(split.train), "Ridge": Ridge(best_cost["Ridge"]).fit(split.train)}
rank_correlation = pd.Series(linear["EASE"].diagonal).corr(pd.Series(viewers), method="spearman")
print("rank correlation of h_jj with the viewers:", round(rank_correlation, 2))
for name, model in linear.items():
    print(name, "- median viewers in the lists:", np.median(viewers[model.recommend(np.unique(split.valid.users))]))

# %% [markdown]
# They are the popular films. We had not expected this result, and found it only because we asked. It is a result on
# this validation; the test below looks again.
#
# *A good place for a break.* Next: what scores mean, what factors mean, and the test.
#
# ## From scores to chances
#
# How likely is it that a person watches film $i$ next? A score is not a chance: it can be negative, and the scores of all
# films do not add up to 1. The **softmax** turns them into chances:
#
# $$\mathrm{Pr}(i \mid u) = \frac{e^{s_{ui}}}{\sum_j e^{s_{uj}}}$$
#
# By hand, for three films with the scores 2, 1 and 0: $e^2 = 7.389$, $e^1 = 2.718$, $e^0 = 1$, with the sum 11.107. The
# chances are 0.665, 0.245 and 0.090. One more point in the score makes a film $e = 2.718$ times as likely.
#
# A computer has a problem here: $e^{1000}$ is too large for it. But a number subtracted from *all* scores of a person
# changes nothing, because $e^{s - m} = e^s / e^m$, and the factor is above and below the line. So subtract the largest
# score first.

# %% exercise="06-softmax"
def softmax(scores):
    """The chance of every film for every person.

    scores: array (n, m), one row for each person. Returns an array (n, m) whose rows add up to 1.
    It must also work for scores such as 1000 or -1000.
    """
    ### BEGIN SOLUTION
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION

# %% check="06-softmax" points=2
check("06-softmax", softmax)

# %% [markdown]
# Can we read the scores of `ALS` as such chances? Its wishes are 0 and 1, so all scores lie near that range. Here is one
# person. We leave out the films already seen, and print the largest chance times the number of films left. (1 means: as
# likely as a film drawn blindly.)

# %%
from recsys_course.models import factors

als = ALS(64, alpha=als_alpha, penalty=als_penalty).fit(split.train)
unseen = np.setdiff1d(np.arange(split.train.n_items), split.train.items[split.train.users == 14])
chances = factors.softmax(als.score([14])[:, unseen])
print("sum:", chances.sum().round(6), " largest, times the number of films:", (chances.max() * chances.size).round(2))

# %% [markdown]
# Even the best unseen film is, on Harbour, only about 1.4 times as likely as a blind draw. The *order* of the scores means
# something; these chances do not. For chances that do, we must choose $P$ and $Q$ so that the films really watched next
# are likely: make $-\ln \mathrm{Pr}(i \mid u)$ small by gradient steps, as you did here. Lesson 07 does this, and so do
# most networks after it.

# %% quiz="06-q4" points=1
quiz("06-q4", "a")  ### SOLUTION

# %% [markdown]
# ## A map of films
#
# The factors have no names. Do they mean something? Take the vectors of films and look which ones point in the same
# direction: the cosine of lesson 03, now in the learned space. We group films into families by their titles: "Name",
# "Name 2", "Name: The Rest" are one family. (A rough rule, made for looking.) We keep films with at least ten viewers.

# %%
known = np.flatnonzero(viewers >= 10)
family = pd.Series(data.catalogue.titles).str.replace(r"[:,(].*", "", regex=True).str.strip()
family = family.str.replace(r" \d+$", "", regex=True).to_numpy()
arrows = als.item_factors / np.maximum(np.linalg.norm(als.item_factors, axis=1, keepdims=True), 1e-12)

# %%
table = pd.DataFrame({"family": family, "viewers": viewers}).loc[known]
largest = table.groupby("family")["viewers"].agg(["sum", "size"]).query("size >= 3").nlargest(6, "sum").index
shown = known[np.isin(family[known], largest)]
centred = arrows[shown] - arrows[shown].mean(axis=0)
across, up = np.linalg.svd(centred, full_matrices=False)[2][:2]  # the two directions in which they differ most
title = "Films of one family lie near one another"
plots.groups(centred @ across, centred @ up, family[shown], title, "first direction", "second direction")

# %% [markdown]
# A flat map of 64 numbers shows only a part. So we also count, among all known films: does the nearest film share a
# genre? Is it of the same family, where the film has one? Films of one family often share their genres, so we count the
# genres of films **without** a family too.

# %%
likeness = arrows[known] @ arrows[known].T
np.fill_diagonal(likeness, -2)
nearest = known[likeness.argmax(axis=1)]
genres = data.catalogue.genre_matrix().to_numpy()
common = (genres[known] @ genres[known].T > 0)[~np.eye(len(known), dtype=bool)].mean()
with_family = pd.Series(family[known]).duplicated(keep=False).to_numpy()
shared = (genres[known] * genres[nearest]).any(axis=1)
same_genre, same_genre_alone = shared.mean(), shared[~with_family].mean()
same_family = (family[known] == family[nearest])[with_family].mean()

# %% [markdown]
# The nearest film shares a genre in ≈ 46 % of all cases, and in ≈ 35 % for a film without a family; two films drawn
# blindly do in ≈ 22 %. Where a film has a family, its nearest film belongs to it in ≈ 99 % of all cases. Nobody told
# the model a genre or a title. People who watch one part of a series watch the next, and that is enough. (On MovieLens
# families are looser, and genres tell more.)

# %%
expect(same_genre, about=0.46, within=0.03, what="nearest film shares a genre")
expect(same_genre_alone, about=0.35, within=0.03, what="nearest film shares a genre, no family")
expect(common, about=0.22, within=0.01, what="two random films share a genre")
expect(same_family, about=0.99, within=0.02, what="nearest film is of the same family")

# %% [markdown]
# ## Good stars, poor lists
#
# Now the model of stars from the first part, with the settings that had the smallest error. Let it make lists: the
# films with the highest predicted stars.

# %%
from recsys_course.models.baselines import Popularity

size, cost = errors.idxmin()
by_stars = MatrixFactorization(int(size), n_epochs=20, penalty=cost)
larger = MatrixFactorization(64, n_epochs=20, penalty=0.03)
named = {"Bias": Bias(), f"{by_stars.n_factors} factors for stars": by_stars, "64 factors for stars": larger}
named |= {"Popularity": Popularity(), "ALS": als}
ranking = {name: on_validation(model).mean() for name, model in named.items()}
plots.bars(ranking, "All models of stars rank below popularity", "validation nDCG@10")

# %% [markdown]
# A model that predicts stars well makes worse lists than popularity, which predicts no stars. Lesson 02 saw this with
# `Bias`. The chosen model is hardly more than `Bias`; the one with 64 factors stays far below popularity too, so size is
# not the reason. How well known are the films in these lists?

# %%
audience = {"any film": np.median(viewers)}
for model in (by_stars, Popularity().fit(split.train), als):
    audience[model.name] = np.median(viewers[model.recommend(np.unique(split.valid.users))])
title = "The model of stars recommends films with fewer viewers than ALS does"
plots.bars(audience, title, "median number of viewers of a film in the lists")

# %% [markdown]
# Stars come from the viewers that a film has. A film with few viewers and high stars can reach the top of these lists,
# so fame is not rewarded.

# %% [markdown] reasoning="06-why-stars" points=2
# **Think, and write three or four sentences.** `MatrixFactorization` learns from the cells that are full, and its RMSE
# is measured on hidden cells that were full too. A list ranks the cells that are empty. Why can the model be good at
# the first and poor at the second? What do `ALS` and `BPR` learn from that it never sees? Would a service still have a
# use for predicted stars? (The solved edition in `solutions/` has a model answer.)
#
# ### BEGIN SOLUTION
# People rate what they chose, and they choose what they expect to like. So the full cells are not a random sample, and
# the model never learns that most films do not interest most people: it answers "*if* you watch this, how many stars?",
# and a film that a few enthusiasts loved gets a high answer for everybody. ALS and BPR also learn from the empty cells,
# so they learn what is *chosen*. A service can use both: first find films that a person is likely to choose, then order
# or filter them by the predicted stars, so that the choice is not regretted.
# ### END SOLUTION

# %% [markdown]
# ## The test, once
#
# All models of the course so far, each with settings chosen on the validation (those of the model of stars on the
# random split, whose training part also holds later events). The floor is `Popularity`, the ceiling the `Oracle`, where
# there is one. From lesson 05 we take `Personas` and a weighted hybrid; its parts are the neighbours with recency and
# our ALS, and its weights are chosen now.

# %%
from recsys_course.models.baselines import Chance
from recsys_course.models.clusters import Personas
from recsys_course.models.content import ContentBased, documents
from recsys_course.models.hybrid import Weighted, choose_weights
from recsys_course.models.neighbours import ItemKNN, UserKNN
from recsys_course.models.oracle import oracles


def best(candidates):
    """Of several models, the one with the highest nDCG@10 on the validation."""
    return max(candidates, key=lambda model: on_validation(model).mean())


recent = ItemKNN(k=100, half_life=1)  # the pair of lesson 03
weights = choose_weights([recent, als], split.train, split.valid, steps=5)
print("weights of the hybrid:", weights)

# %%
columns = [name for name in ("title", "people") if name in data.catalogue.table]
content = ContentBased(documents(data.catalogue, columns), half_life=1)  # as in lesson 04
models = {model.name: model for model in (Chance(), Popularity(), *oracles(data), content)}
models["UserKNN"] = best([UserKNN(k=k) for k in (30, 100)])
models["ItemKNN"] = best([ItemKNN(k=k) for k in (1, 5, 30, 100)])
models["Personas"] = best([Personas(n) for n in (10, 40)])
models |= {"ItemKNN, recent": recent, "hybrid": Weighted([recent, als], weights)}

# %% [markdown]
# And the models of this lesson. Every model learns again from everything that is known before the test.

# %%
models |= {"factors for stars": by_stars, "ALS": ALS(64, alpha=als_alpha, penalty=als_penalty)}
models["BPR"] = BPR(int(bpr_grid.idxmax()), n_epochs=30, rate=0.05, penalty=0.01)
models["PureSVD"] = best([PureSVD(d) for d in (32, 64, 128)])
models |= {"EASE": EASE(best_cost["EASE"]), "Ridge": Ridge(best_cost["Ridge"])}
results = {n: evaluate(model.fit(split.known), split.test, name=n) for n, model in models.items()}

# %%
board = leaderboard(list(results.values()))
board.filter(["nDCG@10", "low", "high", "hit rate@10", "coverage@10", "way"]).round(3)

# %% [markdown]
# (`way`, where there is an Oracle: the part of the way from `Popularity`, 0, to the Oracle, 1.) As a picture, with the
# uncertainty of every number:

# %%
plots.leaderboard(board, "ALS beats popularity, the model of stars does not; recency beats ALS")

# %% [markdown]
# Which differences are more than chance? Person by person:

# %%
pairs = [("Popularity", "factors for stars"), ("Popularity", "BPR"), ("Popularity", "ALS"), ("ItemKNN", "ALS"),
         ("ALS", "EASE"), ("ALS", "PureSVD"), ("ItemKNN", "EASE"), ("ItemKNN", "Ridge"), ("EASE", "Ridge"),
         ("Ridge", "ContentBased"), ("Ridge", "ItemKNN, recent"), ("ItemKNN, recent", "hybrid")]
for a, b in pairs:
    print(f"{a} -> {b}\n    {compare(results[a], results[b])}")

# %%
expect(results["factors for stars"].mean(), about=0.009, within=0.003, what="nDCG@10 of MatrixFactorization")
expect(results["BPR"].mean(), about=0.048, within=0.005, what="nDCG@10 of BPR")
expect(results["ALS"].mean(), about=0.064, within=0.005, what="nDCG@10 of ALS")
expect(results["Ridge"].mean(), about=0.094, within=0.003, what="nDCG@10 of Ridge")
expect(results["ItemKNN, recent"].mean(), about=0.16, within=0.01, what="nDCG@10 of ItemKNN with recency")

# %% [markdown]
# In words, for Harbour:
#
# - The model of stars has nDCG@10 ≈ 0.009 and is worse than `Popularity`. RMSE chose its settings, and RMSE answers another question.
# - Trained on what is *chosen*, the same dot product makes lists twice as good as those of `Popularity`: `ALS` has ≈ 0.064. `BPR` has
#   ≈ 0.048 with this seed. ALS and BPR both begin with random numbers; other seeds moved each by up to 0.004. Say so when you report one.
# - `EASE`, `ALS`, `PureSVD` and `ItemKNN` cannot be told apart. Of the models of this lesson only `Ridge` stands out: it keeps its lead, ≈ 0.094.
# - `ItemKNN` with recency is far ahead with ≈ 0.16, and content with a short memory is above all models of this lesson too. Look at the
#   map again: the factors know that two films are parts of one series. They do not know that you watched part 1 *yesterday*.
#   All models of this lesson ignore the order of a history. A hybrid with `ALS` adds nothing that we can measure.
#
# (On MovieLens the learned models are close together, between popularity and the neighbours with recency, and most
# differences among them lie inside the intervals. The lead of `Ridge` over `EASE` is not seen there.)
#
# To read the order *and* to learn vectors is the task of the networks of lessons 09 and 10.
#
# ## For those who want more
#
# - `ALS(values="ratings")` gives a film with five stars more confidence than a film with one. Does it rank better? Ask the validation.
# - A stranger arrives with three films. `als.score_history([3, 5, 8])` serves them without a new fit. Which equation of this
#   lesson does it solve? Why does `BPR` not have such a function?
# - `ItemKNN` became better when the last films counted more. Give `Ridge` a memory of this kind: multiply a history with weights
#   (`recsys_course.models.history.weighted_history`) by `model.weights * (1 - model.diagonal)`, where `model` is a fitted `EASE`.
#
# ## Recap
#
# - A **dot product** multiplies number by number, the person with the film. An example that leaves out the person gives all people one list.
# - Stars are **mean + two biases + dot product**. You derived the step of **SGD** and checked the gradient by **finite differences**.
# - The training error keeps falling; the validation turns: **under-fitting**, then **over-fitting**. Epochs, factors and **penalty** steer it.
# - An **empty cell** is weak evidence. **ALS** weighs all cells and computes the best vector of each person; **BPR** learns the order of pairs;
#   **PureSVD** and **EASE** have closed answers. A model must not see in its input what it has to say.
# - The **softmax** turns scores into chances; scores that were not learned for it give chances that mean nothing.
# - A good model of stars makes poor lists. Choose the loss for the task, and let a test with intervals decide.

# %%
progress("06")

# %% [markdown]
# ## Sources
#
# - S. Funk, *Netflix update: Try this at home*, blog post, 2006: SGD for factors, one rating at a time.
# - Y. Koren, R. Bell, C. Volinsky, *Matrix factorization techniques for recommender systems*, Computer 42(8), 2009:
#   equations 4 and 5: the model with biases, and its loss.
# - Y. Hu, Y. Koren, C. Volinsky, *Collaborative filtering for implicit feedback datasets*, ICDM 2008: equations 3 and 4,
#   confidence and the solution for one person.
# - G. Takács, I. Pilászy, D. Tikk, *Applications of the conjugate gradient method for implicit feedback collaborative
#   filtering*, RecSys 2011.
# - S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme, *BPR: Bayesian personalized ranking from implicit feedback*,
#   UAI 2009.
# - P. Cremonesi, Y. Koren, R. Turrin, *Performance of recommender algorithms on top-N recommendation tasks*, RecSys 2010:
#   PureSVD, and that a good RMSE does not mean good lists.
# - H. Steck, *Embarrassingly shallow autoencoders for sparse data*, WWW 2019: equation 8, EASE.
