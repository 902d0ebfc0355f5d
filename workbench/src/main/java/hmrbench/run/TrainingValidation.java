package hmrbench.run;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Prediction;
import hmrbench.core.SmplTrack;
import hmrbench.data.Dataset;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.data.sim.Skeleton;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.model.Predictor;
import hmrbench.train.BodyLoss;
import hmrbench.train.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Scores a network in training on clips under the protocol {@code hmrbench}: middle-frame networks
 * with windows padded at the edges, sequence networks in chunks.
 */
public final class TrainingValidation implements Validation {

  private static final List<Metric> SCORED =
      List.of(Metrics.MPJPE, Metrics.PA_MPJPE, Metrics.ACCEL_ERR);
  private static final String LOSS = "loss";
  private static final String HELD_OUT = "heldout";

  private final List<Clip> clips;
  private final Protocol protocol;

  /**
   * @param dataset all of its sequences are made at once, at its own rate
   */
  public TrainingValidation(Dataset dataset) {
    this.clips =
        IntStream.range(0, dataset.sequences().size())
            .parallel()
            .mapToObj(i -> dataset.clip(i, dataset.nativeFramesPerSecond()))
            .toList();
    this.protocol = Protocols.named("hmrbench").orElseThrow();
  }

  /** What a network says of a clip, and how large the training loss of it is. */
  private record Look(SequencePrediction prediction, double loss, int frames) {}

  @Override
  public Map<String, Double> score(Predictor model) {
    List<Look> looks = clips.stream().map(clip -> look(model, clip)).toList();
    List<SequenceScore> scores =
        protocol.score(looks.stream().map(Look::prediction).toList(), SCORED);
    Map<String, Double> averages = new LinkedHashMap<>();
    averages.put(LOSS, loss(looks));
    put(averages, "", scores);
    put(averages, "seen_", partOf(scores, false));
    put(averages, "heldout_", partOf(scores, true));
    return averages;
  }

  /** The mean over frames. */
  private static double loss(List<Look> looks) {
    double sum = looks.stream().mapToDouble(look -> look.loss() * look.frames()).sum();
    return sum / looks.stream().mapToInt(Look::frames).sum();
  }

  private List<SequenceScore> partOf(List<SequenceScore> scores, boolean heldOut) {
    List<SequenceScore> part = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      if (Boolean.parseBoolean(clips.get(i).tags().get(HELD_OUT)) == heldOut) {
        part.add(scores.get(i));
      }
    }
    return part;
  }

  private static void put(Map<String, Double> averages, String prefix, List<SequenceScore> scores) {
    for (Metric metric : SCORED) {
      Averages.overFrames(scores, metric)
          .ifPresent(value -> averages.put(prefix + metric.id().column(), value));
    }
  }

  private Look look(Predictor model, Clip clip) {
    WindowPlan plan =
        Windows.plan(
            protocol.windows(model.output()), clip.frames(), model.windowFrames(), model.output());
    Prediction prediction = model.predict(clip, plan);
    int[] targets = plan.targets();
    SmplTrack truth = clip.smpl().orElseThrow().frames(targets);
    double loss = new BodyLoss(BodyLoss.PUBLISHED).of(prediction.smpl(), truth).total();
    return new Look(score(clip, prediction, targets), loss, targets.length);
  }

  private static SequencePrediction score(Clip clip, Prediction prediction, int[] targets) {
    return new SequencePrediction(
        clip.sequence(),
        clip.truth().frames(targets),
        joints(prediction.smpl(), clip.framesPerSecond()),
        Optional.empty(),
        clip.counted().pick(targets),
        Arrays.stream(targets).boxed().toList());
  }

  static JointTrack joints(SmplTrack smpl, double framesPerSecond) {
    List<Integer> columns =
        JointSet.SMPL14.joints().stream().map(JointSet.SMPL24::indexOf).toList();
    float[] metres = new float[smpl.frames() * columns.size() * 3];
    double[] rotations = new double[Skeleton.JOINTS * 9];
    double[] betas = new double[Skeleton.SHAPES];
    double[] positions = new double[Skeleton.JOINTS * 3];
    int at = 0;
    for (int t = 0; t < smpl.frames(); t++) {
      for (int i = 0; i < rotations.length; i++) {
        rotations[i] = smpl.rotations().get(t * rotations.length + i);
      }
      for (int i = 0; i < betas.length; i++) {
        betas[i] = smpl.betas().at(t, i);
      }
      Skeleton.positions(rotations, Skeleton.offsets(betas), positions);
      for (int column : columns) {
        for (int axis = 0; axis < 3; axis++) {
          metres[at++] = (float) positions[column * 3 + axis];
        }
      }
    }
    return new JointTrack(
        JointSet.SMPL14,
        CoordinateFrame.CAMERA,
        framesPerSecond,
        FloatGrid.owning(metres, smpl.frames(), columns.size(), 3));
  }
}
