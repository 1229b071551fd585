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
# # Start here: your first recommendation
#
# **Minutes:** 40
#
# **Before this:** a little Python: lists, functions, and the idea of an array. Tables are shown with pandas. You do not
# need to know it: read what a cell prints.
#
# **You will be able to:**
# - run a notebook from top to bottom, with the keyboard alone
# - make a first recommendation for a person, by counting
# - use the exercises: write an answer, check it, and read the diagnosis
# - say how far a simple recommender is from the best possible one
# - get a list for yourself, and see which model uses what you like

# %% [markdown]
# ## How to read this notebook
#
# A notebook is a page with cells. Some cells hold text, as this one does. Some hold Python code.
#
# - Press **Shift + Enter** to run a cell and go to the next one.
# - Press **Enter** to write in a cell, and **Escape** to leave it. The arrow keys move between cells.
# - To run everything at once, open the menu *Run* and choose *Run All Cells*.
#   An exercise without an answer says so, and the notebook goes on to its end.
#
# Three things happen to everybody:
#
# - **A name is not defined.** The cell that makes it has not been run yet: choose *Run*, then
#   *Run All Above Selected Cell*.
# - **A cell does not end.** Choose *Kernel*, then *Interrupt Kernel*. (A check stops by itself after some seconds.)
# - **Everything is confused.** Choose *Kernel*, then *Restart Kernel and Run All Cells*. Your answers stay.
#
# The first code cell loads the tools of this lesson. Run it now.

# %%
import numpy as np
import pandas as pd

from recsys_course.data import load
from recsys_course.exercises import check, expect, hint, progress, quiz

# %% [markdown]
# ## Six people and eight films
#
# We begin with a world so small that you can see all of it.
# Six people gave stars to films that they had seen: 1 star is bad, 5 stars is very good.
# An empty place means that the person has **not seen** the film. It does not mean that the film is bad.

# %%
tiny = load("tiny")
people, films = tiny.user_ids, tiny.catalogue.titles
stars = pd.DataFrame(tiny.interactions.matrix("ratings").toarray().astype(int), people, films)
stars.replace(0, "").T  # empty instead of 0, and the films as rows

# %% [markdown]
# Look at the column of Ana. She saw four films. She liked *Star Freight*, and she did not like *Letters to Lisbon*.
#
# **The question of this lesson, and of the whole course: which film should we show to Ana next?**
#
# A program that answers such questions is called a **recommender**. The films are its **items**,
# the people are its **users**, and one meeting of a user with an item is an **interaction**.

# %% [markdown]
# ## The simplest answer: what most people watch
#
# Before you read on, count by hand: how many people saw each film?
#
# | film | who saw it | how many |
# |---|---|---|
# | Harbour Lights | Ana, Bo, Chidi, Dana, Eli, Fei | 6 |
# | Star Freight | Ana, Bo, Chidi, Eli, Fei | 5 |
# | Tea for Two Cats | Chidi, Dana, Eli, Fei | 4 |
# | Letters to Lisbon | Ana, Dana, Eli | 3 |
# | The Wedding Cook | Bo, Dana, Fei | 3 |
# | Iron Comet | Ana, Bo | 2 |
# | The Ninth Orbit | Bo, Chidi | 2 |
# | Quiet Snow | Eli | 1 |
#
# This number is the **popularity** of a film. Inside the course every film has a number, from 0 to 7,
# and every person too. Here is the same count in code.

# %%
popularity = np.bincount(tiny.interactions.items, minlength=len(films))
pd.DataFrame({"film": films, "popularity": popularity})

# %% [markdown]
# (`np.bincount` counts how often each number occurs.) The code and the hand agree. Film 0, *Harbour Lights*, is the most popular one.
#
# ## Your first exercise
#
# Now it is your turn. The cell below holds a function with its description, and three dots `...`
# where your code should be. Replace the dots. Then run the cell, and run the check below it.
#
# If you would rather read on first, do so. No later cell needs your answer.

# %% exercise="00-most-watched"
def most_watched(watched):
    """The film that occurs most often in `watched`; of several equal ones, the smallest number.

    watched: list of film numbers, one for each time that somebody watched a film.
    For example [3, 1, 3, 5, 3, 1] gives 3.
    """
    ### BEGIN SOLUTION
    films = sorted(set(watched))
    return max(films, key=watched.count)
    ### END SOLUTION

# %% check="00-most-watched" points=1
check("00-most-watched", most_watched)

# %% [markdown]
# The check runs your function on several cases. It says one of three things:
#
# - **not attempted yet**: the dots are still there;
# - **correct**, with your points;
# - or what is wrong. It knows the usual mistakes, and often it can tell which one you made.
#   You can try as often as you like. Trying costs nothing.
#
# If the answer cell itself shows a red error, the check still sees your earlier function: repair the red error first.
#
# When you are stuck, write `hint("00-most-watched")` in a new cell (press **Escape**, then **B**, for a new cell below).
# Each call gives one more hint. The folder `solutions/` holds this notebook with all answers.

# %% [markdown]
# ## Leave out what Ana knows already
#
# *Harbour Lights* is on top, but Ana has seen it. She has also seen films 1, 2 and 5.
# Cross them out in the table above. What is left, from the most to the least popular?
#
# *Tea for Two Cats* (4 people), *The Wedding Cook* (3), *The Ninth Orbit* (2), *Quiet Snow* (1).
#
# So this is our first recommendation for Ana: a list with *Tea for Two Cats* on top. Write it as a function.
# Mind the ties: films with equal counts keep the order of their numbers. (Python's `sorted` keeps the order of equal
# values. `np.argsort` does so only with `kind="stable"`.)

# %% exercise="00-recommend-unseen"
def recommend_unseen(counts, seen, k):
    """The k most popular films that a person has not seen, as a list, best first.

    counts: array, counts[i] is the popularity of film i.
    seen:   list of film numbers that the person has seen.
    Of films with equal popularity the smaller number comes first.
    When fewer than k films are unseen, the list is shorter.
    """
    ### BEGIN SOLUTION
    unseen = [i for i in range(len(counts)) if i not in seen]
    return sorted(unseen, key=lambda i: -counts[i])[:k]
    ### END SOLUTION

# %% check="00-recommend-unseen" points=2
check("00-recommend-unseen", recommend_unseen)

# %% [markdown]
# The package of this course, `recsys_course`, holds the same idea as a ready model. Inside, every model of the course
# first gives every film a **score** for a person; here the score is the count. `fit` learns from interactions, and
# `recommend` gives the numbers of the unseen films with the highest scores: one list for each person in `[ana]`.

# %%
from recsys_course.models.baselines import Popularity

ana = tiny.user("Ana")
model = Popularity().fit(tiny.interactions)
films[model.recommend([ana], k=3)[0]]

# %% [markdown]
# The same list as by hand. But look once more at Ana's stars: 5 for *Star Freight* and 4 for *Iron Comet*, both
# science fiction. She gave 1 star to a romance. And we offer her a comedy about cats and a wedding.
#
# Popularity shows the same to everybody. It does not know Ana. The lessons that follow do better,
# and they must prove it against this simple list.

# %% quiz="00-q1" points=1
quiz("00-q1", "b")  ### SOLUTION

# %% [markdown]
# ## The same with a thousand people
#
# The course has its own world, a made-up film service called **Harbour**.
# A thousand people watched and rated 1,500 films there for three years. (Forty more have just joined and have not
# watched anything yet, so the number below is 1,040.)

# %%
harbour = load()
harbour.interactions

# %% [markdown]
# One person, as an example: the films they watched last, with the newest at the end.

# %%
person = 7
history = harbour.interactions.histories()[person]
harbour.catalogue.table.loc[history[-5:], ["title", "genres"]]

# %% [markdown]
# And the list that popularity makes for this person:

# %%
model = Popularity().fit(harbour.interactions)
harbour.catalogue.table.loc[model.recommend([person], k=5)[0], ["title", "genres"]]

# %% [markdown]
# You have now made a recommendation in a world that is too large to count by hand.
#
# How can one list for everybody work at all? Because attention is very unequal, as the picture shows:

# %%
from recsys_course import plots

plots.long_tail(harbour.interactions.counts_by_item(), "A tenth of the films gets a large part of the views")

# %% [markdown]
# Only films from the left appear in the lists of popularity. The many films on the right, the **long tail**, appear in
# none.

# %% quiz="00-q2" points=1
quiz("00-q2", "c")  ### SOLUTION

# %% [markdown]
# ## Is it any good?
#
# We cannot ask the people of Harbour. But we can make a fair test: **hide** the last film of every person,
# learn from all the others, recommend ten films, and look whether the hidden film is among them.
# When it is, that is a **hit**. The share of people with a hit is the **hit rate**.
#
# We compare with two others. **Chance** recommends random films: a recommender must beat it, or it is useless.
# The **Oracle** knows the true wishes of the people. It can, because we made this world ourselves.
# On average nobody can do better than the Oracle: people surprise even those who know them perfectly.

# %%
from recsys_course.evaluation import evaluate
from recsys_course.models.baselines import Chance
from recsys_course.models.oracle import oracles
from recsys_course.splits import leave_last_out

split = leave_last_out(harbour.interactions)
models = [Chance(), Popularity(), *oracles(harbour)]

# %% [markdown]
# `oracles(harbour)` is a list with the Oracle; for real data, whose truth nobody knows, it is empty. In the next cell
# the models learn from what is known, and `evaluate` counts the hits.

# %%
results = [evaluate(model.fit(split.known), split.test) for model in models]
hit_rates = pd.Series({result.name: result.mean("hit rate") for result in results})
plots.bars(hit_rates, "Popularity beats chance, and is far below the best possible", "hit rate at 10")

# %% [markdown]
# Popularity finds the hidden film of ≈ 6.8 % of the people, and chance that of ≈ 0.7 %: ten places for about 1,400
# unseen films. The Oracle finds ≈ 33 %. Between the floor and the ceiling there is a lot of room. The lessons work in
# this room.
#
# The sign ≈ means: measured on Harbour. A cell like the next one checks such numbers on every run.
# (You can run the lessons on other data too; then your numbers differ, and the cell says so.)

# %%
expect(hit_rates.get("Chance"), about=0.007, within=0.005, what="hit rate of Chance")
expect(hit_rates.get("Popularity"), about=0.068, within=0.004, what="hit rate of Popularity")
expect(hit_rates.get("Oracle", np.nan), about=0.33, within=0.02, what="hit rate of the Oracle")

# %% [markdown]
# The measured number and the promised one agree. One last question:

# %% quiz="00-q3" points=1
quiz("00-q3", "a")  ### SOLUTION

# %% [markdown]
# ## And you?
#
# The people of Harbour are made up. You are not. Here is a dozen of its films, each well known and of another genre. They exist
# only here, so go by title and genre: what would you like to see?

# %%
from recsys_course.taste import films_to_rate, rate, sliders

films_to_rate(harbour)

# %% [markdown]
# Write some rows with your stars, from 0.5 to 5. Leave out what says nothing to you. (JupyterLab also shows a slider for each
# film. You can move these and leave the brackets empty.)

# %%
sliders(harbour)

# %%
my_stars = {}  # for example {3: 5, 6: 4.5, 11: 1}: row 3 gets 5 stars
me = rate(harbour, my_stars)
me.list(model)

# %% [markdown]
# This is what popularity offers you. It has left out the films that you rated, and that is all it knows of you. Here is a list
# from a model of lesson 03, which looks at what the people watched who watched your films:

# %%
from recsys_course.models.neighbours import ItemKNN

me.list(ItemKNN(k=100, half_life=1).fit(harbour.interactions))

# %% [markdown]
# Change your stars and run the cells again: which list moves? Films with 3 stars or more count as liked, and your favourite
# counts most. (Without stars of yours, an example stands in.) Your stars are kept in a small file beside the notebooks, on your
# computer only. From lesson 03 on, each lesson makes a list for you.
#
# ## Where you stand
#
# `progress()` shows what you have done. It is kept in the same file.

# %%
progress("00")

# %% [markdown]
# ## Recap
#
# - A recommender gives every item a score for a user, and shows the best unseen ones.
# - Counting is a recommender already: **popularity**, the floor that every other model must beat.
# - An exercise is a function with three dots. Its check tells you what is right, and often which mistake you made.
# - Hide the last item, recommend, count the hits: the hit rate lies between chance and the Oracle.
# - With a few stars you are a person of this world too: a model that looks at them makes a list for you.
#
# **Next:** lesson 01 shows where such data comes from, and how to hide events in a way that you can trust.
#
# ## Sources
#
# - The world Harbour is described in `datasets/README.md`, with everything that is true in it.
# - P. Cremonesi, Y. Koren, R. Turrin, *Performance of recommender algorithms on top-N recommendation tasks*,
#   RecSys 2010: why popularity is a strong floor, and why lists are judged by hits.
