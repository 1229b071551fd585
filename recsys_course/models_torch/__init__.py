"""Floor 3: the networks in PyTorch. The same files, names and order as models_tf: read them side by side.

They compute on one core. A step here is small, so two threads wait for one another more than they help: on two quiet
cores the difference is within a third, and beside other work two threads took up to ten times as long.
"""

import torch

torch.set_num_threads(1)
