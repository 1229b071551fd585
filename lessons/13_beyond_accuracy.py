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
# # Beyond accuracy: the list is right; is it good?
#
# **Minutes:** 180, in three parts with two places for a break
#
# **Before this:** lesson 02 (nDCG, coverage, novelty, diversity, intervals), lesson 03 (`ItemKNN` with a half-life).
#
# **You will be able to:**
# - measure how lists share out places and attention (Gini, popularity lift, exposure), and how far a list is from a person's
#   mix (calibration); and name the trap of each number
# - re-rank a list by MMR, by a determinantal point process and by calibration, each by hand and in code
# - keep hard rules ("at least two from the tail", "at most three of one series") in any re-ranker, and build a whole one
# - choose the weight of a re-ranker on validation, and say what offline numbers cannot tell about live people
# - compare groups of people with the ceiling beside them, and choose a threshold where yes is rare
# - correct a mean for ratings that are missing not at random, and say what the correction does not cure

# %%
import numpy as np
import pandas as pd

from recsys_course import beyond, metrics, plots
from recsys_course.data import load
from recsys_course.evaluation import bootstrap_interval
from recsys_course.exercises import check, expect, guess, hint, progress, quiz, reveal, whose, yours
from recsys_course.models.baselines import Chance, Popularity
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.oracle import oracles
from recsys_course.splits import leave_last_out

# %% [markdown]
# ## Ten films, and still nothing to watch
#
# `ItemKNN` with a half-life of one film has been a strong model since lesson 03. Here is the list that it makes for one person
# of Harbour: the person whose list is the least diverse of all. (Diversity is the mean of 1 − likeness over all pairs of a
# list, with the genres of the films; lesson 02.)

# %%
data = load()
split = leave_last_out(data.interactions)
genre_table = data.catalogue.genre_matrix()
genre_table = genre_table.assign(none=genre_table.sum(axis=1) == 0).loc[:, lambda one: one.any()]  # some data has films without
genres = genre_table.to_numpy(float)
people = np.unique(split.test.users)
model = ItemKNN(k=100, half_life=1).fit(split.known)
lists = model.recommend(people, k=10)

# %%
dullest = int(np.argmin(metrics.diversity(lists, genres)))
data.catalogue.table.loc[lists[dullest], ["title", "genres"]]

# %% [markdown]
# On Harbour, eight of the ten are mysteries, and five of these are parts of one series. Each may be a good guess. Together they
# are one guess, made many times: if the person is not in the mood for it tonight, the page is lost. nDCG cannot see this. It
# asks for each film alone: is it the hidden one? (On ml-latest-small, data of real people, the least diverse list holds ten
# films about one agent, James Bond.)
#
# **The question of this lesson: the list is right; is it good?** It has three parts, with a place for a break after the first
# and the second: numbers that describe lists; re-rankers that change them; and what people do with the lists, live.
#
# ## Who gets the places? The Gini coefficient
#
# Coverage (lesson 02) asks whether a film is shown to *anybody*. One place in ten thousand lists is enough. The **Gini
# coefficient** asks how *unequally* the places are shared out. Say that four films stand in all lists together 6, 0, 3 and 3
# times. Sort from the smallest to the largest, and weigh rank i of n with 2 i − n − 1:
#
# | rank i | 1 | 2 | 3 | 4 | sum |
# |---|---|---|---|---|---|
# | shown | 0 | 3 | 3 | 6 | 12 |
# | weight 2 i − 5 | −3 | −1 | 1 | 3 | |
# | product | 0 | −3 | 3 | 18 | 18 |
#
# $$G = \frac{\sum_i (2i - n - 1)\, x_{(i)}}{n \sum_i x_{(i)}} = \frac{18}{4 \cdot 12} = 0.375$$
#
# 0 says that all films have equally many places; close to 1 says that a few films have all of them.

# %% exercise="13-gini"
def gini(shown):
    """The Gini coefficient of how often each film is shown.

    shown: array (n_films,) of whole numbers, not sorted, 0 for a film that nobody is shown. At least one is above 0.
    """
    ### BEGIN SOLUTION
    n = len(shown)
    weights = 2 * np.arange(1, n + 1) - n - 1
    return weights @ np.sort(shown) / (n * shown.sum())
    ### END SOLUTION

# %% check="13-gini" points=2
check("13-gini", gini)

# %% [markdown]
# The package counts the places of the lists first. In the lists below, film 0 stands six times, film 1 never:

# %%
tables = np.array([[0, 2, 3], [0, 3, 2], [0, 2, 3], [0, -1, -1], [0, -1, -1], [0, -1, -1]])  # -1: an empty place
assert beyond.gini(tables, n_items=4) == 18 / (4 * 12)

# %% [markdown]
# ## More famous than you? The popularity lift
#
# Somebody who watches rare films wants rare films. The **popularity lift** of one list compares it with the person's own past:
#
# $$\text{lift} = \frac{\text{mean events of the films of the list}}{\text{mean events of the films that the person met}} - 1$$
#
# Ana met films with 6, 5, 3 and 2 events (*Harbour Lights*, *Star Freight*, *Letters to Lisbon*, *Iron Comet*): 4 on average. A
# list of *Tea for Two Cats* (4) and *The Ninth Orbit* (2) has 3 on average. The lift is 3 / 4 − 1 = −0.25: a quarter less
# popular than her past.

# %% exercise="13-lift"
def popularity_lift(listed, met, events):
    """The popularity lift of one list: 0 as popular as the person's past, 0.5 half as much again.

    listed, met: arrays of film numbers, of the list and of the past.   events: array (n_films,), the events of each film.
    """
    ### BEGIN SOLUTION
    return events[listed].mean() / events[met].mean() - 1
    ### END SOLUTION

# %% check="13-lift" points=1
check("13-lift", popularity_lift)

# %% [markdown]
# The same by the package, for the six people of tiny at once. `seen` is the user-item matrix, one row for each person.

# %%
tiny = load("tiny")
tiny_events, seen = tiny.interactions.counts_by_item(), tiny.interactions.matrix()
assert beyond.popularity_lift([[4, 3]], tiny_events, seen[[tiny.user("Ana")]])[0] == 3 / 4 - 1

# %% [markdown]
# ## A mix like yours: calibration
#
# Three quarters of what you watch are dramas and one quarter comedies. A list of ten dramas may be the safest for hits: each
# time drama is the best single bet. But a quarter of you is never served. A list is **calibrated** when its mix of genres is
# like the mix of the past.
#
# A film with two genres counts half for each. So the past has a share p(g) for each genre g, and the list a share q(g). How far
# are they apart? Steck (2018) takes the **Kullback-Leibler divergence**:
#
# $$KL(p\,\|\,\tilde q) = \sum_g p(g) \ln \frac{p(g)}{\tilde q(g)}, \qquad \tilde q(g) = 0.99\, q(g) + 0.01\, p(g)$$
#
# Without the 0.01 a genre that the list lacks would divide by 0. A genre with p(g) = 0 adds nothing. By hand, p = (0.75, 0.25)
# and a list with half of each:
#
# | genre | p | q | q̃ = 0.99 q + 0.01 p | p ln(p / q̃) |
# |---|---|---|---|---|
# | drama | 0.75 | 0.5 | 0.5025 | 0.75 · ln 1.4925 = 0.3004 |
# | comedy | 0.25 | 0.5 | 0.4975 | 0.25 · ln 0.5025 = −0.1720 |
# | sum | | | | 0.1283 |
#
# 0 is the same mix; there is no largest value that one should know.

# %% exercise="13-calibration"
def calibration(p, q):
    """The divergence of a list's mix from that of the past: the sum of p ln(p / (0.99 q + 0.01 p)).

    p, q: arrays (n_genres,), the shares of the genres in the past and in the list. A genre with p = 0 adds nothing.
    """
    ### BEGIN SOLUTION
    own = p > 0
    smooth = 0.99 * q + 0.01 * p
    return (p[own] * np.log(p[own] / smooth[own])).sum()
    ### END SOLUTION

# %% check="13-calibration" points=2
check("13-calibration", calibration)

# %% [markdown]
# In the package, `beyond.taste` makes p from the past, and `beyond.calibration` compares lists with it. For Ana and the list
# *Tea for Two Cats*, *The Ninth Orbit*:

# %%
tiny_genres = tiny.catalogue.genre_matrix()
ana = beyond.taste(seen[[tiny.user("Ana")]], tiny_genres)
listed = np.array([4, 3])
mix = beyond.shares(tiny_genres)[listed].mean(axis=0)
assert np.isclose(beyond.calibration(listed[None, :], tiny_genres, ana)[0], beyond.divergence(ana[0], mix))
pd.DataFrame({"p of Ana": ana[0], "q of the list": mix}, tiny_genres.columns).T.round(3)

# %% quiz="13-q1" points=1
quiz("13-q1", "a")  ### SOLUTION

# %% [markdown]
# ## Attention and merit: exposure
#
# A place at the top is worth more than one at the bottom, for those who made the film too. **Exposure** is the attention that a
# film, or a group of films, gets from all lists: place j has 1 / log2(j + 1), as in nDCG. Two lists of three films; films 0 and
# 1 are famous, 2 and 3 are not:
#
# | | place 1 | place 2 | place 3 |
# |---|---|---|---|
# | attention | 1 | 0.631 | 0.5 |
# | first list | famous | famous | not |
# | second list | famous | not | famous |
#
# Famous films get 1 + 0.631 + 1 + 0.5 = 3.131 of 4.262, a share of 0.735. Is that fair? Singh and Joachims (2018) compare
# exposure with **merit**: what the films earn because people choose them. If famous films are 0.735 of what people choose,
# nobody is wronged.

# %% exercise="13-exposure"
def exposure(ranked, group, n_groups):
    """The share of all attention that each group of films gets: array (n_groups,), sum 1.

    ranked: array (n, k) of film numbers, the best place first, all places filled.   group: array (n_films,), 0 to n_groups - 1.
    """
    ### BEGIN SOLUTION
    attention = 1 / np.log2(np.arange(2, ranked.shape[1] + 2))
    total = np.array([((group[ranked] == g) * attention).sum() for g in range(n_groups)])
    return total / total.sum()
    ### END SOLUTION

# %% check="13-exposure" points=2
check("13-exposure", exposure)

# %% [markdown]
# On Harbour: the most popular fifth of all films is the **head**, the rest is the **tail**. What each of them earns is its
# share of the next films that people really chose, the validation. (The test waits.)

# %%
events = split.train.counts_by_item()
tail = np.ones(len(events), bool)
tail[np.argsort(-events, kind="stable")[: len(events) // 5]] = False
hidden = split.valid.items
merit = np.bincount(tail[hidden], minlength=2) / len(hidden)

# %%
makers = [Popularity(), Chance(), ItemKNN(k=100, half_life=1), *oracles(data)]
ten = {one.name: one.fit(split.train).recommend(people, k=10) for one in makers}
shown = {name: beyond.exposure(made, len(events)) for name, made in ten.items()}
pd.DataFrame({name: [share[~tail].sum(), share[tail].sum()] / merit for name, share in shown.items()},
             ["head", "tail"]).T.round(2)

# %% [markdown]
# 1 would be: as much attention as earned. `Popularity` gives the tail nothing, `Chance` much more than it earns. The `Oracle`,
# which knows every taste, gives the tail less than it earns: each single tail film has a small chance for each person, so few
# of them reach a list of ten. **A list of the most probable films always leans to the head, without anybody's bad will.**
#
# ## A hit that was not obvious: serendipity
#
# The last number needs hits again. A hit is **serendipitous** when a simple recommender would not have shown it: it counts hits
# that are not in the list of, say, `Popularity` (Ge and others, 2010). A list of four has hits at places 1 and 3; the film at
# place 1 is among the most popular ten anyway. So the serendipity is 1/4.

# %%
found, obvious = np.array([[True, False, True, False]]), np.array([[8, 5, 9]])
assert beyond.serendipity(np.array([[5, 6, 7, 1]]), found, obvious)[0] == 1 / 4

# %% [markdown]
# ## All numbers side by side
#
# Before you look: the four models are `Chance`, `Popularity`, `ItemKNN` and the `Oracle`. Whose lists have the highest
# *diversity*?

# %%
guess("the most diverse lists", ...)  # the name of a model

# %%
def described(made, known, hidden, plain):
    """All numbers of lists (n, 10) of `people`; known: the events before, hidden: the events that the lists should meet."""
    hits = metrics.hits(made, hidden.matrix()[people])
    past, counts = known.matrix()[people], known.counts_by_item()
    return {"nDCG": metrics.ndcg(hits, np.ones(len(people), int)).mean(),
            "serendipity": beyond.serendipity(made, hits, plain).mean(),
            "diversity": metrics.diversity(made, genres).mean(), "novelty": metrics.novelty(made, counts).mean(),
            "coverage": metrics.coverage(made, len(counts)), "Gini": beyond.gini(made, len(counts)),
            "lift": beyond.popularity_lift(made, counts, past).mean(),
            "KL": beyond.calibration(made, genres, beyond.taste(past, genres)).mean()}


rows = {name: described(made, split.train, split.valid, ten["Popularity"]) for name, made in ten.items()}
board = pd.DataFrame(rows).T
reveal("the most diverse lists", board["diversity"].idxmax())
board.round(3)

# %% [markdown]
# Read the columns one by one, for Harbour. `Chance` has the best coverage (≈ 1.00), the lowest Gini (≈ 0.22), the highest
# novelty, and a diversity of ≈ 0.859, above that of the `Oracle` (≈ 0.849) and far above that of `ItemKNN` (≈ 0.816). It is
# useless. The lists of `Popularity` are as diverse as those of `Chance`, and nearly the same for everybody. The two that know
# nothing about a person have the most diverse lists: whoever follows a taste makes lists that are alike.
#
# So each of these numbers has its **trap**: diversity grows when you put in junk, coverage and Gini love chance, novelty loves
# what nobody wants, and a lift below 0 is no virtue. The divergence (KL) of `Chance` and of `Popularity` is *lower* than that of
# `ItemKNN`: a mix of everything is not far from anybody's mix. None of them is a goal alone. They describe; hits decide whether there is
# anything to describe.

# %%
expect(board.loc["Chance", "coverage"], about=1.00, within=0.005, what="coverage of Chance")
expect(board.loc["Chance", "Gini"], about=0.22, within=0.01, what="Gini of Chance")
expect(board.loc["Chance", "diversity"], about=0.859, within=0.003, what="diversity of Chance")
expect(board.loc["ItemKNN", "diversity"], about=0.816, within=0.003, what="diversity of ItemKNN")
expect(board["diversity"].get("Oracle", np.nan), about=0.849, within=0.003, what="diversity of the Oracle")

# %% quiz="13-q2" points=1
quiz("13-q2", "b")  ### SOLUTION

# %% [markdown] reasoning="13-one-number" points=2
# **Think, and write two or three sentences.** A manager wants one number for the quality of the start page and proposes "nDCG +
# diversity". Describe a change of the lists that raises this number and makes the page worse. What would you ask for instead?
# (The solved edition has a model answer.)
#
# ### BEGIN SOLUTION
# Replace the last five films of each list by films of other genres that nobody will choose. The nDCG loses little, because hits
# are mostly at the top, and the diversity rises a lot, so the sum grows while half of the page is junk. A sum of two numbers
# with different scales also hides which of the two moved. I would ask for the most diverse list among those that lose at most a
# small, written amount of nDCG, and then look at what live people do with it.
# ### END SOLUTION

# %% [markdown]
# ---
#
# **A good place for a break.** Part two changes the lists.
#
# ## Re-ranking: candidates first, then a list
#
# We keep the model. It gives each person a **pool**, here the 50 best films that the person has not seen. A **re-ranker**
# chooses ten of them, one place after the other. At each place it asks how well a candidate fits, *and* what it adds to the
# places before.

# %%
boxes = [["model\nscores of\n1,500 films"], ["pool\n50 candidates,\nrelevance 0 to 1"],
         ["gain\nrelevance, and\nwhat it adds"], ["rules\nwho may take\nthis place?"], ["list\n10 films"]]
plots.flow(boxes, "A re-ranker chooses one place after the other, ten times", marked=["gain", "rules"])

# %% [markdown]
# The scores of a model have a scale of their own. So the **relevance** of a candidate is its score moved to 0 to 1 within the
# pool of the person: (s − smallest) / (largest − smallest).
#
# ## MMR: not again what you have
#
# The oldest and simplest way is **maximal marginal relevance**, MMR (Carbonell and Goldstein 1998). The next place goes to the
# candidate with the largest gain:
#
# $$\text{gain}_i = w \, r_i - (1 - w) \max_{j \in S} \cos(i, j)$$
#
# $r_i$ is the relevance, S are the films chosen so far, and the weight w says how much relevance counts. By hand, with four
# films and w = 0.5. The likeness is the cosine of the genres: only *Tea for Two Cats* (comedy) and *The Wedding Cook* (comedy,
# romance) are alike, to the degree $1/\sqrt{2}$ = 0.707.
#
# | | relevance | gain, place 1 | gain, place 2 | gain, place 3 |
# |---|---|---|---|---|
# | Tea for Two Cats | 1.0 | **0.5** | | |
# | The Wedding Cook | 0.9 | 0.45 | 0.45 − 0.354 = 0.096 | 0.096 |
# | The Ninth Orbit | 0.6 | 0.3 | **0.3** | |
# | Quiet Snow | 0.4 | 0.2 | 0.2 | **0.2** |
#
# *The Wedding Cook* is second by relevance and comes last now. Write one step:

# %% exercise="13-mmr-next"
def next_place(relevance, alike, chosen, weight):
    """The number of the candidate that MMR puts on the next place.

    relevance: array (m,).   alike: array (m, m), the likeness of all pairs.   weight: w.
    chosen: list of the candidates that have a place already, perhaps empty (then no likeness counts). Nobody is chosen twice.
    Of equal gains the smaller number is taken.
    """
    ### BEGIN SOLUTION
    nearest = alike[:, chosen].max(axis=1) if len(chosen) else 0.0
    gain = weight * relevance - (1 - weight) * nearest
    gain[chosen] = -np.inf
    return int(np.argmax(gain))
    ### END SOLUTION

# %% check="13-mmr-next" points=2
check("13-mmr-next", next_place)

# %% [markdown]
# The package does this for all people at once. A `Pool` holds candidates, relevance, features and tastes; `MMR(w).pick(pool,
# k)` gives the places of k candidates in the pool. On the table above:

# %%
from recsys_course.reranking import DPP, MMR, AtLeast, AtMost, ByRelevance, Calibrated, Floor, Pool, XQuAD, pool_of

four = Pool(items=np.array([[4, 6, 3, 7]]), relevance=np.array([[1.0, 0.9, 0.6, 0.4]]),
            features=tiny_genres.to_numpy(float), taste=ana)
assert MMR(0.5).pick(four, 3).tolist() == [[0, 2, 3]]
assert np.isclose(four.alike[0, 0, 1], 0.5**0.5)

# %% [markdown]
# ## A volume: determinantal point processes
#
# MMR looks at the *one* most similar film. Take a comedy, a romance, and a romantic comedy:
#
# | cosine | comedy | romance | romantic comedy |
# |---|---|---|---|
# | comedy | 1 | 0 | 0.707 |
# | romance | 0 | 1 | 0.707 |
# | romantic comedy | 0.707 | 0.707 | 1 |
#
# With the comedy and the romance in the list, the third film is *entirely* made of what is there. MMR sees only a likeness of
# 0.707. A **determinantal point process**, DPP, sees more. Draw each film as an arrow of length 1. The determinant of the table
# of cosines is the squared volume that the arrows span: 1 for arrows at right angles, 0 when one lies in the plane of the
# others.
#
# - det(comedy, romance) = 1 · 1 − 0 · 0 = 1
# - det(comedy, romantic comedy) = 1 · 1 − 0.707² = 0.5
# - det(all three) = 1 − 0.707² − 0.707² = 0
#
# One film more multiplies the determinant by $d_i^2$, **what is left** of its squared length after the films before it have
# explained their part: det(with i) / det(without i). The romantic comedy has 0.5 left after the comedy, and 0 after both.

# %% exercise="13-what-is-left"
def what_is_left(alike, chosen):
    """By which factor each candidate multiplies the determinant of the chosen films: array (m,), 0 for chosen ones.

    alike: array (m, m), the cosines of all pairs, 1 with itself.   chosen: list of candidates, perhaps empty; their determinant
    is above 0. np.linalg.det gives a determinant, and alike[np.ix_(rows, rows)] the table of some rows and the same columns.
    """
    ### BEGIN SOLUTION
    before = np.linalg.det(alike[np.ix_(chosen, chosen)])
    left = np.zeros(len(alike))
    for i in set(range(len(alike))) - set(chosen):
        rows = [*chosen, i]
        left[i] = np.linalg.det(alike[np.ix_(rows, rows)]) / before
    return left
    ### END SOLUTION

# %% check="13-what-is-left" points=3
check("13-what-is-left", what_is_left)

# %% [markdown]
# The gain of the DPP is $w\, r_i + (1 - w) \ln d_i^2$. A determinant for each candidate at each place would be slow. Chen and
# others (2018) found a fast way: keep what is left of every candidate, and after each choice j subtract the part that j
# explains, $e_i^2$. As a loop on the three films, with the comedy chosen first, then the romance:

# %%
half = 0.5**0.5
three = np.array([[1, 0, half], [0, 1, half], [half, half, 1]])
left, rows_of = np.ones(3), np.zeros((3, 0))
for j in (0, 1):
    e = (three[j] - rows_of @ rows_of[j]) / np.sqrt(left[j])
    rows_of, left = np.column_stack([rows_of, e]), left - e**2
    print("left of the romantic comedy:", abs(left[2]).round(3))

# %% [markdown]
# 0.5 after the comedy, 0 after both, as by hand. (This is one row of a Cholesky factor at a time.) `DPP(w)` of the package
# computes so, and the tests of the course compare it with determinants.

# %% quiz="13-q3" points=1
quiz("13-q3", "b")  ### SOLUTION

# %% [markdown]
# ## Two ways to serve the whole taste
#
# MMR and the DPP do not know the person. Two others do; their "extra" reads the shares p(g) of the person's past:
#
# - **Calibrated** (Steck 2018) subtracts the divergence of the list so far and the candidate: gain = $w\, r_i - (1 - w)\, KL(p
#   \| \tilde q)$.
# - **xQuAD** (Santos and others 2010) asks which sides of the taste are still open. Each film with the share q(g) closes a part
#   of genre g: gain = $w\, r_i + (1 - w) \sum_g p(g)\, q_i(g) \prod_{j \in S} (1 - q_j(g))$.
#
# All have the same form, so they are used in the same way:

# %%
kinds = [MMR(0.5), DPP(0.5), XQuAD(0.5), Calibrated(0.5)]
places = {type(kind).__name__: kind.pick(four, 3)[0] for kind in kinds}
pd.DataFrame({name: tiny.catalogue.titles[four.items[0, picked]] for name, picked in places.items()}, [1, 2, 3]).T

# %% [markdown]
# Ana has never met a comedy. MMR and the DPP begin with one, because it is the most relevant. The calibrated list begins with
# *Quiet Snow*, a drama: dramas are the largest part of her past.
#
# ## Rules
#
# Some wishes are no weights. "At least two films from the tail" is a promise to those who make them; "at most three films of
# one series" is a promise to the eye. Such **constraints** are asked before each place: who *may* take it?
#
# - *At most three of a series*: a candidate is out when three films of its series have a place. A film of no series is always
#   allowed.
# - *At least two from the tail*: everybody is allowed as long as enough places are left. When as many tail films are lacking as
#   places are left, only tail films are allowed.
#
# For example, ten places, no tail film among the first eight: two are lacking and two places are left, so place 9 must be a
# tail film.

# %% exercise="13-allowed"
def allowed(tail, series, before, left, at_least, at_most):
    """Which candidates may take the next place? Array (m,) of True and False.

    tail: array (m,) of True and False.   series: array (m,) of whole numbers, -1 for a film of no series.
    before: list of the candidates on the places before.   left: places still to fill, this one included.
    A list holds at_least films of the tail and at_most films of one series.
    """
    ### BEGIN SOLUTION
    lacks = at_least - tail[before].sum()
    used = (series[:, None] == series[before]).sum(axis=1)
    return (tail | (lacks < left)) & ((series < 0) | (used < at_most))
    ### END SOLUTION

# %% check="13-allowed" points=2
check("13-allowed", allowed)

# %% [markdown]
# In the package, each re-ranker takes rules: `MMR(0.7, rules=[AtLeast(tail, 2), AtMost(series, 3), Floor(0.1)])`. The last one
# is a **relevance floor**: no film whose relevance is below 0.1, whatever else speaks for it. Where the pool holds nobody whom
# all rules allow, the place is filled without *any* of them; a list that is too short helps nobody, and `rule.kept(lists)` tells where
# it happened.
#
# How many of the lists of `ItemKNN` keep the two rules by themselves?

# %%
table = data.catalogue.table
names = table["series"].to_numpy() if "series" in table else np.full(len(table), "")
series = np.where(names == "", -1, np.unique(names, return_inverse=True)[1])
rules = [AtLeast(tail, 2), AtMost(series, 3)]
kept = [rule.kept(lists).mean() for rule in rules]
pd.Series(kept, ["at least two of the tail", "at most three of a series"]).round(3)

# %% [markdown]
# ## Build: your own re-ranker
#
# Now put it together: from scores to lists. Where your parts are missing, the course's functions stand in.

# %%
next_place = yours("13-mmr-next", next_place)
allowed = yours("13-allowed", allowed)

# %% [markdown]
# For each person:
#
# 1. the candidates: give all seen films −infinity, sort (`np.argsort(-scores, kind="stable")`), and keep the `pool` best;
# 2. their relevance: the scores moved to 0 to 1; all 1 where all scores are equal;
# 3. the cosines of their features (each film has at least one genre, so no length is 0);
# 4. for each of the k places: who is allowed? At least **two** of the tail, at most **three** of a series. A candidate that is
#    not allowed gets the relevance −1e9 in this step. Where nobody that is still free is allowed, the step is done without the
#    rules. Then `next_place`;
# 5. the result is the film numbers of the chosen candidates, not their places in the pool.

# %% exercise="13-build"
def my_lists(scores, seen, features, tail, series, k, pool, weight):
    """Lists of k films for n people by MMR, which keep both rules: array (n, k) of film numbers.

    scores: array (n, n_films).   seen: array (n, n_films), 1 where a person has seen a film.   features: array (n_films, d).
    tail: array (n_films,) of True and False.   series: array (n_films,), -1 for no series.   weight: above 0, at most 1.
    """
    ### BEGIN SOLUTION
    lists = []
    for u in range(len(scores)):
        films = np.argsort(-np.where(seen[u] > 0, -np.inf, scores[u]), kind="stable")[:pool]
        own = scores[u, films]
        relevance = (own - own.min()) / np.ptp(own) if np.ptp(own) > 0 else np.ones(len(films))
        unit = features[films] / np.linalg.norm(features[films], axis=1, keepdims=True)
        alike, chosen = unit @ unit.T, []
        for left in range(k, 0, -1):
            may = allowed(tail[films], series[films], chosen, left, 2, 3)
            free = ~np.isin(np.arange(len(films)), chosen)
            in_play = np.where(may, relevance, -1e9) if (may & free).any() else relevance
            chosen.append(next_place(in_play.copy(), alike, chosen, weight))
        lists.append(films[chosen])
    return np.array(lists)
    ### END SOLUTION

# %% check="13-build" points=5
check("13-build", my_lists)

# %% [markdown]
# On Harbour, with a weight of 0.7, beside the package:

# %%
my_lists = yours("13-build", my_lists)


def listed_by_me(fitted, weight):
    seen_by = fitted.seen[people].toarray()
    return my_lists(fitted.score(people), seen_by, genres, tail, series, 10, 50, weight)


pool = pool_of(model, people, genres, size=50)
by_package = np.take_along_axis(pool.items, MMR(0.7, rules).pick(pool, 10), axis=1)
print("equal places:", (listed_by_me(model, 0.7) == by_package).mean())
print("lists that keep both rules:", (rules[0].kept(by_package) & rules[1].kept(by_package)).mean())

# %% [markdown]
# About one list in seven cannot keep both rules: its pool of 50 holds fewer than two films of the tail.
#
# ---
#
# **A good place for a break.** Part three asks people. (When you come back, run all cells above first.)
#
# ## Which weight? A budget, written down before
#
# A small weight makes lists more diverse and costs accuracy, sooner or later. There is no best weight without a wish. Ours is a
# **budget**: the smallest weight of each re-ranker whose nDCG on the validation is at most 1 % below that of the model itself.
#
# The model learns from the training only. The pools are made once, so each weight costs little.

# %%
early = ItemKNN(k=100, half_life=1).fit(split.train)
early_pool = pool_of(early, people, genres)
one_hidden = np.ones(len(people), int)


def listed(kind, candidates):
    return np.take_along_axis(candidates.items, kind.pick(candidates, 10), axis=1)


def ndcg_of(made, hidden):
    return metrics.ndcg(metrics.hits(made, hidden.matrix()[people]), one_hidden)

# %% [markdown]
# Each re-ranker has its own scale of weights: a logarithm punishes much harder than a cosine.

# %%
grid = {MMR: (0.3, 0.5, 0.6, 0.7, 0.8, 0.9), DPP: (0.8, 0.9, 0.95, 0.98, 0.99),
        XQuAD: (0.1, 0.3, 0.5, 0.7, 0.9), Calibrated: (0.5, 0.7, 0.8, 0.9, 0.95)}
plain = ndcg_of(early.recommend(people, 10), split.valid)
tried = {(kind.__name__, w): listed(kind(w), early_pool) for kind, weights in grid.items() for w in weights}
curve = pd.DataFrame({key: {"nDCG": ndcg_of(made, split.valid).mean(), "diversity": metrics.diversity(made, genres).mean(),
                            "KL": beyond.calibration(made, genres, early_pool.taste).mean()}
                      for key, made in tried.items()}).T.rename_axis(["re-ranker", "w"])

# %%
groups = curve.index.get_level_values("re-ranker")
title = "Much diversity costs little accuracy; then the curves fall"
plots.groups(curve["diversity"], curve["nDCG"], groups, title, "diversity", "validation nDCG@10")

# %% [markdown]
# The further to the right, the smaller the weight. On Harbour the model alone has a validation nDCG of ≈ 0.161 and a diversity
# of ≈ 0.816. MMR and the DPP are made for diversity and go far to the right before they fall. xQuAD and Calibrated aim at
# another number, the divergence from the person's mix, which the picture does not show. The budget chooses:

# %%
enough = curve[curve["nDCG"] >= 0.99 * plain.mean()]
chosen = {kind: min((w for name, w in enough.index if name == kind.__name__), default=1.0) for kind in grid}
expect(plain.mean(), about=0.161, within=0.004, what="validation nDCG@10 of the model")
expect(metrics.diversity(early.recommend(people, 10), genres).mean(), about=0.816, within=0.003, what="its diversity")
pd.Series({kind.__name__: w for kind, w in chosen.items()}, name="weight")

# %% [markdown]
# ## The live world
#
# nDCG asks whether the list holds the film that a person chose *without* seeing the list. Harbour is a world, so we can also
# show the lists and see what happens. `world.respond` puts ten films before a person; the person picks one or none, and sees
# only this page. The **pick rate** is the share of visits with a pick. Each person comes ten times. (Other data has no live
# world; there the column is empty.)

# %%
from recsys_course.world import harbour

world = harbour()
last_six = np.full((len(people), 6), -1)  # the latest film first: moods depend on them
for row, films in enumerate(split.known.histories()[u] for u in people):
    last_six[row, : len(films[-6:])] = films[-6:][::-1]


def pick_rate(made, boredom=0.0, visits=10):
    """The share of visits with a pick, for each of `people`."""
    if data.name != "harbour":
        return np.full(len(people), np.nan)
    answers = [world.respond(people, made, seed, last_six, boredom=boredom)[0] for seed in range(visits)]
    return np.mean(np.array(answers) >= 0, axis=0)

# %% [markdown]
# One row is tempting. On the validation the interval of MMR with w = 0.5 contains 0: "no measurable loss", and the diversity is
# high.

# %%
loss = ndcg_of(tried["MMR", 0.5], split.valid) - plain
print("MMR 0.5, validation nDCG: {:+.4f} ({:+.4f} to {:+.4f})".format(loss.mean(), *bootstrap_interval(loss)))

# %% [markdown]
# We take it along beside the weights of the budget. What will its pick rate be, compared with the lists of the model itself?
# Clearly higher, clearly lower, or no difference that one can see?

# %%
guess("live, MMR 0.5 beside the model", ...)  # "higher", "lower" or "no difference"

# %% [markdown]
# All choices are made; now the test, once, and the live world. All rows but the last two start from the same pools.

# %%
final = {"the model": lists} | {f"{kind.__name__} {w}": listed(kind(w), pool) for kind, w in chosen.items()}
final["MMR 0.5"] = listed(MMR(0.5), pool)
final["rules only"] = listed(ByRelevance(rules=rules), pool)
my_weight = chosen[MMR]
final[whose("13-build")] = listed_by_me(model, my_weight)
final |= {one.name: one.fit(split.known).recommend(people, 10) for one in (Popularity(), *oracles(data))}

# %%
def beside(values, base):
    """Mean, mean difference to the base, and the 95 % interval of the difference."""
    gain = values - base
    return [values.mean(), gain.mean(), *(bootstrap_interval(gain) if np.isfinite(gain).all() else (np.nan, np.nan))]


live = {name: pick_rate(made) for name, made in final.items()}
tested = {name: ndcg_of(made, split.test) for name, made in final.items()}
judged = {name: [*beside(tested[name], tested["the model"]), metrics.diversity(made, genres).mean(),
                 *beside(live[name], live["the model"])] for name, made in final.items()}
four_columns = ["mean", "difference", "low", "high"]
heads = [("nDCG", one) for one in four_columns] + [("lists", "diversity")] + [("pick rate", one) for one in four_columns]
results = pd.DataFrame(judged, pd.MultiIndex.from_tuples(heads)).T
results.round(3)

# %% [markdown]
# Low and high are the ends of the 95 % interval of the difference to the model. And your guess:

# %%
low, high = results["pick rate"].loc["MMR 0.5", ["low", "high"]]
reveal("live, MMR 0.5 beside the model", "lower" if high < 0 else "higher" if low > 0 else "no difference")

# %% [markdown]
# Read it for Harbour:
#
# - **MMR 0.5** looks free on the test too: the interval of its nDCG contains 0. Live it loses: the pick rate falls by ≈ 0.011,
#   and the interval of the difference ends below 0. One hidden film for each person measures coarsely: a list may lose films
#   that this person would have picked, and the one hidden film does not notice.
# - **MMR 0.6**, the choice of the budget, raises the diversity from ≈ 0.817 to ≈ 0.929, and no column can tell its losses
#   from 0.
# - **XQuAD** and **Calibrated** were *above* the model on the validation. On the test they are below it, and their intervals
#   end below 0. The validation of a thousand people cannot see 1 %, so the choice was partly luck. Live they lose nothing that
#   we can see.
# - The **DPP** is between the two: offline nothing, live the interval of its loss ends close to 0.
# - The rules cost nothing that we can see. (The row "yours", or "the course's" while 13-build is not solved, has the weight of
#   MMR and both rules.)
#
# So which re-ranker pays here? For accuracy and for picks, **none**: no re-ranker is above the model in both. What they buy is
# diversity, and on Harbour a budget buys much of it for a price that we cannot measure. On ml-latest-small it costs accuracy:
# each weight of MMR and of the DPP in our grid costs more than 1 % on the validation, so the budget keeps the model's own
# lists.

# %%
picks = results["pick rate"]["difference"]
expect(picks["MMR 0.5"], about=-0.011, within=0.003, what="live, MMR 0.5: difference of pick rates")
expect(results["lists"].loc["the model", "diversity"], about=0.817, within=0.003, what="diversity of the model")
expect(results["lists"].loc[f"MMR {my_weight}", "diversity"], about=0.929, within=0.003, what="diversity of MMR 0.6")

# %% [markdown]
# Accuracy and picks of the re-rankers as one picture, each as the difference to the model:

# %%
title = "Offline these few can hardly be told apart; live the most diverse list loses"
several = results.loc[["the model", *(name for name in results.index if name[-1].isdigit())]]
axes = "difference in test nDCG@10", "difference in pick rate"
plots.points(several["nDCG"]["difference"], several["pick rate"]["difference"], several.index, title, *axes)

# %% [markdown]
# ## When people are bored
#
# Nobody in Harbour is ever bored: how attractive a film is does not depend on what stands above it. That is a fact of this
# world, not of yours, and it decides the question. So we make a *supposition* and write it down. With `boredom=6` a film loses
# 6 units of utility for full likeness to the most similar film above it (likeness in the hidden tastes of the world, not in
# genres). By default boredom is 0, and no data of the course was made with it. (We took 6 so that the effect is clear: with 1, 2 or 3
# the intervals of the difference between MMR 0.5 and the model contain 0.)
#
# What will be the order of the model and MMR 0.5 now?

# %%
guess("with boredom, MMR 0.5 beside the model", ...)  # "higher", "lower" or "no difference"

# %%
bored = {name: pick_rate(final[name], boredom=6) for name in ("the model", f"MMR {my_weight}", "MMR 0.5")}
changed = pd.DataFrame({name: beside(values, bored["the model"]) for name, values in bored.items()}, four_columns).T
low, high = changed.loc["MMR 0.5", ["low", "high"]]
reveal("with boredom, MMR 0.5 beside the model", "lower" if high < 0 else "higher" if low > 0 else "no difference")
changed.round(3)

# %% [markdown]
# Now MMR 0.5 is ≈ 0.011 *above* the model, and the interval leaves out 0. The lists, the nDCG and the test are the same as
# before; only the people changed. **Whether diversity pays is a question about people, and no offline number answers it.** We
# do not know how bored your people are. An A/B test does.

# %%
expect(changed.loc["MMR 0.5", "difference"], about=0.011, within=0.003, what="with boredom: difference of pick rates")

# %% [markdown] reasoning="13-ship-it" points=2
# **Think, and write three or four sentences.** Your re-ranker makes lists clearly more diverse; the nDCG falls a little, and
# the 95 % interval of the difference contains 0. A colleague says: "So it costs nothing, ship it." What is wrong with this
# sentence? Which two things would you measure before you decide? (The solved edition has a model answer.)
#
# ### BEGIN SOLUTION
# An interval that contains 0 does not say that the loss is 0; it says that this test cannot see it. The interval also holds
# losses that would matter, and its lower end says how large they may be. Moreover nDCG compares with films that people chose
# without seeing the list, so it cannot know whether they like a varied page. I would look at the lower end of the interval and
# decide beforehand which loss I accept, and I would run an A/B test with picks and returns of live people, long enough to see
# whether they get less bored.
# ### END SOLUTION

# %% [markdown]
# ## Good for whom?
#
# A mean over people can hide people. Sort them by the fame of their past (the mean events of the films that they met), and make
# three groups: those with a **niche taste**, the middle, and the mainstream.

# %%
past, counts = split.known.matrix()[people], split.known.counts_by_item()
fame = past @ counts / past.sum(axis=1)
third = np.digitize(fame, np.quantile(fame, [1 / 3, 2 / 3]))
shown_models = [name for name in ("Popularity", "the model", "Oracle") if name in tested]
by_third = pd.DataFrame({name: [tested[name][third == t].mean() for t in range(3)] for name in shown_models},
                        ["niche", "middle", "mainstream"]).T
by_third.round(3)

# %% [markdown]
# On Harbour people with a niche taste have an nDCG of ≈ 0.118, the mainstream has ≈ 0.201. Is that more than luck? The two 95 %
# intervals do not meet:

# %%
ends = {name: bootstrap_interval(tested["the model"][third == t]) for t, name in ((0, "niche"), (2, "mainstream"))}
pd.DataFrame(ends, ["low", "high"]).T.round(3)

# %% [markdown]
# Is it unfair? Look at the `Oracle`, which knows everybody equally well: ≈ 0.192 and ≈ 0.293. People with a niche taste choose
# among more films, so nobody can guess them as well. **A difference between groups is not yet an injustice; the ceiling has it
# too.** Compared with its ceiling the model reaches about 0.6 of it for the niche and 0.7 for the mainstream. Only the rest of
# the difference is the model's own, and with some 330 people a group it may be luck.

# %%
expect(by_third.loc["the model", "niche"], about=0.118, within=0.003, what="nDCG@10 of the model, niche taste")
expect(by_third.loc["the model", "mainstream"], about=0.201, within=0.003, what="the same, mainstream")
if "Oracle" in tested:
    expect(by_third.loc["Oracle", "niche"], about=0.192, within=0.003, what="the Oracle, niche taste")
    expect(by_third.loc["Oracle", "mainstream"], about=0.293, within=0.003, what="the Oracle, mainstream")

# %% [markdown]
# ## The ratings that nobody gave
#
# Each number above came from events that happened. Which events are *missing*? Nobody rates a film at random: people watch what
# they expect to like. The stars that we see are therefore too good, and they are **missing not at random**. Harbour knows what
# each person would give to each film, so here we can look.

# %%
rated, full = load("harbour").interactions, world.true_rating(np.arange(len(world.people)))
means = pd.Series({"stars that were given": rated.ratings.mean(),
                   "true stars of the same pairs": full[rated.users, rated.items].mean(),
                   "true stars of all pairs": full.mean()})
means.round(3)

# %% [markdown]
# The stars given are right for the pairs where they were given, and ≈ 0.37 stars above the mean of all pairs. Whoever reports
# "our films have 3.5 stars" describes what was chosen, not the shelf.
#
# If we knew with which chance a rating is given, its **propensity**, we could repair the mean. Four people and two films, eight
# ratings in all. Everybody would give film A 5 stars and B 2 stars, so the true mean is 3.5. A rating of A is given with the
# chance 0.75, one of B with 0.25; we see 5, 5, 5 and 2. Their mean is 17 / 4 = 4.25. A rating with the chance 0.25 stands for 1
# / 0.25 = 4 ratings:
#
# $$\text{IPS} = \frac{1}{n_{all}} \sum \frac{\text{stars}}{\text{chance}}
# = \frac{1}{8} \left( \frac{5 + 5 + 5}{0.75} + \frac{2}{0.25} \right) = \frac{20 + 8}{8} = 3.5$$
#
# This is **inverse propensity scoring**, IPS. Where the sum of the weights 1 / chance is not exactly $n_{all}$, one can divide
# by that sum instead; this is called self-normalised. Write both.

# %% exercise="13-all-ratings"
def all_ratings(stars, chances, n_all):
    """Two estimates of the mean of all ratings: divided by n_all, and divided by the sum of the weights.

    stars, chances: arrays (n,), the given ratings and the chance of each to be given.   n_all: how many ratings there could be.
    """
    ### BEGIN SOLUTION
    weights = 1 / chances
    return (stars * weights).sum() / n_all, (stars * weights).sum() / weights.sum()
    ### END SOLUTION

# %% check="13-all-ratings" points=2
check("13-all-ratings", all_ratings)

# %% [markdown]
# First a world in which the chances are *known*: we let a coin decide for each pair of Harbour whether its true stars are
# given, and liked films are given more often. Two hundred such draws:

# %%
all_ratings = yours("13-all-ratings", all_ratings)
chance = (0.002 * np.exp(1.2 * (full - 3))).clip(0, 1)
draws = []
for seed in range(200):
    given = np.random.default_rng(seed).random(full.shape, dtype=np.float32) < chance
    draws.append([full[given].mean(), *all_ratings(full[given], chance[given], full.size)])
drawn = pd.DataFrame(draws, columns=["mean of the given", "IPS", "self-normalised"])
drawn.agg(["mean", "std"]).T.round(3)

# %%
title = f"IPS is right on average, one draw may be far off (truth {full.mean():.2f})"
plots.histogram(drawn["IPS"], title, "mean stars by IPS", "draws")

# %% [markdown]
# The mean of what was given is always wrong by the same amount, ≈ 0.37, and it is wrong with great confidence: its deviation is
# the smallest. IPS is right on average and moves much more, ≈ 0.06, for a rating with a small chance has a large weight.
# Dividing by the sum of the weights keeps most of the cure and moves less.
#
# Now the real stars of Harbour. Nobody tells us the chances, so we must *guess* them: a popular guess is popularity, the share
# of people who rated the film.

# %%
guessed = rated.counts_by_item()[rated.items] / rated.n_users
ips, normalised = all_ratings(rated.ratings, guessed, full.size)
estimates = {"given": rated.ratings.mean(), "IPS": ips, "self-normalised": normalised, "truth": full.mean()}
pd.Series(estimates, name="mean stars").round(3)

# %% [markdown]
# Dividing by the weights gives ≈ 3.32: about half of the way from ≈ 3.49 to the truth, ≈ 3.12. With chances that are the same
# for everybody it is just the mean of the films' own means. It repairs that *famous* films are rated more often. It cannot
# repair that each film is rated by those who *like* it, because popularity does not know the person. (The plain IPS comes
# closer partly by luck: it counts the films that nobody rated as 0 stars.) **IPS helps as far as the chances are right, and no
# further; only because Harbour knows the truth can we see how far.**

# %%
expect(means.iloc[0] - means.iloc[2], about=0.37, within=0.01, what="given minus true mean, in stars")
expect(drawn["mean of the given"].mean() - full.mean(), about=0.37, within=0.01, what="error of the mean of the given stars")
expect(drawn["IPS"].std(), about=0.06, within=0.01, what="deviation of IPS over the draws")
expect(normalised, about=3.32, within=0.01, what="self-normalised IPS with popularity")
expect(rated.ratings.mean(), about=3.49, within=0.01, what="mean of the given stars")
expect(full.mean(), about=3.12, within=0.01, what="true mean of all pairs")

# %% quiz="13-q4" points=1
quiz("13-q4", "b")  ### SOLUTION

# %% [markdown]
# ## Yes or no, when yes is rare
#
# Not every product shows a list. A message on a phone asks for each film: send it to this person, yes or no? Among the 50
# candidates of each person at most one is the next film. This is **imbalance**: nearly all answers are no. We let a logistic
# regression give each candidate a chance, from its relevance and its popularity. It learns from half of the people and is
# judged on the other half, once as it is and once with **class weights**: each yes counts as much as all the no's that stand
# against it.

# %%
from sklearn.linear_model import LogisticRegression

is_next = metrics.hits(early_pool.items, split.valid.matrix()[people])
X = np.stack([early_pool.relevance, np.log1p(events[early_pool.items])], axis=2)
half_of = np.arange(len(people)) % 2 == 0
yes_chance = {}
for weights in (None, "balanced"):
    learned = LogisticRegression(class_weight=weights).fit(X[half_of].reshape(-1, 2), is_next[half_of].ravel())
    yes_chance[weights] = learned.predict_proba(X[~half_of].reshape(-1, 2))[:, 1].reshape(-1, X.shape[1])

# %%
def yes_at(chances, threshold, truth=is_next[~half_of]):
    yes, order = chances >= threshold, np.argsort(-chances, axis=1, kind="stable")[:, :10]
    right = (yes & truth).sum()
    return {"share of yes": yes.mean(), "accuracy": (yes == truth).mean(), "precision": right / max(yes.sum(), 1),
            "recall": right / truth.sum(),
            "nDCG of the order": metrics.ndcg(np.take_along_axis(truth, order, 1), one_hidden[~half_of]).mean()}


answers = {"plain, threshold 0.5": yes_at(yes_chance[None], 0.5), "class weights, 0.5": yes_at(yes_chance["balanced"], 0.5),
           "plain, threshold 0.04": yes_at(yes_chance[None], 0.04)}
pd.DataFrame(answers).T.round(3)

# %% [markdown]
# As it is, the regression never says yes at 0.5, and it is right in more than 99 % of all cases (lesson 02 knows this trap).
# With class weights it says yes to about a quarter of all candidates, and nearly all of these are wrong. But look at the last
# column: the *order* of the candidates has hardly changed. **Class weights move the threshold, and hardly the order.** (The nDCG
# is that of half of the people, so it does not belong beside those of the tables above.) A lower
# threshold does the same and keeps the chances honest: a film with the chance 0.04 is chosen four times in a hundred. Choose
# the threshold on events that do not judge, by what a wrong yes and a wrong no cost.
#
# ## How it breaks: a setting of 0
#
# This line is in many programs. It says: use the threshold, or 0.5 where none was given.

# %%
def yes_or_no(chances, threshold=None):
    return chances >= (threshold or 0.5)


yes_or_no(np.array([0.1, 0.4, 0.9]), threshold=0.0)

# %% [markdown]
# A threshold of 0 should say yes to all three. But 0.0 counts as false in Python, so `0.0 or 0.5` is 0.5. A grid of thresholds
# that begins at 0 shows a value there that belongs to 0.5, and nobody gets an error. The same happens to a weight of 0, and to
# `k or 10`. Mend it.

# %% exercise="13-mend-threshold"
def mended(chances, threshold):
    """Yes (True) where the chance is at least the threshold; 0.5 where the threshold is None.

    chances: array (n,).   threshold: a number from 0 to 1, or None.
    """
    ### BEGIN SOLUTION
    return chances >= (0.5 if threshold is None else threshold)
    ### END SOLUTION

# %% check="13-mend-threshold" points=1
check("13-mend-threshold", mended)

# %% [markdown]
# A sister of this bug is a weight that is accepted and never passed on: `def rerank(pool, weight): return MMR().pick(pool, 10)`
# runs, and every row of the grid is the same. One look at the grid shows it: a setting that changes nothing is not connected.
#
# ## How it breaks: a DPP that has run out
#
# Harbour has 14 genres, so at most 14 arrows can be at right angles. When the genres of the list span all that the pool has,
# nothing is left of any candidate, and the logarithm of 0 is −infinity. The code that goes with the paper stops there. How long
# are its lists when we ask for 30 films?

# %%
def lengths_until_nothing_is_left(candidates, k):
    order, lengths = DPP(0.5).pick(candidates, k), []
    for row, alike in zip(order, candidates.alike, strict=True):
        volumes = [np.linalg.det(alike[np.ix_(row[:n], row[:n])]) for n in range(1, k + 1)]
        lengths.append(int(np.argmin(np.array([*volumes, 0]) > 1e-9)))
    return np.array(lengths)


short = lengths_until_nothing_is_left(Pool(pool.items[:200], pool.relevance[:200], genres, pool.taste[:200]), 30)
print("asked for 30, the shortest, middle and longest of 200 lists:", short.min(), int(np.median(short)), short.max())

# %% [markdown]
# No list is longer than the number of genres, 14, and some end before, where the pool lacks a genre. `DPP` of the course goes
# on by relevance instead. Whatever re-ranker you use, check the length of its lists.
#
# ## How it breaks: a re-ranker that has seen the test
#
# A colleague re-ranks "by trend": films that are watched much *at present* come first. The trend is counted on the newest
# events, and those are, by mistake, the test.

# %%
def by_trend(candidates, counts):
    trend = counts[candidates.items] / counts.max()
    gains = candidates.relevance + trend
    return np.take_along_axis(candidates.items, np.argsort(-gains, axis=1, kind="stable")[:, :10], axis=1)


leaked, honest = (by_trend(pool, newest.counts_by_item()) for newest in (split.test, split.valid))
gains = {name: ndcg_of(made, split.test) - tested["the model"]
         for name, made in (("trend of the validation", honest), ("trend of the test", leaked))}
pd.DataFrame({name: [gain.mean(), *bootstrap_interval(gain)] for name, gain in gains.items()}, ["nDCG", "low", "high"]).T.round(4)

# %% [markdown]
# These are differences to the model, with their intervals. On Harbour, with the trend of the validation, which was known at that
# time, the lists get worse. With the trend of the test they look better than the model, and the interval even leaves out 0, if only
# just: of every film that is counted there, somebody in the test is the reason. A re-ranker is a
# model too, and what it reads must be older than what it is tested on. (The weights of IPS belong to this rule as well:
# normalise them on the training, never on the test.)
#
# ## A list for you
#
# You have no row in the tables, but the model can score your history, and your re-ranker needs only scores. First the model alone,
# then your re-ranker with the weight of the budget. (Your stars are those of lesson 00, or an example.)

# %%
from recsys_course.taste import my_taste

me = my_taste(data)
me.list(model, k=10)

# %%
def re_ranked(history):
    scores, known = np.array(model.score_history(history))[None, :], np.zeros((1, len(events)))
    known[0, [*me.stars]] = 1
    ten_for_me = my_lists(scores, known, genres, tail, series, 10, 50, my_weight)[0]
    scores[0, ten_for_me] = scores.max() + np.arange(10, 0, -1)
    return scores[0]


me.list(re_ranked, k=10)

# %% [markdown]
# ## For those who want more
#
# - Does a larger pool change the price of MMR 0.5? Use pools of 20 and of 200, on the validation.
# - Optimise coverage alone: make lists whose coverage is as high as possible. What is left of the nDCG?
# - How many visits would you need to see a difference in the pick rate of 0.003?
#
# The answers are in the solved edition.

# %% [markdown] tags=["solved"]
# **Answers**, as measured on Harbour.
#
# - *The size of the pool.* The next cell. With 20 candidates MMR can do less harm and less good: the pool itself is a floor for
#   relevance. With 200 there are more strange films to choose from, and the diversity rises further.
# - *Coverage alone.* The second cell gives to each person in turn the ten films that have stood in the fewest lists so far.
#   Every film is shown equally often, and the nDCG is that of `Chance`, or worse.
# - *Visits.* The width of the interval falls with the root of the number of people, and with more visits for each person only
#   until the differences between people are all that is left. With ten visits half the width is more than 0.006; for a
#   difference of 0.003 to leave 0 out, it must be less than half of that: between four and five times the people. More visits
#   of the same people help less than that.

# %% tags=["solved"]
for size in (20, 50, 200):
    candidates = pool_of(early, people, genres, size)
    made = listed(MMR(0.5), candidates)
    values = ndcg_of(made, split.valid).mean(), metrics.diversity(made, genres).mean()
    print("{} candidates: nDCG {:.4f}, diversity {:.3f}".format(size, *values))

# %% tags=["solved"]
shown_so_far, met = np.zeros(len(events)), early.seen[people].toarray() > 0
spread = []
for row in met:
    spread.append(np.argsort(np.where(row, np.inf, shown_so_far), kind="stable")[:10])
    shown_so_far[spread[-1]] += 1
print("coverage", metrics.coverage(np.array(spread), len(events)), "nDCG", ndcg_of(np.array(spread), split.valid).mean().round(4))

# %% [markdown]
# ## Recap
#
# - **Gini**, **popularity lift**, **calibration** and **exposure** describe lists, and each has its trap: diversity grows with
#   junk, coverage loves chance. They mean something only beside hits.
# - A **re-ranker** chooses from a **pool**, one place after the other. **MMR** looks at the most similar film, a **DPP** at the
#   volume of the whole list, **xQuAD** and calibration at the person's mix.
# - **Constraints** are asked before each place; your own re-ranker keeps both.
# - The weight is chosen on validation by a budget that was written down before. "No measurable loss" is not "no loss": MMR 0.5
#   looked free offline and lost picks live; with people who get bored it won. Whether diversity pays is a question about
#   people.
# - A difference between groups of people may be there for the `Oracle` too. Where yes is rare, class weights move the
#   threshold, not the order.
# - Ratings are **missing not at random**. **IPS** with known chances is right on average and moves much; with guessed chances
#   it repairs only what the guess knows.

# %%
progress("13")

# %% [markdown]
# ## Sources
#
# - J. Carbonell, J. Goldstein, *The use of MMR, diversity-based reranking for reordering documents and producing summaries*,
#   SIGIR 1998.
# - L. Chen, G. Zhang, H. Zhou, *Fast greedy MAP inference for determinantal point process to improve recommendation diversity*,
#   NeurIPS 2018, algorithm 1.
# - H. Steck, *Calibrated recommendations*, RecSys 2018, equations 2 to 5.
# - R. Santos, C. Macdonald, I. Ounis, *Exploiting query reformulations for web search result diversification*, WWW 2010: xQuAD.
# - A. Singh, T. Joachims, *Fairness of exposure in rankings*, KDD 2018.
# - M. Ge, C. Delgado-Battenfeld, D. Jannach, *Beyond accuracy: evaluating recommender systems by coverage and serendipity*,
#   RecSys 2010.
# - H. Abdollahpouri, M. Mansoury, R. Burke, B. Mobasher, *The unfairness of popularity bias in recommendation*, RMSE workshop
#   at RecSys 2019.
# - D. Fleder, K. Hosanagar, *Blockbuster culture's next rise or fall: the impact of recommender systems on sales diversity*,
#   Management Science 55(5), 2009: Gini.
# - T. Schnabel, A. Swaminathan, A. Singh, N. Chandak, T. Joachims, *Recommendations as treatments: debiasing learning and
#   evaluation*, ICML 2016: inverse propensity for ratings.
# - B. Marlin, R. Zemel, *Collaborative prediction and ranking with non-random missing data*, RecSys 2009.
