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
# # Deep networks: when the plain dot product wins
#
# **Minutes:** 150
#
# **Before this:** lesson 06 (dot product, over-fitting, sigmoid, softmax) and lesson 07 (embeddings, negatives, one framework).
#
# **You will be able to:**
# - compute a dense layer with relu by hand, in NumPy and in the framework
# - score a person and a film with a network of two layers (MLP), and all pairs at once by splitting the first layer
# - show by experiment how hard it is for a network to learn a product
# - write binary cross-entropy with negatives, and the score of NeuMF
# - read learning curves, stop early, and compare a network with the dot product under equal conditions
# - recognise three faults of popular articles: accuracy on a sparse table, a split by people, and shapes that only seem to fit

# %%
import numpy as np
import pandas as pd

from recsys_course import plots
from recsys_course.data import load
from recsys_course.exercises import check, expect, progress, quiz

# %% tags=["tf"]
from recsys_course.models_tf.factors import Embeddings  # silences TensorFlow's start, so it comes first
from recsys_course.models_tf.mlp import MLP, NeuMF
import keras
import tensorflow as tf

Embeddings.xla = MLP.xla = NeuMF.xla = False  # the trainings are short: compiling takes longer than it saves

# %% [markdown] tags=["torch"]
# This notebook uses PyTorch. Its twin, `08_deep.tf.ipynb`, has the same text, and nearly the same numbers, with TensorFlow.

# %% [markdown] tags=["tf"]
# This notebook uses TensorFlow. Its twin, `08_deep.torch.ipynb`, has the same text, and nearly the same numbers, with PyTorch.

# %% tags=["torch"]
import torch
import torch.nn.functional as F
from torch import nn
from recsys_course.models_torch.factors import Embeddings
from recsys_course.models_torch.mlp import MLP, NeuMF

# %% [markdown]
# ## A committee instead of a formula
#
# In lessons 06 and 07 a person has a vector $p$, a film has a vector $q$, and the score is $p \cdot q$. Nobody learned this
# last step. Somebody decided it: multiply place by place, and add up. Perhaps a rule that is *learned* would be better.
#
# Think of a committee. Each member reads both vectors, one after the other, as one row $[p, q]$. Each member weighs every
# number and adds up. One may look for "wants space, and has space"; another for "dislikes long films, and is long". A
# second round listens to the first, and one number comes out: the score. Such a committee is a **neural network**.
#
# **The question of this lesson: can a network learn a better way to compare a person and a film than the dot product?**
#
# ## One layer by hand
#
# A person has $p = (1,\ 0.5)$ and a film has $q = (0.5,\ -1)$. One after the other they are the row
# $x = [p, q] = (1,\ 0.5,\ 0.5,\ -1)$. This is called **concatenation**. A committee of three reads it:
#
# | | weight for $p_1$ | for $p_2$ | for $q_1$ | for $q_2$ | bias | sum | after relu |
# |---|---|---|---|---|---|---|---|
# | member 1 | 1 | 0 | 2 | 0 | 0.5 | 1 + 0 + 1 + 0 + 0.5 = 2.5 | 2.5 |
# | member 2 | −1 | 2 | 0 | 1 | 0 | −1 + 1 + 0 − 1 + 0 = −1 | 0 |
# | member 3 | 0 | 1 | 1 | 1 | 0.5 | 0 + 0.5 + 0.5 − 1 + 0.5 = 0.5 | 0.5 |
#
# The last column is the **relu**, $\mathrm{relu}(z) = \max(z, 0)$: a sum below 0 becomes 0, so this member is silent. The
# members together are a **dense layer**; dense, because everybody reads everything. With the weights of member 1 in the first
# *column* of $W$, of member 2 in the second, and the biases in $b$, the layer is
#
# $$h = \mathrm{relu}(x W + b)$$
#
# As a loop:

# %%
x = np.array([[1, 0.5, 0.5, -1]])  # one row; a layer reads many rows at once
W1 = np.array([[1, -1, 0], [0, 2, 1], [2, 0, 1], [0, 1, 1]])
b1 = np.array([0.5, 0, 0.5])

by_loop = []
for member in range(3):
    total = b1[member]
    for place in range(4):
        total += x[0, place] * W1[place, member]
    by_loop.append(float(max(total, 0)))
print(by_loop)

# %% [markdown]
# Write it for many rows at once, without a loop.

# %% exercise="08-dense"
def dense(x, W, b):
    """A dense layer with relu.

    x: array (n, d_in), one row for each input.   W: array (d_in, d_out).   b: array (d_out,).
    Returns an array (n, d_out).
    """
    ### BEGIN SOLUTION
    return np.maximum(x @ W + b, 0)
    ### END SOLUTION

# %% check="08-dense" points=1
check("08-dense", dense)

# %% [markdown] tags=["torch"]
# In PyTorch a dense layer is `nn.Linear`, and the relu is a step of its own. PyTorch keeps the weights with one **row** for
# each member, so we hand over the transpose `W1.T`. It computes with 32-bit numbers, `float32`, about 7 digits.

# %% [markdown] tags=["tf"]
# In Keras, the part of TensorFlow with the layers, it is `keras.layers.Dense`. The relu is its `activation`. Keras keeps the
# weights as we do, one column for each member. It computes with 32-bit numbers, `float32`, about 7 digits.

# %% tags=["torch"]
layer = nn.Linear(4, 3)
with torch.no_grad():  # setting weights is no step of training
    layer.weight.copy_(torch.tensor(W1.T))
    layer.bias.copy_(torch.tensor(b1))
of_framework = F.relu(layer(torch.tensor(x, dtype=torch.float32))).detach().numpy()

# %% tags=["tf"]
layer = keras.layers.Dense(3, activation="relu")
layer.build((None, 4))
layer.set_weights([W1, b1])
of_framework = layer(x).numpy()

# %%
assert np.allclose(of_framework, by_loop)
of_framework

# %% [markdown]
# ## Two layers make a score
#
# One more dense layer reads the three numbers, and a last dot product with weights $w$ makes one number of what comes out. A
# network of dense layers is called a **multilayer perceptron**, MLP:
#
# $$s(p, q) = w \cdot \mathrm{relu}\big(\mathrm{relu}([p, q]\,W_1 + b_1)\,W_2 + b_2\big)$$
#
# By hand, we continue with $h = (2.5,\ 0,\ 0.5)$. The second layer has two members:
#
# | | weights for $h$ | bias | sum | after relu | weight $w$ | part of the score |
# |---|---|---|---|---|---|---|
# | member 1 | (1, 1, −1) | 0 | 2.5 + 0 − 0.5 + 0 = 2 | 2 | 0.5 | 1 |
# | member 2 | (0, 1, 2) | −2 | 0 + 0 + 1 − 2 = −1 | 0 | 1 | 0 |
#
# The score is 1. The last step has no relu: a score may be below 0.

# %% exercise="08-two-layers"
def two_layers(P, Q, W1, b1, W2, b2, w):
    """The score of pairs: the first person with the first film, and so on.

    P, Q: arrays (n, d).   W1: array (2 d, h).   b1: array (h,).   W2: array (h, k).   b2, w: arrays (k,).
    The person stands before the film. Returns an array (n,).
    """
    ### BEGIN SOLUTION
    first = np.maximum(np.hstack([P, Q]) @ W1 + b1, 0)
    second = np.maximum(first @ W2 + b2, 0)
    return second @ w
    ### END SOLUTION

# %% check="08-two-layers" points=2
check("08-two-layers", two_layers)

# %% [markdown]
# ## All pairs, without doing everything twice
#
# A list needs the score of a person with *every* film. Harbour has 1.6 million pairs. Must all of them pass through the
# first layer? Look at the table by hand again. The sum of member 1 is 1 + 0 from the person, 1 + 0 from the film, and
# the bias. The person's part is the same for all films. In symbols, with $W_1$ cut into its first $d$ rows, $W_p$, and its
# last $d$ rows, $W_q$:
#
# $$[p, q]\,W_1 = p\,W_p + q\,W_q$$
#
# So compute $p W_p$ once for each person and $q W_q$ once for each film. Only the sum and the relu run over all pairs.
# In NumPy, an array $(n, 1, h)$ plus an array $(m, h)$ is an array $(n, m, h)$ with all sums: an axis of length 1
# stretches to fit. This is **broadcasting**; `A[:, None]` puts such an axis into `A`.

# %% exercise="08-halves"
def first_layer(P, Q, W, b):
    """The first layer, relu([p, q] W + b), of every person with every film.

    P: array (n, d).   Q: array (m, d).   W: array (2 d, h).   b: array (h,).
    Each product with W is computed once for a person and once for a film. Returns an array (n, m, h).
    """
    ### BEGIN SOLUTION
    d = P.shape[1]
    return np.maximum((P @ W[:d])[:, None] + Q @ W[d:] + b, 0)
    ### END SOLUTION

# %% check="08-halves" points=3
check("08-halves", first_layer)

# %% [markdown]
# How much does it save? Count the multiplications of the first layer on Harbour, with $d = 16$ and a layer of 32.

# %%
n, m, d, h = 1_040, 1_500, 16, 32
pairs_alone, in_halves = n * m * (2 * d * h), (n + m) * (d * h)
second_layer, dot_product = n * m * (h * d), n * m * d
counts = {"layer 1, pair by pair": pairs_alone, "layer 1, in halves": in_halves}
pd.Series(counts | {"layer 2": second_layer, "dot product": dot_product}).map("{:,}".format)

# %% [markdown]
# The first layer becomes nearly free. The second one does not: the relu stands between, so it must be computed for every
# pair. With it the network costs some 30 times as many multiplications as the dot product.
#
# The halves also show something deeper: before the relu, person and film only *add*.

# %% quiz="08-q1" points=1
quiz("08-q1", "c")  ### SOLUTION

# %% [markdown]
# ## The same in the framework
#
# Now the whole network. The functions have nearly the names that you know.

# %% [markdown] tags=["torch"]
# | NumPy | PyTorch |
# |---|---|
# | an array `A` | `torch.as_tensor(A)`: a tensor |
# | `A @ B`, `A[:d]`, `A[:, None]`, `A + B` | the same |
# | `np.maximum(A, 0)` | `F.relu(A)` |
# | `A.sum(axis=-1)` | `A.sum(dim=-1)` |

# %% [markdown] tags=["tf"]
# | NumPy | TensorFlow |
# |---|---|
# | an array `A` | `tf.constant(A)`: a tensor |
# | `A @ B`, `A[:d]`, `A[:, None]`, `A + B` | the same |
# | `np.maximum(A, 0)` | `tf.nn.relu(A)` |
# | `A.sum(axis=-1)` | `tf.reduce_sum(A, axis=-1)` |
#
# One trap: `A @ B` of a tensor with three axes and one with two fails in some versions. `tf.tensordot(A, B, 1)`
# multiplies the last axis of `A` with the first of `B`, whatever their shapes.

# %% exercise="08-all-pairs" tags=["torch"]
def all_pairs(P, Q, W1, b1, W2, b2, w):
    """The network's score of every person with every film, with PyTorch.

    NumPy arrays come in: P (n, d), Q (m, d), W1 (2 d, h), b1 (h,), W2 (h, k), b2 (k,), w (k,).
    Returns a tensor (n, m).
    """
    ### BEGIN SOLUTION
    P, Q, W1, b1, W2, b2, w = map(torch.as_tensor, (P, Q, W1, b1, W2, b2, w))
    d = P.shape[1]
    first = F.relu((P @ W1[:d])[:, None] + Q @ W1[d:] + b1)
    second = F.relu(first @ W2 + b2)
    return (second * w).sum(dim=-1)
    ### END SOLUTION

# %% exercise="08-all-pairs" tags=["tf"]
def all_pairs(P, Q, W1, b1, W2, b2, w):
    """The network's score of every person with every film, with TensorFlow.

    NumPy arrays come in: P (n, d), Q (m, d), W1 (2 d, h), b1 (h,), W2 (h, k), b2 (k,), w (k,).
    Returns a tensor (n, m).
    """
    ### BEGIN SOLUTION
    P, Q, W1, b1, W2, b2, w = map(tf.constant, (P, Q, W1, b1, W2, b2, w))
    d = P.shape[1]
    first = tf.nn.relu((P @ W1[:d])[:, None] + Q @ W1[d:] + b1)
    second = tf.nn.relu(tf.tensordot(first, W2, 1) + b2)
    return tf.reduce_sum(second * w, axis=-1)
    ### END SOLUTION

# %% check="08-all-pairs" points=3
check("08-all-pairs", all_pairs)

# %% [markdown]
# ## Can a network learn to multiply?
#
# As long as the inputs stay within bounds, a network with enough members can come as near as one likes to any continuous
# function. This is a theorem. So it can also imitate $p \cdot q$, and perhaps learn something better. But a theorem about
# what is *possible* says nothing about how many examples it takes. Rendle, Krichene, Zhang and Anderson asked exactly this
# in 2020. We repeat their experiment in a smaller and simpler form.
#
# Draw random vectors $p$ and $q$. The right answer is $y = p \cdot q / \sqrt d$: the division keeps the spread of the
# answers at 1 for every $d$. Show the network $n$ pairs with their answers, and ask about new pairs. Who always
# answers 0 has an RMSE near 1. The dot product needs no example, and has an RMSE of 0.

# %%
def draw_pairs(rng, n, d):
    P, Q = rng.normal(size=(2, n, d)).astype("float32")
    return np.hstack([P, Q]), (P * Q).sum(axis=1) / np.sqrt(d)

# %% [markdown]
# The network has layers of 64 and 32, more than the models of this lesson. A step takes 256 pairs at random, computes the
# mean squared error and its gradient, and moves all weights (lesson 07). After each round of 100 steps we ask
# about the new pairs, and in the end we keep the *smallest* error that we saw. That is generous to the network.

# %% tags=["torch"]
def imitate(X, y, X_new, y_new, rounds=4):
    """The smallest RMSE on new pairs, of a network that learns y from X in rounds of 100 steps."""
    rng, errors = np.random.default_rng(0), []
    torch.manual_seed(0)
    d, X, y, X_new, y_new = X.shape[1], *map(torch.as_tensor, (X, y, X_new, y_new))
    network = nn.Sequential(nn.Linear(d, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1))
    descent = torch.optim.Adam(network.parameters(), lr=0.005)
    for _ in range(rounds):
        for some in rng.integers(0, len(X), (100, 256)):
            descent.zero_grad()
            F.mse_loss(network(X[some])[:, 0], y[some]).backward()
            descent.step()
        errors.append(F.mse_loss(network(X_new)[:, 0], y_new).item() ** 0.5)
    return min(errors)

# %% tags=["tf"]
def imitate(X, y, X_new, y_new, rounds=4):
    """The smallest RMSE on new pairs, of a network that learns y from X in rounds of 100 steps."""
    rng, errors = np.random.default_rng(0), []
    keras.utils.set_random_seed(0)
    hidden = [keras.layers.Dense(64, "relu"), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([keras.Input((X.shape[1],)), *hidden, keras.layers.Dense(1)])
    network.compile(keras.optimizers.Adam(0.005), "mse", jit_compile=False, steps_per_execution=50)
    for _ in range(rounds):
        some = rng.integers(0, len(X), 100 * 256)
        network.fit(X[some], y[some], batch_size=256, shuffle=False, verbose=0)
        errors.append(np.mean((network(X_new).numpy()[:, 0] - y_new) ** 2) ** 0.5)
    return min(errors)

# %% [markdown]
# The two frameworks draw the first weights of such a network in their own way, so their numbers differ a little here.

# %%
rng = np.random.default_rng(0)
sizes = {"300 pairs": 300, "30,000 pairs": 30_000}
errors = pd.DataFrame(index=[2, 8, 16], columns=list(sizes), dtype=float)
for d in errors.index:
    X_new, y_new = draw_pairs(rng, 4_000, d)
    for name, n in sizes.items():
        errors.loc[d, name] = imitate(*draw_pairs(rng, n, d), X_new, y_new)

# %% tolerance="0.1 absolute: training in float32 ends a little elsewhere on another machine"
title = "The more factors, the larger the error, with few pairs and with many"
plots.lines(errors, title, "factors d", "RMSE on new pairs")

# %% [markdown]
# With 2 factors the network comes near: 30,000 pairs leave an error of ≈ 0.05. With 16 factors, 300 pairs teach it almost
# nothing, and 30,000 leave ≈ 0.3. A plain product has no error at all. And these are exact answers; a person
# with 100 films gives far noisier evidence. (We stopped after 400 steps. With more of them the error falls further: try
# `rounds=15`.)

# %%
expect(errors.loc[2, "30,000 pairs"], about=0.05, within=0.03, what="RMSE, d = 2, 30,000 pairs")
expect(errors.loc[16, "30,000 pairs"], about=0.3, within=0.1, what="RMSE, d = 16, 30,000 pairs")

# %% [markdown]
# Why is it hard? The score of a relu network is made of flat pieces. A product of two numbers is a curved surface, like a
# saddle, and a dot product is a sum of $d$ of them. Each must be built from flat pieces. So the dot product is not a
# poor model that a network easily contains. It is knowledge that a network has to learn from examples.
#
# ## Yes or no: the loss
#
# To train the real thing we need a loss. The paper on neural collaborative filtering (He and others, 2017) treats
# every cell as a question with a yes or a no. The chance of a yes is $\sigma(s)$, with the sigmoid of lesson 06. For a film
# that was seen the loss is $-\ln \sigma(s)$. For one that was not, it is $-\ln(1 - \sigma(s))$. Together they are
# the **binary cross-entropy**. There are far too many unseen films, so for each step some are drawn at random: these
# are the negatives of lesson 07. (By chance, a few of them are films that the person did see. They do little harm.)
#
# For one event with score $s^+$ and $k$ negatives with scores $s^-$:
#
# $$L = -\ln \sigma(s^+) \;-\; \frac1k \sum_{j=1}^{k} \ln\big(1 - \sigma(s^-_j)\big)$$
#
# By hand: $s^+ = 1$ and $s^- = (-1,\ 0.5)$. Then $-\ln\sigma(1) = 0.313$, $-\ln(1 - \sigma(-1)) = 0.313$,
# $-\ln(1 - \sigma(0.5)) = 0.974$, and $L = 0.313 + (0.313 + 0.974)/2 = 0.957$. By the mean, all negatives together weigh as
# much as the one event.
#
# Take care with large scores: $\sigma(900)$ is exactly 1 in a computer, and $\ln(1 - 1)$ is infinite. Since
# $1 - \sigma(s) = \sigma(-s)$, both parts of the loss can be written without a sigmoid: $-\ln(1 - \sigma(s)) = \ln(1 + e^{s})$. This
# function is called **softplus**, and `np.logaddexp(0, s)` computes it for any $s$.

# %% exercise="08-cross-entropy"
def cross_entropy(right, wrong):
    """The loss of n events, a number: the mean of L. Scores may be as large as 1000.

    right: array (n,), scores of the films that were seen.   wrong: array (n, k), scores of k negatives for each.
    """
    ### BEGIN SOLUTION
    return np.logaddexp(0, -right).mean() + np.logaddexp(0, wrong).mean()
    ### END SOLUTION

# %% check="08-cross-entropy" points=2
check("08-cross-entropy", cross_entropy)

# %% [markdown]
# The frameworks have the same loss. Both want the score itself, often called the **logit**, and not the chance:

# %% tags=["torch"]
scores, answers = torch.tensor([1.0, -1.0, 0.5]), torch.tensor([1.0, 0.0, 0.0])
of_framework = F.binary_cross_entropy_with_logits(scores, answers, reduction="none").numpy()

# %% tags=["tf"]
scores, answers = tf.constant([1.0, -1.0, 0.5]), tf.constant([1.0, 0.0, 0.0])
of_framework = tf.nn.sigmoid_cross_entropy_with_logits(answers, scores).numpy()

# %%
assert np.isclose(of_framework[0] + of_framework[1:].mean(), 0.957, atol=0.001)
of_framework.round(3)

# %% [markdown]
# What do the negatives do?

# %% quiz="08-q2" points=1
quiz("08-q2", "a")  ### SOLUTION

# %% [markdown]
# ## Both: NeuMF
#
# Why choose? **NeuMF** adds a product and a network. The product multiplies number by number and weighs the results with
# $v$; when all of $v$ is 1, it is the dot product. Each part has vectors of its own, so that neither disturbs the other.
# (The authors join the last layers of both parts and put one dense layer on top. Without a relu on it, that is this sum.)
#
# $$s(u, i) = b_i + v \cdot (p_u * q_i) + \text{MLP}([p'_u, q'_i])$$
#
# By hand: $b = 0.1$, $p = (1, 2)$, $q = (3, -1)$, $v = (1, 0.5)$, and the network says 1. Then
# $0.1 + (1 \cdot 3 + 0.5 \cdot (-2)) + 1 = 3.1$.

# %% exercise="08-neumf"
def joined_score(bias, p, q, v, deep):
    """NeuMF's score of n pairs, an array (n,).

    bias: array (n,), that of the film of each pair.   p, q: arrays (n, d), for the product.   v: array (d,).
    deep: array (n,), the numbers of the network.
    """
    ### BEGIN SOLUTION
    return bias + (p * q) @ v + deep
    ### END SOLUTION

# %% check="08-neumf" points=2
check("08-neumf", joined_score)

# %% [markdown]
# ## The reference
#
# The course has both models. `MLP` has layers of $2d$ and $d$, a bias for each film, and the loss that you wrote
# (`loss="logistic"`). First on tiny: do its scores equal the formula?
#
# A fitted model gives its weights as named arrays. The two halves of $W_1$ are kept apart, as `user_half` and `item_half`.

# %%
tiny = load("tiny")
small = MLP(n_factors=2, n_epochs=20, n_negatives=4).fit(tiny.interactions)
weights = small.read_weights()
{name: array.shape for name, array in weights.items()}

# %%
person, film = tiny.user("Ana"), tiny.item("The Ninth Orbit")
row = np.concatenate([weights["user_factors"][person], weights["item_factors"][film]])
halves = np.vstack([weights["user_half"], weights["item_half"]])
first = np.maximum(row @ halves + weights["first_bias"], 0)
second = np.maximum(first @ weights["hidden.kernel"] + weights["hidden.bias"], 0)
by_formula = weights["item_bias"][film] + second @ weights["last"]
assert np.isclose(by_formula, small.score([person])[0, film], atol=1e-5)

# %% [markdown]
# ## The large world: learning curves
#
# For a fair comparison the three models get the same conditions: 16 factors, the same loss, the
# same batches, rate and number of epochs, and 32 negatives that all events of a batch share. Only the comparison of $p$ and
# $q$ differs. `Embeddings` is the dot product of lesson 07, and the loss is its softmax: it asks the score to be higher
# than those of the negatives, as a list needs it, not to be a chance. (Try `"loss": "logistic"`.)

# %%
from recsys_course.evaluation import compare, evaluate, leaderboard
from recsys_course.splits import leave_last_out

data = load()
split = leave_last_out(data.interactions)
same = {"n_factors": 16, "n_epochs": 5, "patience": 5, "rate": 0.01, "loss": "softmax", "n_negatives": 32, "batch_size": 512}

# %% [markdown]
# After each epoch `fit` looks at nDCG@10 on the validation. In the end it goes back to the weights of the best epoch.
# This is the early stopping of lesson 07. (`patience=5` lets all 5 epochs run, because we want to see the whole curve.)

# %% ignore_output="prints seconds" stderr="the progress bar"
networks = {kind.__name__: kind(**same) for kind in (Embeddings, MLP, NeuMF)}
for network in networks.values():
    network.fit(split.train, split.valid, progress=True)

# %% [markdown]
# Two pictures belong together: what the training says, and what the validation says.

# %% tolerance="0.1 absolute: training in float32 ends a little elsewhere on another machine"
epochs = range(1, same["n_epochs"] + 1)
losses = pd.DataFrame({name: network.losses for name, network in networks.items()}, index=epochs)
plots.lines(losses, "Each training loss ends lower than it began", "epoch", "training loss")

# %% tolerance="0.02 absolute: training in float32 ends a little elsewhere on another machine"
values = pd.DataFrame({name: network.values for name, network in networks.items()}, index=epochs)
plots.lines(values, "The validation rises, and moves by chance from epoch to epoch", "epoch", "validation nDCG@10")

# %% [markdown]
# At the left end all models **under-fit**: loss and validation can still improve. A model **over-fits** where the loss goes on
# falling and the validation falls and does not come back. So few epochs do not show it; try 20. A single step up
# or down means little: each epoch draws other negatives, and the interval of a validation value is wider than most steps here.

# %% quiz="08-q3" points=1
quiz("08-q3", "b")  ### SOLUTION

# %% [markdown]
# ## The comparison
#
# Which is better on the validation, and by more than chance? (Each model has the weights of its best epoch.)

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near chance may change"
on_valid = {name: evaluate(network, split.valid, name=name) for name, network in networks.items()}
print(*on_valid.values(), sep="\n")
for name in ("MLP", "NeuMF"):
    print(f"Embeddings -> {name}\n    {compare(on_valid['Embeddings'], on_valid[name])}")

# %% [markdown]
# With 1,000 people the intervals are wide. The MLP has more weights, and more work behind every score, and there is no sign that it
# ranks better than the plain product. NeuMF holds a product *and* a network. If it is ahead, we cannot say which part earned it.
#
# ## What the dot product can afford
#
# Equal conditions are fair in one way and unfair in another. You counted it above: a pair costs the network some 30 times as many
# multiplications. So for the price of 32 negatives in the network, the dot product can have hundreds. Here it takes 200:

# %% ignore_output="prints seconds" stderr="the progress bar"
rich = Embeddings(**same | {"n_negatives": 200}).fit(split.train, split.valid, progress=True)
networks["Embeddings, 200"] = rich

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near chance may change"
on_valid["Embeddings, 200"] = evaluate(rich, split.valid, name="Embeddings, 200")
for name in ("Embeddings", "MLP", "NeuMF"):
    print(f"{name} -> Embeddings, 200\n    {compare(on_valid[name], on_valid['Embeddings, 200'])}")

# %% [markdown]
# In all our runs the dot product with 200 negatives was ahead of the MLP by more than chance. Against the other two its
# interval begins near 0, and on which side of it changes with the seed, and even with the processor. That decides nothing.

# %% [markdown]
# ## The test, once
#
# Every network starts anew, learns from everything that is known (training and validation) for the
# number of epochs that was best, and is tested. Beside them stand the floor, the models that we know, and the ceiling. Look for
# `ALS` of lesson 06, with the settings chosen there: it too is a plain dot product, with 64 factors, *all* empty cells as weak evidence, and
# a penalty.

# %% ignore_output="prints seconds" stderr="the progress bar"
from recsys_course.models.baselines import Popularity
from recsys_course.models.factors import ALS, EASE
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.oracle import oracles

tested = {model.name: model.fit(split.known) for model in (Popularity(), EASE(300), *oracles(data))}
tested["ItemKNN"] = ItemKNN(k=5).fit(split.known)
tested["ALS"] = ALS(64, alpha=0.5, penalty=10).fit(split.known)
tested["ItemKNN, recent"] = ItemKNN(k=100, half_life=1).fit(split.known)
for name, network in networks.items():
    settings = same | {"n_epochs": network.best_epoch, "n_negatives": network.n_negatives}
    tested[name] = type(network)(**settings).fit(split.known, progress=True)

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near chance may change"
results = {name: evaluate(model, split.test, name=name) for name, model in tested.items()}
board = leaderboard(list(results.values()))
board.round(3)

# %% [markdown]
# As a picture:

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near chance may change"
plots.leaderboard(board, "ALS, a plain dot product, is ahead of the networks; neighbours with recency lead")

# %% [markdown]
# Which differences are more than chance?

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near chance may change"
pairs = [("Embeddings", "MLP"), ("Embeddings", "NeuMF"), ("MLP", "Embeddings, 200"), ("NeuMF", "Embeddings, 200"),
         ("Popularity", "MLP"), ("MLP", "ALS"), ("NeuMF", "ALS"), ("ALS", "EASE")]
for a, b in pairs:
    print(f"{a} -> {b}\n    {compare(results[a], results[b])}")

# %%
expect(results["MLP"].mean(), about=0.026, within=0.012, what="nDCG@10 of the MLP")
expect(results["Embeddings, 200"].mean(), about=0.035, within=0.015, what="nDCG@10 of Embeddings with 200 negatives")
expect(results["NeuMF"].mean(), about=0.03, within=0.015, what="nDCG@10 of NeuMF")
expect(results["ALS"].mean(), about=0.064, within=0.004, what="nDCG@10 of ALS")

# %% [markdown]
# In words, for Harbour:
#
# - The MLP has nDCG@10 ≈ 0.026 and does not pass `Popularity`. Under equal conditions it was better than the dot product in none of our
#   runs.
# - The dot product with 200 negatives has ≈ 0.035, and NeuMF ≈ 0.03: it moved most, from run to run between 0.02 and 0.04. Mostly the two
#   could not be told apart; with one other seed NeuMF was behind, beyond chance.
# - The lead of the dot product with 200 negatives over the MLP was clear on the validation, where we also chose the epoch. On the test it
#   is smaller, and its interval begins near 0: in some runs just above it, in others below. Look at yours, and do not build on it. This
#   is why one keeps a test.
# - `ALS` has ≈ 0.064 and is clearly better than the networks. It compares a person and a film by the plain dot product. What is
#   better is how its vectors are learned: from all cells, with a penalty, to the lowest point. *How the vectors are learned* matters
#   more here than *how they are compared*.
# - The neighbours with recency are far ahead. Like `ALS`, the networks of this lesson read a person as a heap of events, without an order.
#
# (On MovieLens small, under the same conditions, the MLP is behind both dot products by more than chance, NeuMF is beside them, and `ALS`
# is ahead of all but NeuMF.)
#
# What we did *not* show: that no network can ever win. These are small ones, on 100,000 events, with one rate and few epochs.
# A network has more to gain from millions of events. But who says that it wins must show it, against a tuned dot product.

# %% [markdown] reasoning="08-why-papers" points=2
# **Think, and write three or four sentences.** The paper on NeuMF (2017) reported that a network beats the dot product
# clearly. Rendle and others (2020) took the same data, tuned the dot product as carefully as the network, and it won. How can
# two groups measure the opposite? Name two habits of comparing that can turn a winner into a loser, and what this
# lesson did about each. (The solved edition in `solutions/` has a model answer.)
#
# ### BEGIN SOLUTION
# Authors tune their own model for weeks and run the rival with the settings of its first paper: fewer factors, no penalty,
# another loss, too few epochs. Here all three got the same factors, loss, negatives and epochs, and each its best epoch on the
# validation (but only one rate each: a longer search could still move them). A second habit is a metric that hides
# differences or makes them: ranking the hidden film among 100 random ones, as the paper did (lesson 02), or choosing the best epoch on
# the test itself. Here all unseen films are ranked, choices are made on the validation, and no winner is called without an
# interval.
# ### END SOLUTION

# %% [markdown]
# ## How it breaks: a proud accuracy
#
# Many articles put a sigmoid on top, call a cell "right" when the rounded chance equals the 0 or 1 of the table, and are
# proud of the accuracy. But nearly all cells are 0. What is the accuracy of saying *no* to everything? That is the
# baseline, and it recommends nothing.
#
# By hand: of 8 cells two hold 1. A model says yes to three cells, and one of them is right. It is right in 1 cell with a
# yes and in 4 with a no: accuracy 5/8 = 0.625. Saying no to all is right in 6 of 8: 0.75.

# %% exercise="08-accuracy"
def accuracies(seen, scores):
    """Two shares of right cells: of the model, and of saying no to everything. A pair of numbers.

    seen: array (n, m) of 0 and 1.   scores: array (n, m); the model says yes where sigma(score) > 1/2.
    """
    ### BEGIN SOLUTION
    says_yes = scores > 0
    return (says_yes == (seen == 1)).mean(), (seen == 0).mean()
    ### END SOLUTION

# %% check="08-accuracy" points=2
check("08-accuracy", accuracies)

# %% [markdown]
# Now on the large table, with three models: say no to everybody; say yes to a film when more than half of all people saw it; and a
# network with the yes-or-no loss of this lesson.

# %% ignore_output="prints seconds" stderr="the progress bar"
yes_or_no = Embeddings(**same | {"loss": "logistic", "n_epochs": 2}).fit(split.train, progress=True)

# %% tolerance="0.05 absolute: training in float32 ends a little elsewhere on another machine"
seen = split.train.matrix().toarray()
share = seen.mean(axis=0)
says_yes = {"no to all": np.zeros_like(seen), "films of the majority": np.tile(share > 0.5, (len(seen), 1))}
says_yes["network"] = yes_or_no.score(range(len(seen))) > 0
accuracy = {name: (table == seen).mean() for name, table in says_yes.items()}
pd.Series(accuracy).round(3)

# %% [markdown]
# The network has the *worst* accuracy, because it says yes to far too many films: it was trained with as much weight on yes as on no.
# And yet it is the only one of the three that gives different people different lists. Accuracy punishes it for what a recommender should do. On
# Harbour saying no to all has an accuracy of ≈ 0.934; on MovieLens small, which is sparser, about 98 in 100 cells. So before you
# believe an accuracy, ask for that of saying no. Better: rank, and use nDCG.

# %%
expect(accuracy["no to all"], about=0.934, within=0.002, what="accuracy of saying no to all")
assert accuracy["network"] < accuracy["no to all"]

# %% [markdown]
# ## How it breaks: strangers in the test
#
# Some articles split as it is usual elsewhere: 80 % of the *people* train, 20 % are the test. But a network of embeddings knows a person only by a vector of their own. Whoever is not in
# the training keeps the random numbers of the first day. We leave out half of the people, so that the interval is narrower.

# %%
rng = np.random.default_rng(0)
strangers = rng.permutation(data.interactions.n_users)[: data.interactions.n_users // 2]
others = split.train.select(~np.isin(split.train.users, strangers))

# %% ignore_output="prints seconds" stderr="the progress bar"
blind = Embeddings(**same | {"n_negatives": 200, "n_epochs": 4}).fit(others, progress=True)

# %% [markdown]
# Our models are careful: people without events get the vector 0, and with it a list by the biases of the films. In the
# articles the vector stays random. We do the same: random vectors for the strangers, and `build` makes the network from the
# changed weights. `rich`, which met everybody, is asked about the same people.

# %% tolerance="0.02 absolute: training in float32 ends a little elsewhere on another machine"
weights = blind.read_weights()
weights["user_factors"][strangers] = rng.normal(0, 0.1, (len(strangers), same["n_factors"]))
blind.build(weights, blind.constants())
theirs = split.valid.select(np.isin(split.valid.users, strangers))
met, never = evaluate(rich, theirs, name="met them"), evaluate(blind, theirs, name="never met them")
print(compare(met, never))
bars = {result.name: result.mean() for result in (met, never)}
plots.bars(bars, "The same people get worse lists from a network that never met them", "validation nDCG@10")

# %% [markdown]
# The number for strangers says nothing about what a model learns of *people*. It measures random vectors, and what the
# biases of the films know.
#
# The mend is the split of this course: everybody leaves something in the training. (For real strangers one needs a model that reads a history or
# features: `score_history` of lesson 03, the two towers of lesson 07.)

# %% exercise="08-mend-split"
def hidden(users, times):
    """Which events to hide: True for the last event of each person, by time; False for all others. An array (n,).

    users, times: arrays (n,), in any order. Of equal times the later row is the last one.
    A person with one event keeps it: nothing of them is hidden.
    """
    ### BEGIN SOLUTION
    mask = np.zeros(len(users), bool)
    for user in np.unique(users):
        rows = np.flatnonzero(users == user)
        if len(rows) > 1:
            mask[rows[np.argsort(times[rows], kind="stable")[-1]]] = True
    return mask
    ### END SOLUTION

# %% check="08-mend-split" points=2
check("08-mend-split", hidden)

# %% [markdown]
# ## How it breaks: two outputs that only seem to fit
#
# The product part of NeuMF gives one number for each pair, with shape $(n,)$. The last dense layer of a framework gives one
# column, with shape $(n, 1)$. Both are "one number for each pair". So one adds them:

# %%
def joined_from_the_web(p, q, deep):
    return (p * q).sum(axis=1) + deep


rng = np.random.default_rng(0)
p, q, deep = rng.normal(size=(5, 2)), rng.normal(size=(5, 2)), rng.normal(size=(5, 1))
print(joined_from_the_web(p, q, deep).shape, float(np.logaddexp(0, -joined_from_the_web(p, q, deep)).mean().round(3)))

# %% [markdown]
# Five pairs, 25 scores. Broadcasting stretched both. Every product is added to every network number, also to those of other pairs. The
# loss is a mean, so it is one number all the same; training runs, the loss even falls, and no error appears. Mend it.

# %% exercise="08-mend-heads"
def mended_joined(p, q, deep):
    """The dot product and the network's number of each pair, added up. An array (n,).

    p, q: arrays (n, d).   deep: array (n, 1), as it comes from a dense layer with one output.
    """
    ### BEGIN SOLUTION
    return (p * q).sum(axis=1) + deep[:, 0]
    ### END SOLUTION

# %% check="08-mend-heads" points=2
check("08-mend-heads", mended_joined)

# %% [markdown]
# A habit that finds such faults: after each line of a network, write the shape as a comment, and assert it once with
# real data.
#
# ## So, is the network useless?
#
# No. A network is the right tool when it gets something that a product cannot use: a history in order, a text, a picture,
# the hour of the day. The next lessons do that. And the last comparison, of person and film, can then still be a dot product.
# There is one more reason for it:

# %% quiz="08-q4" points=1
quiz("08-q4", "c")  ### SOLUTION

# %% [markdown]
# ## For those who want more
#
# - Give the networks more room: `n_factors=32`, another `rate`, more epochs. Choose on the validation, and give the dot product the
#   same number of trials.
# - In `imitate`, let the network read $[p, q, p * q]$ instead of $[p, q]$. What happens to the error, and why?
# - `NeuMF(...).fit(...).read_weights()["product"]` holds $v$. How far did it move from 1?
#
# ## Recap
#
# - A **dense layer** is $\mathrm{relu}(xW + b)$. You computed it by hand, in NumPy and in the framework.
# - An **MLP** reads $[p, q]$. Its first layer splits into two halves, so all pairs need it only once for each person and film; the second
#   layer is what costs.
# - A network needs many examples to imitate a product, and more with every factor. The dot product is knowledge that it
#   would have to learn.
# - **Binary cross-entropy** needs negatives, or everything becomes a yes. **NeuMF** adds a product and a network.
# - **Learning curves** show under- and over-fitting; **early stopping** keeps the best epoch of the validation. Under equal conditions
#   the network did not beat the dot product, and a dot product with well learned vectors, `ALS`, was clearly ahead.
# - Accuracy on a sparse table rewards saying no. A split by people tests vectors that were never trained. Shapes $(n,)$ and $(n, 1)$
#   add up to a table.

# %%
progress("08")

# %% [markdown]
# ## Sources
#
# - X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua, *Neural collaborative filtering*, WWW 2017: sections 3.3 (MLP) and 3.4 (NeuMF,
#   equation 12).
# - S. Rendle, W. Krichene, L. Zhang, J. Anderson, *Neural collaborative filtering vs. matrix factorization revisited*, RecSys 2020:
#   section 3 (the comparison) and section 4 (learning a dot product with an MLP).
# - M. Ferrari Dacrema, P. Cremonesi, D. Jannach, *Are we really making much progress?*, RecSys 2019.
# - M. Leshno, V. Lin, A. Pinkus, S. Schocken, *Multilayer feedforward networks with a nonpolynomial activation function can
#   approximate any function*, Neural Networks 6(6), 1993: the theorem; it covers the relu.
# - V. Nair, G. Hinton, *Rectified linear units improve restricted Boltzmann machines*, ICML 2010: the relu.
# - L. Prechelt, *Early stopping - but when?*, in *Neural networks: Tricks of the trade*, Springer 1998.
