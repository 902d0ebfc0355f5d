package hmrbench.run;

import hmrbench.config.MixtureConfig;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.Prediction;
import hmrbench.core.Remark;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.model.Predictor;
import hmrbench.train.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores a network in training on a recorded set, under the protocol that a recipe names: with
 * {@code tcmr-trainer} or {@code vibe} the numbers by which the official programs choose a
 * checkpoint.
 */
final class OfficialValidation implements Validation, AutoCloseable {

  private static final List<Metric> SCORED =
      List.of(Metrics.MPJPE, Metrics.PA_MPJPE, Metrics.ACCEL_ERR);

  private final DataSource source;
  private final Protocol protocol;

  private OfficialValidation(DataSource source, Protocol protocol) {
    this.source = source;
    this.protocol = protocol;
  }

  /**
   * Opens the set.
   *
   * @throws Fault if it cannot be read
   */
  static OfficialValidation open(MixtureConfig.Scoring scoring) {
    Protocol protocol = Protocols.named(scoring.protocol()).orElseThrow();
    return new OfficialValidation(DataSource.open(scoring.dataset(), Optional.empty()), protocol);
  }

  List<Remark> remarks() {
    return source.remarks();
  }

  @Override
  public Map<String, Double> score(Predictor model) {
    List<SequencePrediction> predictions = new ArrayList<>();
    for (int position = 0; position < source.sequences(); position++) {
      Clip clip = source.clip(position, source.dataset().nativeFramesPerSecond());
      WindowPlan plan =
          Windows.plan(
              protocol.windows(model.output()),
              clip.frames(),
              model.windowFrames(),
              model.output());
      if (plan.targets().length > 0) {
        predictions.add(predicted(model, clip, plan));
      }
    }
    if (predictions.isEmpty()) {
      throw Fault.asked(
          "data set %s: no sequence is as long as a window of %d frames; validate on another",
          source.dataset().name(), model.windowFrames());
    }
    List<SequenceScore> scores = protocol.score(predictions, SCORED);
    Map<String, Double> averages = new LinkedHashMap<>();
    for (Metric metric : SCORED) {
      Averages.overFrames(scores, metric)
          .ifPresent(value -> averages.put(metric.id().column(), value));
    }
    return averages;
  }

  private SequencePrediction predicted(Predictor model, Clip clip, WindowPlan plan) {
    Prediction prediction = model.predict(clip, plan);
    int[] targets = plan.targets();
    return new SequencePrediction(
        clip.sequence(),
        clip.truth().frames(targets),
        source.body().joints(prediction.smpl(), source.recipe(), clip.framesPerSecond()),
        Optional.empty(),
        clip.counted().pick(targets),
        Arrays.stream(targets).boxed().toList());
  }

  @Override
  public void close() {
    source.close();
  }
}
