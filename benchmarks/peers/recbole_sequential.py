"""RecBole: GRU4Rec, SASRec and Caser, trained on every prefix of every history; on request the lists of each epoch."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import numpy as np
import pandas as pd
import torch
from serve import Answer, Arrays, serve

# RecBole imports TensorBoard to log each epoch; this stands in for it. (RecBole needs NumPy 1, as is in .bench-venv.)
sys.modules["torch.utils.tensorboard"] = MagicMock()

from recbole.config import Config  # noqa: E402
from recbole.data import create_dataset, data_preparation  # noqa: E402
from recbole.data.dataset import Dataset  # noqa: E402
from recbole.data.interaction import Interaction  # noqa: E402
from recbole.trainer import Trainer  # noqa: E402
from recbole.utils import get_model, init_seed  # noqa: E402

# All events are for training. RecBole refuses negative samples beside its loss "CE"; "BPR" needs them in the request.
DATA = {
    "load_col": {"inter": ["user_id", "item_id", "timestamp"]},
    "eval_args": {"split": {"RS": [1, 0, 0]}, "group_by": None, "order": "TO", "mode": "full"},
    "train_neg_sample_args": None,
}


def measure(
    arrays: Arrays,
    model: str,
    k: int,
    epochs: int | None = None,
    seconds: float | None = None,
    out: str | None = None,
    **settings: Any,
) -> Answer:
    """Train `model` for this many epochs, or until it took this many seconds of CPU time.

    settings: random_state, and RecBole's own, such as learning_rate; its defaults otherwise. `out`: .npz of the
    lists: (n_users, k) at the end or, with `seconds`, (epochs, n_users, k) after each epoch. An epoch is never cut.
    The answer, in CPU seconds: to make its tables, and those of training until the end of each epoch.
    """
    start = time.process_time()
    trainer, batches, data = prepare(arrays, model, **settings)
    built, cpu, lists = time.process_time() - start, [], []
    for spent in epoch_by_epoch(trainer, batches, epochs, seconds):
        cpu.append(spent)
        if out and (seconds is not None or len(cpu) == epochs):
            lists.append(rank(trainer.model, arrays, data, k))
    if out:
        np.savez(out, ranked=lists[-1] if seconds is None else np.stack(lists))
    return {"matrix": built, "cpu": cpu}


def prepare(arrays: Arrays, model: str, random_state: int = 0, **settings: Any) -> tuple[Trainer, Any, Dataset]:
    """RecBole's trainer of a fresh model, its training batches, and its data, by way of the file that it reads."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "ours").mkdir()
        rows = {"user_id:token": arrays["users"], "item_id:token": arrays["items"], "timestamp:float": -arrays["steps"]}
        pd.DataFrame(rows).to_csv(Path(folder, "ours", "ours.inter"), sep="\t", index=False)
        places = {"data_path": folder, "checkpoint_dir": folder, "seed": random_state, "use_gpu": False}
        config = Config(model, "ours", config_dict={**DATA, **places, **settings})
        init_seed(config["seed"], config["reproducibility"])
        data = create_dataset(config)
        batches = data_preparation(config, data)[0]
        return Trainer(config, get_model(model)(config, data)), batches, data


def epoch_by_epoch(trainer: Trainer, batches: Any, epochs: int | None, seconds: float | None) -> Iterator[float]:
    """Train, and give after each epoch the CPU seconds so far, of all threads together. Both limits: the first met."""
    if not epochs and not seconds:
        raise ValueError("Give epochs, seconds or both: without a limit training never ends.")
    spent, epoch = 0.0, 0
    while epoch < (epochs or np.inf) and spent < (seconds or np.inf):
        trainer.start_epoch, trainer.epochs = epoch, epoch + 1
        start = time.process_time()
        trainer.fit(batches, saved=False, verbose=False)
        spent, epoch = spent + time.process_time() - start, epoch + 1
        yield spent


def rank(network: Any, arrays: Arrays, data: Dataset, k: int) -> np.ndarray:
    """The k unseen items (n_users, k) with the highest scores; -1 where all items with an event are seen."""
    asked, blocks, step = questions(arrays, data), [], data.config["eval_batch_size"]
    known = data.id2token("item_id", np.arange(1, data.item_num)).astype(int)
    network.eval()
    for first in range(0, int(arrays["n_users"]), step):
        with torch.no_grad():
            scores = network.full_sort_predict(asked[first : first + step])
        ours = torch.full((len(scores), int(arrays["n_items"])), -torch.inf)
        ours[:, known] = scores[:, 1:]  # item 0 of RecBole is padding
        here = (arrays["users"] >= first) & (arrays["users"] < first + step)
        ours[arrays["users"][here] - first, arrays["items"][here]] = -torch.inf
        best = ours.topk(min(k, ours.shape[1]))
        blocks.append(torch.where(best.values > -torch.inf, best.indices, -1).numpy())
    return np.concatenate(blocks)


def questions(arrays: Arrays, data: Dataset) -> Interaction:
    """What comes next for each user? The last items, oldest first, in RecBole's numbers; 0 is nobody and nothing."""
    users, n_users, length = arrays["users"], int(arrays["n_users"]), data.config["MAX_ITEM_LIST_LENGTH"]
    sizes = np.bincount(users, minlength=n_users).clip(max=length)
    last, sequences, people = arrays["steps"] < length, np.zeros((n_users, length), int), np.zeros(n_users, int)
    place = sizes[users] - 1 - arrays["steps"]
    sequences[users[last], place[last]] = data.token2id("item_id", arrays["items"][last].astype(str))
    people[users] = data.token2id("user_id", users.astype(str))
    columns = {"user_id": people, "item_id_list": sequences, "item_length": sizes.clip(min=1)}
    return Interaction({name: torch.from_numpy(column) for name, column in columns.items()})


if __name__ == "__main__":
    serve(measure)
