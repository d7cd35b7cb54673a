"""Why there is no export; the text of each is what people see."""

SUPPORTED = (
    "StandardScaler, MinMaxScaler, MaxAbsScaler, RobustScaler, SimpleImputer, OneHotEncoder, "
    "OrdinalEncoder, PCA, LinearRegression, Ridge, Lasso, ElasticNet, LogisticRegression, KMeans, "
    "MiniBatchKMeans, IsolationForest, DecisionTree*, RandomForest*, ExtraTrees*, "
    "GradientBoosting*, HistGradientBoosting*, Pipeline, ColumnTransformer and FeatureUnion of "
    "these"
)
ELSE = "a model like this can be scored as ONNX or by a score command"


class Failed(Exception):
    """Something is wrong with what was given; exit code 1."""


class Refused(Exception):
    """A step cannot be scored on devices; exit code 3."""

    def __init__(self, path, step, why="cannot be scored on devices", supported=SUPPORTED):
        super().__init__(
            "step '%s' (%s) %s; supported are %s; %s"
            % (path, type_name(step), why, supported, ELSE)
        )


def type_name(step):
    """The public name of its class: sklearn.svm.SVC for sklearn.svm._classes.SVC."""
    if isinstance(step, str) or step is None:
        return repr(step)
    kind = type(step)
    parts = kind.__module__.split(".")
    private = [place for place, part in enumerate(parts) if place and part.startswith("_")]
    return ".".join(parts[: private[0]] if private else parts) + "." + kind.__name__
