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
# # People like you, items like those you know: cosine collaborative filtering
#
# **Minutes:** 150
#
# **Before this:** lesson 01 (the user-item matrix, leave-last-out) and lesson 02 (nDCG, intervals).
#
# **You will be able to:**
# - compute the cosine of two people or two items by hand, with a loop, and for all pairs at once
# - recommend with the most similar people, and with the most similar items
# - choose the number of neighbours on validation, and say which side of the neighbourhood is cut
# - trust a similarity less when there is little evidence behind it
# - recognise two bugs that are easy to find on the web, and repair one

# %%
import numpy as np
import pandas as pd

from recsys_course import plots
from recsys_course.data import load
from recsys_course.exercises import check, expect, guess, hint, progress, quiz, reveal, whose, yours

# %% [markdown]
# ## A question between friends
#
# Ana asks her friends: "What should I see next?" A good friend has two ways to answer.
#
# - *"Bo likes the same films as you. Bo liked The Ninth Orbit, so see that."* This answer uses **people like you**.
# - *"You liked Star Freight. The Ninth Orbit is loved by the same people, so see that."* It uses **items like those you know**.
#
# Neither friend says what the film is about. Only the stars of many people together, the *collaboration*, decide.
# The name for this is **collaborative filtering**. **The question of this lesson: how alike are two people, or two films?**

# %%
tiny = load("tiny")
people, films = tiny.user_ids, tiny.catalogue.titles
R = tiny.interactions.matrix("ratings").toarray().astype(float)
pd.DataFrame(R, people, films).astype(int)

# %% [markdown]
# Every person is a row of eight numbers. Here a 0 means "not seen".
#
# ## Two people by hand
#
# How alike are Ana and Bo? Multiply their stars, film by film, and add up. This sum is the **dot product**.
#
# | | Harbour Lights | Star Freight | Iron Comet | Ninth Orbit | Tea | Letters | Wedding | Snow | sum |
# |---|---|---|---|---|---|---|---|---|---|
# | Ana | 4 | 5 | 4 | 0 | 0 | 1 | 0 | 0 | |
# | Bo | 3 | 5 | 5 | 4 | 0 | 0 | 1 | 0 | |
# | product | 12 | 25 | 20 | 0 | 0 | 0 | 0 | 0 | 57 |
#
# Only films that both have seen add to the sum. But 57 alone says little: a person who rates many films has large sums
# with everybody. So we divide by the **lengths** of both rows. The length is the root of the sum of the squares:
#
# - Ana: $4^2 + 5^2 + 4^2 + 1^2 = 58$, so her length is $\sqrt{58} = 7.616$
# - Bo: $3^2 + 5^2 + 5^2 + 4^2 + 1^2 = 76$, so his length is $\sqrt{76} = 8.718$
#
# The **cosine** of Ana and Bo is $57 / (\sqrt{58} \cdot \sqrt{76}) = 0.8585$. (We keep all digits and round only what we
# print, so your last digit may differ by one.) In one formula, for rows $a$ and $b$:
#
# $$\cos(a, b) = \frac{a \cdot b}{|a|\,|b|} = \frac{\sum_i a_i b_i}{\sqrt{\sum_i a_i^2}\,\sqrt{\sum_i b_i^2}}$$
#
# Picture both rows as arrows. The cosine is 1 when they point in the same direction, and 0 when they share nothing.
# With stars, which are never negative, it is never below 0. A person without any stars has no direction;
# we say that the cosine is 0 then.
#
# Eight films make arrows in eight dimensions, which nobody can draw. With two films it can be done. (`np.ix_` takes a block out
# of the table: here the rows 0 and 3, and of these the columns 1 and 5.)

# %%
two = pd.DataFrame(R[np.ix_([0, 3], [1, 5])], people[[0, 3]], films[[1, 5]])
plots.angle(two, "On these two films Ana and Dana point almost at a right angle")

# %% [markdown]
# Ana's arrow points mostly along *Star Freight*, Dana's along *Letters to Lisbon*. The angle between them is large, so the
# cosine is small. Now write it for rows of any length.

# %% exercise="03-cosine"
def cosine(a, b):
    """The cosine of two rows of stars, a number.

    a, b: arrays (d,). When one of them is all zeros, the result is 0.0.
    """
    ### BEGIN SOLUTION
    lengths = np.sqrt((a @ a) * (b @ b))
    return a @ b / lengths if lengths > 0 else 0.0
    ### END SOLUTION

# %% check="03-cosine" points=1
check("03-cosine", cosine)

# %% [markdown]
# The package has the same function for all pairs of rows at once. It wants the table as a sparse matrix (`csr_array`),
# which stores only the full cells. Here are all six people.

# %%
from scipy.sparse import csr_array

from recsys_course.models import neighbours

alike = pd.DataFrame(neighbours.cosine(csr_array(R), csr_array(R)), people, people)
plots.heatmap(alike, "Ana is most like Bo, and Dana is most like Fei")

# %% [markdown]
# Look along the row of Ana. Bo is first with 0.86, then Chidi with 0.64, computed in the same way. Dana, who loves
# comedies, is far away. The numbers on the diagonal are 1: everybody points in their own direction.

# %% quiz="03-q1" points=1
quiz("03-q1", "b")  ### SOLUTION

# %% [markdown]
# ## People like you
#
# Now the recommendation. We take the **k nearest neighbours** of Ana, here k = 2: Bo (0.8585) and Chidi (0.6417).
# Each film gets a **score**: the stars of the neighbours, each times its similarity.
#
# | film that Ana has not seen | Bo's stars | Chidi's stars | score |
# |---|---|---|---|
# | The Ninth Orbit | 4 | 5 | 0.8585 · 4 + 0.6417 · 5 = 6.64 |
# | The Wedding Cook | 1 | not seen | 0.8585 · 1 = 0.86 |
# | Tea for Two Cats | not seen | 1 | 0.6417 · 1 = 0.64 |
# | Quiet Snow | not seen | not seen | 0 |
#
# *The Ninth Orbit* wins by far. Compare lesson 00: popularity offered Ana a comedy about cats.
#
# In symbols, with $s_{uv}$ for the cosine of $u$ and $v$, and $N_k(u)$ for the k nearest neighbours of $u$:
#
# $$\text{score}(u, i) = \sum_{v \in N_k(u)} s_{uv}\, r_{vi}$$
#
# As a loop, it reads like the formula:

# %%
ana = tiny.user("Ana")
to_ana = alike.to_numpy()[ana].copy()
to_ana[ana] = 0  # nobody is their own neighbour
ana_scores = np.zeros(len(films))
for v in np.argsort(-to_ana, kind="stable")[:2]:  # the two people with the highest similarity
    ana_scores += to_ana[v] * R[v]
pd.Series(ana_scores, films).round(2)

# %% [markdown]
# (The films that Ana has seen have scores too. They are left out when the list is made.)
#
# Write the loop as a function. Use its arguments, not the names of the cell above. When it works, try it without the
# loop over the people.

# %% exercise="03-user-scores"
def user_scores(similarity, ratings, k):
    """Scores of all films, from the k people with the highest similarity.

    similarity: array (n,), similarity[v] to person v.   ratings: array (n, n_films), 0 where not seen.
    Of equally similar people, those with the smaller number are taken. Returns an array (n_films,).
    """
    ### BEGIN SOLUTION
    nearest = np.argsort(-similarity, kind="stable")[:k]
    return similarity[nearest] @ ratings[nearest]
    ### END SOLUTION

# %% check="03-user-scores" points=2
check("03-user-scores", user_scores)

# %% [markdown]
# The model of the course is called `UserKNN`: *user*-based *k* *n*earest *n*eighbours.
# It does this for all people at once. Its scores equal those of the loop.

# %%
model = neighbours.UserKNN(k=2, values="ratings").fit(tiny.interactions)
assert np.allclose(model.score([ana])[0], ana_scores)
films[model.recommend([ana], k=3)[0]]

# %% [markdown]
# ## What a star says to a cosine
#
# Look at the second and the third film of this list again. Each score comes from a single rating of **1 star**:
# Bo gave *The Wedding Cook* 1, and Chidi gave *Tea for Two Cats* 1. They disliked these films, and still their
# stars add to the scores. In the sum, 1 star is a small "yes". Only "not seen" says nothing.
#
# The cosine has the same habit. Ana and Eli disagree about *Star Freight* (5 and 1) and about *Letters to Lisbon* (1 and
# 5). Each of these products is 5, which is more than 0. So Eli, with 0.41, is "more like Ana" than Dana, with 0.29.
#
# One remedy is **centring**: subtract from all stars of a person the mean of this person. Bo's mean is 3.6, so his 1 for
# *The Wedding Cook* becomes $1 - 3.6 = -2.6$, a clear "no", and his 4 for *The Ninth Orbit* becomes 0.4. Films that were not
# seen stay 0. (`means[:, None]` makes a column of the means, so that each row loses its own.)

# %%
means = R.sum(axis=1) / (R > 0).sum(axis=1)
centred = np.where(R > 0, R - means[:, None], 0)
bo_and_chidi = [1, 2]
pd.Series(to_ana[bo_and_chidi] @ centred[bo_and_chidi], films).round(2)

# %% [markdown]
# The neighbours and their similarities are those of before; only their stars are centred. *The Ninth Orbit* has 1.15 and
# stays first, and the two disliked films are below 0. This list is repaired.
#
# The rows that the cosine compares can be centred too:

# %%
alike_centred = pd.DataFrame(neighbours.cosine(csr_array(centred), csr_array(centred)), people, people)
plots.heatmap(alike_centred, "With centred stars Ana and Eli disagree, and Fei is like nobody")

# %% [markdown]
# Centred rows have numbers below 0, so a cosine can be below 0 as well, down to -1 for opposite directions. Ana and Eli now
# have -0.63. Two things were not asked for. Fei gave 4 stars to every film, so all her centred stars are 0: a row without a
# direction, with cosine 0 to everybody and even to herself. And the nearest to Ana is now Dana with 0.33, on the evidence of
# two films that both have seen.
#
# So which form is right? That depends on the question. To predict *how many stars Ana will give*, people centre (lesson 06
# will do it too). To predict *what Ana will watch next*, as this lesson does, every film that somebody watched may count,
# liked or not. Below you will measure whether stars help with that.

# %% [markdown]
# ## Items like those you know
#
# Now compare the columns of the table. A film is a **column**: the stars of six people. Which films are alike?
# Two films are alike when the *same people* gave them stars. By hand, for *The Ninth Orbit* and *Star Freight*:
#
# | | Ana | Bo | Chidi | Dana | Eli | Fei | sum | length |
# |---|---|---|---|---|---|---|---|---|
# | The Ninth Orbit | 0 | 4 | 5 | 0 | 0 | 0 | | $\sqrt{41} = 6.403$ |
# | Star Freight | 5 | 5 | 4 | 0 | 1 | 4 | | $\sqrt{83} = 9.110$ |
# | product | 0 | 20 | 20 | 0 | 0 | 0 | 40 | |
#
# The cosine is $40 / (\sqrt{41} \cdot \sqrt{83}) = 0.6857$.
#
# All pairs of films at once need no loop. The matrix product $R^T R$ holds the dot product of every pair of columns,
# and its diagonal holds the squared lengths. Divide, and all cosines are there.

# %%
dots = R.T @ R
lengths = np.sqrt(np.diag(dots))
S = dots / np.outer(lengths, lengths)
np.fill_diagonal(S, 0)  # a film is not its own neighbour
plots.heatmap(pd.DataFrame(S, films, films), "The three space films are alike, and Harbour Lights is like almost all")

# %% [markdown]
# *Star Freight*, *Iron Comet* and *The Ninth Orbit* are set in space. *Harbour Lights* is like almost all films, because
# everybody saw it. The division worked because every film here has at least one star. Write it so that a film without
# stars is not a problem.

# %% exercise="03-item-similarities"
def item_similarities(ratings):
    """The cosine of all pairs of columns, with 0 on the diagonal.

    ratings: array (n_people, n_films), 0 where not seen. Returns an array (n_films, n_films).
    A film that nobody has seen has cosine 0 with every film.
    """
    ### BEGIN SOLUTION
    lengths = np.linalg.norm(ratings, axis=0)
    lengths[lengths == 0] = 1  # its dot products are 0 anyway
    similarity = (ratings / lengths).T @ (ratings / lengths)
    np.fill_diagonal(similarity, 0)
    return similarity
    ### END SOLUTION

# %% check="03-item-similarities" points=2
check("03-item-similarities", item_similarities)

# %% [markdown]
# The score of a film sums over the films that Ana has seen, her **history** $H_u$:
#
# $$\text{score}(u, i) = \sum_{j \in H_u} r_{uj}\, s_{ij}$$
#
# For *The Ninth Orbit*, with the numbers of the picture to four digits: 4 · 0.5586 (Harbour Lights) + 5 · 0.6857
# (Star Freight) + 4 · 0.4878 (Iron Comet) + 1 · 0 (Letters to Lisbon) = 7.61. For all people and all films this is one
# more matrix product, $R\,S$. The model is called `ItemKNN`; with k = 8, all films count.

# %%
model = neighbours.ItemKNN(k=8, values="ratings").fit(tiny.interactions)
assert np.allclose(model.score(range(6)), R @ S)
pd.Series(model.score([ana])[0], films).round(2)

# %% [markdown]
# Both ways lead Ana to *The Ninth Orbit*. Why, then, do many large services use the second way? The quiz asks you.

# %% quiz="03-q2" points=1
quiz("03-q2", "c")  ### SOLUTION

# %% [markdown]
# ## The large world
#
# Six people fit on a page. Now take a thousand, with 1,500 films. Most cells of the matrix are empty, so the package
# stores only the full ones (a **sparse** matrix); the formulas are the same.
#
# As in lesson 01, the last film of each person is the test and the one before it is the validation.
# All choices below are made on the validation. The test waits until the end.

# %%
from recsys_course.evaluation import compare, evaluate, leaderboard
from recsys_course.splits import leave_last_out

data = load()
split = leave_last_out(data.interactions)
split.train

# %% [markdown]
# First look at some neighbours yourself. Here is a film that is well known, but not one of the most famous, and
# the five films nearest to it:

# %%
film = np.argsort(-split.train.counts_by_item(), kind="stable")[100]
columns = csr_array(split.train.matrix().T)  # a row for each film
to_film = neighbours.cosine(columns[[film]], columns)[0]
nearest_films = np.argsort(-to_film, kind="stable")[:6]  # the first one is the film itself
data.catalogue.table.loc[nearest_films, ["title", "genres"]]

# %% [markdown]
# Nobody told the model a genre or a title. All it knows is who saw what. Are the films still alike? Judge for
# yourself, and try others: change the 100 in the cell above. (For the most famous films the neighbours make less
# sense: everybody saw them.)
#
# ## Stars, or only "seen"?
#
# On tiny we multiplied stars. A matrix of ones, 1 for "seen" and 0 for "not seen", is also possible. The task here is to
# find the next film that a person *watches*, and people choose films before they rate them.
# So it is a question for the validation, not for opinion. Before you run the next cell, write down what you expect. A
# guess that turns out wrong teaches more than a result that you only read.

# %%
guess("stars or ones", ...)  # "stars", "ones", or "no difference"

# %% [markdown]
# Now the measurement:

# %%
def on_validation(model, name=None):
    return evaluate(model.fit(split.train), split.valid, name=name)


ones = on_validation(neighbours.ItemKNN(values="ones"), "with ones")
stars = on_validation(neighbours.ItemKNN(values="ratings"), "with stars")
print(ones, stars, compare(ones, stars), sep="\n")
reveal("stars or ones", "no difference" if compare(ones, stars).low < 0 < compare(ones, stars).high else "a difference")

# %% [markdown]
# Read the line of the comparison: it gives the difference, stars minus ones, and its 95 % interval. When 0 lies inside the
# interval, this data cannot decide. We go on with ones, which also work where nobody gives stars.
#
# ## How many neighbours?
#
# With too few neighbours a score rests on chance. With too many, people and films that are hardly alike count too,
# and the list drifts towards what is popular. The validation shows where the best place is. Which k of 1, 2, 5, 10, 30,
# 100, 300 will be best for `ItemKNN`?

# %%
guess("the best k of ItemKNN", ...)

# %% [markdown]
# Here are all seven, for both models:

# %%
sizes = [1, 2, 5, 10, 30, 100, 300]
by_size = pd.DataFrame(index=sizes, dtype=float)
for kind in (neighbours.UserKNN, neighbours.ItemKNN):
    by_size[kind.__name__] = [on_validation(kind(k=k)).mean() for k in sizes]
title = "With many neighbours, ItemKNN gets worse"
plots.lines(by_size, title, "neighbours k", "validation nDCG@10")

# %% [markdown]
# We choose the k with the highest value for each model. Curves like these move with chance, so look at a difference
# before you believe in it: here `ItemKNN` with the best k against k = 100.

# %%
best = by_size.idxmax()
few, many = (on_validation(neighbours.ItemKNN(k=int(n)), f"k = {n}") for n in (best["ItemKNN"], 100))
print(best.to_dict(), compare(many, few), sep="\n")
reveal("the best k of ItemKNN", int(best["ItemKNN"]))

# %% [markdown]
# For `UserKNN` the values from 10 to 100 lie close together. Why are so few films enough for `ItemKNN`? The nearest film
# is often another part of the same series, as you saw above. Harbour says which films belong to a series, so we can
# look: does the gain come from people whose next film continues a series that they know? `following` holds the hidden film
# of each person, and `goes_on` says whether its series is one of those in the person's history.

# %%
table, past = data.catalogue.table, split.train.histories()
series = table["series"].to_numpy() if "series" in table else np.full(len(table), "")  # MovieLens does not say
following = dict(zip(split.valid.users, split.valid.items, strict=True))
goes_on = [series[following[u]] in set(series[past[u]]) - {""} for u in few.users]

# %% [markdown]
# The mean nDCG@10 in the two groups, and how many people each of them has:

# %%
by_group = pd.DataFrame({few.name: few.values["nDCG"], many.name: many.values["nDCG"]})
by_group["next film"] = np.where(goes_on, "continues a series", "another film")
by_group.groupby("next film").agg(["mean", "size"]).round(3)

# %% [markdown]
# The gain of k = 1 comes from the series alone: for one person in eight the next film continues a series, and there the
# value jumps. For everybody else k = 1 is *worse* than k = 100. One mean can hide two opposite stories. On data without
# series the best k will be another one.

# %% [markdown]
# ## Which side is cut?
#
# "Keep the k nearest neighbours" can mean several things for films. Here are two of them. Let $i$ be a **candidate**, a film that may be
# recommended, and $j$ a film of the history.
#
# - keep the candidate's neighbours: $j$ counts for $i$ only if $j$ is among the k films nearest to $i$;
# - keep the history's neighbours: $j$ counts for $i$ only if $i$ is among the k films nearest to $j$.
#
# (A third one, for predicting stars: the k films nearest to $i$ among those that this person has rated.)
#
# An example with k = 1 and three films. Popular P is the nearest film of A and of B; the nearest film of P is A.
#
# | similarity | to P | to A | to B |
# |---|---|---|---|
# | P | | 0.6 | 0.5 |
# | A | 0.6 | | 0.1 |
# | B | 0.5 | 0.1 | |
#
# - Keep the candidate's: each **row**, a candidate, keeps its largest value. P keeps 0.6 (to A), A keeps 0.6 (to P), B keeps
#   0.5 (to P). Every candidate has one term in its sum.
# - Keep the history's: each **column** keeps its largest value. Column P keeps the 0.6 in row A; column A keeps the
#   0.6 in row P; column B keeps the 0.5 in row P. Now P has two terms in its sum, A has one, and B has none.
#
# So with the history's side, a popular film collects terms from everywhere. With the candidate's side, every film has
# at most k terms, and a rare film can win too. Write this side: keep the k largest values of **each row**.

# %% exercise="03-keep-nearest"
def keep_nearest(similarity, k):
    """Keep the k largest values of each row; all others become 0.

    similarity: array (n, n). Of equal values, the one with the smaller column number is kept.
    Returns an array (n, n).
    """
    ### BEGIN SOLUTION
    kept = np.zeros_like(similarity)
    for row in range(len(similarity)):
        columns = np.argsort(-similarity[row], kind="stable")[:k]
        kept[row, columns] = similarity[row, columns]
    return kept
    ### END SOLUTION

# %% check="03-keep-nearest" points=2
check("03-keep-nearest", keep_nearest)

# %% [markdown]
# Does it matter? Both ways on the validation, with a large k:

# %%
sides = {}
for keep in ("candidate", "history"):
    sides[keep] = on_validation(neighbours.ItemKNN(k=100, keep=keep), f"keep the {keep}'s neighbours")
print(*sides.values(), compare(sides["history"], sides["candidate"]), sep="\n")

# %% [markdown]
# With k = 100 the candidate's side is better on this validation. With k = 5 this validation cannot decide: try it in the
# cell above. Libraries differ here (`implicit`, for example, keeps the history's side). When two libraries disagree,
# look at this first.
#
# ## Little evidence
#
# *Quiet Snow* was seen by Eli alone, and *Letters to Lisbon* by Eli, Dana and Ana. Their cosine is
# $25 / (\sqrt{25} \cdot \sqrt{42}) = 0.7715$, one of the highest in the table, on the evidence of **one** person.
# Had Eli not watched both, it would be 0. In a large table chance makes many such pairs.
#
# **Shrinkage** trusts a cosine less when few people are behind it. With $n_{ij}$ people who saw both films,
#
# $$s'_{ij} = s_{ij} \cdot \frac{n_{ij}}{n_{ij} + \lambda}$$
#
# With $\lambda = 5$, one shared person leaves one sixth of the cosine: $0.7715 \cdot 1/6 = 0.129$.
# A hundred shared people leave $100/105 = 0.952$ of it.

# %% exercise="03-shrink"
def shrink(similarity, shared, shrinkage):
    """Each similarity times n / (n + shrinkage).

    similarity: array (n, n).   shared: array (n, n), the number of people who saw both films.
    shrinkage: a number, 0 or more. Where nobody saw both films, the result is 0.
    Returns an array (n, n).
    """
    ### BEGIN SOLUTION
    total = shared + shrinkage
    return similarity * np.where(total > 0, shared / np.maximum(total, 1), 0)
    ### END SOLUTION

# %% check="03-shrink" points=1
check("03-shrink", shrink)

# %% [markdown]
# A good idea must still prove itself. On the validation, with the k that we chose:

# %%
k = int(best["ItemKNN"])
plain = on_validation(neighbours.ItemKNN(k=k), "no shrinkage")
shrunk = on_validation(neighbours.ItemKNN(k=k, shrinkage=5), "shrinkage 5")
compare(plain, shrunk)

# %% [markdown]
# Read the interval. When it contains 0, this data cannot say whether shrinkage helps or harms. Try it on every new data
# set, above all on small ones, and do not believe in it without a test.

# %% quiz="03-q3" points=1
quiz("03-q3", "a")  ### SOLUTION

# %% [markdown]
# ## The last films count more
#
# So far a film from three years ago counts as much as the film of last night. But people have moods, follow series,
# and change. Give every film of the history a weight that halves every few steps back. With **half-life** $h$:
#
# $$w_{uj} = 2^{-\text{steps}/h} \qquad \text{score}(u, i) = \sum_{j \in H_u} w_{uj}\, s_{ij}$$
#
# The last film has steps = 0 and weight 1. With $h = 2$, the film two steps before it has weight 1/2, and four steps
# before it 1/4.

# %% exercise="03-recency"
def recency_scores(similarity, history, half_life):
    """Scores of all films, in which the last films of the history count more.

    similarity: array (n, n), row i for the candidate, column j for the film of the history.
    history: list of film numbers, the oldest first.   half_life: in steps. Returns an array (n,).
    """
    ### BEGIN SOLUTION
    steps = np.arange(len(history))[::-1]
    return similarity[:, history] @ 2.0 ** (-steps / half_life)
    ### END SOLUTION

# %% check="03-recency" points=2
check("03-recency", recency_scores)

# %% [markdown]
# Now there are two settings, k and the half-life, and the best k may be different from before: a short memory looks at
# few films, so each of them may have more neighbours. So we try fifteen pairs, on the validation.

# %%
recent = {}
for size in (20, 100, 300):
    for life in (0.5, 1, 2, 5, 20):
        model = neighbours.ItemKNN(k=size, half_life=life)
        recent[size, life] = on_validation(model, f"k = {size}, half-life {life}")

# %%
grid = pd.Series({pair: result.mean() for pair, result in recent.items()}).unstack()  # k by half-life
plots.heatmap(grid, "A short memory is best", "half-life in films", "neighbours k", digits=3)

# %% [markdown]
# The best pair, compared with the best `ItemKNN` without recency. (We take the pair with the highest value. Some pairs
# near it cannot be told apart from it; compare before you say so.)

# %%
best_pair = max(recent, key=lambda pair: recent[pair].mean())
print("k, half-life:", best_pair)
compare(plain, recent[best_pair])

# %% [markdown]
# This is the largest step of the lesson, and it costs one line. We see it on the validation, where we also chose the
# pair; the test below must confirm it. Remember this model: when later lessons (09 and 10) build networks
# that read the history in order, they must beat it.
#
# (On Harbour the effect is strong because people there follow series and moods; `datasets/README.md` says how strongly,
# and shows the same models on MovieLens, where the effect is smaller and still clear.)

# %% [markdown]
# ## Build: your own recommender
#
# You have written every part of this model. Now put the parts together. The next cell looks at each of them: a function
# of yours that passed its check is used; where one is missing, the course's function stands in, so you can build anyway.

# %%
item_similarities = yours("03-item-similarities", item_similarities)
keep_nearest = yours("03-keep-nearest", keep_nearest)
recency_scores = yours("03-recency", recency_scores)

# %% [markdown]
# The whole model is three steps:
#
# 1. the similarities of all films, from the table of ones;
# 2. the cut: each candidate, each row, keeps its k nearest films;
# 3. for each person, one row of scores from their history, in which the last film counts most.

# %% exercise="03-build"
def my_recommender(ones, histories, k, half_life):
    """Scores of all people for all films, with neighbours and recency.

    ones: array (n_people, n_films), 1 where seen and 0 where not.
    histories: list of n_people arrays of film numbers, each with the oldest film first; some may be empty.
    Returns an array (n_people, n_films).
    """
    ### BEGIN SOLUTION
    similarity = keep_nearest(item_similarities(ones), k)
    rows = [recency_scores(similarity, history, half_life) for history in histories]
    return np.array(rows)
    ### END SOLUTION

# %% check="03-build" points=4
check("03-build", my_recommender)

# %% [markdown]
# A function from a training table to scores is a recommender. `Written` gives it the same `fit`, `score` and `recommend`
# as all models of the course. `check_contract` asks it what every recommender promises: finite scores, no film twice in
# a list, nothing that was seen, the same result twice, and more.

# %%
from recsys_course.models.contract import check_contract
from recsys_course.models.written import Written

my_recommender = yours("03-build", my_recommender)


def my_scores(train):
    return my_recommender(train.matrix().toarray().astype(float), train.histories(), *best_pair)


check_contract(Written(my_scores, whose("03-build")), tiny.interactions)

# %% [markdown]
# Does it give what `ItemKNN` gives, on a thousand people? The package stores only what is not zero, which is faster. The
# lists must be the same, but for a few places: where two films are equally near, the last digit of a sum decides which
# of them is kept.

# %%
mine = Written(my_scores).fit(split.train)
reference = neighbours.ItemKNN(k=best_pair[0], half_life=best_pair[1]).fit(split.train)
everybody = np.arange(split.train.n_users)
equal = np.mean(mine.recommend(everybody) == reference.recommend(everybody))
print("Equal places in all lists:", f"{equal:.0%}")

# %% [markdown]
# And here is a list from your model, for person 0. The first three rows are the last films that they saw, the newest third; then
# comes the list. Does it fit?

# %%
last_films = split.train.histories()[0][-3:]
data.catalogue.table.loc[[*last_films, *mine.recommend([0], k=5)[0]], ["title", "genres"]]

# %% [markdown]
# At the end of the lesson your model stands on the leaderboard, in the row "yours". (As long as 03-build is not solved,
# the row is called "the course's" and shows the reference of the exercise.)

# %% [markdown] reasoning="03-why-recency" points=2
# **Think, and write two or three sentences.** A shop counts every product that somebody **looked at** or bought as "seen",
# and uses `ItemKNN` with half-life 1. Yesterday you bought a washing machine. What will the shop recommend today? Is it
# the fault of the cosine, of the half-life, or of something else? What would you change? (The solved edition in
# `solutions/` has a model answer.)
#
# ### BEGIN SOLUTION
# The last purchase decides almost alone, and the nearest items of a washing machine are other washing machines, because
# people who look at one look at many. So the shop recommends what nobody needs twice. The cosine did its job: it found
# items with the same buyers. The fault is the step from "alike" to "wanted next": for goods that people buy once, a
# similar item is a *substitute*. The shop can leave out items of a kind that was just bought, learn similarities from
# what is bought *after* something instead of *together with* it, or use a longer half-life.
# ### END SOLUTION

# %% [markdown]
# ## How it breaks: the dot product without lengths
#
# Many articles call `X.T @ X` a similarity and stop there. But a dot product of ones **counts** people: $n_{ij}$, how
# many saw both films. A film that everybody saw shares many people with every film. So it becomes the "nearest" film of
# everything. Dividing by the lengths removes a part of this.
#
# Here are both tables, cut to the 100 nearest, as recommenders. How popular are the films in their lists?

# %%
X = split.train.matrix()
counts = (X.T @ X).toarray().astype(float)
np.fill_diagonal(counts, 0)
cosines = neighbours.cosine(columns, columns)  # `columns` from above: a row for each film
np.fill_diagonal(cosines, 0)

# %% [markdown]
# The next cell does three things for each table: it keeps the 100 nearest films of each row, it scores, and it takes the
# ten best unseen films. (After the cut the table is no longer symmetric; its rows are the candidates, so the scores are
# $R\,S^T$. `product` and `top_k` are the package's fast versions of `@` and of a sort.)

# %%
from recsys_course.models.kernels import product, top_k

lists = {}
for name, table in {"dot product": counts, "cosine": cosines}.items():
    all_scores = product(X, csr_array(neighbours.keep_top(table, 100).T))
    all_scores[X.toarray() > 0] = -np.inf
    lists[name] = top_k(all_scores, 10)

# %%
viewers = split.train.counts_by_item()
mean_viewers = {name: viewers[ranked].mean() for name, ranked in lists.items()}
mean_viewers["any film"] = viewers.mean()
title = "Without lengths, the lists lean even more towards the famous films"
plots.bars(mean_viewers, title, "mean number of viewers of a film in the lists")

# %% [markdown]
# Both kinds of lists prefer known films, far above the mean of all films. With the dot product it is worse: a film in
# its lists has ≈ 1.2 times as many viewers, and all its lists together show fewer different films. The cosine's lists
# reach ≈ 2.3 times as large a part of the catalogue.

# %%
from recsys_course import metrics

reach = {name: metrics.coverage(ranked, data.interactions.n_items) for name, ranked in lists.items()}
more_viewers = mean_viewers["dot product"] / mean_viewers["cosine"]
expect(more_viewers, about=1.2, within=0.1, what="viewers, dot product to cosine")
expect(reach["cosine"] / reach["dot product"], about=2.3, within=0.3, what="reach, cosine to dot product")

# %% [markdown] reasoning="03-why-popular" points=2
# **Think, and write two or three sentences.** Take a film that all people saw, a film that two people saw, and a matrix
# of ones. By the dot product, why is the popular film at least as near to every film as any other? What is the cosine of these two
# films, in a world of 100 people? (The solved edition in `solutions/` has a model answer.)
#
# ### BEGIN SOLUTION
# The dot product counts shared viewers. Everybody who saw any film also saw the popular one, so it shares all viewers of
# every film, which is the largest number possible. The cosine divides by both lengths: 2 / (sqrt(2) * sqrt(100)) = 0.141,
# which is small, because the popular film has 98 viewers who did not see the other one.
# ### END SOLUTION

# %% [markdown]
# ## How it breaks: one vector twice
#
# Functions like this one are easy to find on the web. It runs, it gives numbers, and lists come out.
# It is wrong. The rows `[3, 4]` and `[6, 8]` point in the same direction. What should come out, and what does?

# %%
def similarity_from_the_web(a, b):
    return np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(a))


print(similarity_from_the_web(np.array([3, 4]), np.array([6, 8])))

# %% [markdown]
# Find the bug and repair it. A row of zeros needs care too: its cosine is 0.

# %% exercise="03-mend"
def mended_similarity(a, b):
    """The cosine of a and b, arrays (d,); 0.0 when one of them is all zeros."""
    ### BEGIN SOLUTION
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return np.dot(a, b) / lengths if lengths > 0 else 0.0
    ### END SOLUTION

# %% check="03-mend" points=2
check("03-mend", mended_similarity)

# %% [markdown]
# Why does nobody notice? When all films $b$ are compared with one film $a$, the wrong divisor is the same for all of them.
# The order becomes that of the dot product, and the popular films are back on top. The numbers look like results.
#
# ## The test, once
#
# All choices are made. Every model learns from everything that is known before the test (training and validation), and
# is tested once. The floor is `Popularity`, the ceiling is the `Oracle`, where there is one.
#
# To be exact: lesson 00 looked at this test too, to show what a test is, and other lessons may. The k and the half-life of
# this lesson were not chosen there. In real work, keep a test that nobody has seen.

# %%
from recsys_course.models.baselines import Chance, Popularity
from recsys_course.models.oracle import oracles

models = {model.name: model for model in (Chance(), Popularity(), *oracles(data))}
models["UserKNN"] = neighbours.UserKNN(k=int(best["UserKNN"]))
models["ItemKNN"] = neighbours.ItemKNN(k=k)
models["ItemKNN, recent"] = neighbours.ItemKNN(k=best_pair[0], half_life=best_pair[1])
models[whose("03-build")] = Written(my_scores)

# %%
results = {n: evaluate(model.fit(split.known), split.test, name=n) for n, model in models.items()}
board = leaderboard(list(results.values()))
board.round(3)

# %% [markdown]
# As a picture, with the uncertainty of every number:

# %%
plots.leaderboard(board, "Neighbours beat popularity, and a short memory is far ahead")

# %% [markdown]
# Two remarks. `way` is the way from the floor to the ceiling: 0 is `Popularity`, 1 is the `Oracle`. And the row of your build
# is called "yours" where 03-build is solved; else it is "the course's", the same model from the reference of the exercise.
#
# Now the differences, person by person. (The two `ItemKNN` differ in k as well: each has the k that was best for it.)

# %%
print(compare(results["Popularity"], results["UserKNN"]))
print(compare(results["Popularity"], results["ItemKNN"]))
print(compare(results["ItemKNN"], results["ItemKNN, recent"]))
print(compare(results["UserKNN"], results["ItemKNN"]))

# %% [markdown]
# In words, for Harbour: `Popularity` has nDCG@10 ≈ 0.033, `UserKNN` ≈ 0.047, `ItemKNN` ≈ 0.073, and `ItemKNN` with
# recency ≈ 0.16. On MovieLens the order is the same: popularity, neighbours, neighbours with recency
# (`datasets/README.md` and `benchmarks/README.md` have the numbers, with other settings than here).

# %%
expect(results["Popularity"].mean(), about=0.033, within=0.001, what="nDCG@10 of Popularity")
expect(results["UserKNN"].mean(), about=0.047, within=0.003, what="nDCG@10 of UserKNN")
expect(results["ItemKNN"].mean(), about=0.073, within=0.003, what="nDCG@10 of ItemKNN")
expect(results["ItemKNN, recent"].mean(), about=0.16, within=0.01, what="nDCG@10 of ItemKNN with recency")

# %% [markdown]
# The intervals say how much these numbers would move if the same models were tested on another thousand people of
# this kind. They do not say how good the models would be, had they learned from others.

# %% quiz="03-q4" points=1
quiz("03-q4", "b")  ### SOLUTION

# %% [markdown]
# ## A list for you
#
# In lesson 00 you gave stars to some films. (If you did not, an example is used.) Your build makes a list for you. It has
# never met you: it only needs the films that you like. They take the place of the first history, so your row is row 0.

# %%
from recsys_course.taste import my_taste

me = my_taste(data)
ones, others = split.known.matrix().toarray().astype(float), split.known.histories()[1:]
print("You like, the best last:", *data.catalogue.titles[me.history], sep="\n    ")
me.list(lambda history: my_recommender(ones, [history, *others], *best_pair)[0])

# %% [markdown]
# Your favourite counts as your last film, so with half-life 1 it decides most. Nobody compared titles or genres: these are
# films that the viewers of your films saw too. Would you watch one of them? Change your stars in lesson 00 and see what moves.
#
# ## For those who want more
#
# - We compared stars and ones without recency. Do stars help together with recency? Answer it on the validation; the
#   test is used up.
# - A stranger arrives with three films. `ItemKNN` can serve them without a new fit: try
#   `model.score_history([3, 5, 8])` with a fitted `ItemKNN`, and show the titles of the five best. Why can `UserKNN` do
#   the same, and why is it slower?
#
# The answers are in the solved edition.

# %% [markdown] tags=["solved"]
# **Answers.**
#
# - *Stars and recency.* The next cell measures it, with the pair that was best for ones. On Harbour the interval holds 0, so
#   this validation cannot decide, as it could not without recency.
# - *The stranger.* `ItemKNN` looks up three columns of a table that is ready, and adds them. `UserKNN` has only the people it knows,
#   so it first computes the cosine of the stranger with each of them, takes the nearest and then adds their rows. It can do so because
#   a person is nothing but a row of films; it is slower because this work cannot be done before the stranger comes.

# %% tags=["solved"]
with_stars = on_validation(neighbours.ItemKNN(k=best_pair[0], half_life=best_pair[1], values="ratings"), "with stars")
print(compare(recent[best_pair], with_stars))
scores = reference.score_history([3, 5, 8])
scores[[3, 5, 8]] = -np.inf
data.catalogue.titles[np.argsort(-scores, kind="stable")[:5]]

# %% [markdown]
# ## Recap
#
# - The **cosine** compares directions: dot product over both lengths. You computed it by hand, in a loop, for all pairs.
# - **UserKNN** lets the k most similar people speak; **ItemKNN** sums the similarities to the films of the history.
# - k and the half-life are chosen on **validation**, together. Which side of the neighbourhood is cut is a setting too:
#   the **candidate's** or the history's.
# - **Shrinkage** trusts small evidence less. Whether it helps is a question for the data.
# - Without lengths, the dot product counts popularity. With one length twice, it does so too, and nobody sees it.

# %%
progress("03")

# %% [markdown]
# ## Sources
#
# - P. Resnick and others, *GroupLens: An open architecture for collaborative filtering of netnews*, CSCW 1994.
# - J. Herlocker, J. Konstan, A. Borchers, J. Riedl, *An algorithmic framework for performing collaborative filtering*,
#   SIGIR 1999: neighbours among people, and trusting small evidence less.
# - B. Sarwar, G. Karypis, J. Konstan, J. Riedl, *Item-based collaborative filtering recommendation algorithms*, WWW 2001.
# - M. Deshpande, G. Karypis, *Item-based top-N recommendation algorithms*, ACM TOIS 22(1), 2004.
# - Y. Koren, *Factorization meets the neighborhood*, KDD 2008, section 2.2: the shrunk similarity.
# - P. Cremonesi, Y. Koren, R. Turrin, *Performance of recommender algorithms on top-N recommendation tasks*, RecSys 2010:
#   for lists, a sum over neighbours without the usual division by the sum of the similarities.
# - M. Ferrari Dacrema, P. Cremonesi, D. Jannach, *Are we really making much progress?*, RecSys 2019:
#   many neural models did not beat well-chosen neighbours.
