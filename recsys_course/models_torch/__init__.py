"""Floor 3: the networks in PyTorch. The same files, names and order as models_tf: read them side by side."""
