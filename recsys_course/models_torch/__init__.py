"""Floor 3: the networks in PyTorch. The same files, names and order as models_tf: read them side by side.

They compute on one core. A step here is small, so two threads wait for one another: an epoch of GRU on harbour took
2.3 s with one and 3.4 s with two; beside other work two threads took up to ten times as long.
"""

import torch

torch.set_num_threads(1)
