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
# # Many modalities: posters, texts and people, for films that nobody has seen
#
# **Minutes:** 120
#
# **Before this:** lesson 04 (TF-IDF, profiles, the shelf of new films), lesson 07 (softmax, towers) and lesson 09 (filters, pooling).
#
# **You will be able to:**
# - lay a filter over a picture by hand and in code, with padding, stride and pooling
# - say by a measurement where a convolution reads more in posters than colours or single pixels do
# - look into a CNN: its filters, the patches that excite them, its slopes; and check by a knock-out what they show
# - join what several modalities say about a film, also where one is missing
# - train towers while modalities are hidden at random, in your own loop
# - measure what each modality is worth for new films, with intervals
# - find a modality that is broken though nothing raises an error

# %% [markdown] tags=["tf"]
# This notebook uses TensorFlow. Its twin, `12_modalities.torch.ipynb`, has the same text with PyTorch. The two start with the
# same random numbers and see the same batches. They round differently, and training enlarges this.

# %% [markdown] tags=["torch"]
# This notebook uses PyTorch. Its twin, `12_modalities.tf.ipynb`, has the same text with TensorFlow. The two start with the
# same random numbers and see the same batches. They round differently, and training enlarges this.

# %%
import copy

import numpy as np
import pandas as pd

from recsys_course import plots
from recsys_course.data import Interactions, load
from recsys_course.exercises import check, expect, guess, progress, quiz, reveal, whose, yours

# %% tags=["tf"]
from recsys_course.models_tf.modalities import ContentTowers, PictureCNN  # silences TensorFlow's start, so it comes first
import keras
import tensorflow as tf

# %% tags=["torch"]
import torch
import torch.nn.functional as F

from recsys_course.models_torch.modalities import ContentTowers, PictureCNN

# %% [markdown]
# ## A film arrives
#
# A new film arrives on Harbour, with a poster, a text and a cast. Each of these is a **modality**: a way in which we know
# something about the film. Nobody has seen it, so a model that knows films by their numbers only can say nothing about it.
#
# **The question of this lesson: a film that nobody has seen arrives with a poster, a text and a cast. Whom do we show it to?**
#
# The lesson stays on Harbour, also where you chose another data set: MovieLens has no posters, texts or casts.

# %%
data = load("harbour")
posters, table = data.catalogue.posters(), data.catalogue.table
moods = ["bleak", "cosy", "dreamy", "grand", "playful", "tense"]
tags = table.tags.str.split("|")
mood = np.array([next((moods.index(tag) for tag in row if tag in moods), -1) for row in tags])  # -1: nobody wrote one
print("posters:", posters.shape, " films whose tags name a mood:", (mood >= 0).sum())

# %%
shown = [np.flatnonzero(mood == m)[0] for m in range(6)]
plots.pictures(posters[shown], moods, "Six posters, and the moods of their tags")

# %% [markdown]
# Only 912 of 1,500 films have a tag that names the mood. Could the poster tell us the mood of the others?
#
# ## One filter, by hand
#
# A picture is a table of numbers. Here is one of 6 x 6, dark (0) on the left and bright (1) on the right, and a filter of 3 x 3 that looks
# for "dark on the left, bright on the right". As in lesson 09 it is laid over the picture, multiplied cell by cell, and
# added up. There it moved over time only; over a picture it moves to the right **and** down.
#
# - Over columns 0 to 2 all cells are 0, so the sum is 0.
# - Over columns 1 to 3 only the right column of the filter meets ones: 1 + 1 + 1 = 3.
# - Over columns 2 to 4 the middle column, of zeros, meets ones too: 0 + 3 = 3.
# - Over columns 3 to 5: −3 + 0 + 3 = 0. There is no edge inside the bright part.

# %%
edge = np.zeros((6, 6), int)
edge[:, 3:] = 1
kernel = np.array([[-1, 0, 1]] * 3)
answers = np.array([[0, 3, 3, 0]] * 4)
tables = {"picture": pd.DataFrame(edge), "filter": pd.DataFrame(kernel), "answers": pd.DataFrame(answers)}
under = {"picture": [[row < 3 and 1 <= column <= 3 for column in range(6)] for row in range(6)],
         "answers": [[(row, column) == (0, 1) for column in range(4)] for row in range(4)]}
plots.grids(tables, "The filter lies on the marked cells and gives the marked answer", under, ["·", "="])

# %% [markdown]
# Two settings change the places. **Padding** p puts p rows and columns of zeros on each of the four sides first, so that the filter can stand over the edge.
# The **stride** s moves it by s cells. With a filter of k x k and a side of n cells there are (n + 2p − k) // s + 1 places on that side: here (6 + 0 − 3) // 1 + 1 = 4.

# %% exercise="12-filter"
def laid_over(picture, kernel, padding, stride):
    """The answers of one filter at all its places in a picture, without bias and relu.

    picture: array (h, w).   kernel: array (k, k).   padding, stride: whole numbers.
    Returns an array with a row for each place from top to bottom, a column for each from left to right.
    """
    ### BEGIN SOLUTION
    padded, k = np.pad(picture, padding), len(kernel)
    tops = range(0, padded.shape[0] - k + 1, stride)
    lefts = range(0, padded.shape[1] - k + 1, stride)
    return np.array([[np.sum(padded[t : t + k, c : c + k] * kernel) for c in lefts] for t in tops])
    ### END SOLUTION

# %% check="12-filter" points=2
check("12-filter", laid_over)

# %% [markdown]
# **Pooling** then keeps the largest answer of each 2 x 2 cells: what was found, and only roughly where. A row or column that is left over at the end is dropped.
# The 4 x 4 answers above become 2 x 2, and every cell is 3: each block holds a 3.

# %% exercise="12-pool"
def pool(answers):
    """The largest of each 2 x 2 cells.

    answers: array (h, w). Returns an array (h // 2, w // 2).
    """
    ### BEGIN SOLUTION
    even = answers[: answers.shape[0] // 2 * 2, : answers.shape[1] // 2 * 2]
    return np.max([even[::2, ::2], even[1::2, ::2], even[::2, 1::2], even[1::2, 1::2]], axis=0)
    ### END SOLUTION

# %% check="12-pool" points=1
check("12-pool", pool)

# %% [markdown]
# A poster has three colours, and a layer has several filters. Each filter then has 3 x 3 numbers **for each colour**, adds up all products, and adds a number of
# its own, its bias. So each filter gives one table of answers, and these tables are the "colours" that the next layer reads.

# %% [markdown] tags=["torch"]
# Our 6 x 6 picture and its filter, with the layers of PyTorch. It wants the colours, its *channels*, **before** height and width: (m, 1, 6, 6).

# %% [markdown] tags=["tf"]
# Our 6 x 6 picture and its filter, with the layers of TensorFlow. It wants the colours, its *channels*, **after** height and width: (m, 6, 6, 1).

# %% tags=["torch"]
found = F.conv2d(torch.tensor(edge)[None, None].float(), torch.tensor(kernel)[None, None].float())
smaller = F.max_pool2d(found, 2)
assert np.array_equal(found[0, 0].numpy(), answers)
print(tuple(found.shape), tuple(smaller.shape), smaller.numpy().ravel())

# %% tags=["tf"]
found = tf.nn.conv2d(edge[None, :, :, None].astype("float32"), kernel[:, :, None, None].astype("float32"), 1, "VALID")
smaller = tf.nn.max_pool2d(found, 2, 2, "VALID")
assert np.array_equal(found[0, :, :, 0], answers)
print(tuple(found.shape), tuple(smaller.shape), smaller.numpy().ravel())

# %% quiz="12-q1" points=1
quiz("12-q1", "a")  ### SOLUTION

# %% [markdown]
# ## Why convolution? Naming the mood of a poster
#
# We hide the moods of 180 of the 912 films, and let four ways of reading a poster learn from the other 732:
#
# 1. **chance**: six moods, so one of six;
# 2. **colours**: how much of each of 24 hues a poster has, and a linear model on these 24 numbers;
# 3. **pixels**: all 3,072 numbers of the poster, and a linear model on them;
# 4. **a small CNN**: two layers of filters 3 x 3, each with relu and pooling, then a dense layer and a score for each mood.

# %%
columns = [["poster\n(32, 32, 3)"], ["16 filters, pooling\n(15, 15, 16)"], ["32 filters, pooling\n(6, 6, 32)"],
           ["dense layer\nz: 32"], ["scores\nof six moods"]]
plots.flow(columns, "A small CNN: filters and pooling, twice")

# %%
from sklearn.linear_model import RidgeClassifier

order = np.random.default_rng(0).permutation(np.flatnonzero(mood >= 0))
asked_films, known_films = order[:180], order[180:]


def hues(posters):
    """The share of each of 24 hues, weighted by how colourful a cell is. (n, 32, 32, 3) -> (n, 24)"""
    red, green, blue = np.moveaxis(posters.reshape(len(posters), -1, 3) / 255, 2, 0)
    angle = np.arctan2(np.sqrt(3) * (green - blue), 2 * red - green - blue) / (2 * np.pi) % 1
    vivid = np.ptp([red, green, blue], axis=0)
    bins = (angle * 24).astype(int) % 24
    shares = np.array([np.bincount(row, weight, 24) for row, weight in zip(bins, vivid, strict=True)])
    return np.sqrt(shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9))

# %% [markdown]
# The linear models of the second and third way, for moods here, and for other words later:

# %%
def linear_model(X, words):
    """The share of right words of a linear model, among the films that it did not see."""
    model = RidgeClassifier().fit(X[known_films], words[known_films])
    return model.score(X[asked_films], words[asked_films])


colours, pixels = hues(posters), posters.reshape(len(posters), -1) / 255
shares = {"chance": 1 / 6, "colours": linear_model(colours, mood), "pixels": linear_model(pixels, mood)}
print(" ".join(f"{name} {share:.2f} " for name, share in shares.items()))

# %% [markdown]
# The CNN of the course is a recommender, too: it recommends *words* to *pictures*. The "people" are the films, the "items" are the moods, and an event says that a
# mood fits a film. So it trains as all networks of the course do.

# %%
def read_by_cnn(words, n_epochs):
    """A CNN that learned which word (a number from 0 on) fits which poster."""
    n = len(known_films)
    events = Interactions(known_films, words[known_films], np.ones(n), np.arange(n), len(posters), words.max() + 1)
    return PictureCNN(features=posters, n_epochs=n_epochs, seed=0).fit(events)


def right(network, words):
    """The share of right words of a network, among the films that it did not see."""
    return (network.score(asked_films).argmax(axis=1) == words[asked_films]).mean()

# %% [markdown]
# How many of the 180 moods will it name rightly?

# %%
guess("share of right moods of the CNN", ...)

# %%
cnn = read_by_cnn(mood, n_epochs=12)
shares["CNN"] = right(cnn, mood)
reveal("share of right moods of the CNN", round(shares["CNN"], 2))

# %% [markdown]
# All four ways as a picture:

# %% ignore_output="what a trained network shows differs a little between machines"
plots.bars(shares, "Only filters find the shapes wherever they are", "share of right moods")

# %% [markdown]
# Colours do hardly better than chance. The linear model on pixels does better: it has learned where a shape often stands. But the
# shapes are shifted, turned and of several sizes, and it must learn each place anew. A filter is the same at every place. The CNN names ≈ 0.97 of the moods that it was not told.

# %%
expect(shares["CNN"], about=0.97, within=0.05, what="share of right moods of the CNN")

# %% [markdown]
# Do we always need a CNN, then? Ask another question of the same posters: which of 14 is the first genre of the film?

# %% tolerance="0.05 absolute: a network in float32 ends a little elsewhere on another machine"
genre, genres = pd.factorize(table.genres.str.split("|").str[0], sort=True)
by_genre = {"chance": 1 / len(genres), "colours": linear_model(colours, genre), "pixels": linear_model(pixels, genre)}
by_genre["CNN"] = right(read_by_cnn(genre, n_epochs=6), genre)
pd.DataFrame({"mood": shares, "genre": by_genre}).round(2)

# %%
expect(by_genre["colours"], about=0.91, within=0.02, what="share of right genres by the colours")
expect(by_genre["CNN"], about=0.92, within=0.08, what="share of right genres of the CNN")

# %% [markdown]
# On Harbour the colour of a poster follows the genre. So 24 hues and a linear model name ≈ 0.91 of the genres, in less than a second, and the CNN has ≈ 0.92: no better. The linear model
# on pixels fails here too: a hue is no weighted sum of red, green and blue. Which reader a picture needs depends on the question. Try the cheap one first.
#
# ## What does the CNN look at?
#
# A filter of the first layer is 3 x 3 x 3 numbers, so it can be shown as a small picture. Below each: the patch of all 180 posters that gives its largest answer.
# And for the second layer, where a filter sees 8 x 8 cells of the poster, the patches alone.

# %% tags=["torch"]
from recsys_course.models_torch.layers import convolve, halve

with torch.no_grad():
    first = convolve(cnn.network.first, torch.tensor(cnn.features[asked_films]))
    second = convolve(cnn.network.second, halve(first)).numpy()
first = first.numpy()

# %% tags=["tf"]
from recsys_course.models_tf.layers import convolve, halve

first = convolve(cnn.network.first, cnn.features[asked_films])
second = convolve(cnn.network.second, halve(first)).numpy()
first = first.numpy()

# %% [markdown]
# For each filter we look for its largest answer, and cut that place out of the poster:

# %%
def patch(answers, size, step, top=6, foot=27):
    """The patch between the rows `top` and `foot` with the largest answer, (size, size, 3). answers: array (films, rows, columns)."""
    answers = answers[:, top // step : (foot - size) // step + 1]
    film, row, column = np.unravel_index(answers.argmax(), answers.shape)
    row, column = top + step * row, step * column
    return cnn.features[asked_films[film], row : row + size, column : column + size]


filters = np.moveaxis(cnn.read_weights()["first.kernel"], 3, 0)
filters = (filters - filters.min()) / np.ptp(filters)  # as colours: 0 is the smallest of all numbers, 1 the largest
alive = np.flatnonzero(first.any(axis=(0, 1, 2)))[:8]  # some filters never answer: the relu makes 0 of all their sums
both = [np.vstack([filters[f], np.ones((1, 3, 3)), patch(first[..., f], size=3, step=1)]) for f in alive]

# %% ignore_output="what a trained network shows differs a little between machines"
plots.pictures(both, [f"filter {f + 1}" for f in alive], "First layer: filters, and the patch that excites each most")

# %% [markdown]
# Corners and edges, most of them. For each mood now the filter of the second layer that answers more to its posters than to others, and the patch with this filter's largest answer:

# %%
typical = second.mean(axis=(1, 2))  # the mean answer of each filter to each poster, (180, 32)
leads = np.array([typical[mood[asked_films] == m].mean(axis=0) - typical.mean(axis=0) for m in range(6)])
chosen = (leads / (typical.std(axis=0) + 1e-6)).argmax(axis=1)  # a filter that never answers has the deviation 0

# %% ignore_output="what a trained network shows differs a little between machines"
plots.pictures([patch(second[..., f], size=8, step=2) for f in chosen], moods, "Second layer: what excites a filter that likes this mood")

# %% [markdown]
# Pieces of bars, rings, waves: the second layer joins edges to pieces of a shape. A warning belongs here. We left out the upper six rows, where series have a white badge, and the
# band at the foot. With them nearly all filters of the first layer "look at the badge": white cells give the largest products, whatever the filter is for. The largest
# answer of a filter does not say what the filter does for the decision.
#
# **Saliency** asks the other way round: for one poster, by how much does the score of its mood change when one cell changes a little? That is a gradient, for pixels instead of weights.

# %% tags=["torch"]
pictures = torch.tensor(cnn.features[asked_films], requires_grad=True)
scores = cnn.network.scores(cnn.network.people(pictures), torch.arange(6))
(slopes,) = torch.autograd.grad(scores.amax(dim=1).sum(), pictures)
saliency = slopes.abs().amax(dim=3).numpy()  # the steepest of the three colours

# %% tags=["tf"]
pictures = tf.constant(cnn.features[asked_films])
with tf.GradientTape() as tape:
    tape.watch(pictures)
    scores = cnn.network.scores(cnn.network.people(pictures), tf.range(6))
    best = tf.reduce_sum(tf.reduce_max(scores, axis=1))
saliency = tf.reduce_max(tf.abs(tape.gradient(best, pictures)), axis=3).numpy()  # the steepest of the three colours

# %% ignore_output="what a trained network shows differs a little between machines"
film = np.flatnonzero(mood[asked_films] == moods.index("cosy"))[0]
grey = [np.repeat(slope[..., None] / slope.max(), 3, axis=2) for slope in (saliency[film], saliency.mean(axis=0))]
plots.pictures([cnn.features[asked_films[film]], *grey], ["a cosy poster", "its saliency", "mean of 180 posters"], "Bright: a small change here moves the score")

# %% [markdown]
# One saliency picture is speckled. In the mean the foot is dark. So the foot says nothing about the mood? Look at the right edge: the shapes go on there, and it is dark too. The filters explain it:
# there is no padding, so a cell at the edge lies under fewer filters, and pooling drops what is left over. The last two rows and columns are never read. A saliency
# picture shows how the network is built as well as what it uses.
#
# A **knock-out** answers the question: paint the foot grey in all posters, then everything else, and ask the same network again.

# %%
def painted(rows):
    """The same trained network, where these rows of all posters are grey."""
    other = copy.copy(cnn)
    other.features = cnn.features.copy()
    other.features[:, rows] = 0.5
    return other


foot, rest = slice(27, 32), slice(0, 27)
no_foot, no_shape = right(painted(foot), mood), right(painted(rest), mood)
in_foot, in_right = saliency[:, foot].sum() / saliency.sum(), saliency[:, :, foot].sum() / saliency.sum()
assert not saliency[:, 30:].any() and not saliency[:, :, 30:].any()  # never read

# %%
expect(in_foot, about=0.03, within=0.03, what="share of the saliency that lies in the foot")
expect(in_right, about=0.04, within=0.03, what="share of the saliency in as wide a right edge")
expect(no_foot - shares["CNN"], about=0.0, within=0.03, what="right moods gained by painting the foot")
expect(no_shape, about=0.18, within=0.12, what="right moods with all but the foot painted")

# %% [markdown]
# Foot and right edge have ≈ 0.03 and ≈ 0.04 of the saliency, though each is 16 % of the poster: the slopes do not tell them apart. The knock-out does. Without the foot as many moods are right as before;
# without all the rest ≈ 0.18, which is chance. A picture gives an idea, a knock-out tests it.
#
# ## Three modalities, side by side
#
# Now everything that we know about a film, as rows of numbers:
#
# - **text**: TF-IDF of the 300 most frequent terms of genres, tags and text (lesson 04);
# - **poster**: the chances of the six moods by our CNN, and the 24 hues;
# - **people**: director and actors, a column for each word of a name that occurs in two films or more.
#
# (Most of the CNN's posters belong to films that it learned from. No viewer's event went into it, only tags.) The chances are the softmax of the scores, as in lesson 06.

# %%
from sklearn.feature_extraction.text import TfidfVectorizer

from recsys_course.models.content import documents
from recsys_course.models.neural import item_features

chances = np.exp(cnn.score(np.arange(len(posters))))
chances /= chances.sum(axis=1, keepdims=True)
text = item_features(data.catalogue, n_terms=300)
poster = np.hstack([chances, colours]) / np.linalg.norm(np.hstack([chances, colours]), axis=1, keepdims=True)
people = TfidfVectorizer(min_df=2).fit_transform(documents(data.catalogue, ["people"])).toarray()
features = np.hstack([text, poster, people]).astype(np.float32)
modalities = (text.shape[1], poster.shape[1], people.shape[1])
print("columns of text, poster and people:", modalities)

# %% [markdown]
# Each modality has its own **tower**, a table $B_m$ that turns its columns into d numbers. **Late fusion** adds up what the towers say
# about film i, and divides by the length, so that every film has a vector of length 1:
#
# $$x_i = \frac{\sum_m f_{im} B_m}{\big|\sum_m f_{im} B_m\big|}$$
#
# The table of the text has a row for each of the 300 terms. So the text tower learns a vector for each *word*, and what it says about a film is a weighted
# sum of its words' vectors. The tower of the people does the same with names.
#
# A missing modality is left out of the sum. The length makes up for it. (**Early fusion** would put all towers' numbers through one more layer together.)

# %%
columns = [["text", "poster", "people"], ["tower 1", "tower 2", "tower 3"], ["sum of length 1\nfilm x: d"], ["mean of last films\nperson p: d"],
           ["score\np · x"]]
arrows = ["text > tower 1", "poster > tower 2", "people > tower 3", "tower 1, tower 2, tower 3 > sum of length 1",
          "sum of length 1 > mean of last films", "mean of last films > score"]
plots.flow(columns, "Three towers make one vector of a film; people are their last films", arrows)

# %% [markdown]
# By hand, for two modalities and d = 2: the text says (3, 0) about a film, its poster (0, 4). The sum is (3, 4), its length 5, so x = (0.6, 0.8). Without
# the poster x = (1, 0). A film of which nothing is known keeps (0, 0).

# %% exercise="12-join"
def join(said, known):
    """The vectors of all films from what each modality says about them.

    said: array (M, n, d), for each modality a row for each film.   known: array (n, M) of 0 and 1.
    Returns an array (n, d): the sum over the known modalities, divided by its length; zeros where nothing is known.
    """
    ### BEGIN SOLUTION
    total = sum(known[:, [m]] * said[m] for m in range(len(said)))
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return total / np.where(length > 0, length, 1)
    ### END SOLUTION

# %% check="12-join" points=2
check("12-join", join)

# %% [markdown]
# A person is the weighted mean of the vectors of their last ten films: the last one weighs most, as in lesson 03, and the weights are learned. So
# a film that nobody has seen has a score for everybody, if we know anything about it.
#
# ## DropoutNet's trick
#
# Towers that always see everything lean on the modality that says most. What if a film lacks just that one? **DropoutNet** (Volkovs, Yu and Poutanen, 2017)
# hides inputs at random in the training: in each batch, half of all modalities of all films are missing. So each tower learns to speak alone.
#
# We judge on the shelf of lesson 04: films are dealt into five piles; each pile in turn is taken out of the events, and only its films are ranked for the people
# whose hidden film is among them. The settings were chosen on the validation, and the numbers below are from the test. One setting is not the best one: the towers learn from the last
# 20 events of each person, to save your time. On the validation 40 events or all of them are better, the more the better (`benchmarks/search.md` has the table).

# %%
from recsys_course import metrics
from recsys_course.evaluation import bootstrap_interval
from recsys_course.models.baselines import Chance
from recsys_course.models.content import ContentBased
from recsys_course.models.history import steps_back, weighted_history
from recsys_course.models.kernels import top_k
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.oracle import Oracle
from recsys_course.splits import leave_last_out

split = leave_last_out(data.interactions)
piles = np.random.default_rng(0).permutation(data.interactions.n_items) % 5
watched = split.known.matrix()


def on_the_shelf(scores, shelf, hidden):
    """nDCG@10 of each hidden event, when only the films of the shelf that are not watched are ranked."""
    scores = np.where(shelf & ~(watched[hidden.users].toarray() > 0), scores, -np.inf)
    return metrics.ndcg(top_k(scores, 10) == hidden.items[:, None], np.ones(len(hidden), int))

# %% [markdown]
# One trained network is asked several times: with everything, and with modalities knocked out for all films or for half of them. `without(1, 2)`
# is the same network where no film has the modalities 1 and 2, poster and people.

# %%
TEXT, POSTER, PEOPLE = 0, 1, 2
views = {"text": (POSTER, PEOPLE), "text + poster": (PEOPLE,), "text + people": (POSTER,), "all": ()}
half = np.random.default_rng(1).random(len(posters)) < 0.5


def textless(network):
    """The same trained network where half of the films lack their text."""
    changed = network.features.copy()
    changed[half, : modalities[0]] = 0
    return network.with_features(changed)


def shuffled_posters(network):
    """The same trained network where the rows of the posters are in a wrong order."""
    changed, place = network.features.copy(), slice(modalities[0], modalities[0] + modalities[1])
    changed[:, place] = changed[np.random.default_rng(2).permutation(len(changed)), place]
    return network.with_features(changed)

# %% [markdown]
# Two models that are no fair rivals show what is possible: `ItemKNN` that **was** allowed to see the events of the shelf, and the `Oracle`, which knows the true tastes.
#
# Then five times: a pile goes on the shelf, one network learns with the trick and one without (`hide=0`), and all are asked.

# %%
best_words = documents(data.catalogue, ["title", "people"])  # what lesson 04 chose
saw, oracle = ItemKNN(k=100, half_life=1).fit(split.known), Oracle().fit(split.known)
found = {}
for pile in range(5):
    shelf = piles == pile
    past = split.known.select(~shelf[split.known.items])
    hidden = split.test.select(shelf[split.test.items])
    recent = past.select(steps_back(past) < 20)
    network = ContentTowers(features=features, modalities=modalities, hide=0.5, seed=0).fit(recent)
    plain = ContentTowers(features=features, modalities=modalities, seed=0).fit(recent)
    models = {name: network.without(*gone) for name, gone in views.items()}
    models |= {f"{name} (no trick)": plain.without(*views[name]) for name in ("text", "all")}
    models["half the texts"] = textless(network.without(POSTER, PEOPLE))
    models["half the texts + poster"] = textless(network.without(PEOPLE))
    models["text + wrong posters"] = shuffled_posters(network.without(PEOPLE))
    models |= {"Chance": Chance().fit(past), "lesson 04": ContentBased(best_words, half_life=1).fit(past)}
    models |= {"ItemKNN that saw them": saw, "Oracle": oracle}
    for name, model in models.items():
        found.setdefault(name, []).append(on_the_shelf(model.score(hidden.users), shelf, hidden))
found = {name: np.concatenate(values) for name, values in found.items()}

# %% [markdown]
# Before you look: does a poster help where the text is there?

# %%
guess("nDCG@10 gained by the poster beside the text", ...)

# %%
def gain(better, base):
    """The mean difference over the same people, and its 95 % interval."""
    difference = found[better] - found[base]
    return [difference.mean(), *bootstrap_interval(difference)]


pairs = [("text + poster", "text"), ("all", "text + people"), ("half the texts + poster", "half the texts"), ("text + people", "text"),
         ("text", "text (no trick)"), ("all", "all (no trick)"), ("all", "lesson 04"), ("text + poster", "text + wrong posters")]
gains = pd.DataFrame({f"{a} against {b}": gain(a, b) for a, b in pairs}, ["gain", "low", "high"]).T
reveal("nDCG@10 gained by the poster beside the text", round(gains.gain.iloc[0], 3))

# %% [markdown]
# All gains, each over the same people:

# %% tolerance="0.03 absolute: training in float32 ends a little elsewhere on another machine"
gains.round(4)

# %% [markdown]
# "A against B" is A minus B, over the same people, with its interval. Read them one by one:
#
# - **The poster beside the text**: ≈ 0.005, and the interval holds 0. A poster says genre and mood; the text says them too.
# - **The poster where half of the texts are missing**: ≈ 0.018, from 0.011 to 0.024 over three starts. This is where a poster pays.
# - **The people beside the text**: ≈ 0.035. Only this modality names the director.
# - **The trick** (the rows "no trick"): where only the text is left it gained ≈ 0.005, which this test cannot tell from 0. Where everything is there it *lost* ≈ 0.017, but over three
#   starts from 0.001 to 0.031, so do not trust the interval of one training either.
# - **Lesson 04**, the words of titles and names without any network, is ahead of the towers with the trick by ≈ 0.053 (0.041 to 0.065 over three starts), beyond chance here.
#
# So is the trick worth nothing? It makes the task of the network harder, and 20 events a person, read twice, are a short training. With *all* events (four times as long; PyTorch,
# five shelves of the validation) we measured, for three starts:
#
# | what is left | no trick | with the trick | gain, with the widest ends of its intervals |
# |---|---|---|---|
# | only the text | 0.036, 0.040, 0.044 | 0.059, 0.058, 0.062 | 0.018 to 0.023, from 0.008 to 0.033 |
# | everything | 0.126, 0.126, 0.131 | 0.117, 0.119, 0.120 | −0.011 to −0.007, from −0.022 to +0.004 |
#
# There it pays in each start where modalities are missing, and what it costs where nothing is missing is not shown. It is an insurance, and it needs time to learn.

# %%
expect(gains.gain["text + poster against text"], about=0.005, within=0.012, what="nDCG@10 gained by posters beside texts")
expect(gains.gain["half the texts + poster against half the texts"], about=0.018, within=0.014, what="with half of the texts")
expect(gains.gain["text + people against text"], about=0.035, within=0.02, what="nDCG@10 gained by people beside texts")
expect(gains.gain["text against text (no trick)"], about=0.005, within=0.014, what="nDCG@10 gained by the trick, text only")
expect(-gains.gain["all against all (no trick)"], about=0.017, within=0.022, what="nDCG@10 lost by the trick")
expect(-gains.gain["all against lesson 04"], about=0.053, within=0.018, what="nDCG@10 behind lesson 04")

# %% quiz="12-q2" points=1
quiz("12-q2", "b")  ### SOLUTION

# %% [markdown]
# ## Build: your own towers, with the trick
#
# Train such towers yourself. Yours are simpler: the vectors are not divided by their length, and the steps are plain gradient descent on all examples at
# once. Nothing is drawn at random: the first towers are given, and a table for each step says what is there. Plan:
#
# 1. the vectors of all films for one table `keep` (n, M): the sum over m of `keep[:, [m]]` times `features[m] @ towers[m]`; n rows of d numbers;
# 2. the people: `past @ films`. A row of `past` has the weights of the films that a person has seen, and sums to 1;
# 3. the scores of each person for all films, `people @ films.T`, and the mean cross-entropy with the targets (lesson 07: the softmax runs over all films);
# 4. its gradient for each tower, and `tower - rate * gradient`. Then the next table of `kept`;
# 5. after the last step nothing is hidden: all films once more, and the scores of the rows of `asked`.

# %% [markdown] tags=["torch"]
# What you may need of PyTorch: `torch.tensor(array)`, with `requires_grad=True` for the towers; `F.cross_entropy(scores, targets)`; `torch.autograd.grad(loss, towers)`
# gives a list of gradients; change the towers inside `with torch.no_grad():`, with `tower -= rate * gradient`. At the end `.numpy()`.

# %% [markdown] tags=["tf"]
# What you may need of TensorFlow: `tf.Variable(array)` for the towers; a step inside `with tf.GradientTape() as tape:`; the loss
# `tf.nn.sparse_softmax_cross_entropy_with_logits(targets, scores)`, of which you take `tf.reduce_mean`; `tape.gradient(loss, towers)` gives a list of
# gradients; `tower.assign_sub(rate * gradient)`. At the end `.numpy()`.

# %% exercise="12-build" tags=["torch"]
def my_towers(features, towers, past, targets, kept, rate, asked):
    """Train one tower for each modality while modalities are hidden; scores of those who ask.

    features: list of M arrays (n, c_m).   towers: list of M arrays (c_m, d), the first weights.
    past: array (e, n), rows sum to 1.   targets: array (e,), the film that came next.
    kept: array (steps, n, M) of 0 and 1.   rate: a number.   asked: array (a, n), as `past`.
    Returns an array or a tensor (a, n): the scores, with nothing hidden.
    """
    ### BEGIN SOLUTION
    tables = [torch.tensor(table) for table in features]
    towers = [torch.tensor(tower, requires_grad=True) for tower in towers]

    def films_with(keep):
        return sum(keep[:, [m]] * (table @ tower) for m, (table, tower) in enumerate(zip(tables, towers, strict=True)))

    past, targets = torch.tensor(past), torch.tensor(targets)
    for keep in torch.tensor(kept):
        films = films_with(keep)
        loss = F.cross_entropy(past @ films @ films.T, targets)
        gradients = torch.autograd.grad(loss, towers)
        with torch.no_grad():
            for tower, gradient in zip(towers, gradients, strict=True):
                tower -= rate * gradient
    with torch.no_grad():
        films = films_with(torch.ones(kept.shape[1:]))
        return (torch.tensor(asked) @ films @ films.T).numpy()
    ### END SOLUTION

# %% exercise="12-build" tags=["tf"]
def my_towers(features, towers, past, targets, kept, rate, asked):
    """Train one tower for each modality while modalities are hidden; scores of those who ask.

    features: list of M arrays (n, c_m).   towers: list of M arrays (c_m, d), the first weights.
    past: array (e, n), rows sum to 1.   targets: array (e,), the film that came next.
    kept: array (steps, n, M) of 0 and 1.   rate: a number.   asked: array (a, n), as `past`.
    Returns an array or a tensor (a, n): the scores, with nothing hidden.
    """
    ### BEGIN SOLUTION
    towers = [tf.Variable(tower) for tower in towers]

    def films_with(keep):
        return tf.add_n([keep[:, m : m + 1] * (table @ tower) for m, (table, tower) in enumerate(zip(features, towers, strict=True))])

    for keep in kept:
        with tf.GradientTape() as tape:
            films = films_with(keep)
            scores = past @ films @ tf.transpose(films)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(targets, scores))
        for tower, gradient in zip(towers, tape.gradient(loss, towers), strict=True):
            tower.assign_sub(rate * gradient)
    films = films_with(np.ones_like(kept[0]))
    return (asked @ films @ tf.transpose(films)).numpy()
    ### END SOLUTION

# %% check="12-build" points=5
check("12-build", my_towers)

# %% [markdown]
# Now on Harbour, on the same five shelves. One example for each person: the last film that is not on the shelf, after the films before it. The first towers are
# random: of such a size that a score is at the start about ten times the dot product of the features, large enough for the softmax to tell films apart.

# %%
my_towers = yours("12-build", my_towers)


def my_scores(past, steps=30, d=64):
    rng, inner = np.random.default_rng(0), leave_last_out(past)
    towers = [rng.normal(0, np.sqrt(10 / d), (c, d)).astype(np.float32) for c in modalities]
    before, now = (weighted_history(events, half_life=1).toarray() for events in (inner.known, past))
    before, now = (rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-9) for rows in (before, now))
    kept = (rng.random((steps, len(features), 3)) < 0.5).astype(np.float32)
    before, now = before[inner.test.users].astype(np.float32), now.astype(np.float32)
    tables = np.split(features, np.cumsum(modalities)[:-1], axis=1)
    return np.asarray(my_towers(tables, towers, before, inner.test.items, kept, 10.0, now))

# %%
mine = []
for pile in range(5):
    shelf = piles == pile
    past = split.known.select(~shelf[split.known.items])
    hidden = split.test.select(shelf[split.test.items])
    mine.append(on_the_shelf(my_scores(past)[hidden.users], shelf, hidden))
found[whose("12-build")] = np.concatenate(mine)

# %% [markdown]
# All models on the shelf. Chance is the floor, the `Oracle` the ceiling. (The row "yours" is called "the course's" as long as 12-build is not solved.)

# %%
rows = ["Chance", "text", "text + people", "all", "all (no trick)", whose("12-build"), "lesson 04", "ItemKNN that saw them", "Oracle"]
board = pd.DataFrame({name: (found[name].mean(), *bootstrap_interval(found[name])) for name in rows}, ["nDCG@10", "low", "high"]).T
board = board.sort_values("nDCG@10", ascending=False)

# %% ignore_output="near-equal rows may change places on another machine; expect() keeps the numbers"
plots.leaderboard(board, "New films: the words of lesson 04 lead the networks")

# %% [markdown]
# The numbers of the picture that the text below uses:

# %%
expect(found["Chance"].mean(), about=0.013, within=0.001, what="nDCG@10 of chance on the shelf")
expect(found["all"].mean(), about=0.1, within=0.018, what="nDCG@10 of the towers with the trick")
expect(found["all (no trick)"].mean(), about=0.12, within=0.015, what="nDCG@10 of the towers without it")
expect(found["lesson 04"].mean(), about=0.154, within=0.005, what="nDCG@10 of the model of lesson 04")
expect(found["ItemKNN that saw them"].mean(), about=0.21, within=0.005, what="nDCG@10 of ItemKNN that saw the shelf")
expect(found["Oracle"].mean(), about=0.378, within=0.005, what="nDCG@10 of the Oracle on the shelf")
expect(found[whose("12-build")].mean(), about=0.092, within=0.015, what="nDCG@10 of the towers of 12-build")

# %% [markdown]
# Chance has ≈ 0.013, the towers with the trick ≈ 0.1, without it ≈ 0.12, and the model of lesson 04 ≈ 0.154. The build, with 30 plain steps, has ≈ 0.092. Those who watched a film tell more about it than all that is
# written on it: `ItemKNN` that saw them has ≈ 0.21, and the `Oracle` ≈ 0.378. None of these networks
# reaches the rule of lesson 04. Why? That rule keeps every name and every word of a title as a column of its own; the towers press all of them into 64
# numbers, in which two directors may look alike. And the director decides much of what people choose on Harbour.

# %% [markdown] reasoning="12-why-poster" points=2
# **Think, and write three or four sentences.** Your team pays for a better poster network, because "posters are what people see first". With the table of gains:
# for which films would you expect the money to pay, and for which not? Which measurement would you ask for on your own catalogue before you decide?
#
# ### BEGIN SOLUTION
# Beside a text the poster gained nothing that we could measure: it says genre and mood, which the text says too. Where half of the texts were missing it gained
# beyond chance. So the money pays for films that come with a poster and little else. On the own catalogue: how many new films lack a text, and the gain of the
# poster on a shelf of such films, with its interval; and whether a poster there says anything that the text does not.
# ### END SOLUTION

# %% [markdown]
# ## How it breaks: posters of other films
#
# Somebody sorts the films by title and forgets the file of posters. Every row of posters now belongs to another film. No shape is wrong, no error is raised, and every film has scores.
# A **knock-out test** finds it: compare the network with its posters and the same network without them.

# %% tolerance="0.03 absolute: training in float32 ends a little elsewhere on another machine"
for name in ("text + poster", "text + wrong posters"):
    print(f"{name}: gain over the text alone", np.round(gain(name, "text"), 3))
expect(gains.gain["text + poster against text + wrong posters"], about=0.028, within=0.015, what="nDCG@10 lost by wrong posters")

# %% [markdown]
# The wrong posters cost ≈ 0.028 against the right ones, and the network is worse with them than with no posters at all. A modality that is clearly worse than none is broken. Run this test whenever a model is built.

# %% quiz="12-q3" points=1
quiz("12-q3", "c")  ### SOLUTION

# %% [markdown]
# ## How it breaks: channels first, channels last
#
# PyTorch wants colours before height and width, TensorFlow after them. Who needs the other order may write `reshape`, because the shape is then right. But
# `reshape` only cuts the same row of numbers elsewhere; `np.moveaxis` moves the axis.

# %%
moved = np.moveaxis(posters, 3, 1)
reshaped = posters.reshape(len(posters), 3, 32, 32)
print(moved.shape == reshaped.shape, "equal numbers:", f"{(moved == reshaped).mean():.0%}")
broken = copy.copy(cnn)
broken.features = np.moveaxis(reshaped, 1, 3).astype(np.float32) / 255  # back again, for our network
plots.pictures([posters[shown[0]], (broken.features[shown[0]] * 255).astype(np.uint8)], ["the poster", "after reshape"], "The same numbers, another picture")

# %% ignore_output="what a trained network shows differs a little between machines"
print(f"right moods: {shares['CNN']:.2f} before, {right(broken, mood):.2f} after")

# %% [markdown]
# No error. A network trained on such pictures learns less, and one that was trained on right pictures answers like chance. Look at one picture after each step that changes an axis.
#
# ## How it breaks: pictures normalised by their batch
#
# Many pipelines subtract the mean of the *batch* and divide by its deviation. Then what the network sees of a poster depends on who else is asked:

# %%
def normalised(batch):
    return (batch - batch.mean()) / batch.std()


alone, among = normalised(posters[shown[:1]] / 255), normalised(posters[shown] / 255)
print("the same cell alone and among six posters:", alone[0, 0, 0].round(2), among[0, 0, 0].round(2))

# %% [markdown]
# In a service posters come one by one, in training by the dozen, and the scores move without a reason. Take mean and deviation from the training, once, and keep them with the model. (Our CNN divides by 255.)
#
# ## How it breaks: a content model that remembers
#
# Somebody adds an embedding to each film, "because it is better": `own=True` gives film i a vector of its own, one more modality. Judged as in other lessons, among films that people
# have seen, it looks like a good content model. Knock out everything else, text, poster and people, and ask again:

# %%
past, seen_films = split.known.select(~shelf[split.known.items]), split.test.select(~shelf[split.test.items])  # the last pile
remembers = ContentTowers(features=features, modalities=modalities, own=True, seed=0).fit(past.select(steps_back(past) < 20))
bare = remembers.without(TEXT, POSTER, PEOPLE)
counts = np.bincount(past.items, minlength=len(shelf))[~shelf]
follows = np.corrcoef(bare.score(np.arange(300)).mean(axis=0)[~shelf].argsort().argsort(), counts.argsort().argsort())[0, 1]

# %% tolerance="0.03 absolute: training in float32 ends a little elsewhere on another machine"
judged = {"other films": (~shelf, seen_films), "shelf": (shelf, hidden)}
asked_twice = {"with content": remembers, "all content knocked out": bare}
pd.DataFrame({name: {where: on_the_shelf(model.score(events.users), films, events).mean() for where, (films, events) in judged.items()}
              for name, model in asked_twice.items()}).round(3)

# %% [markdown]
# Without a word, a picture or a name this "content model" still has ≈ 0.055 among films that were seen. Where does it come from? The order of its mean scores goes with the order of the films' counts, a correlation
# of ≈ 0.72: the vector holds popularity. On the shelf nothing is left of it, so all films are equal and it is chance. Judge a model for new films on new films only, and knock the content out.

# %%
expect(on_the_shelf(bare.score(seen_films.users), ~shelf, seen_films).mean(), about=0.055, within=0.02, what="nDCG@10 without any content, among seen films")
expect(follows, about=0.72, within=0.08, what="correlation of ranks, mean score and count")

# %% [markdown]
# ## How it breaks: features that know the shelf
#
# We counted words, with their idf, in the texts of *all* films, those on the shelf too. Is that a leak? Strictly yes: tomorrow's texts were read today. What is it worth? The model of lesson 04 needs no training,
# so we can ask it fairly: the texts of the shelf are empty while it learns, and come later, with `score_new`.

# %%
fair = []
for pile in range(5):
    shelf = piles == pile
    past, hidden = split.known.select(~shelf[split.known.items]), split.test.select(shelf[split.test.items])
    model = ContentBased([("" if new else text) for new, text in zip(shelf, best_words, strict=True)], half_life=1).fit(past)
    scores = model.score(hidden.users)
    scores[:, shelf] = model.score_new(hidden.users, np.array(best_words)[shelf])
    fair.append(on_the_shelf(scores, shelf, hidden))
found["lesson 04, fair"] = np.concatenate(fair)

# %%
difference, low, high = gain("lesson 04", "lesson 04, fair")
print(f"gained by the texts of the shelf: {difference:.4f}, from {low:.4f} to {high:.4f}")
expect(difference, about=0.0, within=0.002, what="nDCG@10 gained by the texts of the shelf")

# %% [markdown]
# Nothing, here: a fifth of the films does not change how rare a word is. The leak that costs is another one: words that are written only *after* a film was watched. On MovieLens viewers' tags
# are such words. A film that nobody has watched has none, so what they gain in a test is not there when it is needed.
#
# ## The honest end
#
# - A film that nobody has seen can be shown to the right people: the towers with the trick are far above chance.
# - The words and names of lesson 04 are better still, without a network.
# - A poster pays where the text is missing. Beside a text it gained nothing that this test could see.
# - MovieLens has neither posters nor texts nor casts. There genres and words of titles stand in.
# - Sound would be a fourth modality, with its own columns: a spectrogram is a picture of time and pitch, and the filters of this lesson read it. Harbour has none, so we measure nothing.
#
# ## For those who want more
#
# - `ContentTowers(fusion="early", ...)` puts all towers through one more layer. Is it better on the validation?
# - `own=True` gives each film a vector of its own besides. What happens on the shelf, with the trick and without?
# - Hide less: `hide=0.2`. Where is the price of the insurance smaller than what it pays?
# - Learn a vector for each word from the words that stand beside it, and average them over a text. Is that better than tf-idf, without a network?
# - Run the towers on MovieLens, with genres and titles as the modalities. Do they beat the rule of lesson 04 there?
#
# The answers are in the solved edition.

# %% [markdown] tags=["solved"]
# **Answers**, measured in PyTorch on the five shelves of the validation, over three starts (tables in `benchmarks/search.md`).
#
# - *Early fusion.* No: it loses about 0.02 in each of three starts, with the trick and without, and no interval holds 0. A reason may be that its layer has to learn
#   how to join the modalities, with gaps too, from few events; the sum has nothing to learn.
# - *A vector of its own.* Nothing that can be told from chance: −0.003, −0.007 and +0.002, with the trick −0.001, 0.000 and +0.005. The films of the shelf
#   lack this vector, so at best it does no harm.
# - *Hide less.* With 0.2 the three starts say −0.012, +0.004 and −0.003 where everything is there, and +0.013, +0.009 and −0.001 where only the text
#   is left. With 0.5 the price is about 0.015. So less may be the better bargain, but the starts do not agree.
# - *Word vectors.* No. 64 numbers for each word, from the words beside it in 1,500 short texts, are 0.020 behind tf-idf (0.013 to 0.028), and with 128 still behind. tf-idf keeps the rare word that two films share; a mean of many
#   vectors hides it. Vectors learned from millions of texts may be better; measure it.
# - *MovieLens.* No. On `ml-latest-small`, with the settings that its validation picks (no trick, 4 epochs), genres and titles give the towers 0.032, 0.027 and 0.031 in three starts; the rule of
#   lesson 04 with genres, titles and half-life 2 has 0.033, chance 0.0015, and `ItemKNN` that saw the films 0.123. Genres alone give the towers 0.017 to 0.022. Tags of viewers add 0.003 to 0.006 there, which
#   cannot be told from 0 (on the validation 0.012 to 0.014): a shelf film has them only because people watched it. What is written on a film of MovieLens says little about who likes it.

# %% [markdown]
# ## Recap
#
# - A **filter** of 3 x 3 moves over the picture, with **padding** and a **stride**; **pooling** keeps the largest of 2 x 2.
# - A **CNN** finds a shape wherever it stands; a linear model on pixels does not. For the genre the colours are enough.
# - **Patches** and **saliency** show where a CNN looks; a knock-out checks it.
# - **Late fusion** adds up what is known and divides by the length; a missing **modality** is left out.
# - **DropoutNet's trick** hides modalities in training. It is an insurance against gaps, and needs a training that is long enough.
# - A **knock-out test** finds a modality that is broken though nothing fails, and a content model that only remembers.

# %%
progress("12")

# %% [markdown]
# ## Sources
#
# - M. Volkovs, G. Yu, T. Poutanen, *DropoutNet: addressing cold start in recommender systems*, NeurIPS 2017.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-based learning applied to document recognition*, Proceedings of the IEEE
#   86(11), 1998: filters, pooling, and layers that learn both.
# - R. He, J. McAuley, *VBPR: visual Bayesian personalized ranking from implicit feedback*, AAAI 2016: pictures in a recommender.
