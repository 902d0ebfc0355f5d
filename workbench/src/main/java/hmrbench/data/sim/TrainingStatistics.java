package hmrbench.data.sim;

import hmrbench.core.SmplTrack;

/**
 * Means and standard deviations with which beliefs and features are standardised, and the mean
 * rotation that an occluded joint is taken for. Taken once from the clean truth of a fixed set of
 * training clips under a separate seed, so that they belong to the benchmark and not to a data
 * seed.
 */
final class TrainingStatistics {

  private static final long SEED = 7;
  private static final int CLIPS = 512;
  private static final int FRAMES_PER_SECOND = 10;

  /**
   * Inputs that hardly vary in training are not blown up beyond this: noise in them would drown the
   * rest.
   */
  private static final double SMALLEST_DEVIATION = 0.2;

  private final double[] meanBelief = new double[FeatureMap.INPUTS];
  private final double[] beliefDeviation = new double[FeatureMap.INPUTS];
  private final float[] meanFeature;
  private final float[] featureDeviation;

  private TrainingStatistics(int features) {
    meanFeature = new float[features];
    featureDeviation = new float[features];
  }

  static TrainingStatistics of(FeatureMap map) {
    TrainingStatistics statistics = new TrainingStatistics(map.features());
    double[][] beliefs = cleanBeliefs();
    Moments ofBeliefs = new Moments(FeatureMap.INPUTS);
    for (double[] belief : beliefs) {
      ofBeliefs.add(belief);
    }
    for (int i = 0; i < FeatureMap.INPUTS; i++) {
      statistics.meanBelief[i] = ofBeliefs.mean(i);
      statistics.beliefDeviation[i] = Math.max(SMALLEST_DEVIATION, ofBeliefs.deviation(i));
    }
    Moments ofFeatures = new Moments(map.features());
    float[] standardised = new float[FeatureMap.INPUTS];
    float[] features = new float[map.features()];
    FeatureMap.Worker worker = map.worker();
    double[] wide = new double[map.features()];
    for (double[] belief : beliefs) {
      statistics.standardiseBelief(belief, standardised);
      worker.map(standardised, features);
      for (int i = 0; i < wide.length; i++) {
        wide[i] = features[i];
      }
      ofFeatures.add(wide);
    }
    for (int i = 0; i < wide.length; i++) {
      statistics.meanFeature[i] = (float) ofFeatures.mean(i);
      statistics.featureDeviation[i] = (float) ofFeatures.deviation(i);
    }
    return statistics;
  }

  private static double[][] cleanBeliefs() {
    Sampling sampling = Sampling.only(SimulatedSplit.TRAIN.seconds(), FRAMES_PER_SECOND);
    int frames = sampling.frames();
    double[][] beliefs = new double[CLIPS * frames][FeatureMap.INPUTS];
    for (int clip = 0; clip < CLIPS; clip++) {
      SequencePlan plan = SequencePlan.of(SimulatedSplit.TRAIN, SEED, clip);
      SmplTrack truth = TrueMotion.of(plan, sampling, FRAMES_PER_SECOND).smpl();
      for (int t = 0; t < frames; t++) {
        cleanBelief(truth, t, beliefs[clip * frames + t]);
      }
    }
    return beliefs;
  }

  private static void cleanBelief(SmplTrack truth, int t, double[] belief) {
    int at = 0;
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      for (int row = 0; row < 3; row++) {
        belief[at++] = truth.rotations().at(t, j, row, 0);
        belief[at++] = truth.rotations().at(t, j, row, 1);
      }
    }
    for (int k = 0; k < Skeleton.SHAPES; k++) {
      belief[at++] = truth.betas().at(t, k);
    }
    for (int k = 0; k < 3; k++) {
      belief[at++] = truth.camera().at(t, k);
    }
  }

  /** An entry of the first two columns of a joint's mean rotation matrix. */
  double meanRotation(int joint, int row, int column) {
    return meanBelief[joint * 6 + row * 2 + column];
  }

  void standardiseBelief(double[] belief, float[] standardised) {
    for (int i = 0; i < belief.length; i++) {
      standardised[i] = (float) ((belief[i] - meanBelief[i]) / beliefDeviation[i]);
    }
  }

  void standardiseFeatures(float[] features) {
    for (int i = 0; i < features.length; i++) {
      features[i] = (features[i] - meanFeature[i]) / featureDeviation[i];
    }
  }

  /** Mean and variance by Welford's method. */
  private static final class Moments {

    private final double[] mean;
    private final double[] squares;
    private long count;

    Moments(int size) {
      mean = new double[size];
      squares = new double[size];
    }

    void add(double[] values) {
      count++;
      for (int i = 0; i < mean.length; i++) {
        double difference = values[i] - mean[i];
        mean[i] += difference / count;
        squares[i] += difference * (values[i] - mean[i]);
      }
    }

    double mean(int i) {
      return mean[i];
    }

    double deviation(int i) {
      return Math.sqrt(squares[i] / count);
    }
  }
}
