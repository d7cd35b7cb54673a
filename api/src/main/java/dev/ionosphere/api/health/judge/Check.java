package dev.ionosphere.api.health.judge;

import java.util.List;

/** One signal: what it looks at and when it is broken. Nothing if the rows do not say. */
sealed interface Check
    permits SimilarityCheck,
        ShiftCheck,
        PredictionCheck,
        AnomalyCheck,
        MissingCheck,
        StuckCheck,
        RefusedCheck {

  List<Finding> of(Evidence evidence);
}
