package hmrbench.record;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.io.FormatException;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code motion/<cell>.safetensors}: the {@link Motion}s of a cell, in half precision, whose error
 * of up to 0.5 mm at 1 m is smaller than a pixel of a page. Nothing is scored from it.
 *
 * <p>Per sequence i there are tensors {@code i.truth} and {@code i.predicted} [R, J, 3] in metres
 * relative to the root; the words of the file name sequences, joints, root and rate.
 */
public final class MotionFile {

  /** Name of the folder within a run. */
  public static final String FOLDER = "motion";

  private static final String TRUTH = ".truth";
  private static final String PREDICTED = ".predicted";
  private static final String SEQUENCE = "sequence.";

  private final SafeTensors tensors;
  private final JointSet joints;
  private final double framesPerSecond;

  private MotionFile(SafeTensors tensors) {
    this.tensors = tensors;
    Map<String, String> words = tensors.metadata();
    this.joints = joints(words);
    this.framesPerSecond = Double.parseDouble(words.getOrDefault("fps", ""));
  }

  /** Where the motions of a cell lie, relative to the run folder. */
  public static String path(Cell cell) {
    return FOLDER + "/" + cell.fileName() + ".safetensors";
  }

  /**
   * Writes the motions of a cell, all of one joint set and rate: aside, then to their place.
   *
   * @param folder of the run
   */
  public static void write(Path folder, Cell cell, List<Motion> motions) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < motions.size(); i++) {
      Motion motion = motions.get(i);
      JointSet set = motion.truth().joints();
      words.put(SEQUENCE + i, motion.sequence());
      words.put("set", set.name());
      words.put("joints", set.joints().stream().map(Joint::name).collect(Collectors.joining(" ")));
      words.put("root", set.rootA().name() + " " + set.rootB().name());
      words.put("fps", Double.toString(motion.truth().framesPerSecond()));
      arrays.put(i + TRUTH, halves(motion.truth()));
      arrays.put(i + PREDICTED, halves(motion.predicted()));
    }
    SafeTensors.write(folder.resolve(path(cell)), arrays, words);
  }

  private static NdArray halves(JointTrack track) {
    FloatGrid metres = track.metres();
    return NdArray.ofHalf(metres.toArray(), metres.shape());
  }

  /**
   * Opens the motions of a cell.
   *
   * @param folder of the run
   * @return empty where the run kept none
   * @throws Fault if the file is damaged
   */
  public static Optional<MotionFile> open(Path folder, Cell cell) {
    Path file = folder.resolve(path(cell));
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new MotionFile(SafeTensors.open(file)));
    } catch (FormatException | IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be read as the motions of %s: %s; run the experiment again"
              .formatted(file, cell, e.getMessage()),
          e);
    }
  }

  private static JointSet joints(Map<String, String> words) {
    List<Joint> joints = new ArrayList<>();
    for (String name : words.getOrDefault("joints", "").split(" ", -1)) {
      joints.add(Joint.valueOf(name));
    }
    String[] root = words.getOrDefault("root", "").split(" ", -1);
    return new JointSet(
        words.getOrDefault("set", ""),
        joints,
        Joint.valueOf(root[0]),
        Joint.valueOf(root[root.length - 1]));
  }

  /** The sequences that it holds, in the order in which they were written. */
  public List<String> sequences() {
    Map<String, String> words = tensors.metadata();
    List<String> names = new ArrayList<>();
    for (int i = 0; words.containsKey(SEQUENCE + i); i++) {
      names.add(words.get(SEQUENCE + i));
    }
    return names;
  }

  /** The motion of a sequence; empty where it holds none. */
  public Optional<Motion> motion(String sequence) {
    int place = sequences().indexOf(sequence);
    return place < 0
        ? Optional.empty()
        : Optional.of(new Motion(sequence, track(place + TRUTH), track(place + PREDICTED)));
  }

  private JointTrack track(String tensor) {
    FloatGrid metres = tensors.floats(tensor);
    if (metres.rank() != 3 || metres.size(1) != joints.size()) {
      throw Fault.asked(
          "tensor %s: expected [R, %d, 3], got %s; run the experiment again",
          tensor, joints.size(), Arrays.toString(metres.shape()));
    }
    return new JointTrack(joints, CoordinateFrame.ROOT, framesPerSecond, metres);
  }
}
