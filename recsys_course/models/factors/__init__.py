"""The dot product: people and items as vectors of d learned numbers, and what to do with p_u . q_i.

MatrixFactorization   stars, by stochastic gradient descent        sgd.py
ALS                   "met or not", by alternating least squares   als.py
BPR                   "met before not met", pair by pair           bpr.py
PureSVD, EASE         linear models with a closed answer           linear.py
softmax               scores as chances over all items             vectors.py
"""

from recsys_course.models.factors.als import ALS, solve_one
from recsys_course.models.factors.bpr import BPR
from recsys_course.models.factors.linear import EASE, PureSVD
from recsys_course.models.factors.sgd import MatrixFactorization
from recsys_course.models.factors.vectors import softmax

__all__ = ["ALS", "BPR", "EASE", "MatrixFactorization", "PureSVD", "softmax", "solve_one"]
