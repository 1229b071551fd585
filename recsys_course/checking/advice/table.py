"""The messages of PyTorch, TensorFlow and Keras, and what usually helps against each.

They are those of the versions in `constraints.txt`; the tests raise each of them anew.
"""

from __future__ import annotations

NONE = (
    "The gradient is None. PyTorch: call loss.backward() first, and read .grad of the parameter itself. TensorFlow: "
    "compute the loss from the tf.Variable inside `with tf.GradientTape()`, without .numpy()."
)
_NO_GRADIENT = (
    "backward() found nothing to follow back. Make the parameters with requires_grad=True, and compute the loss "
    "from them with PyTorch alone: .item(), .detach(), .numpy() and torch.no_grad() cut the way back."
)
_NOTHING = (
    "A value is None. Is it the result of a function without `return`, or a gradient? tape.gradient gives None where "
    "the loss was not computed from the tf.Variable, inside the tape and without .numpy()."
)
_LEAF = "Change parameters only inside `with torch.no_grad():`, or let an optimizer do it with step()."
_DETACH = (
    "NumPy cannot read a tensor that needs a gradient. Where you need the gradient, use the functions of the same "
    "framework; where you only need the numbers, use x.detach().numpy()."
)
_FIT = "The sizes do not fit. Print .shape of each tensor in that line. "
_INNER = f"{_FIT}In A @ B the last size of A must be the first size of B; transpose one of them if needed."
_ALIGN = (
    f"{_FIT}Sizes are compared from the right; they must be equal, or one of them 1. x[:, None] makes a column, "
    "x[None, :] a row."
)
_JOIN = (
    "Tensors that are joined need the same number of axes and equal sizes on every axis but the one where they are "
    "joined; tensors that are stacked need equal shapes. Print .shape of each."
)
_COUNT = "The new shape must have as many numbers as the old one. Print .shape before; one size may be -1."
_FLOAT = "Both sides need the same kind of numbers. PyTorch: x.float(). TensorFlow: tf.cast(x, tf.float32)."
_WHOLE = "Numbers of rows and classes must be whole numbers here. PyTorch: x.long(). TensorFlow: tf.cast(x, tf.int64)."
_DECIMAL = "This needs numbers with a decimal point. PyTorch: x.float(). TensorFlow: tf.cast(x, tf.float32)."
_MASK = "A mask or condition must hold True and False: write a comparison, such as x > 0."
_ROW = (
    "There is no row with this number. The numbers of a table of n rows go from 0 to n - 1; print the largest and "
    "the "
    "smallest one, and the size of the table. -1 is no row here."
)
_CLASS = "A class number is too large or below 0. With n columns of scores, classes go from 0 to n - 1."
_AXIS = "The tensor has no such axis. Axes count from 0; a tensor with one axis has only axis 0. Print .shape."
_ONE = "Only what has one element is a number. Take one element, x[0], or reduce first, with a sum or a mean."
_TRUTH = "`if` needs one True or False, and this is a tensor of many. Use torch.where, tf.where, or x.any() or x.all()."
_SYMBOL = (
    "Inside tf.function or a Keras model this tensor has no value yet, so Python and NumPy cannot read it. Use "
    "tf.where or tf.cond for `if`, functions of tf for those of NumPy, and a Keras layer or keras.ops "
    "around a keras.Input."
)
_MADE = "This must be a tensor. PyTorch: torch.as_tensor(x), for numbers torch.tensor(x). Then call it again."
_FIXED = (
    "A tensor of TensorFlow cannot be changed in place. Make a new one with tf.where or tf.concat, collect in a list "
    "and use tf.stack, or use a tf.Variable: v.assign(new), v[0].assign(1.0)."
)
_OTHER = "These belong to two libraries. Make both the same first: x.numpy(), then torch.as_tensor or tf.constant."
_DEVICE = "The tensors are on different devices, or there is none of this kind. Use the CPU for both: x.cpu()."

ADVICE: tuple[tuple[str, str], ...] = (
    ("object has no attribute 'backward'", "backward() is of PyTorch, and of a tensor: do not call .item(), "
     "float() or "
     ".numpy() on the loss before. In TensorFlow use tf.GradientTape."),
    ("tf.gradients is not supported", "Compute the loss inside `with tf.GradientTape() as tape:`, then call "
     "tape.gradient(loss, x)."),
    ("does not require grad and does not have a grad_fn", _NO_GRADIENT),
    ("backward through the graph a second time", "backward() was called twice on the same loss. Compute the loss "
     "anew before each backward()."),
    ("grad can be implicitly created only for scalar", "backward() starts from one number. Make one of the tensor "
     "first: loss.mean() or loss.sum()."),
    ("not have been used in the graph", "The loss was computed without this tensor, so it has no gradient."),
    ("leaf Variable that requires grad", _LEAF),
    ("modified by an inplace operation", "A tensor that backward() still needs was changed in place. Write "
     "y = y + 1 in place of y += 1, and no y[...] = in between."),
    ("Inference tensors", "This tensor was made in torch.inference_mode(). Use torch.no_grad(), or x.clone()."),
    (r"Can't call numpy\(\) on Tensor that requires grad", _DETACH),
    ("can't optimize a non-leaf", "An optimizer takes the parameters themselves, not a result that was computed from "
     "them."),
    ("params argument given to the optimizer|'(Linear|Sequential|Embedding|GRU)' object is not iterable",
     "Give the optimizer a list: "
     "torch.optim.SGD([w], lr=0.1), or model.parameters()."),
    ("optimizer got an empty parameter list", "The model has no parameters yet. Keep layers and nn.Parameter as "
     "self.name in __init__."),
    (r"before Module\.__init__\(\) call", "Begin __init__ with super().__init__()."),
    ('missing the required "forward"', "A module needs a method called forward. Check its name and its indentation."),
    ("as parameter .* or None expected", "Write it as nn.Parameter(...), or change its values inside "
     "torch.no_grad()."),
    ("No gradients provided|'NoneType' object has no attribute 'zero_'", NONE),
    (r"convert a value \(None\)", _NOTHING),
    ("non-persistent GradientTape", "A tape gives gradients once, after its `with` block. Ask for all at once: "
     "tape.gradient(loss, [a, b]); or use GradientTape(persistent=True)."),
    ("has no attribute '_id'", "tape.gradient needs tensors. The loss is a number of NumPy: compute it with "
     "functions "
     "of tf, inside the tape."),
    ("singleton tf.Variables", "Make a tf.Variable once, outside of tf.function."),
    ("symbolic|KerasTensor|SymbolicTensor|out of scope and cannot be used here", _SYMBOL),
    ("(EagerTensor|Variable)' object does not support item assignment|^`variable \\+= value`", _FIXED),
    ("Cannot assign value to variable", "A tf.Variable keeps its shape. Print .shape of both; assign what has the "
     "same "
     "one."),
    ("initial_value", "Give a tf.Variable its first value: tf.Variable(tf.zeros((3, 2)))."),
    (r"Shapes .* are incompatible$|shape of the mask", "A mask needs one True or False for each row. Print .shape of "
     "both."),
    ("expected (a )?condition to be a boolean|expected to be a bool tensor", _MASK),
    ("two bool tensors|bool tensor is not", "Write ~mask for the opposite of a mask. To compute with it, make "
     "numbers: "
     "x.float()."),
    ("subscript . has size|same number of columns|Expected dimension \\d+ at axis|cannot be multiplied|Matrix "
     "size-incompatible|size mismatch, got input|inconsistent tensor size", _INNER),
    ("must be a 3D tensor|matrix @ vector expected|must be a matrix|ndims must be == 2|1D tensors expected|different "
     "ndims|ndims must be >= 2", "A product of tensors needs tables with two axes, "
     "or three for a batch. For a vector: A @ v in PyTorch, tf.linalg.matvec(A, v) in TensorFlow."),
    ("shape mismatch: (value|indexing) tensor|Cannot update variable with shape|Mismatch in shape|assign a "
     "gradient of size|"
     "then .* and else .* must be broadcastable|^Dimensions \\d+ and \\d+ are not compatible|must match the size "
     "of tensor b|Incompatible shapes|[Tt]he expanded size of the tensor", _ALIGN),
    ("to have \\d+ channels|input_size\\. Expected|evenly divisible by filter depth|should be equal to indices",
     f"{_FIT}The layer was made for "
     "another number of features. Conv1d of PyTorch has the channels in the middle, Keras has them last."),
    ("greater than actual input size", "The filter is wider than the history. Use a smaller filter, or fill up."),
    ("hidden size", f"{_FIT}The state must have the size of the layer, for as many people as the batch has."),
    ("conv1d, but got input of size|min_ndim|incompatible with the layer", f"{_FIT}The layer was made for another "
     "number of axes or features. A layer wants a batch first: x[None]."),
    ("as element \\d+ in argument|Inputs to a layer should|Only input tensors may|data has to be a tensor", _MADE),
    ("same number of dimensions: got|Sizes of tensors must match except|to be equal size|ConcatOp|"
     "Shapes of all inputs must match", _JOIN),
    (r"is invalid for input of size|requested shape has", _COUNT),
    ("view size is not compatible", "Use reshape in place of view."),
    ("labels must be broadcastable|Data cardinality|Size mismatch between|batch_size \\(|different to the input "
     "size|must be the same as input size|labels` must have the same shape",
     "Scores and targets must have the same number of rows; for a cross-entropy of yes and no, the same shape. Print "
     ".shape of both."),
    ("should be between 0 and 1", "This loss wants probabilities. Apply the sigmoid first, or use the loss "
     "'with logits'."),
    ("for argument #1 'indices'|tensors used as indices must be|index tensor of type|dtype int32/int64 for index|"
     "target dtype to be Long|Value for attr 'T(indices|labels|I)' of (float|double)", _WHOLE),
    ("Expected self.dtype to be equal|must have the same dtype|have the same dtype|Found dtype|expected to be a "
     "\\w+ tensor but is a|"
     "Tensor conversion requested dtype|to EagerTensor of dtype|result type .* can't be cast", _FLOAT),
    ("could not infer output dtype|not implemented for '|can require gradients|can require gradient|"
     "Value for attr 'T' of (int|bool)|Expected a floating point or complex tensor", _DECIMAL),
    ("index out of range in self|out of bounds for dimension|is not in \\[0|slice index|does not index into", _ROW),
    ("Class values must|Target -?\\d+ is out of bounds|Received a label value", _CLASS),
    ("index of a 0-dim tensor|of a 0-d tensor|over a 0-d tensor|over a scalar tensor|Scalar tensor has no",
     "This tensor is one number, without elements. Use x.item() in PyTorch, float(x) in TensorFlow."),
    ("same number of dimensions as input tensor", "gather wants numbers with as many axes as the table: "
     "numbers[:, None]. For whole rows, write table[numbers]."),
    ("Only integers, slices|Index out of range using input dim", "TensorFlow has no list or array as an index. Use "
     "tf.gather(x, numbers) for rows, tf.gather(x, numbers, axis=1) for columns."),
    ("does not match the length of the desired|Expected dimension in the range|Tried to expand dim|Can not "
     "squeeze dim|"
     "`dim` must be in the range|Shape must be at least rank|too many indices for tensor|must be at least 2-dim|"
     "Dimension out of range|Invalid reduction dimension|transpose expects a vector", _AXIS),
    ("selected index k out of range|must have at least k columns", "k is larger than the number of elements."),
    ("reduction dim to be specified", "The tensor is empty. Decide what the result is then, and test for it first."),
    ("cannot be converted to Scalar|only one element tensors|only 0-dimensional arrays can be converted", _ONE),
    ("Boolean value of Tensor", _TRUTH),
    ("only integer tensors of a single element|'numpy.float32' object has no attribute '__index__'",
     "A position is one whole number: int(x)."),
    ("must be Tensor, not (tensorflow|keras)", _OTHER),
    ("must be Tensor, not", _MADE),
    (r"for .*: '(numpy\.)?\w+' and 'Tensor'|for .*: 'Tensor' and '(?!NoneType)", _MADE),
    ("expected np.ndarray \\(got", "torch.from_numpy takes only an array of NumPy. Use torch.tensor(x)."),
    ("stride in the given numpy array is negative", "PyTorch cannot read a reversed array. Copy it: x[::-1].copy()."),
    ("with an unsupported type|convert np.ndarray of type|too many dimensions 'str'|sequence with mixed types|"
     "infer dtype of",
     "A tensor holds only numbers, or True and False. Text, None and objects must be turned into numbers first."),
    ("expected sequence of length|non-rectangular Python sequence", "The rows have different lengths. Fill them "
     "up to "
     "one length first."),
    ("inversion could not be completed|is not invertible|Singular matrix", "The matrix has no inverse: a row is "
     "made of "
     "others. Add a small number to its diagonal."),
    ("Number of indices|no larger than self|Inner dimensions of output", "Each row number needs one value. Print "
     ".shape of "
     "the numbers and of the values."),
    ("split_sizes to sum|evenly divide the split", "The sizes of the parts must add up to the size of the axis."),
    ("non-empty TensorList|non-empty list of Tensors|'ConcatV2' has constraint", "The list of tensors is empty."),
    ("torch.return_types|can only concatenate tuple", "This function gives several results. Take them apart, as in "
     "values, numbers = f(x), or take one with [0]."),
    ("unsupported format string passed to", "Only one number can be formatted. Use float(x), or format part by "
     "part."),
    ("non-negative integral inputs", "bincount counts whole numbers from 0. Use x.long(), without -1."),
    ("running_mean should|normalized_shape", f"{_FIT}The layer was made for another number of features."),
    ("can only optimize Tensors", "Give the optimizer tensors with requires_grad=True, or model.parameters()."),
    ("change requires_grad flags", "This tensor is computed from others. Use y = y.detach()."),
    ("value for `units`", "The number of units is one whole number, as in Dense(16)."),
    ("Could not interpret|not recognized: {", "Keras does not know this name. Check the spelling; the rate of an "
     "optimizer is learning_rate=."),
    ("must call `compile", "Call model.compile(optimizer=..., loss=...) before fit."),
    ("Tensor is unhashable", "A tensor cannot be the key of a dict. Use int(x) or float(x)."),
    ("received an invalid combination of arguments|positional arguments?: \"dim|"
     "^Missing required positional argument$|must be provided for|unexpected keyword argument 'dims?'",
     "The function gets other arguments than it takes. NumPy and TensorFlow say axis=, PyTorch says dim=; some need "
     "the axis always: softmax(x, dim=1), tf.concat([a, b], axis=0)."),
    ("loading state_dict", "The saved values are of another model. Make the model with the same layers and names."),
    ("CUDA|Expected one of cpu|on the expected device|on the same device", _DEVICE),
)  # fmt: skip
