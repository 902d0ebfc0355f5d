package hmrbench.run;

import hmrbench.config.ModelConfig.Predictions;
import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.official.PredictionMatch;
import hmrbench.data.official.PredictionMatch.Matched;
import hmrbench.data.official.PredictionMatch.Pair;
import hmrbench.model.Predictor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Predictions of another program for one data set, as a model that answers for the frames that the
 * other program spoke of. Bodies are read on the joints of the data set; positions are taken as
 * they are where the file holds no body.
 */
final class SavedPredictor implements Predictor {

  /** The rows of one sequence by the data set's name of their frames. */
  private record Answers(PredictedPerson person, Map<String, Integer> rowOf) {}

  private final String name;
  private final JointSet scored;
  private final PredictionMatch match;
  private final Map<String, Answers> answers = new HashMap<>();

  private SavedPredictor(
      String name, JointSet scored, PredictionMatch match, Map<String, List<String>> frames) {
    this.name = name;
    this.scored = scored;
    this.match = match;
    for (Matched matched : match.sequences()) {
      List<String> labels = Objects.requireNonNull(frames.get(matched.sequence()));
      Map<String, Integer> rowOf = new HashMap<>();
      for (Pair pair : matched.pairs()) {
        rowOf.put(labels.get(pair.frame()), pair.row());
      }
      answers.put(matched.sequence(), new Answers(matched.person(), rowOf));
    }
  }

  /**
   * Reads predictions and finds their frames in a data set.
   *
   * @throws Fault if the file holds no predictions, or none of them is of this data set
   */
  static SavedPredictor open(Predictions config, int checkpoint, DataSource source) {
    Path file = config.checkpoint().get(checkpoint);
    Map<String, List<String>> frames = source.frameLabels();
    PredictionMatch match =
        PredictionMatch.of(frames, PredictionFile.readAll(file), config.sequenceOf());
    if (match.sequences().isEmpty()) {
      throw Fault.asked(
          "%s: no frame of it is in data set %s: %s; say whose sequence it is with sequence-of"
              + " (score: --as PERSON=SEQUENCE)",
          file,
          source.dataset().name(),
          match.remarks().isEmpty() ? "it is empty" : match.remarks().get(0).sentence());
    }
    return new SavedPredictor(config.name(), source.recipe().joints(), match, frames);
  }

  /** What belongs together, and what has no counterpart. */
  PredictionMatch match() {
    return match;
  }

  @Override
  public OutputKind output() {
    return OutputKind.PER_FRAME;
  }

  @Override
  public int windowFrames() {
    return 1;
  }

  @Override
  public FrameMask answered(Clip clip) {
    boolean[] known = new boolean[clip.frames()];
    Answers mine = answers.get(clip.sequence());
    for (int t = 0; t < known.length && mine != null; t++) {
      known[t] = mine.rowOf().containsKey(clip.frameLabels().get(t));
    }
    return FrameMask.of(known);
  }

  @Override
  public Prediction predict(Clip clip, WindowPlan plan) {
    Answers mine = Objects.requireNonNull(answers.get(clip.sequence()));
    int[] rows =
        plan.rows().stream()
            .map(row -> plan.windows().get(row.window()).frames().get(row.position()))
            .mapToInt(
                frame -> Objects.requireNonNull(mine.rowOf().get(clip.frameLabels().get(frame))))
            .toArray();
    PredictedPerson person = mine.person();
    if (person.smpl().isPresent()) {
      return new Prediction(person.smpl().get().frames(rows), java.util.Optional.empty());
    }
    return Prediction.ofJoints(joints(person, clip.framesPerSecond(), rows));
  }

  private JointTrack joints(PredictedPerson person, double framesPerSecond, int... rows) {
    PredictedPerson.Joints given = person.joints().orElseThrow();
    boolean named =
        given.set().joints().containsAll(scored.joints())
            && !(given.set().equals(JointSet.SPIN49) && scored.equals(JointSet.COMMON14));
    if (!named) {
      // The 14 joints of 3DPW and Human3.6M are regressed from the mesh in another way than those
      // of the same names among the 49.
      throw Fault.running(
          "model %s: expected the joints %s of the data set, or bodies (pose, betas), got joints"
              + " %s",
          name, scored.name(), given.set().name());
    }
    FloatGrid metres = given.metres().rows(rows);
    float[] values = new float[rows.length * scored.size() * 3];
    for (int column = 0; column < scored.size(); column++) {
      int from = given.set().indexOf(scored.joints().get(column));
      for (int r = 0; r < rows.length; r++) {
        metres.copyTo(
            (r * given.set().size() + from) * 3, values, (r * scored.size() + column) * 3, 3);
      }
    }
    return new JointTrack(
        scored,
        CoordinateFrame.CAMERA,
        framesPerSecond,
        FloatGrid.owning(values, rows.length, scored.size(), 3));
  }

  @Override
  public void close() {
    // Arrays are in memory; a mapping of the file goes with them.
  }
}
