"""Reference implementations of the recommender-systems course.

Data flows one way:  read -> Interactions -> Split -> fit(train) -> score -> evaluate -> table -> plot

    letter   in code                 meaning
    u, v     user, users             a person, by number 0..n_users-1
    i, j     item, items             an item, by number 0..n_items-1
    r_ui     ratings                 how much u liked i (half stars, 0.5 to 5)
    t        times                   when, in seconds since 1970-01-01 UTC
    R, X     matrix()                the user-item matrix, (n_users, n_items)
    H_u      history                 the items that u met, oldest first
    s_ij     similarity              how alike i and j are: the cosine unless something else is said
    N_k(i)   neighbours, nearest     the k most similar items of i
    mu       mean                    the mean rating
    b_u, b_i user_bias, item_bias    how much u (or i) lies above the mean
    P, p_u   user_factors            learned vectors of users, (n_users, d)
    Q, q_i   item_factors            learned vectors of items, (n_items, d)
    k                                length of a list, or number of neighbours

The rooms, from the ground up (a room imports only from lower floors):
    data -> splits, metrics, world -> models -> models_tf | models_torch -> evaluation
    -> plots, checking -> exercises -> grading
"""

__version__ = "0.1.0"
