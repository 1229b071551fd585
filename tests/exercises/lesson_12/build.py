"""Right answers of 12-build: with the hidden parts cut out of the features, and with PyTorch's gradient."""

import numpy as np


def build_with_one_wide_tower(features, towers, past, targets, kept, rate, asked):
    wide, tower = np.hstack(features).astype(float), np.vstack(towers).astype(float)
    owner = np.repeat(np.arange(len(features)), [table.shape[1] for table in features])
    for keep in kept:
        shown = wide * keep[:, owner]
        films = shown @ tower
        scores = past @ films @ films.T
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        chances[np.arange(len(targets)), targets] -= 1
        both = past.T @ chances / len(targets)
        tower = tower - rate * shown.T @ (both + both.T) @ films
    films = wide @ tower
    return asked @ films @ films.T


def build_with_autograd(features, towers, past, targets, kept, rate, asked):
    import torch
    import torch.nn.functional as F

    tables = [torch.tensor(table) for table in features]
    weights = [torch.tensor(tower, requires_grad=True) for tower in towers]

    def films(keep):
        return sum(keep[:, [m]] * (table @ tower) for m, (table, tower) in enumerate(zip(tables, weights, strict=True)))

    for keep in torch.tensor(kept):
        x = films(keep)
        loss = F.cross_entropy(torch.tensor(past) @ x @ x.T, torch.tensor(targets))
        slopes = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            for tower, slope in zip(weights, slopes, strict=True):
                tower -= rate * slope
    with torch.no_grad():
        x = films(torch.ones(kept.shape[1:]))
        return (torch.tensor(asked) @ x @ x.T).numpy()


RIGHT_ANSWERS = [build_with_one_wide_tower, build_with_autograd]
