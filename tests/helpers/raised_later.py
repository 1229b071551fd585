"""Code that raises later errors with tensors, layers and training: {words of the cure: code}."""

W, V = "w = torch.ones(3, requires_grad=True)", "v = tf.Variable([1., 2.])"
DENSE = "m = keras.Sequential([keras.layers.Dense(2)])\n"
TAPE = f"{V}\nwith tf.GradientTape() as tape: loss = tf.reduce_sum(v)\n"
LATER = {
    "Sizes are compared from the right": (
        "x = torch.zeros(3)\nx[torch.tensor([True, False, False])] = torch.ones(2)",
        "torch.ones(3, 3)[torch.tensor([0, 1]), torch.tensor([0, 1, 2])]",
        "torch.tensor([1., 2.], requires_grad=True).sum().backward(torch.ones(3))",
        f"{V}\nv.assign_add([1., 2., 3.])",
        "tf.where(tf.ones(3) > 0, tf.ones(3), tf.zeros(2))",
        "tf.repeat(tf.ones(3), [1, 2])",
    ),
    "last size of A must be the first size of B": (
        "torch.einsum('ij,jk->ik', torch.ones(2, 3), torch.ones(2, 3))",
        "torch.cdist(torch.ones(2, 3), torch.ones(2, 4))",
        "tf.einsum('ij,jk->ik', tf.ones((2, 3)), tf.ones((2, 3)))",
    ),
    "For a vector: A @ v": (
        "torch.mm(torch.ones(2, 3), torch.ones(3))",
        "torch.mv(torch.ones(2, 3), torch.ones(2, 3))",
        "tf.constant([1, 2]) @ tf.constant([1, 2])",
    ),
    "has no such axis": (
        "torch.ones(3)[0, 1]",
        "torch.ones(2, 3).permute(0)",
        "tf.argmax(tf.ones(3), 3)",
        "tf.expand_dims(tf.ones(3), 5)",
        "tf.squeeze(tf.ones((2, 3)), 0)",
        "tf.nn.softmax(tf.ones(3), axis=3)",
    ),
    "A class number is too large": ("F.one_hot(torch.tensor([3]), 2)",),
    "Scores and targets must have": (
        "tf.nn.softmax_cross_entropy_with_logits([0, 1], tf.ones((2, 3)))",
        f"{DENSE}m.compile(loss='mse')\nm.fit(np.ones((2, 3)), np.ones((3, 2)), verbose=0)",
        "torch.utils.data.TensorDataset(torch.ones(3), torch.ones(2))",
    ),
    "the same kind of numbers": (
        "torch.zeros(1, dtype=torch.int64).scatter_add_(0, torch.tensor([0]), torch.ones(1))",
    ),
    "needs numbers with a decimal point": (
        "torch.linalg.norm(torch.tensor([1, 2]))",
        "tf.reduce_mean(tf.constant([True]))",
    ),
    "must be whole numbers here": ("tf.nn.embedding_lookup(tf.ones((3, 2)), tf.constant([1.5]))",),
    "The matrix has no inverse": (
        "torch.linalg.inv(torch.zeros(2, 2))",
        "tf.linalg.inv(tf.zeros((2, 2)))",
        "np.linalg.inv(np.zeros((2, 2)))",
    ),
    "Each row number needs one value": ("torch.ones(3).index_add_(0, torch.tensor([0, 1]), torch.ones(3))",),
    "must add up to": ("torch.split(torch.ones(5), [2, 2])", "tf.split(tf.ones(5), 2)"),
    "The list of tensors is empty": ("torch.stack([])", "torch.cat([])", "tf.concat([], 0)"),
    "gives several results": ("torch.max(torch.ones(2, 2), 1).sum()", "nn.GRU(3, 2)(torch.ones(5, 4, 3)) + 1"),
    "Only one number can be formatted": ("f'{torch.ones(2):.2f}'", "f'{np.ones(2):.2f}'"),
    "bincount counts whole numbers": ("torch.bincount(torch.tensor([-1, 2]))",),
    "made for another number of features": ("nn.BatchNorm1d(3)(torch.ones(4, 5))", "nn.LayerNorm(3)(torch.ones(4, 5))"),
    "Give the optimizer tensors": ("torch.optim.SGD([np.ones(3)])",),
    "Use y = y.detach()": (f"{W}\n(w * 2).requires_grad = False",),
    "on different devices, or there is none": ("torch.ones(3).to('gpu')", "torch.ones(3).cuda()"),
    "Is there a torch.foo(x)?": ("torch.ones(3).foo()",),
    "Is there a tf.values(x)?": ("tf.sort(tf.ones(3)).values",),
    "cannot be changed in place": (f"{V}\nv += 1",),
    "tape.gradient gives a list": (f"{TAPE}tape.gradient(loss, [v]) - 1",),
    "Compute the loss inside": ("tf.gradients(tf.ones(1), tf.ones(1))",),
    "PyTorch says dim=": ("tf.nn.sigmoid_cross_entropy_with_logits(tf.ones(3))", "torch.softmax(torch.ones(3))"),
    "A tensor holds only numbers": ("tf.convert_to_tensor({'a': 1})",),
    "This must be a tensor": ("keras.layers.Dense(2)([1., 2.])", f"{W}\nw.data = [1., 2.]"),
    "one whole number, as in Dense(16)": ("keras.layers.Dense('a')",),
    "Keras does not know this name": (
        "keras.layers.Dense(2, activation='relo')",
        f"{DENSE}m.compile(optimizer='adamm')",
        "keras.optimizers.Adam(rate=0.1)",
    ),
    "Call model.compile(": (f"{DENSE}m.fit(np.ones((2, 3)), np.ones(2))",),
    "A position is a whole number": ("torch.ones(3)[1.0]", "np.ones(3)[1.5]", "np.arange(3)[torch.tensor([0.5])]"),
}
