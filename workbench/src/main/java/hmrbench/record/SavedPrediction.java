package hmrbench.record;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Reason;
import hmrbench.core.SmplTrack;
import hmrbench.core.VisibleText;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.record.FrameTable.SequenceRange;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The prediction behind a cell's rows, for playback: row r of every track belongs to row r of the
 * {@link FrameTable}.
 *
 * @param predicted joints on which it was scored
 * @param truth the same of the truth
 * @param predictedBody SMPL's 24 joints
 * @param truthBody the same of the truth, where the data set has SMPL parameters
 * @param predictedSmpl what poses a mesh
 * @param truthSmpl the same of the truth, where the data set has it
 */
public record SavedPrediction(
    JointTrack predicted,
    JointTrack truth,
    JointTrack predictedBody,
    Optional<JointTrack> truthBody,
    SmplTrack predictedSmpl,
    Optional<SmplTrack> truthSmpl) {

  private static final List<JointSet> SETS =
      List.of(
          JointSet.SMPL14,
          JointSet.SMPL24,
          JointSet.SMPL24_HIPS,
          JointSet.COMMON14,
          JointSet.MPII3D17,
          JointSet.SPIN49);

  private static final String JOINTS = "joint_set";
  private static final String FPS = "frames_per_second";

  /** Its tracks as tensors, in the order of the file. */
  Map<String, FloatGrid> tensors() {
    Map<String, FloatGrid> tensors = new LinkedHashMap<>();
    tensors.put("predicted.joints", predicted.metres());
    tensors.put("truth.joints", truth.metres());
    tensors.put("predicted.body_joints", predictedBody.metres());
    truthBody.ifPresent(body -> tensors.put("truth.body_joints", body.metres()));
    put("predicted", predictedSmpl, tensors);
    truthSmpl.ifPresent(track -> put("truth", track, tensors));
    return tensors;
  }

  /** What the file says of them. */
  Map<String, String> words() {
    return Map.of(
        JOINTS, predicted.joints().name(), FPS, Decimal.text(predicted.framesPerSecond()));
  }

  private static void put(String of, SmplTrack track, Map<String, FloatGrid> tensors) {
    tensors.put(of + ".rotations", track.rotations());
    tensors.put(of + ".betas", track.betas());
    tensors.put(of + ".camera", track.camera());
  }

  /**
   * Reads a file that a {@link CellWriter} wrote.
   *
   * @throws Fault if it is something else
   */
  static SavedPrediction read(Path file) {
    return sound(file, () -> read(file, SafeTensors.open(file)));
  }

  private static SavedPrediction read(Path file, SafeTensors tensors) {
    JointSet joints = jointSet(tensors, file);
    double fps = rate(tensors);
    boolean hasTruth = tensors.names().contains("truth.rotations");
    return new SavedPrediction(
        track(joints, fps, tensors.floats("predicted.joints")),
        track(joints, fps, tensors.floats("truth.joints")),
        track(JointSet.SMPL24, fps, tensors.floats("predicted.body_joints")),
        hasTruth
            ? Optional.of(track(JointSet.SMPL24, fps, tensors.floats("truth.body_joints")))
            : Optional.empty(),
        smpl("predicted", tensors),
        hasTruth ? Optional.of(smpl("truth", tensors)) : Optional.empty());
  }

  /**
   * Reads the joints of some rows and nothing else: SMPL's 24 where the truth has them, else those
   * that were scored.
   *
   * @throws Fault if the file is something else, or has fewer rows
   */
  static PredictedMotion readMotion(Path file, SequenceRange range) {
    return sound(file, () -> readMotion(file, SafeTensors.open(file), range));
  }

  private static PredictedMotion readMotion(Path file, SafeTensors tensors, SequenceRange range) {
    boolean body = tensors.names().contains("truth.body_joints");
    JointSet joints = body ? JointSet.SMPL24 : jointSet(tensors, file);
    String part = body ? ".body_joints" : ".joints";
    double fps = rate(tensors);
    int rows = tensors.shape("truth" + part)[0];
    if (rows < range.to()) {
      throw Fault.asked(
          "%s: expected at least %d rows, got %d; run the experiment again",
          file, range.to(), rows);
    }
    return new PredictedMotion(
        range.name(),
        track(joints, fps, rows(tensors, "truth" + part, range)),
        track(joints, fps, rows(tensors, "predicted" + part, range)));
  }

  /** What is no rate, or no track, is a file that somebody changed. */
  private static <R> R sound(Path file, Supplier<R> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: not a prediction that a run saved: %s; run the experiment again"
              .formatted(file, Reason.of(e).replace(file + ": ", "")),
          e);
    }
  }

  private static double rate(SafeTensors tensors) {
    return Double.parseDouble(tensors.metadata().getOrDefault(FPS, "0"));
  }

  private static FloatGrid rows(SafeTensors tensors, String name, SequenceRange range) {
    return tensors.array(name).rows(range.from(), range.to()).toFloatGrid();
  }

  private static JointSet jointSet(SafeTensors tensors, Path file) {
    String name = tensors.metadata().getOrDefault(JOINTS, "");
    return SETS.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Fault.asked("%s: unknown joint set \"%s\"", file, VisibleText.value(name)));
  }

  private static JointTrack track(JointSet joints, double fps, FloatGrid metres) {
    return new JointTrack(joints, CoordinateFrame.CAMERA, fps, metres);
  }

  private static SmplTrack smpl(String of, SafeTensors tensors) {
    return new SmplTrack(
        tensors.floats(of + ".rotations"),
        tensors.floats(of + ".betas"),
        tensors.floats(of + ".camera"));
  }
}
