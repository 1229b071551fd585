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
# # Data: what do we know, and what may we use?
#
# **Minutes:** 200, in two parts with a break between them
#
# **Before this:** lesson 00; Python loops, NumPy arrays, and a first look at pandas tables.
#
# **You will be able to:**
# - turn a log of events into a user-item matrix, and raw ids into numbers and back
# - compute sparsity, and say why an empty cell is not a zero
# - clean a raw log step by step, account for every row that you remove, and go from its lines to a split
# - describe the long tail, and explain why the ratings that we see are not the ratings of everybody
# - split events by leaving the last one out, and recognise three kinds of leaks

# %% [markdown]
# ## A story with a happy beginning
#
# A team builds a recommender. On their own test it finds the hidden film much more often than the old one.
# They celebrate, and put it on the site. There it is no better than before.
#
# Nothing was wrong with the model. The test was wrong: at each question the model already knew things
# that happened **after** the moment it was asked about. On the real site nobody knows them.
#
# So this lesson asks one question, twice: **what do we know, and what may we use?**
# First we look at what the data says, and what it does not say. Then we hide a part of it, carefully.

# %%
import numpy as np
import pandas as pd

from recsys_course import plots
from recsys_course.data import load
from recsys_course.exercises import check, expect, guess, hint, progress, quiz, reveal, whose, yours

# %% [markdown]
# ## A log of events
#
# A film service writes one line for each thing that happens: who, which film, how many stars, when. Such a line is an
# **event**, and the list of all lines is a **log**. Our small world has 26 events. These are the first eight, as they
# are in the file.

# %%
tiny = load("tiny")
log = pd.read_csv(tiny.folder / "ratings.csv")
log.head(8)

# %% [markdown]
# The column `time` counts the seconds since the first of January 1970, in the time zone of London in winter (UTC).
# Computers like such **Unix times**: to say which of two events was earlier, compare two whole numbers.
#
# The column `item` holds **raw ids**, the names that the service gives to its films: 101, 102, and so on.
# A raw id can be anything: `101`, `"tt0111161"`, `"Ana"`.

# %% [markdown]
# ## From ids to numbers, and back
#
# A model keeps its knowledge in arrays: one row for each person, one column for each film.
# The rows of an array are numbered 0, 1, 2, ... without gaps. So we number the people and the films in the same way:
# sort the different ids, and count them from 0.
#
# | raw id | 101 | 102 | 103 | 104 | 105 | 106 | 107 | 108 |
# |---|---|---|---|---|---|---|---|---|
# | number | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
#
# The first event of the log, (Ana, 101), becomes (0, 0). The second one, (Bo, 102), becomes (1, 1).
#
# Inside the course a model **only ever sees numbers 0 to n-1**. With raw ids, film 90210 would need an array of
# 90,211 columns, and a text could not be a column at all. The translation happens in one place, on the way in and on the way out.
#
# First as a plain loop:

# %%
number_of = {}
for raw_id in sorted(set(log["item"])):
    number_of[raw_id] = len(number_of)
looped = [number_of[raw_id] for raw_id in log["item"]]

# %% [markdown]
# NumPy does the same in one line. `np.unique` gives the different ids, sorted. With `return_inverse=True`
# it gives a second array: the place of each id among them.
#
# The course has ready and tested code for each of its ideas. We call it the **reference**, and compare with it.
# Here it is `load`, which has numbered people and films for us already. All three agree:

# %%
ids, numbers = np.unique(log["item"], return_inverse=True)
assert np.array_equal(looped, numbers)
assert np.array_equal(numbers, tiny.interactions.items)
numbers[:8]

# %% [markdown]
# And back: `ids[number]` is the raw id again. The dataset keeps the ids, and finds numbers for you.

# %%
print("film 1 has the raw id", ids[1], "and the title", tiny.catalogue.titles[1])
print("Ana is user", tiny.user("Ana"), "and user 0 is", tiny.user_ids[0])

# %% [markdown]
# Your turn. The loop above is a good start; any other way is fine too.
# When you are stuck, write `hint("01-number-ids")` in a new cell.

# %% exercise="01-number-ids"
def number_ids(raw):
    """Numbers for raw ids: for each element of raw its place among the different ids, sorted from small to large.

    raw: list of ids as a file writes them, all whole numbers or all text; the same id may occur often.
    Equal ids get equal numbers. The numbers are 0, 1, ..., n-1, where n is how many different ids there are.
    For example [101, 102, 101, 108] gives [0, 1, 0, 2].
    """
    ### BEGIN SOLUTION
    place = {one: number for number, one in enumerate(sorted(set(raw)))}
    return [place[one] for one in raw]
    ### END SOLUTION

# %% check="01-number-ids" points=1
check("01-number-ids", number_ids)

# %% [markdown]
# ## From events to a matrix
#
# Now we can write the log in another form: a table with one row for each person and one column for each film. The
# rating is in the cell where they meet. This is the **user-item matrix**. By hand, from the 26 events:
#
# | | 0 Harbour Lights | 1 Star Freight | 2 Iron Comet | 3 The Ninth Orbit | 4 Tea for Two Cats | 5 Letters to Lisbon | 6 The Wedding Cook | 7 Quiet Snow |
# |---|---|---|---|---|---|---|---|---|
# | 0 Ana | 4 | 5 | 4 | | | 1 | | |
# | 1 Bo | 3 | 5 | 5 | 4 | | | 1 | |
# | 2 Chidi | 5 | 4 | | 5 | 1 | | | |
# | 3 Dana | 4 | | | | 5 | 4 | 5 | |
# | 4 Eli | 5 | 1 | | | 4 | 5 | | 5 |
# | 5 Fei | 4 | 4 | | | 4 | | 4 | |
#
# The matrix has lost something: the times. It answers "who gave how many stars to what", but not "when".
# We keep the events for that.
#
# The dataset holds them as `Interactions`: four arrays of equal length, `users`, `items`, `ratings` and `times`.
# In a loop, each event fills one cell:

# %%
tiny_events = tiny.interactions
by_hand = np.zeros((tiny_events.n_users, tiny_events.n_items))
for n in range(len(tiny_events)):
    by_hand[tiny_events.users[n], tiny_events.items[n]] = tiny_events.ratings[n]

# %% [markdown]
# With arrays, all cells are filled at once. And because most cells of real data are empty, we store only the filled
# ones: a **sparse matrix**. The form that the course uses is called CSR (compressed sparse rows). It writes the filled cells
# one after another, row by row, into two arrays: `data` holds the values, and `indices` their columns.
# A third array, `indptr`, says at which place each row begins. Row 0 ends where row 1 begins.

# %%
from scipy.sparse import csr_array

shape = (tiny_events.n_users, tiny_events.n_items)
sparse = csr_array((tiny_events.ratings, (tiny_events.users, tiny_events.items)), shape=shape)
begin, end = sparse.indptr[0], sparse.indptr[1]
print("Ana, row 0, from place", begin, "to", end, ": columns", sparse.indices[begin:end], "values", sparse.data[begin:end])

# %% [markdown]
# The reference is `Interactions.matrix`. The three forms hold the same numbers:

# %%
reference = tiny_events.matrix("ratings").toarray()
assert np.array_equal(by_hand, sparse.toarray())
assert np.array_equal(by_hand, reference)
reference.astype(int)

# %% [markdown]
# One question is left: what if a person rated the same film twice? The table has one cell for both events. `csr_array`
# **adds** the two ratings, and a film with 4 and then 5 stars gets 9. The rule of this course: the last event of the
# file counts. Write the matrix with this rule. (The check calls your function with events other than tiny's. So use the
# arguments `users`, `items`, `ratings`, and not `tiny_events`.)

# %% exercise="01-to-matrix"
def to_matrix(users, items, ratings, n_users, n_items):
    """The user-item matrix, an array (n_users, n_items): the rating where there is an event, 0 elsewhere.

    users, items, ratings: arrays (n,), one event for each place, in the order of the file.
    When the same person and film occur more than once, the last event of the file counts.
    """
    ### BEGIN SOLUTION
    matrix = np.zeros((n_users, n_items))
    for n in range(len(users)):
        matrix[users[n], items[n]] = ratings[n]  # a later event writes over an earlier one
    return matrix
    ### END SOLUTION

# %% check="01-to-matrix" points=2
check("01-to-matrix", to_matrix)

# %% [markdown]
# ## How empty is the matrix?
#
# **Sparsity** is the share of the cells that are empty. For tiny, by hand:
#
# | | |
# |---|---|
# | cells | 6 people times 8 films = 48 |
# | filled | 26 |
# | empty | 48 - 26 = 22 |
# | sparsity | 22 / 48 = 0.458 |
#
# Tiny is unusually full. Here is the large data set, with a thousand people (or MovieLens, if you chose that).
# As in lesson 00, `expect` prints a measured number beside the one that the text promises.

# %%
data = load()
events = data.interactions
filled = events.matrix().nnz  # nnz, "number of non-zeros", is how many cells are stored
emptiness = 1 - filled / (events.n_users * events.n_items)
expect(emptiness, about=0.93, within=0.01, what="sparsity")
events

# %% [markdown]
# On Harbour ≈ 93 % of the cells are empty. Real data is like that, and often emptier: MovieLens has 93.7 % in `ml-100k`,
# 98.3 % in `ml-latest-small`, and a shop with a million goods nearly 100 %. Without empty cells there would be nothing to
# recommend.
#
# (Forty of the 1,040 people of Harbour joined in the last week and have no events yet. Their rows are completely
# empty.)
#
# Now in general. Two events can fill the same cell, so counting events is not quite enough.

# %% exercise="01-sparsity"
def sparsity(users, items, n_users, n_items):
    """The share of empty cells of the user-item matrix, between 0 and 1.

    users, items: arrays (n,), one event for each place. A pair that occurs twice fills one cell only.
    """
    ### BEGIN SOLUTION
    filled = set(zip(users.tolist(), items.tolist(), strict=True))  # a set holds each pair once
    return 1 - len(filled) / (n_users * n_items)
    ### END SOLUTION

# %% check="01-sparsity" points=1
check("01-sparsity", sparsity)

# %% [markdown]
# ## Empty is not zero
#
# The array writes 0 into an empty cell, because something must be there. It is not a rating. Look at what happens if we
# forget this. The mean rating of Ana, by hand:
#
# - over the films that she rated: (4 + 5 + 4 + 1) / 4 = 3.5 stars;
# - over the whole row, with the zeros: (4 + 5 + 4 + 0 + 0 + 1 + 0 + 0) / 8 = 1.75 stars.
#
# The second number does not say what Ana thinks of films. It mixes what she thinks with how many films she has seen.

# %%
ana_row = reference[tiny.user("Ana")]
assert ana_row[ana_row > 0].mean() == 3.5 and ana_row.mean() == 1.75

# %% [markdown]
# There are two kinds of data:
#
# - **explicit feedback**: people say what they think, for example in stars. Low ratings are known dislikes.
# - **implicit feedback**: people only do something. They watch, click, or buy. There are ones (it happened) and empty cells,
#   and no dislikes at all: whoever did not watch a film may not want it, or may not know it.
#
# Stars hold both kinds: the rating itself, and the fact that this person chose this film. `matrix("ratings")`
# gives the first, `matrix("ones")` the second. Many recommenders use only the second.

# %% quiz="01-q1" points=1
quiz("01-q1", "c")  ### SOLUTION

# %% [markdown]
# ## Look before you delete
#
# Tiny is clean, because we wrote it by hand. A real log is not. Harbour keeps the raw log of its last months as it came
# in from phones, televisions and browsers. (Only Harbour has such a log, so this part always uses Harbour.)
#
# The first rule of cleaning: **look before you delete**. We read every column as text, so that pandas changes nothing
# before we have seen it.

# %%
from recsys_course.data import cleaning

harbour = load("harbour")
raw = cleaning.read_raw_log(harbour.raw_log())
raw.head()

# %% [markdown]
# These five rows look harmless. But nobody finds errors in the first five rows. Look at one column at a time, and ask:
# **which values occur, and which of them are impossible?** Here are the rarest ratings.

# %%
rare = raw["rating"].value_counts().tail(8).rename({"": "(empty)"})
rare.rename_axis("rating, as text").to_frame("rows")

# %% [markdown]
# Stars go from 0.5 to 5. So `0`, `-1` and `7.5` are errors made by a program, and `NaN`, `null` and the empty
# text say that the value is **missing**. (What is `five`? We come back to it.)
#
# For times, a trick helps: look at the **length** of the text. A time in our years has 10 digits.

# %%
raw["time"].str.len().value_counts().rename_axis("length of the time, as text").to_frame("rows")

# %% [markdown]
# A length of 13 is a well-known sign: some device counted in **milliseconds**, thousandths of a second.
# These rows are right, but in another unit. Do not delete what you can repair.
# The short ones are missing values, or a clock that was never set (`0` is the first of January 1970).
#
# Next, the people. Some ids are missing, and some are not plain numbers. And one number may be written in several ways:

# %%
print(raw.loc[~raw["user"].str.isdigit(), "user"].unique()[:8].tolist())
raw.loc[raw["user"].str.contains("67881"), "user"].value_counts().to_frame("rows")

# %% [markdown]
# Most programs write `67881`, one writes `user-67881`, another `U67881`. It is one person, but a careless reader would
# take it for three. Again: repair, do not delete. And who are the busiest?

# %%
busiest = raw["user"].value_counts().head(8)
plots.bars(busiest, "Three ids have far more rows than people usually have", "rows in the raw log")

# %% [markdown]
# How long did these three need for all their films?

# %%
for user in busiest.index[:3]:
    clock = raw.loc[raw["user"] == user, "time"].astype(int)
    print(f"{user}: {len(clock)} films in {(clock.max() - clock.min()) / 60:.0f} minutes")

# %% [markdown]
# No human being watches hundreds of films in a quarter of an hour. Each of the three is a **bot**, a program that pretends to be a person.
#
# Now we know the faults. For each one we decide: repair or remove?
#
# ## Repair or remove?
#
# A repair is a claim: "this is what the row said before something spoiled it". So it needs evidence. `user-67881` holds the
# number of a person who is in the log under this number. And a time of 13 digits, divided by 1000, falls into the
# days of this log.
#
# And `five`? 25 rows have this word as their rating. It looks like 5 stars, written by somebody who likes words. On Harbour we
# can check: the course also has the right log. How many of the 25 had 5 stars? Write your guess in place of the
# dots, or run the cell as it is.

# %%
guess("of 25 rows with `five`, rows with 5 stars", ...)

# %% [markdown]
# The next cell finds the same person and film in the right log. (`normalise_ids` spells ids alike, `merge` puts rows
# with equal ids side by side.)

# %%
alike = cleaning.normalise_ids(raw).kept
right_log = pd.read_csv(harbour.folder / "ratings.csv").astype({"user": str, "item": str})
five = alike[alike["rating"] == "five"].drop(columns="rating").merge(right_log, on=["user", "item"])
reveal("of 25 rows with `five`, rows with 5 stars", int((five["rating"] == 5).sum()))
five["rating"].value_counts().sort_index().to_frame("rows with `five`").T

# %% [markdown]
# Only 3 of 25. The word is not a spelling of the stars: whatever program wrote it, the stars are lost. To turn it into a 5
# would put 22 wrong ratings into the log, and nobody would ever find them. So: **repair what you can check, remove what you
# cannot.**
#
# Removing has a price too. In a row without stars, the person, the film and the time may still be true. Whoever needs
# only *who watched what* could keep it. This lesson removes it, and in the build below we count what all removing costs.

# %% [markdown]
# ## Repair the clock
#
# Harbour opened at second 1,640,995,200 (the first of January 2022), and the log was closed 1,095 days later.
# A time outside these two cannot be true. For each such time we ask: would it be true if it were in milliseconds?
#
# | time | divided by 1000, rounded down | verdict |
# |---|---|---|
# | 1721348461 | | it lies between opening and closing: leave it |
# | 1721348461999 | 1721348461 | too late as it is, in range as milliseconds: **repair** |
# | 1900000000 | 1900000 | too late (the year 2030), but as milliseconds it would be 1970: leave it, a later step removes it |
# | 1609459200 | | too early (the year 2021): leave it, a later step removes it |
# | 0 | | too early: leave it, a later step removes it |
#
# How many of each kind does the raw log have?

# %%
opened = 1_640_995_200
closed = opened + 1_095 * 24 * 3600
seconds = pd.to_numeric(raw["time"], errors="coerce")  # a missing time becomes NaN
kinds = {"0 or 1": (0, 1), "too early": (2, opened - 1), "too late": (closed + 1, 10**12), "milliseconds": (10**12, 10**13)}
pd.Series({kind: seconds.between(*limits).sum() for kind, limits in kinds.items()}).to_frame("rows")

# %% [markdown]
# A repair should touch only what it understands. So the rule asks for **both**: too late as it is, and in range after the division.

# %% exercise="01-repair-times"
def repair_times(times, opened, closed):
    """Times in seconds, with those that were written in milliseconds brought back to seconds.

    times: array (n,) of whole numbers. A time is taken for milliseconds only when both are true:
    it is later than `closed`, and divided by 1000 (rounded down) it lies in opened..closed, both included.
    Every other time stays as it is, also when it is wrong. The result has the same length.
    """
    ### BEGIN SOLUTION
    seconds = times // 1000
    milliseconds = (times > closed) & (opened <= seconds) & (seconds <= closed)
    return np.where(milliseconds, seconds, times)
    ### END SOLUTION

# %% check="01-repair-times" points=2
check("01-repair-times", repair_times)

# %% [markdown]
# ## Find the bots
#
# A diligent person may rate many films in three years. A bot is not diligent, it is **fast**. So the rule looks at a
# window of time: *an account with more than 30 events within one hour is not a human being*.
#
# The window may begin at any second. There is a trick to test all windows at once. Sort the times of one person.
# Take events that are `most` places apart, and look at the time between them. With `most = 3` and one hour (3600 seconds):
#
# | place | 0 | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|---|
# | time | 3000 | 3550 | 3580 | 3700 | 90000 |
#
# From place 0 to place 3 it takes 3700 - 3000 = 700 seconds. These are 4 events, more than 3, within an hour: a bot.
# Compare every event in this way, not only the first: the fast stretch may come late.
# (Hours by the clock would miss this one: three of the events lie before second 3600, and one after it.)

# %% exercise="01-find-bots"
def find_bots(users, times, most, within):
    """The people with more than `most` events within `within` seconds, as a sorted list, each person once.

    users, times: arrays (n,), one event for each place, in any order.
    Somebody is a bot when some `most` + 1 of their events have at most `within` seconds between
    the first and the last of them.
    """
    ### BEGIN SOLUTION
    bots = []
    for user in np.unique(users):
        own = np.sort(times[users == user])
        if (own[most:] - own[:-most] <= within).any():
            bots.append(int(user))
    return bots
    ### END SOLUTION

# %% check="01-find-bots" points=3
check("01-find-bots", find_bots)

# %% [markdown]
# ## Clean, and account for every row
#
# The second rule of cleaning: **every row that goes is counted, with the reason**. After each step
#
# $$\text{rows before} = \text{rows after} + \text{rows removed}$$
#
# must hold. In `recsys_course.data.cleaning` each step is a small function. The function `clean` runs all steps
# in a fixed order, and keeps the account. You have seen all the faults: how much of the log will go?

# %%
guess("rows removed, in percent", ...)

# %%
clean_log, report = cleaning.clean(raw, opened, closed)
assert len(raw) == len(clean_log) + report["removed"].sum()
expect(1 - len(clean_log) / len(raw), about=0.13, within=0.01, what="share of rows removed")
reveal("rows removed, in percent", round(100 * (1 - len(clean_log) / len(raw))))
report

# %% [markdown]
# Of the raw rows ≈ 13 % are gone, most of them from the three bots. Read the report from top to bottom.
#
# - **Ids first.** In this log the duplicates come out the same without this step, since a row and its copy are spelled alike.
#   But person 67881 would be three people, in each count and each mean that follows.
# - **The clock before the bots**, because speed needs right times. The 90 clock errors are the 20, 30 and 40 rows of the table above.
# - An **exact duplicate** is the same event, sent twice by a bad connection: one of the two goes.
# - A **changed opinion** is something else: the same person and film at another time. Both are true,
#   and the newest one counts. This log has none of these.
#
# The order of the steps is a part of the result.

# %% quiz="01-q2" points=1
quiz("01-q2", "b")  ### SOLUTION

# %% [markdown]
# Could we have repaired more? Yes. The rows stand in the order in which they arrived. So where a time is missing (25 rows)
# or impossible (90 rows), the event must have happened soon after the one in the row above it. Again the right log says how good
# this repair would be: how many minutes lie between the true time and the time above? (`ffill` fills a gap with the last value
# before it.)

# %%
readable = seconds.where(seconds.between(opened, closed))
lost = readable.isna() & ~seconds.between(*kinds["milliseconds"])
with_truth = alike.assign(above=readable.ffill())[lost].drop(columns="time").merge(right_log, on=["user", "item"])
minutes = (with_truth["time"] - with_truth["above"]) / 60
expect(minutes.median(), about=9, within=2, what="minutes between the true time and the time above, median")
print(len(minutes), "rows; the largest difference is", round(minutes.max()), "minutes")

# %% [markdown]
# Half of these 115 times would be right to ≈ 9 minutes, and all of them to an hour and a half. `clean` does without this
# repair, to keep its rules few, and so it removes 115 true events. That is a decision, and the account shows what it costs.

# %% [markdown]
# The log before and after, in events for each week. Before, only the times that can be read at all are drawn.

# %%
week = 7 * 24 * 3600
borders = np.arange(clean_log["time"].min(), clean_log["time"].max(), week)
weeks = pd.DataFrame({"raw": np.histogram(seconds.dropna(), borders)[0], "clean": np.histogram(clean_log["time"], borders)[0]})
plots.lines(weeks, "The tall weeks were bots; the rest keeps its shape", "week of the log", "events in the week")

# %% [markdown]
# Towards the end both lines fall. That is not a fault of the log: as this world was made, one person after another stops
# watching in the last months, and hardly anybody new begins. (Mind the axis: it does not begin at 0. The last weeks still have
# about 150 events each.)

# %% [markdown]
# ## A rule is a judgement
#
# "An account with more than 30 events within an hour is not a human being" sounds safe. So does "more than 10 films
# within a day". Let us test both on data that we do not suspect: `events`, the large data set of three years, which is
# clean already. Which share of the people would each rule throw out?

# %%
table = pd.DataFrame({"user": events.users, "item": events.items, "rating": events.ratings, "time": events.times})

def share_caught(most, within):
    """The share of the people with events that the rule calls bots."""
    return cleaning.drop_bots(table, most, within).removed["user"].nunique() / table["user"].nunique()

expect(share_caught(30, 3600), about=0.0, within=0.005, what="more than 30 within an hour")
expect(share_caught(10, 24 * 3600), about=0.08, within=0.01, what="more than 10 within a day")

# %% [markdown]
# The first rule catches nobody. The second one would throw out ≈ 8 % of the people, and none of them is a bot:
# they watched film after film for a day.
#
# And the first rule is not safe everywhere. In `ml-latest-small` it would catch about three people out of four, all of them real.
# MovieLens shows its members a page full of films and asks which ones they know. So people rate a hundred films in one
# evening, from memory. A time there says when the rating was **typed**, not when the film was **watched**.
#
# The third rule of cleaning: **know how the data came to be** before you call something impossible.

# %% [markdown]
# ## The long tail
#
# From here on we use `events`: all three years, already cleaned, and not the log of the last months from above.
# First: how is attention shared among the films?

# %%
by_film = events.counts_by_item()
top_tenth = np.sort(by_film)[::-1][: len(by_film) // 10].sum() / by_film.sum()
expect(top_tenth, about=0.39, within=0.02, what="share of the events with the top 10 % of the films")
plots.long_tail(by_film, "A tenth of the films holds a large part of the attention")

# %% [markdown]
# On Harbour the top tenth of the films has ≈ 39 % of all events. This shape is called the **long tail**:
# a few films that many people know (the **head**), and many films that few people know (the tail).
# Chris Anderson made the name popular in 2004. It matters for us in two ways. To recommend the head is easy,
# and helps little, since everybody knows these films. And about the tail we know little:
# a film with four events is hard to compare with anything.
#
# People differ too. How many events has each of them?

# %%
by_person = events.counts_by_user()
middle, busy = np.median(by_person), (by_person >= 200).mean()
expect(middle, about=71, within=3, what="events of the middle person")
expect(busy, about=0.11, within=0.01, what="share of the people with 200 events or more")
title = f"Half of the people have at most {middle:.0f} events; {busy:.0%} have 200 or more"
plots.histogram(by_person, title, "events of a person", "people")

# %% [markdown]
# The middle person has ≈ 71 events, and one in nine (≈ 11 %) has 200 or more. So a small part of the people wrote a large part
# of the log. A mean over **events** listens most to the busy ones; a mean over **people** listens to everybody equally. In this
# course we average over people. (The little bar at 600 is a limit of our made-up world: nobody on Harbour has more events.)

# %% [markdown]
# ## People rate what they chose
#
# Now the stars themselves. Which ratings are frequent?

# %%
half_stars = np.arange(0.25, 5.5, 0.5)  # the edges between 0.5, 1, 1.5, ..., 5
expect((events.ratings >= 3).mean(), about=0.82, within=0.02, what="share of the ratings with 3 stars or more")
plots.histogram(events.ratings, "Good ratings are more frequent than bad ones", "stars", "events", half_stars)

# %% [markdown]
# Whole stars are more frequent than half stars, and ≈ 82 % of the ratings are 3 or more. Are most films good, then?
# Before you read on, make a prediction:

# %% quiz="01-q3" points=1
quiz("01-q3", "b")  ### SOLUTION

# %% [markdown]
# On real data we cannot see what the others would have said. On Harbour we can: we made this world, and it knows the
# mean stars that each person would give to each film. (This too exists on Harbour only.)

# %%
from recsys_course import world

truth = world.harbour().true_rating(np.arange(harbour.interactions.n_users))  # (people, films), in stars
seen = harbour.interactions
stars = {
    "every film, by everybody": truth.mean(),
    "the films of the log, by everybody": truth.mean(axis=0)[seen.items].mean(),
    "the films of the log, by those who watched": truth[seen.users, seen.items].mean(),
}
plots.bars(stars, "The ratings in the log are higher than those of everybody", "mean stars")

# %% [markdown]
# (A film with 600 events in the log counts 600 times in the second and the third bar.)

# %%
everything, by_all, by_watchers = stars.values()
expect(seen.ratings.mean(), about=3.49, within=0.02, what="mean stars in the log of Harbour")
expect(everything, about=3.12, within=0.02, what="every film, by everybody")
expect(by_all, about=3.35, within=0.02, what="the films of the log, by everybody")
expect(by_watchers, about=3.50, within=0.02, what="the films of the log, by those who watched")
expect((by_all - everything) / (by_watchers - everything), about=0.62, within=0.04, what="share that comes from which films")

# %% [markdown]
# The mean in the log is ≈ 3.49 stars. If everybody had to rate every film, it would be ≈ 3.12. The difference does not
# come from an error in a program. It has two parts:
#
# - **Which films** are watched. Take the films as often as they occur in the log, but let everybody rate them: ≈ 3.35. Films
#   that many people watch are, on the whole, films that people like. This is ≈ 62 % of the way.
# - **Who** watches them. Those who chose the film would give it ≈ 3.50: a horror film is rated by those who like horror.
#   The others do not rate it low: they do not rate it at all. This is the rest of the way.
#
# This is a **selection effect**, also called selection bias. In the words of statistics, ratings are *not missing at random* (Marlin and others, 2007).
# Remember it when a model predicts ratings: it learns from, and is tested on, films that people chose.

# %% [markdown]
# ## A good place for a break
#
# You have done five of the nine code exercises, and know what the data says. The second half asks what we may use.
# When you come back, run all cells from the top, and go on here.

# %% [markdown]
# ## Hide events: three splits
#
# To test a model we hide some events, let it learn from the rest, and ask it about the hidden ones. This is a **split**:
#
# - **training**: what the model learns from;
# - **validation**: what we use to choose among models, and to choose their **settings**
#   (numbers that a person sets, for example how many similar films a model looks at);
# - **test**: what we look at once, at the very end.
#
# Which events should be hidden? Here is the history of Ana, from the oldest event to the newest.
#
# | | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|
# | film | Harbour Lights | Star Freight | Letters to Lisbon | Iron Comet |
# | day in 2024 | 1 March | 10 March | 19 March | 28 March |
#
# There are three usual ways.
#
# 1. **Random split**: decide by chance for each event. Perhaps *Star Freight* is hidden, and *Iron Comet*, which came
#    eighteen days later, is known.
# 2. **Time split**: choose one date for everybody, and hide what came later. On tiny, the newest tenth
#    are three events of April. Ana has none of them: she is not tested.
# 3. **Leave-last-out**: for each person, the last event is the test, and the one before it the validation.
#    For Ana: test *Iron Comet*, validation *Letters to Lisbon*, training *Harbour Lights* and *Star Freight*.
#
# A random split needs a **seed**: the number from which the computer begins to make random numbers.
# The same seed gives the same random numbers, so that you see here what we saw.

# %%
from recsys_course.splits import leave_last_out, random_split, time_split

splits = {
    "random split": random_split(tiny_events, seed=0),
    "time split": time_split(tiny_events),
    "leave-last-out": leave_last_out(tiny_events),
}

# %% [markdown]
# Where do the four events of Ana go?

# %%
def part_of(split, user, item):
    """The name of the part that holds the event of this user and this item."""
    parts = {"training": split.train, "validation": split.valid, "test": split.test}
    return next(name for name, part in parts.items() if ((part.users == user) & (part.items == item)).any())

ana = tiny.user("Ana")
history = tiny_events.histories()[ana]
columns = {name: [part_of(one, ana, item) for item in history] for name, one in splits.items()}
pd.DataFrame(columns, index=tiny.catalogue.titles[history])

# %% [markdown]
# The same for everybody, drawn: a line for each person, and an arrow from what the training knows back to what is asked.

# %%
log = tiny_events
every_part = {name: [part_of(one, *event) for event in zip(log.users, log.items, strict=True)] for name, one in splits.items()}
day = (log.times - log.times.min()) / 86_400  # seconds to days
title = "Only the time split keeps the whole future out of the training"
plots.timelines(tiny.user_ids[log.users], day, every_part, title, "days since the first event")

# %% [markdown]
# With this seed the random split does what we feared: *Star Freight* is hidden, and the later films are known.
# The other two columns are what we found by hand.
#
# Each way answers another question:
#
# | split | it asks | good for | not good for |
# |---|---|---|---|
# | random | can you fill holes in the past? | predicting ratings | "what comes next?": the future is known |
# | time | if we had started on that date, what then? | it is nearest to real life | few people are tested, some are unknown |
# | leave-last-out | what does each person do next? | every person with at least three events counts once | the future of the *other* people is known |
#
# Note the last cell: Ana's validation event is of 19 March, and the training holds what Eli did on 27 March. So leave-last-out
# has a leak too (Ji and others, 2023). This course uses it all the same, because it tests everybody who has at least three events.
# It is a choice. What this leak is worth to one model, we measure below, in "How a leak looks, 1".
#
# Write leave-last-out yourself. Two details decide whether two programs agree: events in the same second
# (then the later row of the file is the later event), and people with fewer than three events
# (they cannot give two away and still have something to learn from: all their events stay in training).
# A **stable** sort keeps equal elements in the order in which they came: `np.argsort(times, kind="stable")`.

# %% exercise="01-leave-last-out"
def last_out(users, times):
    """The part of each event, an array (n,): 0 for training, 1 for validation, 2 for the test.

    users, times: arrays (n,), one event for each place, in the order of the file, which need not be the order of time.
    test: the last event of each person. validation: the one before it. training: all others.
    Of two events in the same second, the later row of the file is the later event.
    All events of a person with fewer than 3 events are for training.
    """
    ### BEGIN SOLUTION
    part = np.zeros(len(users), dtype=int)
    for user in np.unique(users):
        own = np.flatnonzero(users == user)  # row numbers of this person, in the order of the file
        own = own[np.argsort(times[own], kind="stable")]  # stable: equal times keep the order of the file
        if len(own) >= 3:
            part[own[-2]], part[own[-1]] = 1, 2
    return part
    ### END SOLUTION

# %% check="01-leave-last-out" points=3
check("01-leave-last-out", last_out)

# %% [markdown]
# On the large data set, the reference gives:

# %%
split = leave_last_out(events)
pd.Series({"training": len(split.train), "validation": len(split.valid), "test": len(split.test)}).to_frame("events")

# %% [markdown]
# On Harbour 1,000 of the 1,040 people are tested. The other forty have no events at all, so there is nothing to hide.
#
# ## Build: from the raw log to a split
#
# You have written the parts. Now put them together: the lines of a raw log go in, and numbered, clean events that are ready
# for a model come out. The next cell looks at each part: a function of yours that passed its check is used; where one is
# missing, the course's function stands in, so you can build anyway.

# %%
number_ids = yours("01-number-ids", number_ids)
repair_times = yours("01-repair-times", repair_times)
find_bots = yours("01-find-bots", find_bots)
last_out = yours("01-leave-last-out", last_out)

# %% [markdown]
# The lines come as a list, each a list of four texts: `["67881", "1709", "4.0", "1721347810"]`. (Ids are spelled alike
# already, which leaves only their digits.) The plan:
#
# 1. **Missing values.** Remove the rows in which one of the four texts is `""`, `"NaN"` or `"null"`. Then make whole numbers
#    of ids and times.
# 2. **Ratings.** Make numbers of them; remove what is not a number from 0.5 to 5.
# 3. **Clock.** Repair the times. Remove what then still lies outside `opened`..`closed`.
# 4. **Duplicates.** Remove a row that is equal to an earlier one in all four values.
# 5. **Bots.** Remove all rows of the people that `find_bots` names.
# 6. **Order.** Sort by time, from old to new; events of one second keep the order of the file. Where the same person and film
#    still occur more than once, keep the last of them in this order: the newest opinion.
# 7. **Numbers and parts.** Number the people and the films that are left, and give each event its part. (`last_out` reads
#    arrays. Where your `number_ids` gives a list, `np.array(...)` makes an array of it.)
#
# A loop over the lines is a good way. With pandas, this is all you need:
#
# | to | write |
# |---|---|
# | make a table of the lines | `log = pd.DataFrame(rows, columns=["user", "item", "rating", "time"])` |
# | keep the rows that fulfil a condition, or those that do not | `log[condition]`, `log[~condition]` |
# | ask whether any text of a row is one of some words | `log.isin(words).any(axis=1)` |
# | make numbers of text, NaN where it is none | `pd.to_numeric(log["rating"], errors="coerce")` |
# | make whole numbers of columns | `log.astype({"user": int, "time": int})` |
# | ask whether a number lies within two limits, both included | `log["time"].between(opened, closed)` |
# | give a column new values | `log.assign(time=...)` |
# | ask whether the person of a row is in a list | `log["user"].isin(bots)` |
# | remove repeats: equal rows, or all but the last of equal pairs | `log.drop_duplicates()`, `log.drop_duplicates(["user", "item"], keep="last")` |
# | sort by time | `log.sort_values("time", kind="stable")` |
# | get an array, or a list, from a column | `log["time"].to_numpy()`, `log["user"].tolist()` |

# %% exercise="01-build"
def raw_to_split(rows, opened, closed, most, within):
    """From raw lines to five arrays (n,), one event for each place, in the order of time.

    rows: list of lines [user, item, rating, time], all text, in the order of the file.
    opened, closed: first and last second of the service. most, within: the two numbers of the rule for bots.
    Returns users, items, ratings, times, part. The users and items are numbers from 0 on, part is 0 (training),
    1 (validation) or 2 (test).
    """
    ### BEGIN SOLUTION
    log = pd.DataFrame(rows, columns=["user", "item", "rating", "time"])
    log = log[~log.isin(["", "NaN", "null"]).any(axis=1)].astype({"user": int, "item": int, "time": int})
    log = log.assign(rating=pd.to_numeric(log["rating"], errors="coerce"))
    log = log[log["rating"].between(0.5, 5)]
    log = log.assign(time=repair_times(log["time"].to_numpy(), opened, closed))
    log = log[log["time"].between(opened, closed)].drop_duplicates()
    bots = find_bots(log["user"].to_numpy(), log["time"].to_numpy(), most, within)
    log = log[~log["user"].isin(bots)]
    log = log.sort_values("time", kind="stable").drop_duplicates(["user", "item"], keep="last")
    users, items = np.array(number_ids(log["user"].tolist())), np.array(number_ids(log["item"].tolist()))
    times = log["time"].to_numpy()
    return users, items, log["rating"].to_numpy(), times, last_out(users, times)
    ### END SOLUTION

# %% check="01-build" points=4
check("01-build", raw_to_split)

# %% [markdown]
# Now the raw log of Harbour goes through it, all 16,365 lines.

# %%
raw_to_split = yours("01-build", raw_to_split)
rows = alike.to_numpy().tolist()
users, items, ratings, times, part = (np.array(one) for one in raw_to_split(rows, opened, closed, 30, 3600))

# %% [markdown]
# First look: does the account agree with that of `clean`, and do the parts with those of `leave_last_out`?

# %%
from recsys_course.data import Interactions

mine = Interactions(users, items, ratings, times, users.max() + 1, items.max() + 1)
parts_of_course = leave_last_out(mine)
assert len(rows) - len(mine) == report["removed"].sum()
assert np.array_equal(mine.select(part == 1).items, parts_of_course.valid.items)
assert np.array_equal(mine.select(part == 2).items, parts_of_course.test.items)
mine

# %% [markdown]
# Second look: the matrix. Your `to_matrix` and your `sparsity` are used here, where they passed.

# %%
to_matrix, sparsity = yours("01-to-matrix", to_matrix), yours("01-sparsity", sparsity)
matrix = csr_array(to_matrix(users, items, ratings, mine.n_users, mine.n_items))
assert np.array_equal(matrix.toarray(), mine.matrix("ratings").toarray())
print("shape", matrix.shape, "sparsity", round(sparsity(users, items, mine.n_users, mine.n_items), 3))

# %% [markdown]
# Third look: the truth. No team ever has it, but on Harbour the right log of the same days is known. So two questions
# can be asked: is anything in your log that never happened, and what was lost? (The ids behind your numbers are the sorted ids of
# the clean log.)

# %%
same_days = harbour.interactions.select(harbour.interactions.times >= times.min())


def named(log, people, films):
    """The events of a log as a set of (person, film, second)."""
    return set(zip(people[log.users].tolist(), films[log.items].tolist(), log.times.tolist(), strict=True))


in_truth = named(same_days, harbour.user_ids, harbour.catalogue.ids)
people, films = np.unique(clean_log["user"]), np.unique(clean_log["item"])
in_mine = named(mine, people, films)
print(len(in_mine - in_truth), "events that never happened;", len(in_truth - in_mine), "of", len(in_truth), "true events lost")

# %% [markdown]
# Nothing false is left. About 3 % of the true events are lost: the rows that we removed because one value was missing or
# wrong. Does that matter? It does where the *last* event of a person is lost: then another event becomes the test.

# %%
true_test = named(leave_last_out(same_days).test, harbour.user_ids, harbour.catalogue.ids)
my_test = named(mine.select(part == 2), people, films)
expect(len(my_test & true_test) / len(my_test), about=0.975, within=0.01, what="share of your test events that are truly last")

# %% [markdown]
# For ≈ 97.5 % of the people the test event is the true one; for the others the truly last event was a row that had to go.
#
# Fourth look: a model. `ItemKNN` ("people who watched this film also watched these"; lesson 03 builds it) learns from the
# training part and is asked about the validation part, three times: with the log as it came, from which only rows with
# missing values and repeated pairs are gone; with your log; and with the right log. In the table, `low` and `high` are the ends
# of the 95 % interval: it says how much the hit rate would move if other people had come to the service (lesson 02 shows how
# it is made). What do you expect of the log that nobody cleaned: a clearly higher hit rate, a clearly lower one, or neither?

# %%
guess("the hit rate without cleaning", ...)  # "higher", "lower", or "neither"

# %%
from recsys_course.evaluation import evaluate
from recsys_course.models.neighbours import ItemKNN

careless = raw[~raw.isin(["", "NaN", "null"]).any(axis=1)].drop_duplicates(["user", "item"], keep="last")
raw_people, raw_films = (number_ids(careless[name].tolist()) for name in ("user", "item"))
sizes = careless["user"].nunique(), careless["item"].nunique()
as_it_came = Interactions(raw_people, raw_films, np.ones(len(careless)), careless["time"].astype(int), *sizes)
logs = {"not cleaned": as_it_came, whose("01-build"): mine, "the right log": same_days}

# %% [markdown]
# One row for each log. (The row of your log is called "yours" when 01-build is solved, and "the course's" before that.)

# %%
lines = {}
for name, one_log in logs.items():
    one = leave_last_out(one_log)
    result = evaluate(ItemKNN().fit(one.train), one.valid)
    active = [len(np.unique(side)) for side in (one_log.users, one_log.items)]
    lines[name] = [len(one_log), *active, len(result.users), result.mean("hit rate"), *result.interval("hit rate")]
columns = ["events", "people", "films", "tested", "hit rate", "low", "high"]
by_log = pd.DataFrame.from_dict(lines, orient="index", columns=columns)
inside = by_log.loc["the right log", "low"] < by_log.loc["not cleaned", "hit rate"] < by_log.loc["the right log", "high"]
reveal("the hit rate without cleaning", "neither" if inside else "a difference")
by_log.round(3)

# %% [markdown]
# Look at the first two rows. The log that nobody cleaned has hundreds of "people" too many: spellings of one person, and three
# bots. It has wrong last events, since a time in milliseconds is later than all others. And its hit rate lies inside the
# intervals of the others: **a hit rate does not tell you whether the log is clean.** Only looking and counting did.
#
# From here on, where this lesson and the next one compare models of the course, **we look at the validation; the test waits**.
# There is one exception: the next section looks at the test, to show what goes wrong when you choose with it.
#
# ## Why one hidden part is not enough
#
# Why do we hide two parts? A thought experiment, which we can run. We take twenty models that know **nothing**:
# `Chance` recommends random films, and twenty seeds give twenty such models.
# We measure the hit rate of each on the validation and on the test, as in lesson 00.

# %%
from recsys_course.models.baselines import Chance

know_nothing = [Chance(seed).fit(split.train) for seed in range(20)]
hit_rates = pd.DataFrame({
    "on the validation": [evaluate(one, split.valid).mean("hit rate") for one in know_nothing],
    "on the test": [evaluate(one, split.test).mean("hit rate") for one in know_nothing],
})

# %% [markdown]
# Suppose we have no validation. We choose the model with the best hit rate on the test, and report this hit rate.

# %%
best = hit_rates.loc[hit_rates["on the test"].idxmax()]
expect(best["on the test"], about=0.018, within=0.006, what="hit rate of the best of twenty on the test")
expect(hit_rates["on the test"].mean(), about=0.008, within=0.002, what="mean hit rate of all twenty on the test")
print(f"The chosen model on the other part: {best['on the validation']:.4f}")

# %% [markdown]
# The best of the twenty looks more than twice as good as the mean: ≈ 1.8 % against ≈ 0.8 %. But it knows nothing, like
# all of them. It was lucky on these people, and we chose it **because** it was lucky. On the other part its luck is
# gone.
#
# If you choose with the test, you cannot use it as a test any more. So: choose on the validation, as often as you like,
# and then look at the test once.

# %% [markdown]
# ### Explain it
#
# A colleague says: "I tried 40 settings of my model and report the best test result. That is fair, because the model
# never learned from the test events." In two or three sentences: what is wrong, and what should the colleague do?
#
# The solved edition in `solutions/` has a model answer.

# %% [markdown] reasoning="01-why-validation" points=2
# ### BEGIN SOLUTION
# The model did not learn from the test, but the colleague did: the choice among 40 settings was made with the test.
# Each result is partly luck, and the best of 40 is the one with the most luck, so its number is too high.
# Choose the setting on the validation part. Then learn once more from training and validation together,
# and measure this one model on the test, once.
# ### END SOLUTION

# %% [markdown]
# ## How a leak looks, 1: a person's own future
#
# A **leak** is knowledge that nobody could have at the moment of the recommendation. How much can it change, and through
# which door does it come in? We measure it. The plan:
#
# - Cut the time of the service at the moment when half of the events have happened. For each person with events before and
#   after the cut, hide the **first** event after the cut. It is a test made for this one question; no model is chosen on it.
# - An honest model knows what came before the cut.
# - A leaky model knows everything but the hidden events, as after a random split.
#
# Both are `ItemKNN`: for each film it keeps the 100 most similar ones, and it recommends what is similar to the films of
# your history. So the future can come in through three doors:
#
# 1. **learning**: which films are similar is learned from what *everybody* did, also after the cut;
# 2. **seen films**: what the person watched later is taken for seen, and is not recommended;
# 3. **the history**: what the person watched later stands in the history that we ask with.
#
# The `table` from above has one row for each event, so we can find the rows to hide with pandas:

# %%
before_cut = table["time"] < table["time"].median()
known_people = table.loc[before_cut, "user"].unique()
later = table[~before_cut & table["user"].isin(known_people)].sort_values("time", kind="stable")
first_later = later.groupby("user").head(1).index  # the row of the first later event of each person

def hide(rows, among=events):
    """(all other events, the hidden events) for the row numbers to hide."""
    return among.select(np.setdiff1d(np.arange(len(among)), rows)), among.select(np.sort(rows))

# %% [markdown]
# Each door can be opened alone. In the next cell `past` is what came before the cut, and `future` everything but the
# hidden events. (`Written` makes a model of a function that gives a row of scores for each person.)

# %%
from recsys_course.models.written import Written

past = events.select(before_cut.to_numpy())
future, later_test = hide(first_later)


def open_doors(name, learning=past, seen_films=past, history=past):
    """The result of an ItemKNN that learns from, leaves out, and is asked with the given events."""
    model = ItemKNN().fit(learning)
    scores = np.array([model.score_history(own) for own in history.histories()])
    return evaluate(Written(lambda known: scores).fit(seen_films), later_test, name=name)

# %% [markdown]
# Which of the three doors let the future in, so that more hidden films are found? Decide before you go on.

# %%
guess("doors that help", ...)  # a list of "learning", "seen films", "the history": one, two, or all three

# %%
honest = open_doors("knows the past")
leaky = open_doors("knows the future", future, future, future)
expect(honest.mean("hit rate"), about=0.11, within=0.02, what="hit rate of the model that knows the past")
expect(leaky.mean("hit rate"), about=0.16, within=0.02, what="hit rate of the model that knows the future")
expect(len(honest.users), about=590, within=20, what="people tested")

# %% [markdown]
# The same model, asked the same questions, rises from ≈ 0.11 to ≈ 0.16 over ≈ 590 people when all doors are open. Now one door at a
# time. We compare each result with the honest one, and again ask how much the difference would move with other people.
# The rule of the course: only when the **95 % interval** of the difference leaves out 0, we say that there is a difference.

# %%
from recsys_course.evaluation import compare

doors = {"learning": open_doors("learning", learning=future), "seen films": open_doors("seen films", seen_films=future),
         "the history": open_doors("the history", history=future), "all three": leaky}
won = {name: compare(honest, one, "hit rate") for name, one in doors.items()}
gains = pd.DataFrame({name: [one.difference, one.low, one.high] for name, one in won.items()}, ["hit rate won", "low", "high"]).T
reveal("doors that help", [name for name in ("learning", "seen films", "the history") if won[name].low > 0])
plots.bars(gains["hit rate won"].round(3), "The leak is the person's own future, not that of the others", "hit rate won")

# %%
expect(gains.loc["learning", "hit rate won"], about=-0.005, within=0.006, what="won by learning from the future")
expect(gains.loc["seen films", "hit rate won"], about=0.025, within=0.008, what="won by taking later films for seen")
expect(gains.loc["the history", "hit rate won"], about=0.036, within=0.008, what="won by later films in the history")
gains.round(3)

# %% [markdown]
# On Harbour, to learn from everybody's future shows no gain (≈ -0.005, and the interval holds 0): which films go
# together was mostly known before. What helps is the person's **own** future, at the moment of the question. When later films are taken
# for seen (≈ +0.025), more of the ten places are free for the hidden one. When they stand in the history (≈ +0.036), they
# betray it: people watch similar films in a row. **Nobody has this knowledge on that day.** Something like this happened
# to the team of our story.
#
# (Be careful with models that keep numbers for each person, such as those of lesson 06. They learn a person's own future, too, when
# it stands in the training. So hide it there.)

# %% [markdown]
# ### The split can choose the winner
#
# It gets worse. If all models profited alike from a leak, the best would still be the best. We compare two versions of
# ItemKNN. One counts all films of your history equally. The other forgets: the film you watched last counts 1, the film
# five places before it counts 1/2, the film ten places before it counts 1/4, and so on.
#
# The test waits: we use `split.known` only, which holds training and validation together.
# Of these events we hide one for each person, in two ways: a **random** one, and the **last** one, which is the validation.
# Everything else is the same.

# %%
enough = events.counts_by_user() >= 3  # the same people as in leave-last-out
owner = pd.Series(split.known.users)  # the person of each row of split.known
random_one = owner[enough[owner]].groupby(owner).sample(1, random_state=1).index
hidden = {"a random event hidden": hide(random_one, split.known), "the last event hidden": (split.train, split.valid)}
versions = {"counts all alike": ItemKNN(), "forgets": ItemKNN(half_life=5)}

# %% [markdown]
# Four hit rates:

# %%
results = {
    (how, name): evaluate(version.fit(known), asked, name=name)
    for how, (known, asked) in hidden.items()
    for name, version in versions.items()
}
four = pd.Series({key: result.mean("hit rate") for key, result in results.items()}).unstack()
plots.heatmap(four, "What we hide changes which model looks better (hit rate)", digits=3)

# %% [markdown]
# And the differences, "forgets" minus "counts all alike", each with its interval:

# %%
for how in hidden:
    print(how, compare(results[how, "counts all alike"], results[how, "forgets"], "hit rate"), sep=": ")
lead = four["forgets"] - four["counts all alike"]
expect(lead["a random event hidden"], about=-0.09, within=0.04, what="lead of forgetting, random event hidden")
expect(lead["the last event hidden"], about=0.08, within=0.04, what="lead of forgetting, last event hidden")

# %% [markdown]
# With a random event hidden, the model that counts all alike wins clearly: to fill a hole in the middle,
# the films on both sides help, and the newest ones are not special. With the last event hidden, the model that forgets wins
# on Harbour: what comes next depends on the film before.
#
# Neither number is wrong. But a service wants to know what a person does **next**, and the random split answers another question.
# Meng and others (2020) found the same for several models: the order of the models depends on the split.
# When you read a paper, look for its split first.

# %% [markdown]
# ## How a leak looks, 2: a mean over everything
#
# The next leak is in one harmless line, before the split:
#
# ```python
# ratings = ratings - mean_of_each_film   # computed from ALL ratings
# train, test = split(ratings)
# ```
#
# The mean of a film with three ratings contains the hidden rating, with a weight of one third. So the model has a part of the answer.
#
# We predict hidden ratings with `Bias`: the mean of all ratings, plus how much the person and the film lie above it. We
# do this twice: once its means come from what is known, and once from everything. ("Everything" is `split.known`, of
# which a random tenth is hidden; the test waits.) The **RMSE** (root of the mean squared error) is the usual size of an
# error, in stars: square the errors, take their mean, take the root. Smaller is better.

# %%
from recsys_course.models.baselines import Bias

for_ratings = random_split(split.known, seed=1)
asked, everybody = for_ratings.test, np.arange(events.n_users)
sources = {"means of what is known": for_ratings.known, "means of everything": split.known}
models = {name: Bias(damping=0).fit(one) for name, one in sources.items()}
guessed = {name: model.score(everybody)[asked.users, asked.items] for name, model in models.items()}
squared = pd.DataFrame({name: (asked.ratings - stars) ** 2 for name, stars in guessed.items()})
rmse = np.sqrt(squared.mean())
expect(rmse["means of what is known"] - rmse["means of everything"], about=0.02, within=0.008, what="RMSE won by the leak")
plots.bars(rmse, "Means of everything make the error look smaller", "RMSE in stars")

# %% [markdown]
# Is this more than luck? `squared` has one row for each hidden rating, and one column for each model. We take the difference
# of the two, its mean for each person, and then the mean over people with its 95 % interval:

# %%
from recsys_course.evaluation import bootstrap_interval

won = squared["means of what is known"] - squared["means of everything"]
by_asked = won.groupby(asked.users).mean()
low, high = bootstrap_interval(by_asked.to_numpy())
print(f"squared error won by the leak: {by_asked.mean():.4f} (95 % interval {low:.4f} to {high:.4f})")

# %% [markdown]
# The interval leaves out 0. On Harbour the leaky RMSE is ≈ 0.02 stars smaller, and nobody has learned anything.
# The fewer ratings a film has, the more its mean tells about the hidden one.
#
# The same holds for **choosing**. "Keep films with at least 20 events", counted over everything, keeps a film because of hidden
# events. Means, counts, choices, word lists: whatever is *computed from data* is part of the model, and is computed from the training only.
#
# And cleaning? **Cleaning may look at everything when its rule is fixed beforehand and removes what is not a true event**, or
# cannot be read: a duplicate, a bot by "more than 30 within an hour", a row without a film. A limit that was chosen from the data, such as "at least 20 events",
# belongs after the split.

# %% [markdown]
# ## How a leak looks, 3: duplicates after the split
#
# The third leak is a matter of order. Take the raw log, with its duplicates. Split it by chance. Then clean each part.
# A duplicate whose two rows fell into different parts is not found any more: each part holds it once.

# %%
mixed = raw.sample(frac=1, random_state=1)  # all rows, in random order
tenth = len(raw) // 10
asked_rows = cleaning.drop_exact_duplicates(mixed[:tenth]).kept
known_rows = cleaning.drop_exact_duplicates(mixed[tenth:]).kept
leaked = len(asked_rows.merge(known_rows))  # rows that are equal in all four columns
expect(leaked, about=56, within=20, what="test rows that stand in the training too")
expect(leaked / len(asked_rows), about=0.035, within=0.012, what="their share of the test")

# %% [markdown]
# That is what we can expect. There are 310 duplicates. The first row of a pair is in the test and the second in the training with chance
# 0.1 times 0.9, and the other way round with the same chance: 310 times 2 times 0.1 times 0.9 = 56. So ≈ 56 rows, ≈ 3.5 % of the test,
# can be answered from memory.
#
# The rule for all three leaks: **clean by rules fixed beforehand, then split, then compute everything else from the training**.

# %% [markdown]
# ### Explain it
#
# A colleague prepares data in five steps:
#
# 1. remove exact duplicates, and bots by the rule "more than 30 events within an hour";
# 2. keep the films with at least 20 events in the log;
# 3. subtract from each rating the mean rating of its person;
# 4. split the events by chance, 80 % for training and 20 % for the test;
# 5. train a model that should say what people watch **next**.
#
# Which steps leak, and what leaks? Write one or two sentences for each, and put the steps in a better order.
#
# The solved edition in `solutions/` has a model answer.

# %% [markdown] reasoning="01-what-leaked" points=3
# ### BEGIN SOLUTION
# Step 1 is fine: its rules are fixed beforehand and remove what is not a true event, and it comes before the split (so
# no duplicate ends up on both sides).
# Step 2 leaks: the 20 events include those of the test, so a film is kept because of events that should be hidden.
# Step 3 leaks: the mean of a person contains that person's hidden ratings.
# Step 4 leaks for this purpose: what people watch next is predicted with events that came later.
# There is also no validation part, so settings would be chosen on the test.
#
# Better: clean; split by time or leave the last events out, with a validation part; choose the films and compute the
# means from the training only, and apply them to all parts; train.
# ### END SOLUTION

# %% [markdown]
# > **If you run this lesson on MovieLens.** Leak 1: only about twenty people were there before and after the cut, because most typed
# > all their ratings on a single day. With so few people we should not say much. Two splits: both intervals leave out 0
# > there too, but the second difference is about half as large as on Harbour. Leak 2: several times larger,
# > because most films there have only a few ratings.

# %% [markdown]
# ## How it breaks
#
# Here are two splits that you will find in many articles and tutorials.
#
# ### The split by rows of the matrix
#
# In most of machine learning one row is one example, and `train_test_split(X)` hides some of the rows.
# In a user-item matrix one row is one **person**. Here is what happens: a fifth of the people are hidden completely.

# %%
mixed_people = np.random.default_rng(1).permutation(events.n_users)
strangers = mixed_people[: events.n_users // 5]
of_others = ItemKNN().fit(events.select(~np.isin(events.users, strangers)))
scores = of_others.score(strangers)
print("the smallest and the largest score of all strangers:", scores.min(), scores.max())

# %% [markdown]
# The model can only say 0 for every film. And then, what does it recommend?

# %%
of_others.recommend(strangers[:3], k=5)

# %% [markdown]
# The films 0, 1, 2, 3 and 4, to everybody: all scores are equal, so the smaller number comes first.
# The hit rate would have measured the first films of the catalogue.
#
# The cure: hide **some events of every person**, not all events of some people.
# (To hide people *is* right when the question is "how do we serve newcomers?". Then the model
# must be given a part of the events of each new person at the time of the test, as Liang and others, 2018, do.)

# %% quiz="01-q4" points=1
quiz("01-q4", "c")  ### SOLUTION

# %% [markdown]
# ### The shuffled split
#
# This one runs, gives reasonable numbers, and looks like what people learn in a first course. Its author wants to know
# what people watch next. Read it. What is wrong?

# %%
def shuffled_split(times, n_test):
    """As in many articles. True for each event of the test, (n,) booleans."""
    order = np.random.default_rng(0).permutation(len(times))
    test = np.zeros(len(times), dtype=bool)
    test[order[-n_test:]] = True
    return test

in_test = shuffled_split(tiny_events.times, 5)
too_new = tiny_events.times[~in_test] > tiny_events.times[in_test].min()
print(too_new.sum(), "training events came after the first test event")

# %% [markdown]
# Repair it. The test should hold the **newest** events, and every event of the training must be older than every event of the test.
# Two traps: the rows of the file need not be in the order of time, and several events can share one second.
# By hand, for the times 3, 1, 2, 2, 2, 1 and `n_test = 2`: the two newest times are 3 and 2. So the test begins at 2, and
# holds every event from 2 on: True, False, True, True, True, False.

# %% exercise="01-newest-split"
def newest_split(times, n_test):
    """True for each event of the test, an array (n,) of booleans: the newest events are the test.

    times: array (n,), in any order. n_test: how many events to hide, 1 <= n_test <= n.
    Every event of the training must be older than every event of the test. So when several events share the
    second in which the test begins, all of them are in the test, which is then longer than n_test.
    """
    ### BEGIN SOLUTION
    begin = np.sort(times)[-n_test]
    return times >= begin
    ### END SOLUTION

# %% check="01-newest-split" points=2
check("01-newest-split", newest_split)

# %% [markdown]
# ## Stretch: the k-core
#
# Many papers keep only people and films with at least k events. When a film goes, its people lose an event, and some of
# them may now have too few. So we must repeat until nothing changes. What is left is called the **k-core**. By hand on
# tiny, with k = 3:
#
# | round | goes | because |
# |---|---|---|
# | 1 | films 2 (*Iron Comet*), 3 (*The Ninth Orbit*) and 7 (*Quiet Snow*) | they have 2, 2 and 1 events |
# | 2 | nobody and nothing | Ana, Bo and Chidi now have 3 events each, Dana, Eli and Fei 4; each film that is left has 3 or more |
#
# With k = 4 the first round takes the films 5 and 6 as well. Then all six people have fewer than 4 events, and in the second
# round nothing is left. A k-core can be empty.
#
# (Be careful: a k-core computed on everything is the second leak from above. Compute it on the training.)

# %% exercise="01-k-core"
def k_core(users, items, k):
    """True for each event that is left in the k-core, an array (n,) of booleans.

    Drop the events of people with fewer than k events and of films with fewer than k events. Those who are
    left may now have fewer than k: do it again, until nothing changes.
    users, items: arrays (n,), at least one event, no pair occurs twice. The result may be False everywhere.
    """
    ### BEGIN SOLUTION
    kept = np.ones(len(users), dtype=bool)
    while True:
        enough = kept.copy()
        for side in (users, items):
            counts = np.bincount(side[kept], minlength=side.max() + 1)
            enough &= counts[side] >= k
        if enough.sum() == kept.sum():
            return kept
        kept = enough
    ### END SOLUTION

# %% check="01-k-core" points=3
check("01-k-core", k_core)

# %% [markdown]
# ## Recap
#
# - Raw ids become numbers 0 to n-1, and events become a **user-item matrix**; when a pair occurs twice, the last event counts.
# - **Sparsity** is the share of empty cells. An empty cell is not a zero: it says nothing about taste.
# - Cleaning: look before you delete, repair what you can check, **count every removed row with its reason**,
#   and know how the data came to be before you call it impossible.
# - The **long tail**: few films have most events. And people rate what they chose, so the ratings that we see are higher than
#   those of everybody: mostly because of *which* films are watched, and partly because of *who* watches them.
# - **Leave-last-out** hides the last event of each person for the test and the one before for the validation.
#   Choose on the validation, look at the test once.
# - Three **leaks**: a person's own future at the question; means and choices computed on everything; duplicates on both sides.
#   Clean by rules fixed beforehand, then split, then compute everything else from the training.
#
# **Next:** lesson 02 asks how to measure whether a list is good, and how sure we can be.

# %%
progress("01")

# %% [markdown]
# ## Sources
#
# - F. M. Harper, J. A. Konstan, *The MovieLens Datasets: History and Context*, ACM Transactions on Interactive
#   Intelligent Systems 5(4), 2015: how MovieLens came to be, and what its times mean.
# - B. M. Marlin, R. S. Zemel, S. Roweis, M. Slaney, *Collaborative Filtering and the Missing at Random Assumption*, UAI 2007;
#   B. M. Marlin, R. S. Zemel, *Collaborative Prediction and Ranking with Non-Random Missing Data*, RecSys 2009:
#   people rated songs that were drawn at random, and the ratings were lower than those of songs they chose.
# - C. Anderson, *The Long Tail*, Wired, October 2004, and the book of the same name, Hyperion, 2006.
# - Z. Meng, R. McCreadie, C. Macdonald, I. Ounis, *Exploring Data Splitting Strategies for the Evaluation of
#   Recommendation Models*, RecSys 2020: the order of the models depends on the split.
# - Y. Ji, A. Sun, J. Zhang, C. Li, *A Critical Study on Data Leakage in Recommender System Offline Evaluation*,
#   ACM Transactions on Information Systems 41(3), 2023: leave-last-out lets the future of other people in.
# - D. Liang, R. G. Krishnan, M. D. Hoffman, T. Jebara, *Variational Autoencoders for Collaborative Filtering*,
#   WWW 2018, section 4: a split by people that gives a part of each new person's events to the model.
# - The faults in the raw log, and their true number, are described with Harbour in `datasets/README.md`.
