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
# # Evaluation: is this list any good, and how sure are we?
#
# **Minutes:** 170, in three parts with two places for a break
#
# **Before this:** lesson 01 (events, the user-item matrix, leave-last-out).
#
# **You will be able to:**
# - compute precision, recall, F1, reciprocal rank, average precision and nDCG of a list, by hand and in code
# - say what coverage, novelty and diversity add to hits, and why a good RMSE does not prove that a list is good
# - place a result between a floor and a ceiling
# - compute a bootstrap interval, decide whether one model is better than another beyond chance, and write your own `evaluate`
# - explain how sampled metrics, accuracy and a wrong ideal list make a model look better than it is

# %% [markdown]
# Two teams made lists of films for the people of the same film service, and each team measured its lists.
# Team A says: "Our number is 0.50." Team B says: "Ours is 0.17." The service wants to keep one of the two.
#
# At the end of this lesson you will know why nobody can choose on these two sentences alone, and which
# questions to ask. We begin with one person and one list.

# %%
import numpy as np
import pandas as pd

from recsys_course import metrics, plots
from recsys_course.data import load
from recsys_course.evaluation import bootstrap_interval, compare, evaluate, evaluate_ratings, leaderboard
from recsys_course.exercises import check, expect, guess, hint, progress, quiz, reveal, whose, yours
from recsys_course.models.baselines import Bias, Chance, Popularity, RecentPopularity
from recsys_course.splits import leave_last_out, time_split

# %% [markdown]
# ## One list: hits, precision, recall
#
# Bo watched five of the eight films of our tiny world. We hide his last three and pretend that we know only his
# first two. Popularity makes a list of four films for him: it leaves out the films he has seen, sorts the others by
# their number of events, and puts the smaller film number first where two counts are equal.
# Which of the four did he watch later?

# %%
tiny = load("tiny")
events, titles, bo = tiny.interactions, tiny.catalogue.titles, tiny.user("Bo")
oldest_first = events.in_time_order()
last_three = oldest_first[events.users[oldest_first] == bo][-3:]
relevant = events.items[last_three].tolist()
known = events.select(np.setdiff1d(np.arange(len(events)), last_three))
ranked = Popularity().fit(known).recommend([bo], k=4)[0].tolist()

print("list for Bo:  ", [str(title) for title in titles[ranked]])
print("watched later:", [str(title) for title in titles[relevant]])

# %% [markdown]
# A film that the person turned out to watch is called **relevant**. A relevant film on the list is a **hit**.
#
# | place | film on the list | relevant? |
# |---|---|---|
# | 1 | Tea for Two Cats | no |
# | 2 | Letters to Lisbon | no |
# | 3 | The Wedding Cook | **yes** |
# | 4 | Iron Comet | **yes** |
# | not on the list | The Ninth Orbit | **yes** |
#
# Two questions can be asked about this table.
#
# - **Precision**: which share of the *list* is relevant? Two of four places: P = 2/4 = 0.5.
# - **Recall**: which share of the *relevant films* is on the list? Two of three films: R = 2/3 = 0.667.
#
# The numerator is the same. A list of all films has recall 1 and is useless; a list with one sure film has high
# precision and finds little. To put both into one number, people take their
# **harmonic mean**, called **F1**, which is low when either of the two is low:
#
# $$F_1 = \frac{2 P R}{P + R} = \frac{2 \cdot \frac{2}{4} \cdot \frac{2}{3}}{\frac{2}{4} + \frac{2}{3}} = \frac{4}{7} = 0.571$$
#
# The same with a plain loop:

# %%
hit_on_place = []
for film in ranked:
    hit_on_place.append(film in relevant)

p = sum(hit_on_place) / len(ranked)
r = sum(hit_on_place) / len(relevant)
print(hit_on_place, "precision", p, "recall", round(r, 3), "F1", round(2 * p * r / (p + r), 3))

# %% [markdown]
# And with arrays. The functions in `recsys_course.metrics` work on many lists at once: one row for each person.
# Our table has one row, so we write `[hits]`.

# %%
hits = np.isin(ranked, relevant)
assert hits.tolist() == hit_on_place == [False, False, True, True]
assert hits.mean() == p == metrics.precision([hits])[0] == 2 / 4
assert hits.sum() / len(relevant) == r == metrics.recall([hits], [3])[0] == 2 / 3
assert np.isclose(metrics.f1([hits], [3])[0], 4 / 7)

# %% [markdown]
# Products show a fixed number of places, say k. Then the measures are called **precision at k** and **recall at k**, and
# only the first k films of a longer ranking count. When a model fills only some of the k places, the empty ones are
# misses, so precision is still divided by k.

# %% exercise="02-precision-recall"
def precision_recall(ranked, relevant, k):
    """Precision and recall of the first k places of a list, as a pair (precision, recall).

    ranked:   list of film numbers, best first. It may be longer or shorter than k.
    relevant: list of the relevant film numbers, at least one.
    For example ranked=[4, 5, 6, 2], relevant=[6, 2, 3], k=4 gives (2/4, 2/3).
    """
    ### BEGIN SOLUTION
    hits = sum(film in relevant for film in ranked[:k])
    return hits / k, hits / len(relevant)
    ### END SOLUTION

# %% check="02-precision-recall" points=2
check("02-precision-recall", precision_recall)

# %% [markdown]
# One word was our own decision: *relevant*. We said "he watched it". We could also say "he liked it".
# Here are Bo's stars for the three films that he watched later:

# %%
pd.Series(events.ratings[last_three], titles[relevant], name="Bo's stars")

# %% quiz="02-q1" points=1
quiz("02-q1", "b")  ### SOLUTION

# %% [markdown]
# In this course an item is relevant when the person *chose* it. That is what a film service sees most of the time.
#
# ## Place matters: the reciprocal rank
#
# Here is a second list for Bo. It has the science fiction films on top.
#
# | place | list A (popularity) | list B |
# |---|---|---|
# | 1 | Tea for Two Cats | **Iron Comet** |
# | 2 | Letters to Lisbon | **The Ninth Orbit** |
# | 3 | **The Wedding Cook** | Tea for Two Cats |
# | 4 | **Iron Comet** | Letters to Lisbon |
#
# Both lists have two hits (in bold), so equal precision and equal recall.
# But people read from the top, and many never reach place 3. List B is better, and our numbers do not see it.
#
# The simplest repair looks at the first hit only. The **reciprocal rank** is one divided by its place,
# and 0 for a list without a hit:
#
# $$RR = \frac{1}{\text{place of the first hit}} \qquad RR_A = \frac{1}{3} = 0.333 \qquad RR_B = \frac{1}{1} = 1$$

# %%
hits_a, hits_b = hits, np.isin([2, 3, 4, 5], relevant)
lists = np.array([hits_a, hits_b])
pd.DataFrame({"precision": metrics.precision(lists), "recall": metrics.recall(lists, [3, 3]),
              "reciprocal rank": metrics.reciprocal_rank(lists)}, index=["A", "B"]).round(3)

# %% [markdown]
# ## Every hit counts: average precision
#
# The reciprocal rank forgets all hits after the first. **Average precision** remembers them. At each hit, stop and ask:
# what is the precision of the list down to here? Add these numbers up, and divide by the number of hits that the best
# possible list would have: min(n, k), where n is the number of relevant films. For Bo that is min(3, 4) = 3.
# (This is a common convention for a list that is cut at k. Manning and others, section 8.4, divide by n.)
#
# | | hits on places | precision down to each hit | average precision |
# |---|---|---|---|
# | A | 3, 4 | 1/3, 2/4 | (1/3 + 2/4) / 3 = 0.278 |
# | B | 1, 2 | 1/1, 2/2 | (1 + 1) / 3 = 0.667 |
#
# The film that the list missed, *The Ninth Orbit* in list A, adds nothing to the sum but stays in the denominator.
# The mean over people is called **MAP**, mean average precision. Now as a loop, and beside it the reference:

# %%
def average_precision(hits, n_relevant):
    found, total = 0, 0.0
    for place, hit in enumerate(hits, start=1):
        if hit:
            found += 1
            total += found / place
    return total / min(n_relevant, len(hits))


by_loop = [average_precision(hits_a, 3), average_precision(hits_b, 3)]
assert np.allclose(by_loop, [(1 / 3 + 2 / 4) / 3, (1 + 1) / 3])
assert np.allclose(by_loop, metrics.average_precision(lists, [3, 3]))

# %% [markdown]
# ## A discount for low places: nDCG
#
# The main measure of this course does this directly: the lower a hit is on the list, the less it is worth. Its worth is
# $1 / \log_2(j + 1)$, where $\log_2 x = \ln x / \ln 2$. The sum over all hits is the **DCG**, the discounted cumulative
# gain:
#
# $$DCG = \sum_{j=1}^{k} \frac{rel_j}{\log_2(j + 1)}, \qquad rel_j = 1 \text{ for a hit on place } j \text{, else } 0$$

# %%
places = np.arange(1, 11)
worth = pd.DataFrame({"nDCG: 1 / log2(j + 1)": 1 / np.log2(places + 1), "reciprocal rank: 1 / j": 1 / places}, places)
plots.lines(worth, "In nDCG the worth of a hit falls slowly: place 10 still counts", "place j", "worth of a hit")

# %% [markdown]
# Place 1 is worth 1, and place 3 half of it, because $\log_2 4 = 2$.
#
# | place j | worth of a hit | list A | list B | ideal list |
# |---|---|---|---|---|
# | 1 | 1.000 | | 1.000 | 1.000 |
# | 2 | 0.631 | | 0.631 | 0.631 |
# | 3 | 0.500 | 0.500 | | 0.500 |
# | 4 | 0.431 | 0.431 | | |
# | DCG = sum | | 0.931 | 1.631 | 2.131 |
#
# List A has DCG = 0.500 + 0.431 = 0.931. Is that much? It depends on Bo: with three relevant films, more than 2.131 is not possible.
# For somebody with one relevant film the limit is 1. Only a division by the limit makes people comparable.
# The list that reaches the limit begins with all relevant films. It is called the **ideal list**, and
# DCG divided by the DCG of the ideal list is the **nDCG**, with n for *normalised*:
#
# $$nDCG_A = \frac{0.931}{2.131} = 0.437 \qquad nDCG_B = \frac{1.631}{2.131} = 0.765$$
#
# The ideal list has as many places as ours, k. So it has min(n, k) hits, all at its top.

# %%
dcg = lists @ (1 / np.log2(np.array([2, 3, 4, 5])))
ideal = 1 / np.log2(2) + 1 / np.log2(3) + 1 / np.log2(4)
assert np.allclose(dcg / ideal, metrics.ndcg(lists, [3, 3]))
(dcg / ideal).round(3)

# %% [markdown]
# List A beside the ideal list. A dashed bar is a place without a hit: its worth is lost.

# %%
plots.discounts(hits_a, 3, "List A has two hits, but they come late: 0.931 of 2.131")

# %% [markdown]
# Now write it yourself, for one list of any length.

# %% exercise="02-ndcg"
def ndcg(ranked, relevant, k):
    """nDCG of the first k places of a list: a number from 0 to 1.

    ranked:   list of film numbers, best first. It may be longer or shorter than k.
    relevant: list of the relevant film numbers, at least one.
    A hit on place j = 1, 2, ... is worth 1 / log2(j + 1). np.log2 is the logarithm.
    For example ranked=[4, 5, 6, 2], relevant=[6, 2, 3], k=4 gives 0.437 (rounded).
    """
    ### BEGIN SOLUTION
    dcg = sum(1 / np.log2(position + 2) for position, film in enumerate(ranked[:k]) if film in relevant)
    ideal = sum(1 / np.log2(position + 2) for position in range(min(len(relevant), k)))
    return dcg / ideal
    ### END SOLUTION

# %% check="02-ndcg" points=3
check("02-ndcg", ndcg)

# %% [markdown]
# ## Many people, one number
#
# The rule for many people is short: one value for each person, then the mean over people.
# Everybody counts the same, whether they watch three films a year or three hundred.
#
# Of each of the six people we hide the last film (leave-last-out, lesson 01), and popularity makes
# lists of three. The hidden events, too, are a user-item matrix; `.indices` of such a matrix are the columns of its
# entries, row after row: here the one hidden film of each person.

# %%
six = leave_last_out(events)
everybody = np.arange(6)
top_three = Popularity().fit(six.known).recommend(everybody, k=3)
hits_of_six = metrics.hits(top_three, six.test.matrix()[everybody])
had_hit, rr = metrics.hit_rate(hits_of_six), metrics.reciprocal_rank(hits_of_six)
assert np.isclose(rr.mean(), 1.5 / 6) and np.isclose(had_hit.mean(), 4 / 6)
table = pd.DataFrame(titles[top_three], tiny.user_ids, ["place 1", "place 2", "place 3"])
table.assign(hidden=titles[six.test.matrix().indices], RR=rr.round(3))

# %% [markdown]
# Follow the rows. Ana's hidden film is at place 2, so her reciprocal rank is 1/2. Bo, Dana and Fei have 1/3. Chidi and
# Eli have no hit: 0.
#
# - The mean of the reciprocal ranks is the **MRR**: (1/2 + 1/3 + 0 + 1/3 + 0 + 1/3) / 6 = 1.5 / 6 = 0.25.
#   Our MRR is cut at k, here MRR@3 and later MRR@10: a hidden film below the list counts 0.
# - The share of people with at least one hit is the **hit rate**: 4 of 6 people have one, so hit rate = 4/6 = 0.667.
#
# The `assert` in the cell above checks both. Write the MRR as a function, for any table of hits.

# %% exercise="02-mrr"
def mean_reciprocal_rank(hits):
    """The mean over people of 1 / (place of the first hit); a person without a hit counts 0.

    hits: array of booleans with one row for each person and one column for each place, best place first.
    """
    ### BEGIN SOLUTION
    first = hits.argmax(axis=1) + 1
    return np.where(hits.any(axis=1), 1 / first, 0).mean()
    ### END SOLUTION

# %% check="02-mrr" points=2
check("02-mrr", mean_reciprocal_rank)

# %% [markdown]
# One case needs care: somebody for whom nothing is relevant, because no event of theirs was hidden.
# Such a person is not a miss: there was nothing to find. Recall, average precision and nDCG would be 0 / 0.
# So the person has no value (NaN, "not a number"), and the mean leaves the person out. A miss is 0.

# %%
hit_miss_nothing = metrics.ndcg([[True, False], [False, False], [False, False]], [1, 1, 0])
print("values:", hit_miss_nothing, " mean of those who have one:", np.nanmean(hit_miss_nothing))

# %% [markdown]
# ## One hidden film
#
# Lesson 01 hid two films of every person: the last one is the test, and the one before it the validation.
# **We look at the validation here; the test waits.** So the models learn from the training only, exactly one film of
# every person is hidden from them, and lists have ten places. See what this does to our measures.
#
# From here on we use Harbour, our made-up service with 1,500 films. (The lesson also runs on other
# data, such as MovieLens. There the numbers differ, nobody has an Oracle, and some comparisons end in another way.)

# %%
data = load()
split = leave_last_out(data.interactions)
people = np.unique(split.valid.users)
top_ten = Popularity().fit(split.train).recommend(people, k=10)
found = metrics.hits(top_ten, split.valid.matrix()[people])
one = np.ones(len(people), dtype=int)
pd.Series({"hit rate": metrics.hit_rate(found).mean(), "recall": metrics.recall(found, one).mean(),
           "precision": metrics.precision(found).mean(), "MRR": metrics.reciprocal_rank(found).mean(),
           "MAP": metrics.average_precision(found, one).mean(), "nDCG": metrics.ndcg(found, one).mean()}).round(4)

# %% [markdown]
# With one relevant film, recall can only be 0 or 1: it *is* the hit rate. Precision is the hit rate divided by ten.
# Average precision is the reciprocal rank. And the ideal list has its one hit on place 1, so the ideal DCG is 1.
# Six names for two facts: was there a hit, and on which place?

# %%
assert np.array_equal(metrics.recall(found, one), metrics.hit_rate(found))
assert np.allclose(metrics.precision(found), metrics.hit_rate(found) / 10)
assert np.allclose(metrics.average_precision(found, one), metrics.reciprocal_rank(found))

# %% quiz="02-q2" points=1
quiz("02-q2", "c")  ### SOLUTION

# %% [markdown]
# *A good place for a break.*
#
# ## Predicted stars are another question
#
# Many articles measure something else: how well a model guesses the *stars* that a person gives. Two measures are usual.
# If the errors of four guesses are 1, −1, 0 and 2 stars, then
#
# - the **MAE**, the mean absolute error, is (1 + 1 + 0 + 2) / 4 = 1 star;
# - the **RMSE**, the root of the mean squared error, is $\sqrt{(1 + 1 + 0 + 4) / 4} = \sqrt{1.5}$ = 1.22 stars.
#   It punishes large errors more.
#
# The model `Bias` guesses stars: the mean of all, plus how generous this person is, plus how well this film is
# usually rated. Is that better than guessing the mean for everybody? We ask about the hidden events.

# %%
bias = Bias().fit(split.train)
stars = split.valid.ratings
mean_everywhere = np.full(len(stars), split.train.ratings.mean())
errors = pd.DataFrame({"the mean, for everybody": {"RMSE": metrics.rmse(stars, mean_everywhere),
                                                   "MAE": metrics.mae(stars, mean_everywhere)},
                       "Bias": evaluate_ratings(bias, split.valid)}).T
errors.round(3)

# %% [markdown]
# `Bias` guesses better: its RMSE is ≈ 0.877 stars; the mean alone has ≈ 1.000.
# Now let it make lists of the films with the highest guess, beside the lists of `Popularity` and of `Chance`.
# (`expect` compares a number of the text, marked with ≈, with your run.)

# %%
results = {model.name: evaluate(model.fit(split.train), split.valid) for model in [Chance(), Bias(), Popularity()]}
expect(errors.loc["Bias", "RMSE"], about=0.877, within=0.02, what="RMSE of Bias, in stars")
expect(errors.iloc[0]["RMSE"], about=1.000, within=0.02, what="RMSE of the mean, in stars")
expect(results["Bias"].mean("nDCG"), about=0.008, within=0.004, what="nDCG@10 of Bias")
expect(results["Popularity"].mean("nDCG"), about=0.032, within=0.004, what="nDCG@10 of Popularity")
pd.Series({name: result.mean("nDCG") for name, result in results.items()}, name="nDCG@10").round(4)

# %% [markdown]
# A good guesser can make a poor list. The nDCG of `Bias` is ≈ 0.008. `Popularity`, which guesses no stars at all,
# has ≈ 0.032. To see why, look at the films that `Bias` finds best:

# %%
views = split.train.counts_by_item()
best = np.argsort(-bias.item_bias, kind="stable")[:5]
expect(views.max(), about=623, within=10, what="events of the most watched film")
pd.DataFrame({"film": data.catalogue.titles[best], "guessed stars": (bias.mean + bias.item_bias[best]).round(2),
              "events": views[best], "place in popularity": 1 + (views[:, None] > views[best]).sum(axis=0)})

# %% [markdown]
# They are loved by those who saw them. But they are not the films that people choose most: the most watched film has ≈
# 623 events, and all five are outside the first ten places of popularity. The RMSE asks only about films that somebody
# *did* choose: "given that you watch it, how will you like it?" A list must answer the other question: "out of
# everything, what will you choose?" One is not a proof of the other.
#
# ## Beyond hits: coverage, novelty, diversity
#
# Three more questions can be asked without knowing what anybody watched later.
#
# **Coverage**: which share of the catalogue is recommended to *anybody*? In the table of the six people above, the lists
# of three hold six different titles of eight, so coverage = 6/8 = 0.75.
#
# **Novelty**: how unknown are the recommended films? If a film holds the share s of all events, its novelty is
# $-\log_2 s$, in bits: 1 bit is 1 event in 2, 2 bits are 1 in 4, and 8 bits are 1 in 256. So that a film without events has a
# novelty too, every film gets one more event: s = (events of the film + 1) / (all events + number of films). With two
# films that have 3 events and 1 event, the first has s = (3 + 1) / (4 + 2) = 4/6 and novelty = $-\log_2(4/6)$ = 0.585
# bits.
#
# **Diversity**: how different are the films of one list? Write each film as a row of 0 and 1, one column for each genre.
# Two films with a and b genres, c of them in common, are alike to the degree $c / \sqrt{a b}$. (This is the cosine;
# lesson 03 is about it.) Diversity is the mean of 1 − likeness over all pairs of the list. For list A of Bo:
#
# | pair | common genres | likeness |
# |---|---|---|
# | Tea for Two Cats (Comedy) and The Wedding Cook (Comedy, Romance) | 1 | $1 / \sqrt{1 \cdot 2}$ = 0.707 |
# | Letters to Lisbon (Romance, Drama) and The Wedding Cook | 1 | $1 / \sqrt{2 \cdot 2}$ = 0.5 |
# | Iron Comet (Science Fiction, Action) and each of the three others | 0 | 0 |
# | Tea for Two Cats and Letters to Lisbon | 0 | 0 |
#
# So diversity = (6 − 0.707 − 0.5) / 6 = 0.799.

# %%
assert metrics.coverage(top_three, 8) == 6 / 8
assert np.isclose(metrics.novelty([[0]], [3, 1])[0], -np.log2(4 / 6))  # a list of the first film only
assert np.isclose(metrics.diversity([ranked], tiny.catalogue.genre_matrix())[0], (6 - 0.5**0.5 - 0.5) / 6)

# %% [markdown]
# Now on the larger world, for the three models and for one that knows better. Harbour is made up, so we know with which
# probability each person chooses each film next; the `Oracle` recommends by these probabilities. (We meet it again
# below. Other data has no Oracle, and its row is missing there.)

# %%
from recsys_course.models.oracle import oracles

genres = data.catalogue.genre_matrix()
rows = {}
for model in [Chance(), Bias(), Popularity(), *oracles(data)]:
    tens = model.fit(split.train).recommend(people, k=10)
    rows[model.name] = {"nDCG": evaluate(model, split.valid).mean(), "coverage": metrics.coverage(tens, len(views)),
                        "novelty": np.mean(metrics.novelty(tens, views)),
                        "diversity": np.mean(metrics.diversity(tens, genres))}
beyond = pd.DataFrame(rows).T
expect(beyond.loc["Popularity", "coverage"], about=0.10, within=0.03, what="coverage@10 of Popularity")
expect(beyond.loc["Popularity", "novelty"], about=8.0, within=0.3, what="novelty of Popularity, in bits")
expect(np.ptp(beyond["diversity"]), about=0.026, within=0.01, what="largest minus smallest diversity")
beyond.round(3)

# %% [markdown]
# `Chance` covers almost everything and shows unknown films. It is also useless. `Popularity` shows only ≈ 10 % of the
# catalogue to everybody together, and its novelty of ≈ 8 bits means films with about 1 event in 256.
#
# Diversity hardly moves here: from the smallest to the largest value it is only ≈ 0.026, though `Chance` knows nothing and the
# `Oracle` knows each person's taste. Most pairs of films share no genre, whoever made the list. So before you use a measure, see
# how much it moves between models that you know to be different.
#
# These measures say what kind of list it is. They mean something only beside a measure of hits.
#
# Different products need different measures. Decide for three of them.

# %% [markdown] reasoning="02-which-metric" points=3
# **In your own words.** Which measure would you watch first, and why?
# (1) A voice assistant that plays one film when you say "play something good".
# (2) A search tool for lawyers, who must not miss any earlier case that matters.
# (3) A start page with ten films, read from left to right. Name also one measure that has nothing to do with hits.
#
# The solved edition in `solutions/` has a model answer.
#
# ### BEGIN SOLUTION
# (1) There is one place only. Precision at 1 (with one place, hit rate and MRR say the same thing).
#
# (2) Missing something is the costly error, and lawyers read long lists. Recall, at a large k.
#
# (3) All ten places are seen, the first ones more. nDCG at 10 fits: every hit counts, with a discount for later places.
# (Average precision is defensible. The reciprocal rank would ignore every hit after the first.)
# Beside it: coverage, so that the page is not the same hits for everybody; or diversity, so that a person who is not in
# the mood for one genre finds something else; or novelty. The reason must fit the product.
# ### END SOLUTION

# %% [markdown]
# ## Floors and ceilings
#
# A model has a hit rate of 7 %. Is that poor or excellent? We need two other numbers to judge it.
#
# - The **floor**: what can be had without knowing the person. `Chance` is the lowest floor. `Popularity` is
#   the one to beat. `RecentPopularity` counts recent events more: an event 90 days old counts one half.
# - The **ceiling**: what the best possible model reaches. In real life nobody knows it. In Harbour we do, since we
#   made the people: the `Oracle` knows with which probability each person chooses each film next.

# %%
more = [evaluate(model.fit(split.train), split.valid) for model in [RecentPopularity(), *oracles(data)]]
all_results = results | {result.name: result for result in more}
board = leaderboard(list(all_results.values()))
board.drop(columns=["low", "high", "recall@10"]).round(4)  # recall is the hit rate here; low and high come later

# %% [markdown]
# The last column is the way from floor to ceiling: 0 for `Popularity`, 1 for the `Oracle`, negative below the floor.
#
# $$\text{way} = \frac{\text{nDCG of the model} - \text{nDCG of Popularity}}{\text{nDCG of the Oracle} - \text{nDCG of Popularity}}$$
#
# The next cell does it for `Bias` and draws the table. (The lines to both sides of a point are 95 % intervals; the
# section on the bootstrap explains them.) Every later lesson adds rows to this table.

# %%
if "Oracle" in board.index:
    low_end, top_end, own = board["nDCG@10"][["Popularity", "Oracle", "Bias"]]
    print(f"way of Bias: ({own:.5f} - {low_end:.5f}) / ({top_end:.5f} - {low_end:.5f}) = {board.loc['Bias', 'way']:.4f}")
plots.leaderboard(board, "Popularity is above chance; the ceiling is far away")

# %% [markdown]
# The hit rate of the Oracle is only ≈ 0.33. Why not 1? The Oracle does not know *what* somebody will choose. It knows
# the *probabilities*.
# Here is one person of Harbour, with the Oracle's ten best films.

# %%
from recsys_course.models.oracle import Oracle

harbour = load("harbour")
harbour_split = leave_last_out(harbour.interactions)
oracle = Oracle().fit(harbour_split.train)
somebody = 14
ten = oracle.recommend([somebody], k=10)[0]
chances = np.exp(oracle.score([somebody])[0, ten])  # the scores of the Oracle are logarithms of probabilities
pd.Series(chances, harbour.catalogue.titles[ten], name="probability").round(3)

# %% [markdown]
# The ten probabilities together are the chance of a hit for this person. The rest of the probability is spread over
# more than a thousand other films. Do this for everybody, and you get the hit rate that the best possible list can
# *expect*. (`np.take_along_axis` takes from each row of scores the ten that are named in the same row of `best_ten`.)

# %%
tested = np.unique(harbour_split.valid.users)
best_ten = oracle.recommend(tested, k=10)
expected_hits = np.exp(np.take_along_axis(oracle.score(tested), best_ten, axis=1)).sum(axis=1)
ceiling = all_results["Oracle"].mean("hit rate") if "Oracle" in all_results else np.nan
print(f"expected for person {somebody}: {chances.sum():.3f}")
expect(expected_hits.mean(), about=0.34, within=0.02, what="hit rate that the best list can expect, over all people")
expect(ceiling, about=0.33, within=0.04, what="measured hit rate of the Oracle")

# %% [markdown]
# The expectation over all people is ≈ 0.34, and the measured hit rate of the Oracle is close to it.
# The distance to 1 is not a fault of a model. It is the freedom of people. So a hit rate of 20 % is about 60 % of
# what can be reached, and whoever claims 90 % in this world has made a mistake somewhere.
#
# ## How sure are we? The bootstrap
#
# In the tiny world 4 of 6 people had a hit: a hit rate of 2/3. With six *other* people it might have been 3 or 5.
# We would like to ask many other audiences, but we have only this one. The **bootstrap** is a way out. It draws new
# audiences from our people, **with replacement**: some people come twice, others not at all. So it acts as if all
# the people in the world were like ours.
#
# You can do it by hand. Number the people from 1 to 6 and roll a die six times. If it shows 3, 3, 6, 1, 5, 2, your new
# audience is Chidi, Chidi, Fei, Ana, Eli, Bo, and 3 of these 6 had a hit (Fei, Ana, Bo). Four more audiences, from the
# computer; each row is one audience:

# %%
four = np.random.default_rng(7).integers(0, 6, size=(4, 6))
hits_of_four = had_hit[four].sum(axis=1).astype(int)  # had a hit: Ana, Bo, Dana and Fei
pd.DataFrame(tiny.user_ids[four]).assign(hits=hits_of_four, hit_rate=(hits_of_four / 6).round(3))

# %% [markdown]
# Now a thousand audiences. How many of them have 0, 1, ... 6 hits?

# %%
thousand = np.random.default_rng(0).integers(0, 6, size=(1_000, 6))
hits_of_thousand = had_hit[thousand].sum(axis=1).astype(int)
counts = {f"{n} of 6": count for n, count in enumerate(np.bincount(hits_of_thousand, minlength=7))}
plots.bars(counts, "Six people say little: anything from 2 to 6 hits is usual", "audiences with so many hits, of 1,000")

# %% [markdown]
# To say it with two numbers, sort the thousand hit rates and cut 2.5 % of them off at each end. What is left is the
# **95 % bootstrap interval** of the mean. The two cuts are **quantiles**: at most 2.5 % of the values lie below the 2.5 %
# quantile. `np.quantile` computes them; where a cut falls between two values, it takes a number between the two.
# Here the interval goes from 2/6 to 6/6.

# %%
assert np.allclose(np.quantile(hits_of_thousand / 6, [0.025, 0.975]), [2 / 6, 6 / 6])

# %% [markdown]
# What do the 95 % promise? Suppose that many teams test the model, each with its own people, and each makes such an
# interval. Then about 95 of 100 intervals should contain the true mean, that of all people there are. Here are a hundred such
# teams. In a made-up world with the true hit rate 2/3, each team asks 100 people:

# %%
world = np.random.default_rng(0)
teams = world.random((100, 100)) < 2 / 3  # a row for each team: who had a hit?
ends = np.array([bootstrap_interval(team.astype(float)) for team in teams])
plots.intervals(*ends.T, 2 / 3, "Most intervals hold the true mean, a few miss it", "hit rate")

# %% [markdown]
# No team sees the dashed line. It has one interval, and cannot know whether it is one of the few. And from our six people
# we know next to nothing about the hit rate. Now write the interval for any values.

# %% exercise="02-bootstrap"
def interval_from(values, picks):
    """The 95 % bootstrap interval of the mean of `values`, as a pair (low, high).

    values: array with one value for each person.
    picks:  array of person numbers; each row is one audience, as many people as there are values.
    Low and high are the 2.5 % and the 97.5 % quantile of the means of the audiences. np.quantile helps:
    np.quantile(x, [0.1, 0.9]) gives the 10 % and the 90 % quantile of x.
    """
    ### BEGIN SOLUTION
    means = values[picks].mean(axis=1)
    return np.quantile(means, [0.025, 0.975])
    ### END SOLUTION

# %% check="02-bootstrap" points=2
check("02-bootstrap", interval_from)

# %% [markdown]
# `evaluate` keeps the value of every tested person. So we can draw audiences from them, and the `interval` of a result
# does the same. Both give equal numbers:

# %%
by_person = results["Popularity"].values["nDCG"]
draws = np.random.default_rng(0).integers(0, len(by_person), size=(1_000, len(by_person)))
low, high = np.quantile(by_person[draws].mean(axis=1), [0.025, 0.975])
assert np.allclose((low, high), results["Popularity"].interval("nDCG"))
print(f"nDCG@10 of Popularity: {by_person.mean():.4f}, 95 % interval {low:.4f} to {high:.4f}")
expect((high - low) / 2 / by_person.mean(), about=0.23, within=0.06, what="half of the interval, as a share of the nDCG")

# %% [markdown]
# So all we know is: the nDCG of `Popularity` is ≈ 0.032, with an interval of ≈ 23 % of it to each side, and this
# with a thousand people. Most people have 0, a few have a large value, and their luck moves the mean.
#
# How many people would we need? With the bootstrap we can also draw smaller and larger audiences.

# %%
sizes, widths = np.array([25, 50, 100, 200, 400, 800, 1_600, 3_200]), []
for size in sizes:
    means = by_person[np.random.default_rng(size).integers(0, len(by_person), size=(1_000, size))].mean(axis=1)
    widths.append(np.subtract(*np.quantile(means, [0.975, 0.025])))
root = widths[5] * np.sqrt(800 / sizes)
shrinking = pd.DataFrame({"measured": widths, "1 / root of the number, through 800 people": root}, sizes)
expect(widths[4] / widths[6], about=2.0, within=0.25, what="width with 400 people over width with 1,600")
plots.lines(shrinking, "Four times as many people halve the interval", "number of people (log scale)", "width of the interval")

# %% [markdown]
# The width falls with the root of the number of people: four times the people divide it by ≈ 2. This is expensive. For
# a tenth of the width you need a hundred times as many people. (With very few people the two lines differ: the lower
# end stops at 0.)
#
# The bootstrap has a limit: it only knows people it has seen. If no tested person had a hit, it answers "0, with the
# interval 0 to 0", which is too sure. How often does that go wrong? We play the teams again, and now the world is our thousand
# people with their nDCG of `Popularity`, whose mean is known. Each team draws some of them and makes its interval. Do
# 95 of 100 intervals hold the true mean, when a team has only 25 people?

# %%
guess("of 100 teams with 25 people, those that hold the true mean", ...)

# %%
def share_that_holds(size, teams=400):
    """The share of teams of `size` people whose interval holds the mean of all people."""
    rng, held = np.random.default_rng(0), 0
    for _ in range(teams):
        team = by_person[rng.integers(0, len(by_person), size)]
        low, high = np.quantile(team[rng.integers(0, size, (300, size))].mean(axis=1), [0.025, 0.975])
        held += low <= by_person.mean() <= high
    return held / teams

# %% [markdown]
# Three sizes of teams, with 400 teams of each size:

# %%
held = {size: share_that_holds(size) for size in (25, 100, 1_000)}
reveal("of 100 teams with 25 people, those that hold the true mean", round(100 * held[25]))
expect(held[25], about=0.83, within=0.05, what="share of intervals that hold the mean, 25 people")
expect(held[100], about=0.91, within=0.04, what="share of intervals that hold the mean, 100 people")
expect(held[1_000], about=0.94, within=0.03, what="share of intervals that hold the mean, 1,000 people")

# %% [markdown]
# With 25 people only ≈ 83 % of the intervals hold the true mean, with 100 people ≈ 91 %, and with the thousand of this course
# ≈ 94 %. Most people have 0, so a small team may meet hardly anybody with a hit. **With few people, or few hits, a 95 % interval
# promises more than it keeps.**
#
# And it speaks of one kind of luck only: other *people*, tested with the same fitted model. How good the model would be, had it
# learned from other data, it does not say.
#
# ## Is B better than A?
#
# `RecentPopularity` and `Popularity` have different numbers in the leaderboard. Is one of them better?
# Their two intervals overlap a lot. But both were tested on *the same people*, and much of the luck is shared:
# a person whose hidden film is unusual is hard for both. So for every person take the difference, and
# make the bootstrap interval of the mean of the differences. This is a **paired** comparison. The shared luck drops
# out: for ≈ 92 % of the people the difference is exactly 0.

# %%
difference = all_results["RecentPopularity"].values["nDCG"] - results["Popularity"].values["nDCG"]
expect((difference == 0).mean(), about=0.92, within=0.03, what="share of people with the difference 0")
pair_low, pair_high = bootstrap_interval(difference)
assert compare(results["Popularity"], all_results["RecentPopularity"]).low == pair_low
print("RecentPopularity - Popularity:")
compare(results["Popularity"], all_results["RecentPopularity"])

# %% [markdown]
# The rule of this course: **when the interval of the difference contains 0, nobody has won.** We then write
# "cannot be told apart", however good the story of the new model may be. For `Bias` and `Popularity` the answer is
# clear. (`compare(a, b)` is about b − a.)

# %%
compare(results["Bias"], results["Popularity"])

# %% [markdown]
# The interval leaves out 0, so this difference is more than the luck of having these people.
#
# Another kind of luck remains: whoever tries 20 settings on the test people also picks the luckiest one. The best of 20
# tries is partly luck. So choose on the validation events (lesson 01), and test once.

# %% quiz="02-q3" points=1
quiz("02-q3", "b")  ### SOLUTION

# %% [markdown]
# ## Build: your own `evaluate`
#
# You have the measures, the interval and the paired comparison. Put them together: several models go in, and a table
# comes out that you can decide with. As before, a part of yours that passed its check is used, and the course's where
# one is missing.

# %%
ndcg = yours("02-ndcg", ndcg)
precision_recall = yours("02-precision-recall", precision_recall)
interval_from = yours("02-bootstrap", interval_from)

# %% [markdown]
# The plan:
#
# 1. Find the people for whom something is relevant. All others have no value and are left out, in every model.
# 2. For each model, compute the nDCG of each of these people, and whether the first k places have a hit.
# 3. Remember the values of the **first** model of the dict: all models are compared with it.
# 4. Make a row for each model: the mean nDCG with its interval, the hit rate, and the **gain** over the first model, which
#    is the mean of the differences person by person, with the interval of these differences. (The first model's gain over itself
#    is 0, from 0 to 0.)
#
# For example, the nDCG of three people is 1, 0, 0.5 with the first model and 1, 0.5, 0.5 with the second. The gains of the second are
# 0, 0.5, 0; their mean is 0.167, and `interval_from` gets these three numbers.

# %% exercise="02-build"
def my_evaluate(lists, relevant, k, picks):
    """A table of models: a dict {name: row}, in the order of `lists`.

    lists:    dict {name: for each person a list of film numbers, best first, of any length}.
    relevant: for each person a list of the relevant film numbers; it may be empty.
    picks:    array of audiences, as for interval_from. Its numbers count the people who have something to find.
    A row is a dict of numbers: "nDCG", "low", "high", "hit rate", "gain", "gain low", "gain high".
    """
    ### BEGIN SOLUTION
    tested = [n for n, films in enumerate(relevant) if len(films) > 0]
    table, first = {}, None
    for name, ranked in lists.items():
        values = np.array([ndcg(ranked[n], relevant[n], k) for n in tested])
        precisions = np.array([precision_recall(ranked[n], relevant[n], k)[0] for n in tested])
        first = values if first is None else first
        row = {"nDCG": values.mean(), "hit rate": (precisions > 0).mean(), "gain": (values - first).mean()}
        row["low"], row["high"] = interval_from(values, picks)
        row["gain low"], row["gain high"] = interval_from(values - first, picks)
        table[name] = row
    return table
    ### END SOLUTION

# %% check="02-build" points=4
check("02-build", my_evaluate)

# %% [markdown]
# Now it measures real models. Three are new, and lesson 03 builds them: `UserKNN` asks people who are like you, `ItemKNN` looks
# for films like those you watched. With `half_life=5` it lets your last films count most: the film that you watched
# five films before the last one counts one half. `Popularity` comes first, so every gain is over the floor.

# %%
from recsys_course.models.neighbours import ItemKNN, UserKNN

models = {"Popularity": Popularity(), "Chance": Chance(), "RecentPopularity": RecentPopularity(),
          "UserKNN": UserKNN(), "ItemKNN": ItemKNN(), "ItemKNN, half_life 5": ItemKNN(half_life=5)}
fitted = {name: model.fit(split.train) for name, model in models.items()}
tens = {name: model.recommend(people, k=10).tolist() for name, model in fitted.items()}

# %% [markdown]
# Which models are better than `Popularity`, in the sense of our rule: the interval of the gain leaves out 0?

# %%
guess("better than Popularity", ...)  # a list of names, such as ["RecentPopularity", "UserKNN"]

# %%
my_evaluate = yours("02-build", my_evaluate)
hidden_films = [[film] for film in split.valid.matrix()[people].indices.tolist()]
picks = np.random.default_rng(0).integers(0, len(people), size=(1_000, len(people)))
mine = pd.DataFrame(my_evaluate(tens, hidden_films, 10, picks)).T
columns = ["nDCG", "low", "high", "hit rate", "gain", "gain low", "gain high"]
reveal("better than Popularity", mine.index[mine["gain low"] > 0].tolist())
mine[columns].round(4)

# %% [markdown]
# Is it right? The course's `evaluate` and `compare` measure the same models; they draw the same audiences. Here both stand side by
# side. (The left half is called "yours" when 02-build is solved; before that, it is the course's answer to the exercise.)

# %%
measured = {name: evaluate(model, split.valid, name=name) for name, model in fitted.items()}
theirs = {}
for name, one in measured.items():
    gain = compare(measured["Popularity"], one) if name != "Popularity" else None
    pair = [gain.difference, gain.low, gain.high] if gain else [0, 0, 0]
    theirs[name] = [one.mean("nDCG"), *one.interval("nDCG"), one.mean("hit rate"), *pair]
theirs = pd.DataFrame(theirs, columns).T
assert np.allclose(mine[columns], theirs)
pd.concat({whose("02-build"): mine[columns[:4]], "evaluate": theirs[columns[:4]]}, axis=1).round(4)

# %% [markdown]
# Equal to the last digit that is shown. In your table, `ItemKNN` gains ≈ 0.017 over the floor, and with `half_life` ≈ 0.095.
# `RecentPopularity` cannot be told apart from `Popularity`. The left half as a picture, the best model on top:

# %%
drawn = mine[["nDCG", "low", "high"]].rename_axis("model").sort_values("nDCG", ascending=False)
expect(mine.loc["ItemKNN, half_life 5", "gain"], about=0.095, within=0.01, what="gain of half_life 5 over Popularity")
expect(mine.loc["ItemKNN", "gain"], about=0.017, within=0.006, what="gain of ItemKNN over Popularity")
plots.leaderboard(drawn, "Your last films say most: half_life is far above the others")

# %% [markdown] reasoning="02-real-difference" points=3
# **In your own words.** A colleague writes: "I tried 20 settings of my model on the test people. The nDCG of the best one is
# 9 % higher than that of Popularity. Let us put it on the site." Name at least three things that are missing or wrong.
#
# The solved edition in `solutions/` has a model answer.
#
# ### BEGIN SOLUTION
# - No uncertainty. With a thousand people the interval of one nDCG is about a quarter of its value to each side. A paired
#   comparison on the same people is needed; only if its interval leaves out 0 is there a win.
# - The settings were chosen on the test people. The best of 20 is partly the luckiest of 20. Choose on the validation
#   events, then test the one chosen model once.
# - One floor is not enough: is there a stronger simple model? And how far is the ceiling? 9 % of a small number may be
#   1 % of the way.
# - Were both tested in the same way (same people, same candidates, seen films left out)?
# - Even a real difference in nDCG does not prove that people are happier. A later lesson (planned) tests that in a live
#   test in Harbour.
# ### END SOLUTION

# %% [markdown]
# *A good place for a break.*
#
# ## How sampled metrics lie
#
# Ranking the whole catalogue for everybody takes time when there are millions of items. Many articles therefore take a
# shortcut: they rank the hidden item only against **100 random** items that the person has not seen.
# Is that harmless? We measure it, with the models of the build. First their scores of all films:

# %%
scores = {name: model.score(people) for name, model in fitted.items()}

# %% [markdown]
# For each person we need the hidden film and its **rivals**, a table of booleans: either all unseen films, or 100 of them,
# drawn with a stated seed. All models meet the same 100. (Each row of the test matrix has one entry, so `.indices` is the
# hidden film of each person.)

# %%
row, hidden = np.arange(len(people)), split.valid.matrix()[people].indices
all_rivals = split.train.matrix()[people].toarray() == 0
all_rivals[row, hidden] = False  # the hidden film is not its own rival
rng, some_rivals = np.random.default_rng(0), np.zeros_like(all_rivals)
for person, unseen in enumerate(all_rivals):
    some_rivals[person, rng.choice(np.flatnonzero(unseen), 100, replace=False)] = True

# %% [markdown]
# The place of the hidden film is 1 plus the number of rivals ahead of it. In the code, `[:, None]` turns the hidden
# film's score of each person into a column, so that every row of scores is compared with its own number. Where
# scores are equal, the smaller film number is ahead, as in every list of this course.

# %%
def places_among(scores, rivals):
    """Place (n,) of the hidden film of each person. Of equal scores the smaller film number is ahead."""
    own = scores[row, hidden][:, None]
    smaller = np.arange(scores.shape[1]) < hidden[:, None]
    ahead = (scores > own) | ((scores == own) & smaller)
    return 1 + (ahead & rivals).sum(axis=1)


full = pd.DataFrame({name: places_among(table, all_rivals) for name, table in scores.items()})
sampled = pd.DataFrame({name: places_among(table, some_rivals) for name, table in scores.items()})
assert np.isclose((full["Popularity"] <= 10).mean(), results["Popularity"].mean("hit rate"))

# %% [markdown]
# With all rivals we get the hit rate that `evaluate` gave. Now both hit rates at 10 side by side. Against all films `Chance`
# finds the film of fewer than one person in a hundred. What will its hit rate be against 100 random films?

# %%
guess("hit rate of Chance against 100 random films", ...)

# %%
hit_rates = pd.DataFrame({"all films": (full <= 10).mean(), "100 random films": (sampled <= 10).mean()})
expect(hit_rates.loc["ItemKNN, half_life 5", "all films"], about=0.17, within=0.02, what="hit rate, all films, half_life 5")
expect(hit_rates.loc["ItemKNN, half_life 5", "100 random films"], about=0.50, within=0.03, what="the same, 100 random films")
expect(hit_rates.loc["ItemKNN", "all films"], about=0.09, within=0.015, what="hit rate, all films, ItemKNN")
expect(hit_rates.loc["Chance", "100 random films"], about=0.10, within=0.03, what="hit rate of Chance, 100 random films")
reveal("hit rate of Chance against 100 random films", round(float(hit_rates.loc["Chance", "100 random films"]), 2))
hit_rates.round(3)

# %% [markdown]
# Two things happened. First, **the numbers went up.** `ItemKNN` with `half_life` has a hit rate of ≈ 0.17 against all
# films, and ≈ 0.50 against 100. Even `Chance` now "finds" the film for ≈ 10 % of the people: the hidden film is one
# of 101, ten of 101 places count as a hit, and 10/101 = 0.099. Nothing became better. The test became easier.
#
# Second, **a clear win disappeared.** Against all films, `half_life` raises the hit rate of `ItemKNN` from ≈ 0.09 to ≈ 0.17.
# Is the lead still there against 100 random films? We compare in pairs, over the same people:

# %%
def lead(table):
    """By how much half_life is above plain ItemKNN: the mean difference, and the ends of its interval."""
    table = table.astype(float)
    gain = (table["ItemKNN, half_life 5"] - table["ItemKNN"]).to_numpy()
    return gain.mean(), *bootstrap_interval(gain)


hit_leads = pd.DataFrame({"all films": lead(full <= 10), "100 random films": lead(sampled <= 10)}, ["lead", "low", "high"]).T
expect(hit_leads.loc["all films", "lead"], about=0.081, within=0.01, what="lead in hit rate, all films")
expect(hit_leads.loc["100 random films", "lead"], about=0.0, within=0.02, what="lead in hit rate, 100 random films")
hit_leads.round(3)

# %% [markdown]
# Against all films the lead is ≈ 0.081, and its interval stays far from 0. Against 100 random films the interval contains 0:
# the model that is clearly first against all films is not first here, and the sampled test cannot tell it from plain
# `ItemKNN`.
#
# Does the same happen to nDCG? With one hidden film, the nDCG of a list is the worth of the hit's place,
# $1 / \log_2(\text{place} + 1)$, up to place 10.

# %%
def ndcg_of_places(places):
    return (1 / np.log2(places + 1)).where(places <= 10, 0.0)


ndcg_leads = pd.DataFrame({"all films": lead(ndcg_of_places(full)), "100 random films": lead(ndcg_of_places(sampled))},
                          ["lead", "low", "high"]).T
expect(ndcg_leads.loc["all films", "lead"], about=0.078, within=0.01, what="lead in nDCG, all films")
expect(ndcg_leads.loc["100 random films", "lead"], about=0.043, within=0.01, what="lead in nDCG, 100 random films")
ndcg_leads.round(3)

# %% [markdown]
# Less so: part of the lead survives, since nDCG looks at the top of the sample. But it shrinks from ≈ 0.078 to ≈ 0.043.
# How much survives depends on the measure, the models and the size of the sample. An article with only sampled
# numbers does not tell.
#
# Why does this happen? Think of a hidden film on place 100 of about 1,400. Ninety-nine films are ahead of it. Of a
# hundred random rivals only about seven are among those, so it lands near place 8 of the sample: a "hit".
# The picture shows, for each true place, the probability that a film counts as a hit: `hypergeom.cdf(9, ...)` is the
# probability that at most 9 of 100 drawn films are ahead.

# %%
from scipy.stats import hypergeom

n_rivals = int(np.median(all_rivals.sum(axis=1)))
tenth = n_rivals // 10
true_place = np.unique([1, 2, 5, 10, 11, 20, 50, 100, tenth, 200, 2 * tenth])
in_sample = hypergeom.cdf(9, n_rivals, true_place - 1, 100)  # films in all, of them ahead, films drawn
counted = pd.DataFrame({"all films": (true_place <= 10).astype(float), "100 random films": in_sample}, true_place)
expect(counted.loc[100, "100 random films"], about=0.85, within=0.04, what="probability that place 100 counts as a hit")
picture = plots.lines(counted, "With 100 random films, place 100 still counts as a hit",
                      "true place among all films (log scale)", "probability of counting as a hit")
axes, ticks = picture.figure.axes[0], true_place[true_place != 11]
axes.set_xticks(ticks, ticks)  # no label for 11, which stands close to 10
axes.axvline(tenth, color="black", linestyle=":", label="a tenth of the catalogue")
axes.legend()
picture

# %% [markdown]
# Against all films, place 10 is a hit and place 11 is none. Against 100 random films, a film on place 100 still counts as
# a hit with probability ≈ 0.85, and only near a tenth of the catalogue does the probability fall below one half.
# So the sampled hit rate at 10 does not ask "is the film in the first ten?". It asks, roughly, "is it in the first
# tenth of the catalogue?". A model that puts your film on place 3 and a model that puts it on place 60 look almost equal.
#
# Krichene and Rendle (2020) show this in general, and they advise against sampling for metrics. This course always
# ranks everything that a person has not seen.

# %% quiz="02-q4" points=1
quiz("02-q4", "c")  ### SOLUTION

# %% [markdown]
# You now know why nobody can choose between the two teams of the beginning. Look at your table once more: ≈ 0.50 and
# ≈ 0.17 are both there, and both belong to `ItemKNN` with `half_life`, measured in two ways. For all that the two teams
# told us, they may have built the same model.
#
# ## How it breaks
#
# ### "Our model is 99 % accurate"
#
# A colleague treats recommendation as a yes-or-no question: for each person and each film, will this be the next film
# or not? The predictor says yes to the ten most popular unseen films of each person. The colleague reports the
# **accuracy**: the share of all answers that are right. (`predicted[row[:, None], top_ten] = 1` writes a 1 into the ten
# columns of each row.)

# %%
truth = split.valid.matrix()[people].toarray().astype(int)  # 1: the hidden film
predicted = np.zeros_like(truth)
predicted[row[:, None], top_ten] = 1
accuracy = (truth == predicted).mean()
print(f"accuracy: {accuracy:.4f}")

# %% [markdown]
# More than 99 %. Is it good? We need a floor, and for accuracy the floor is the best **constant answer**: somebody who
# gives the same answer everywhere, without looking. Which constant answer is best here, and how accurate is it?

# %% exercise="02-accuracy-gain"
def accuracy_gain(truth, predicted):
    """The accuracy of `predicted` minus the accuracy of the best constant answer (0 everywhere, or 1 everywhere).

    truth, predicted: arrays of one shape that hold 0 and 1. The accuracy is the share of equal entries.
    """
    ### BEGIN SOLUTION
    accuracy = (truth == predicted).mean()
    constant = max((truth == 0).mean(), (truth == 1).mean())
    return accuracy - constant
    ### END SOLUTION

# %% check="02-accuracy-gain" points=2
check("02-accuracy-gain", accuracy_gain)

# %% [markdown]
# Only one film in about 1,500 is the next one. So "no" is right almost always:

# %%
always_no = (truth == 0).mean()
print(f"accuracy of saying no to everything: {always_no:.4f}, of the popular lists: {accuracy:.4f}")
expect(always_no - accuracy, about=0.0066, within=0.002, what="loss in accuracy of the popular lists")

# %% [markdown]
# The lists lose ≈ 0.0066 against a predictor that recommends *nothing*, although the lists help some people and the
# "no" helps nobody. Where one answer is rare, accuracy is the wrong measure. And a number without its floor is not a
# result: ask what the simplest model would get.
#
# ### An nDCG that forgets what was missed
#
# The next one is an easy mistake. It looks reasonable, and it runs. The ideal list is made by sorting the hits of the
# list itself.

# %%
def broken_ndcg(hits, n_relevant):
    """nDCG of each row of hits (n, k)... but something is wrong."""
    worth = 1 / np.log2(np.arange(2, hits.shape[1] + 2))
    dcg = hits @ worth
    ideal = np.sort(hits, axis=1)[:, ::-1] @ worth  # the same hits, all moved to the top
    return np.divide(dcg, ideal, out=np.zeros(len(hits)), where=ideal > 0)


one_of_three, all_three = [True, False, False, False], [True, True, False, True]
broken_ndcg(np.array([one_of_three, all_three]), np.array([3, 3])).round(3)

# %% [markdown]
# Both rows are people with three relevant films. The first list finds one of them, the second all three, one of them a
# place too low. The broken measure gives the first list the full 1, and the second list less. Finding more is punished.
#
# Repair it. `n_relevant` is already there; the broken version never looks at it.

# %% exercise="02-mended-ndcg"
def mended_ndcg(hits, n_relevant):
    """nDCG of each person: array with one value for each row of `hits`.

    hits:       array of booleans, one row for each person, one column for each of the k places.
    n_relevant: array, how many relevant films each person has, found or not.
    The ideal list of a person has min(n_relevant, k) hits at its top.
    A miss is 0. Only a person with n_relevant 0 has no value: np.nan.
    """
    ### BEGIN SOLUTION
    worth = 1 / np.log2(np.arange(2, hits.shape[1] + 2))
    ideal = (np.arange(hits.shape[1]) < n_relevant[:, None]) @ worth
    return np.where(ideal > 0, (hits @ worth) / np.where(ideal > 0, ideal, 1), np.nan)
    ### END SOLUTION

# %% check="02-mended-ndcg" points=3
check("02-mended-ndcg", mended_ndcg)

# %% [markdown]
# How large is the error? With one hidden film the two versions agree: a list with a hit has found everything. So nobody
# notices the error before more films are hidden. Here a tenth of all events is hidden by date (`time_split`; its validation,
# for the newest tenth is its test, and waits). So people have many relevant films. (`np.diff` of `.indptr` counts the
# entries in each row of a sparse matrix: the relevant films of each person.)

# %%
newest = time_split(data.interactions)
watchers = np.unique(newest.valid.users)
relevant_later = newest.valid.matrix()[watchers]
n_later = np.diff(relevant_later.indptr)
hits_later = metrics.hits(Popularity().fit(newest.train).recommend(watchers, k=10), relevant_later)
right, broken = np.nanmean(metrics.ndcg(hits_later, n_later)), broken_ndcg(hits_later, n_later).mean()
expect(right, about=0.132, within=0.02, what="nDCG@10 of Popularity, a tenth hidden by date")
expect(broken, about=0.32, within=0.04, what="the same with the broken ideal")

# %% [markdown]
# The same lists, the same people: ≈ 0.132 became ≈ 0.32 by one wrong line. When you compare your model with a number from
# an article, compare the code of the measure first.
#
# Five questions for every number you read, or write:
#
# 1. What is called relevant?
# 2. Which items compete: all unseen ones, or a sample? Are seen items left out?
# 3. What do the floors get under the same rules, and where is the ceiling?
# 4. How many people, and how wide is the interval? Was the comparison paired?
# 5. On which events were the settings chosen?
#
# ## Stretch: chance, exactly
#
# `Chance` draws at random, so its measured hit rate has noise of its own. It can also be computed exactly. A person has
# m candidates, n of them relevant, and the list takes k different candidates at random. The first place misses
# with probability (m − n) / m. If it misses, the second misses with probability (m − n − 1) / (m − 1), and so on.
# The list has a hit unless all k places miss. With m = 6, n = 2 and k = 2 the probability of a hit is
# 1 − (4/6) · (3/5) = 1 − 0.4 = 0.6.

# %% exercise="02-chance-hit-rate"
def chance_hit_rate(n_candidates, n_relevant, k):
    """For each person the probability that k different random candidates hold at least one relevant film.

    n_candidates: array of whole numbers, m for each person (at least 1).
    n_relevant:   array of whole numbers, n for each person (from 1 to m).
    When a list of k places cannot miss, because m - n < k, the probability is 1.
    """
    ### BEGIN SOLUTION
    all_miss = np.ones(len(n_candidates))
    for j in range(k):
        all_miss *= np.maximum(n_candidates - n_relevant - j, 0) / np.maximum(n_candidates - j, 1)
    return 1 - all_miss
    ### END SOLUTION

# %% check="02-chance-hit-rate" points=2
check("02-chance-hit-rate", chance_hit_rate)

# %% [markdown]
# With one relevant film the product becomes short: the probability is k / m. So the lowest floor of all is:

# %%
candidates = all_rivals.sum(axis=1) + 1  # all unseen films, and the hidden one
print(f"Chance, computed: {(10 / candidates).mean():.4f}   measured: {results['Chance'].mean('hit rate'):.4f}")
expect((10 / candidates).mean(), about=0.0072, within=0.0005, what="exact hit rate of Chance")

# %% [markdown]
# The exact value is ≈ 0.0072. The measured one differs a little: with a thousand people, only about seven hits are expected.
#
# ## Recap
#
# - **Precision** is a share of the list, **recall** a share of the relevant films, **F1** their harmonic mean. The
#   **reciprocal rank** looks at the first hit, **average precision** at all hits, and **nDCG** discounts each hit by its
#   place and divides by the ideal list. With one hidden film, recall is the hit rate, and precision is a tenth of it
#   at k = 10.
# - **Coverage, novelty and diversity** describe lists without asking for hits; they need a measure of hits beside them.
#   A good **RMSE** and a good list answer different questions.
# - A result lies between a **floor** (popularity) and a **ceiling** (in Harbour, the Oracle). The ceiling is below 1,
#   because people choose freely.
# - The **bootstrap** draws new audiences from the tested people. Compare two models **in pairs**; when the interval of
#   the difference contains 0, nobody has won. Half the width costs four times the people.
# - **Sampled metrics** ask about the first tenth of the catalogue, not about the first ten; a clear win can
#   disappear. **Accuracy** rewards saying no. An **ideal list made of one's own hits** forgets what was missed.
#
# **Next:** lesson 03 builds the first models that know you: people like you, and films like those you watched.

# %%
progress("02")

# %% [markdown]
# ## Sources
#
# - K. Järvelin, J. Kekäläinen, *Cumulated gain-based evaluation of IR techniques*, ACM Transactions on Information Systems
#   20(4), 2002: DCG and nDCG. (The discount 1 / log2(j + 1) used here is the usual later form.)
# - C. D. Manning, P. Raghavan, H. Schütze, *Introduction to Information Retrieval*, Cambridge University Press, 2008,
#   chapter 8: precision, recall, F measure, average precision, and the accuracy of saying no (section 8.3).
# - B. Efron, R. J. Tibshirani, *An Introduction to the Bootstrap*, Chapman and Hall, 1993, section 13.3: the percentile interval.
# - J. L. Herlocker, J. A. Konstan, L. G. Terveen, J. T. Riedl, *Evaluating collaborative filtering recommender systems*,
#   ACM Transactions on Information Systems 22(1), 2004: which measure for which task; coverage and novelty.
# - C.-N. Ziegler, S. M. McNee, J. A. Konstan, G. Lausen, *Improving recommendation lists through topic diversification*,
#   WWW 2005: how alike the items of one list are.
# - S. Vargas, P. Castells, *Rank and relevance in novelty and diversity metrics for recommender systems*, RecSys 2011: novelty.
# - P. Cremonesi, Y. Koren, R. Turrin, *Performance of recommender algorithms on top-N recommendation tasks*, RecSys 2010: a
#   better RMSE does not mean better lists. (It also ranks against a sample of items.)
# - W. Krichene, S. Rendle, *On sampled metrics for item recommendation*, KDD 2020.
# - R. Cañamares, P. Castells, *On target item sampling in offline recommender system evaluation*, RecSys 2020
#   (they see cases where a sample helps).
# - M. Ferrari Dacrema, P. Cremonesi, D. Jannach, *Are we really making much progress? A worrying analysis of recent neural
#   recommendation approaches*, RecSys 2019: what happens when simple models are left out.
