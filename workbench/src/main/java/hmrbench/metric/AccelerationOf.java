package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;

/** What a second difference is taken of; over which rows, the protocol says. */
public enum AccelerationOf {
  /** The difference of prediction and truth. */
  ERROR {
    @Override
    Series mm(JointTrack truth, JointTrack predicted, FrameMask where) {
      return Accelerations.errorMm(truth, predicted, where);
    }
  },
  /** The prediction. */
  PREDICTION {
    @Override
    Series mm(JointTrack truth, JointTrack predicted, FrameMask where) {
      return Accelerations.sizeMm(predicted, where);
    }
  },
  /** The truth. */
  TRUTH {
    @Override
    Series mm(JointTrack truth, JointTrack predicted, FrameMask where) {
      return Accelerations.sizeMm(truth, where);
    }
  };

  /** In mm/frame^2, at the rows of {@code where}. */
  abstract Series mm(JointTrack truth, JointTrack predicted, FrameMask where);
}
