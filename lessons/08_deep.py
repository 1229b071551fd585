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
# **Minutes:** 180
#
# **Before this:** lesson 06 (dot product, over-fitting, sigmoid, softmax) and lesson 07 (embeddings, negatives, one framework).
#
# **You will be able to:**
# - compute a dense layer with relu by hand, in NumPy and in the framework
# - score a person and a film with a network of two layers (MLP), and all pairs at once by splitting the first layer
# - show by experiment how hard it is for a network to learn a product
# - write binary cross-entropy with negatives, and the score of NeuMF
# - assemble and train an MLP of your own in the framework, and see it on the leaderboard
# - read learning curves, stop early, and compare a network with the dot product under equal conditions
# - recognise three faults of popular articles: accuracy on a sparse table, a split by people, and shapes that only seem to fit

# %%
import numpy as np
import pandas as pd

from recsys_course import plots
from recsys_course.data import load
from recsys_course.exercises import check, expect, guess, progress, quiz, reveal, whose, yours

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
# first layer? Look again at the table by hand. The sum of member 1 is 1 + 0 from the person, 1 + 0 from the film, and
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
# How much does it save? Count the multiplications of the first layer on Harbour, with $d = 8$ and a layer of 16.

# %%
n, m, d, h = 1_040, 1_500, 8, 16
pairs_alone, in_halves = n * m * (2 * d * h), (n + m) * (d * h)
second_layer, dot_product = n * m * (h * d), n * m * d
counts = {"layer 1, pair by pair": pairs_alone, "layer 1, in halves": in_halves}
pd.Series(counts | {"layer 2": second_layer, "dot product": dot_product}).map("{:,}".format)

# %% [markdown]
# The first layer becomes nearly free. The second one does not: the relu stands between, so it must be computed for every
# pair. With it the network costs some 16 times as many multiplications as the dot product.
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
# mean squared error and its gradient, and moves all weights (lesson 07). After each round of 100 steps we ask about the
# pairs that it learned from, and about new ones.

# %% tags=["torch"]
def imitate(X, y, X_new, y_new, rounds=4):
    """RMSE on the learned pairs and on new pairs, after each round of 100 steps of a network that learns y from X."""
    rng, errors = np.random.default_rng(0), []
    torch.manual_seed(0)
    X, y, X_new, y_new = map(torch.as_tensor, (X, y, X_new, y_new))
    network = nn.Sequential(nn.Linear(X.shape[1], 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1))
    descent = torch.optim.Adam(network.parameters(), lr=0.005)
    for _ in range(rounds):
        for some in rng.integers(0, len(X), (100, 256)):
            descent.zero_grad()
            F.mse_loss(network(X[some])[:, 0], y[some]).backward()
            descent.step()
        with torch.no_grad():
            errors.append([F.mse_loss(network(A)[:, 0], b).item() ** 0.5 for A, b in ((X, y), (X_new, y_new))])
    return pd.DataFrame(errors, range(1, rounds + 1), ["learned pairs", "new pairs"])

# %% tags=["tf"]
def imitate(X, y, X_new, y_new, rounds=4):
    """RMSE on the learned pairs and on new pairs, after each round of 100 steps of a network that learns y from X."""
    rng, errors = np.random.default_rng(0), []
    keras.utils.set_random_seed(0)
    hidden = [keras.layers.Dense(64, "relu"), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([keras.Input((X.shape[1],)), *hidden, keras.layers.Dense(1)])
    network.compile(keras.optimizers.Adam(0.005), "mse", jit_compile=False, steps_per_execution=50)
    for _ in range(rounds):
        some = rng.integers(0, len(X), 100 * 256)
        network.fit(X[some], y[some], batch_size=256, shuffle=False, verbose=0)
        both = ((X, y), (X_new, y_new))
        errors.append([np.mean((network(A).numpy()[:, 0] - b) ** 2) ** 0.5 for A, b in both])
    return pd.DataFrame(errors, range(1, rounds + 1), ["learned pairs", "new pairs"])

# %% [markdown]
# The two frameworks draw the first weights of such a network in their own way, so their numbers differ a little here.

# %%
rng = np.random.default_rng(0)
sizes = {"300 pairs": 300, "30,000 pairs": 30_000}
errors = pd.DataFrame(index=[2, 16], columns=list(sizes), dtype=float)
for d in errors.index:
    X_new, y_new = draw_pairs(rng, 4_000, d)
    for name, n in sizes.items():
        errors.loc[d, name] = imitate(*draw_pairs(rng, n, d), X_new, y_new)["new pairs"].min()

# %% tolerance="0.1 absolute: training in float32 ends a little elsewhere on another machine"
errors.round(2)

# %% [markdown]
# With 2 factors the network comes near: 30,000 pairs leave an error of ≈ 0.06. With 16 factors, 300 pairs teach it almost
# nothing, and 30,000 leave ≈ 0.3. (The smallest error of four rounds; that is generous to the network.) Is it that even
# 30,000 pairs are too few? Guess the error of 16 factors with ten times as many, 300,000.

# %%
guess("RMSE with 16 factors and 300,000 pairs", ...)

# %% [markdown]
# The same network, the same number of steps, ten times as many pairs to draw from:

# %% tolerance="0.1 absolute: training in float32 ends a little elsewhere on another machine"
X_new, y_new = draw_pairs(rng, 4_000, 16)
with_many = imitate(*draw_pairs(rng, 300_000, 16), X_new, y_new)["new pairs"].min()
reveal("RMSE with 16 factors and 300,000 pairs", round(float(with_many), 2))

# %% [markdown]
# It is ≈ 0.3 again. So from here on more examples do not help. With ten times as many *steps* the error falls
# further, slowly: try `rounds=40`. A plain product has no error at all, without any step. And these are exact answers; a
# person with 100 films gives far noisier evidence.

# %%
expect(errors.loc[2, "30,000 pairs"], about=0.06, within=0.03, what="RMSE, d = 2, 30,000 pairs")
expect(errors.loc[16, "30,000 pairs"], about=0.3, within=0.06, what="RMSE, d = 16, 30,000 pairs")
expect(with_many, about=0.3, within=0.06, what="RMSE, d = 16, 300,000 pairs")

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
# For a fair comparison the three models get the same conditions: 8 factors, the loss that you wrote, the
# same batches, rate and number of epochs, and 32 negatives that all events of a batch share. What differs is the comparison of $p$
# and $q$. (And `NeuMF` has 8 numbers for each of its two parts, so 16 for each person and film.) `Embeddings` is the dot product of lesson 07. (Try `"loss": "softmax"`, the loss of lesson 07.)

# %%
from recsys_course.evaluation import compare, evaluate, leaderboard
from recsys_course.splits import leave_last_out

data = load()
split = leave_last_out(data.interactions)
same = {"n_factors": 8, "n_epochs": 5, "patience": 5, "rate": 0.01, "loss": "logistic", "n_negatives": 32, "batch_size": 512}

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
# falling and the validation gets worse and does not come back. These curves do not show it, and longer ones of these small networks
# need not either: with 16 factors and the softmax we tried 25 epochs, and saw no lasting fall. A single step up or down means little: each epoch draws other negatives, and the
# interval of a validation value is wider than most steps here.
#
# ## Over-fitting, seen
#
# Where can we see it, then? In `imitate`, when the answers are noisy, as those of people are. We take 3,000 pairs with 8
# factors and add noise to each answer, as large as the answer itself. The new pairs have none: there we ask for the truth. How many rounds
# of 100 steps are best for the new pairs: 1, 2, 3, ... up to 6?

# %%
guess("the best number of rounds", ...)

# %% [markdown]
# Six rounds, and both errors after each:

# %% tolerance="0.15 absolute: training in float32 ends a little elsewhere on another machine"
rng = np.random.default_rng(1)
X, y = draw_pairs(rng, 3_000, 8)
noisy = (y + rng.normal(size=len(y))).astype("float32")
curves = imitate(X, noisy, *draw_pairs(rng, 4_000, 8), rounds=6)
plots.lines(curves, "The learned pairs get better and better, the new ones worse", "round of 100 steps", "RMSE")

# %% ignore_output="the best round may be another one on another machine"
reveal("the best number of rounds", int(curves["new pairs"].idxmin()))

# %% [markdown]
# This is over-fitting. The network learns the noise of its 3,000 pairs by heart, and pays for it on every new pair. Early stopping keeps
# the weights of the best round, and so saves a part of the error that six rounds would bring.

# %%
saved = curves["new pairs"].iloc[-1] - curves["new pairs"].min()
assert saved > 0.05 and curves["learned pairs"].iloc[-1] < curves["learned pairs"].iloc[0]

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
# With 1,000 people the intervals are wide. Read the last sentence of each line; with another seed, or on another processor, it may be a different
# one. NeuMF holds a product *and* a network. Where it is ahead, we cannot say which part earned it.
#
# ## What the dot product can afford
#
# Equal conditions are fair in one way and unfair in another. You counted it above: a pair costs the network some 16 times as many
# multiplications. So for the price of the network the dot product can have more of everything. Here it has what lesson 07 gave it: 32
# factors, 200 negatives, and the softmax.

# %% ignore_output="prints seconds" stderr="the progress bar"
rich_settings = {"n_factors": 32, "n_negatives": 200, "loss": "softmax", "rate": 0.01, "n_epochs": 5, "patience": 5}
rich = Embeddings(**rich_settings).fit(split.train, split.valid, progress=True)

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near 0 may change"
on_valid["Embeddings, lesson 07"] = evaluate(rich, split.valid, name="Embeddings, lesson 07")
for name in ("Embeddings", "MLP", "NeuMF"):
    print(f"{name} -> Embeddings, lesson 07\n    {compare(on_valid[name], on_valid['Embeddings, lesson 07'])}")

# %% [markdown]
# ## Build: your own MLP
#
# Now you assemble and train the whole network yourself. Its score is
#
# $$s(u, i) = b_i + w \cdot \mathrm{relu}\big(\mathrm{relu}([p_u, q_i]\,W_1 + b_1)\,W_2 + b_2\big)$$
#
# with vectors of $d$ numbers and layers of $2d$ and $d$. A plan:
#
# 1. Use the seed first. Then make the layers: embeddings for people, films, and the bias of each film (an embedding of one number). The first dense layer comes
#    in two halves, as in `first_layer`: one reads $p$, one (without a bias) reads $q$. Then the second layer, and $w$.
# 2. Write one function for scores, from numbers of people and of films. People of shape $(m, 1)$ and films of shape $(1, k)$ give all
#    pairs, $(m, k)$, by broadcasting; $(m,)$ and $(m,)$ give pairs, $(m,)$.
# 3. In each epoch shuffle the events, with users and films in the *same* order, and take batches. For each batch draw `n_rivals` films
#    at random. The loss is yours: the mean of the softplus of minus $s$ for the events, plus the mean of the softplus of $s$ for the rivals.
# 4. One step of Adam for each batch, as in lesson 07.
# 5. In the end the scores of all people with all films.

# %% [markdown] tags=["torch"]
# The parts: `nn.Embedding(n, d)` is a table, and `table(numbers)` looks up; `nn.Linear(n_in, n_out, bias=False)`; `F.softplus`;
# `torch.optim.Adam(network.parameters(), lr=rate)`; `torch.no_grad()` for the last step. `nn.Embedding` begins with large numbers;
# `nn.init.normal_(table.weight, std=0.1)` makes them small. A last axis of length 1 is taken away by `[..., 0]`. The seed goes to
# `torch.manual_seed(seed)`, and to `np.random.default_rng(seed)` if you shuffle and draw with NumPy.

# %% exercise="08-build" tags=["torch"]
def my_mlp(users, items, n_users, n_items, d, n_epochs, batch_size, rate, n_rivals, seed):
    """Train an MLP on events, and give its scores of all people for all films.

    users, items: arrays (n,) of numbers, one pair for each event.   n_users, n_items, d: sizes.
    n_epochs, batch_size, rate, n_rivals: settings of the training.   seed: for all that is random.
    Returns a tensor or an array (n_users, n_items).
    """
    ### BEGIN SOLUTION
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.P, self.Q, self.b = nn.Embedding(n_users, d), nn.Embedding(n_items, d), nn.Embedding(n_items, 1)
            self.of_person, self.of_film = nn.Linear(d, 2 * d), nn.Linear(d, 2 * d, bias=False)
            self.second, self.last = nn.Linear(2 * d, d), nn.Linear(d, 1, bias=False)
            for table in (self.P, self.Q, self.b):
                nn.init.normal_(table.weight, std=0.1)

        def forward(self, users, films):
            first = F.relu(self.of_person(self.P(users)) + self.of_film(self.Q(films)))
            return (self.b(films) + self.last(F.relu(self.second(first))))[..., 0]

    torch.manual_seed(seed)
    network, rng = Network(), np.random.default_rng(seed)
    descent = torch.optim.Adam(network.parameters(), lr=rate)
    users, items = torch.as_tensor(users), torch.as_tensor(items)
    for _ in range(n_epochs):
        for some in torch.as_tensor(rng.permutation(len(users))).split(batch_size):
            rivals = torch.as_tensor(rng.integers(0, n_items, n_rivals))
            right, wrong = network(users[some], items[some]), network(users[some][:, None], rivals[None])
            loss = F.softplus(-right).mean() + F.softplus(wrong).mean()
            descent.zero_grad()
            loss.backward()
            descent.step()
    with torch.no_grad():
        return network(torch.arange(n_users)[:, None], torch.arange(n_items)[None])
    ### END SOLUTION

# %% [markdown] tags=["tf"]
# The parts: `keras.layers.Embedding(n, d)` is a table, and `table(numbers)` looks up; `keras.layers.Dense(n, use_bias=False)`;
# `tf.nn.softplus`; `keras.optimizers.Adam(rate)`. A layer makes its weights when it is first called, so call the scores once for one pair.
# Then collect `layer.trainable_weights` of all layers in one list, and tell the optimizer: `descent.build(weights)`. Put the step with its
# `GradientTape` into a function with `@tf.function` above it: TensorFlow then compiles it once, and runs it many times faster. Give it arrays, no plain
# numbers: for each new plain number it would compile again. `descent.apply(gradients, weights)` makes the step. A last axis of length 1 is
# taken away by `[..., 0]`. The seed goes to `keras.utils.set_random_seed(seed)`, and to `np.random.default_rng(seed)` if you shuffle and
# draw with NumPy.

# %% exercise="08-build" tags=["tf"]
def my_mlp(users, items, n_users, n_items, d, n_epochs, batch_size, rate, n_rivals, seed):
    """Train an MLP on events, and give its scores of all people for all films.

    users, items: arrays (n,) of numbers, one pair for each event.   n_users, n_items, d: sizes.
    n_epochs, batch_size, rate, n_rivals: settings of the training.   seed: for all that is random.
    Returns a tensor or an array (n_users, n_items).
    """
    ### BEGIN SOLUTION
    keras.utils.set_random_seed(seed)
    P, Q, b = (keras.layers.Embedding(*shape) for shape in ((n_users, d), (n_items, d), (n_items, 1)))
    of_person, of_film = keras.layers.Dense(2 * d), keras.layers.Dense(2 * d, use_bias=False)
    second, last = keras.layers.Dense(d, "relu"), keras.layers.Dense(1, use_bias=False)

    def score(users, films):
        first = tf.nn.relu(of_person(P(users)) + of_film(Q(films)))
        return (b(films) + last(second(first)))[..., 0]

    score(users[:1], items[:1])  # the layers make their weights
    weights = [weight for layer in (P, Q, b, of_person, of_film, second, last) for weight in layer.trainable_weights]
    descent = keras.optimizers.Adam(rate)
    descent.build(weights)

    @tf.function
    def step(users, films, rivals):
        with tf.GradientTape() as tape:
            right, wrong = score(users, films), score(users[:, None], rivals[None])
            loss = tf.reduce_mean(tf.nn.softplus(-right)) + tf.reduce_mean(tf.nn.softplus(wrong))
        descent.apply(tape.gradient(loss, weights), weights)

    rng = np.random.default_rng(seed)
    for _ in range(n_epochs):
        order = rng.permutation(len(users))
        for start in range(0, len(order), batch_size):
            some = order[start : start + batch_size]
            step(users[some], items[some], rng.integers(0, n_items, n_rivals))
    return score(np.arange(n_users)[:, None], np.arange(n_items)[None])
    ### END SOLUTION

# %% [markdown]
# No two trainings give equal scores, so the check asks for something else. In its small worlds two groups of people watch two groups of
# films, and each person misses one film of their group. This film must come first, before the more popular films of the others. The
# check trains three times, a second or two each. What it cannot see: one of the two relus is missing, or the bias of the films. In so
# small a world the network finds the films without them.

# %% check="08-build" points=6
check("08-build", my_mlp)

# %% [markdown]
# Below, on the test, your network gets the conditions of the others: 8 factors, 5 epochs, and so on. The next cell makes a recommender
# of it. As long as 08-build is not solved, the scores of the course's `MLP` stand in, and the row on the leaderboard is called "the course's".

# %%
from recsys_course.models.written import Written


def course_mlp(*arguments):
    return tested["MLP"].score(range(data.interactions.n_users))


my_mlp = yours("08-build", my_mlp, otherwise=course_mlp)


def my_scores(train):
    settings = [same[name] for name in ("n_factors", "n_epochs", "batch_size", "rate", "n_negatives")]
    return my_mlp(train.users, train.items, train.n_users, train.n_items, *settings, 0)

# %% [markdown]
# ## The test, once
#
# Every network starts anew, learns from everything that is known (training and validation) for the number of epochs that was best, and is
# tested. Beside them stand the floor, the models that we know, and the ceiling. `ALS` of lesson 06 is a plain dot product too. It has 64
# factors and settings that were tuned there, so it also stands here with 8 factors, as many as the networks have.
#
# No setting was chosen by these numbers: 8 is the size of the networks, the loss is that of the paper, and the rest comes from lessons 06
# and 07. But you should know what we looked at. While this lesson was written, the MLP with other losses and `ALS` with 16 factors were
# measured on this test, too. So we asked the validation again. There the losses of lessons 06, 07 and 08 differ by less than 0.002 for
# the MLP, far inside the noise; and with 16 factors the lead of `ALS` would be larger.
#
# Where will the row of `ALS` with 8 factors be: below the MLP, beside it, or above?

# %%
guess("ALS with 8 factors, beside the MLP", ...)  # "below", "cannot be told apart" or "above"

# %% [markdown]
# The models without epochs first, then the networks, then yours:

# %%
from recsys_course.models.baselines import Popularity
from recsys_course.models.factors import ALS, EASE
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.oracle import oracles

tested = {model.name: model.fit(split.known) for model in (Popularity(), EASE(300), *oracles(data))}
tested["ItemKNN"] = ItemKNN(k=5).fit(split.known)
tested["ItemKNN, recent"] = ItemKNN(k=100, half_life=1).fit(split.known)
tested |= {name: ALS(n, alpha=0.5, penalty=10).fit(split.known) for name, n in (("ALS", 64), ("ALS, 8 factors", 8))}

# %% ignore_output="prints seconds" stderr="the progress bar"
for name, network in networks.items():
    tested[name] = type(network)(**same | {"n_epochs": network.best_epoch}).fit(split.known, progress=True)
best_rich = Embeddings(**rich_settings | {"n_epochs": rich.best_epoch})
tested["Embeddings, lesson 07"] = best_rich.fit(split.known, progress=True)
tested[whose("08-build")] = Written(my_scores).fit(split.known)

# %% [markdown]
# All rows, the best on top:

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near 0 may change"
results = {name: evaluate(model, split.test, name=name) for name, model in tested.items()}
board = leaderboard(list(results.values()))
board.round(3)

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near 0 may change"
plots.leaderboard(board, "ALS, a plain dot product, is ahead of the MLP; neighbours with recency lead")

# %% [markdown]
# Which differences are larger than their intervals?

# %% ignore_output="a trained network ends a little elsewhere on another machine, so a lead near 0 may change"
duel = compare(results["MLP"], results["ALS, 8 factors"])
reveal("ALS with 8 factors, beside the MLP", "above" if duel.low > 0 else "below" if duel.high < 0 else "cannot be told apart")
rich_name = "Embeddings, lesson 07"
pairs = [("Embeddings", "MLP"), ("Embeddings", "NeuMF"), ("MLP", rich_name), ("NeuMF", rich_name), ("Popularity", "MLP"),
         ("MLP", "ALS"), ("NeuMF", "ALS"), ("NeuMF", "ALS, 8 factors"), ("MLP", whose("08-build"))]
for a, b in pairs:
    print(f"{a} -> {b}\n    {compare(results[a], results[b])}")

# %%
expect(results["MLP"].mean(), about=0.026, within=0.01, what="nDCG@10 of the MLP")
expect(results[whose("08-build")].mean(), about=0.026, within=0.012, what="nDCG@10 of the MLP of the build")
expect(results["Embeddings, lesson 07"].mean(), about=0.044, within=0.012, what="nDCG@10 of the dot product of lesson 07")
expect(results["NeuMF"].mean(), about=0.026, within=0.012, what="nDCG@10 of NeuMF")
expect(results["ALS"].mean(), about=0.064, within=0.004, what="nDCG@10 of ALS")
expect(results["ALS, 8 factors"].mean(), about=0.045, within=0.006, what="nDCG@10 of ALS with 8 factors")

# %% [markdown]
# In words, for Harbour:
#
# - The MLP has nDCG@10 ≈ 0.026, and so has the one of the build: two trainings of one network. NeuMF has ≈ 0.026, too. Against the dot product under
#   equal conditions, and against `Popularity`, read your own lines above: these differences are small, and their sign can change from one training
#   to the next.
# - The dot product of lesson 07 has ≈ 0.044. It differs in three things at once, so we cannot say which of them made the difference. What it says is that
#   the same price buys more with a dot product.
# - `ALS` has ≈ 0.064, and with 8 factors ≈ 0.045. So a part of its lead are the factors; the rest is not. It compares a person and a
#   film by the plain dot product, with as many numbers as the networks have. What differs is how its vectors are learned: from all cells, with a penalty, to the
#   lowest point.
# - The neighbours with recency are far ahead. Like `ALS`, the networks of this lesson read a person as a heap of events, without an order.
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
# network with the yes-or-no loss of this lesson, the `Embeddings` from the learning curves.

# %% tolerance="0.05 absolute: training in float32 ends a little elsewhere on another machine"
seen = split.train.matrix().toarray()
share = seen.mean(axis=0)
says_yes = {"no to all": np.zeros_like(seen), "films of the majority": np.tile(share > 0.5, (len(seen), 1))}
says_yes["network"] = networks["Embeddings"].score(range(len(seen))) > 0
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
# the training keeps the random numbers of the first day. We cut the people into two halves, and train one network on each, so that
# both learn from the same number of people. The people of the first half are asked: one network met them, the other never did.

# %%
rng = np.random.default_rng(0)
first_half = rng.permutation(data.interactions.n_users)[: data.interactions.n_users // 2]
in_first = np.isin(split.train.users, first_half)
theirs = split.valid.select(np.isin(split.valid.users, first_half))

# %% ignore_output="prints seconds" stderr="the progress bar"
halves = {"met them": in_first, "never met them": ~in_first}
half_models = {name: Embeddings(**rich_settings).fit(split.train.select(rows), progress=True) for name, rows in halves.items()}

# %% [markdown]
# Our models are careful: people without events get the vector 0, and with it a list by the biases of the films. In the
# articles the vector stays random. We do the same: random vectors for the strangers, and `build` makes the network from the
# changed weights.

# %% tolerance="0.02 absolute: training in float32 ends a little elsewhere on another machine"
blind = half_models["never met them"]
weights = blind.read_weights()
weights["user_factors"][first_half] = rng.normal(0, 0.1, (len(first_half), rich_settings["n_factors"]))
blind.build(weights, blind.constants())
met, never = (evaluate(model, theirs, name=name) for name, model in half_models.items())
bars = {result.name: result.mean() for result in (met, never)}
plots.bars(bars, "The same people get worse lists from a network that never met them", "validation nDCG@10")

# %% [markdown]
# The difference, person by person:

# %% ignore_output="a trained network ends a little elsewhere on another machine"
print(compare(met, never))

# %% [markdown]
# The number for strangers says nothing about what a model learns of *people*. It measures random vectors, and what the
# biases of the films know. You are such a stranger yourself: no network of this lesson has a vector for you. So there is no list for you
# at the end, as there was in lesson 03, and as there will be in lessons 09 and 10, whose networks read the films you like.
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
# The answers are in the solved edition.

# %% [markdown] tags=["solved"]
# **Answers**, measured in PyTorch on the validation.
#
# - *More room.* With `n_factors=32`, 10 epochs and a rate of 0.01 or 0.003, `MLP` and `Embeddings` could not be told apart in either
#   case: the differences were less than 0.005, inside intervals about four times as wide. The best epoch was the fourth for the MLP, and it
#   moved for the dot product. Who tries ten settings for one model, and one for the other, measures the number of trials.
# - *The product as an input.* The error falls at once: with 16 factors from about 0.95 to 0.2 with 300 pairs, and from 0.3 to less than
#   0.03 with 30,000. The answer is now a weighted sum of inputs, all weights equal, and a sum is what a layer has from the start. The
#   knowledge that somebody put in by hand is worth more than a hundred times as many examples.
# - *The weights of the product.* All eight moved in the same direction, from 1 to between 1.3 and 1.6. So `NeuMF` made its product larger
#   than it was, and nearly equally for all numbers: it used it as a dot product.

# %% [markdown]
# ## Recap
#
# - A **dense layer** is $\mathrm{relu}(xW + b)$. You computed it by hand, in NumPy and in the framework.
# - An **MLP** reads $[p, q]$. Its first layer splits into two halves, so all pairs need it only once for each person and film; the second
#   layer is what costs.
# - A network has to learn a product, and with 16 factors it stays far from it, also with 300,000 exact examples. The dot product is
#   knowledge that it would have to learn.
# - **Binary cross-entropy** needs negatives, or everything becomes a yes. **NeuMF** adds a product and a network.
# - **Learning curves** show under- and over-fitting; **early stopping** keeps the best epoch of the validation. You built and trained an MLP.
#   A dot product with well learned vectors, `ALS`, was ahead of it, also with as few factors.
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
