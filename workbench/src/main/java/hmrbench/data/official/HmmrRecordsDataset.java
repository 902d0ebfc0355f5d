package hmrbench.data.official;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameList;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import hmrbench.io.tensorflow.RecordFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Files that HMMR is evaluated on: one per video, one record per person. A frame counts where more
 * than six of its 14 joints are seen.
 *
 * <p>Joints are predicted by the regressor of Human3.6M, since the one that made the true joints
 * comes with HMMR's body alone: these are other joints, by some millimetres.
 *
 * <p>Source: src/datasets/common.py, read_from_example, and src/evaluation/eval.py of
 * human_dynamics at 0887f37.
 */
public final class HmmrRecordsDataset implements Dataset {

  private static final String SUFFIX = ".tfrecord";
  private static final int JOINTS = 14;
  private static final int ROTATIONS = 24;
  private static final int SHAPES = 10;

  /** A frame counts where more than so many joints are seen (min_visible). */
  private static final int LEAST_SEEN = 6;

  private final HmmrRecords config;
  private final CropViewer viewer;
  private final List<Person> people = new ArrayList<>();

  /**
   * Someone in a video.
   *
   * @param frames of the record
   */
  private record Person(String name, Path file, RecordFile.Example record, int frames) {}

  /**
   * @throws Fault if a file is missing, damaged or holds no such records
   */
  HmmrRecordsDataset(HmmrRecords config, CropViewer viewer) {
    this.config = config;
    this.viewer = viewer;
    for (Path file : files(config)) {
      String video = String.valueOf(file.getFileName()).replace(SUFFIX, "");
      List<RecordFile.Example> records = RecordFile.read(file);
      for (int i = 0; i < records.size(); i++) {
        int frames = Math.toIntExact(records.get(i).integers("meta/N", 1)[0]);
        people.add(new Person(video + "_" + i, file, records.get(i), frames));
      }
    }
  }

  /**
   * The files that a config names, those of its folders among them, in the order of their names.
   */
  static List<Path> files(HmmrRecords config) {
    return FilesOfSets.of(config.name(), config.files(), SUFFIX, "files of records");
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public double nativeFramesPerSecond() {
    return config.fps();
  }

  @Override
  public JointSet joints() {
    return JointSet.COMMON14;
  }

  @Override
  public int featureSize() {
    return viewer.featureSize();
  }

  @Override
  public List<String> sequences() {
    return people.stream().map(Person::name).toList();
  }

  @Override
  public List<Double> frameRates() {
    return FrameRates.ofRecorded(config.fps());
  }

  @Override
  public Optional<FloatGrid> blank() {
    return Optional.of(viewer.ofGrey());
  }

  @Override
  public Clip clip(int index, double framesPerSecond) {
    int step = FrameRates.step("data set " + name(), config.fps(), framesPerSecond);
    Person person = people.get(index);
    int[] kept = IntStream.range(0, person.frames()).filter(t -> t % step == 0).toArray();
    double rate = config.fps() / step;
    return new Clip(
        person.name(),
        rate,
        features(person, kept),
        new JointTrack(joints(), CoordinateFrame.CAMERA, rate, joints(person).rows(kept)),
        smpl(person, kept),
        new FrameList(
            Arrays.stream(kept).mapToObj(Integer::toString).toList(),
            seen(person).pick(kept),
            FrameMask.all(kept.length)),
        Map.of(),
        Map.of());
  }

  private FloatGrid features(Person person, int... kept) {
    List<byte[]> pictures = person.record().bytes("image/encoded");
    if (pictures.size() != person.frames()) {
      throw Fault.asked(
          "%s: sequence %s: expected a picture for each of its %d frames, got %d; make the file"
              + " again",
          person.file(), person.name(), person.frames(), pictures.size());
    }
    return viewer.of(
        Arrays.stream(kept).mapToObj(pictures::get).toList(), person.file().toString());
  }

  /** The first 14 joints of a frame; behind them may be those of face and feet. */
  private static FloatGrid joints(Person person) {
    RecordFile.Example record = person.record();
    int values = JOINTS * 3;
    float[] all = record.floats("mosh/gt3ds");
    int each = person.frames() == 0 ? 0 : all.length / person.frames();
    if (each < values || all.length != each * person.frames()) {
      throw Fault.asked(
          "%s: sequence %s: expected at least 14 joints for each of its %d frames, got %d numbers;"
              + " it has no 3D truth, or is no file of a test",
          person.file(), person.name(), person.frames(), all.length);
    }
    float[] joints = new float[person.frames() * values];
    for (int t = 0; t < person.frames(); t++) {
      System.arraycopy(all, t * each, joints, t * values, values);
    }
    return FloatGrid.owning(joints, person.frames(), JOINTS, 3);
  }

  /** The true body, where the record has one. */
  private static Optional<SmplTrack> smpl(Person person, int... kept) {
    RecordFile.Example record = person.record();
    if (record.has("meta/has_3d") && record.integers("meta/has_3d", 1)[0] == 0) {
      return Optional.empty();
    }
    int frames = person.frames();
    FloatGrid poses =
        FloatGrid.owning(
            record.floats("mosh/poses", (long) frames * ROTATIONS * 3), frames, ROTATIONS, 3);
    float[] shape = record.floats("mosh/shape", SHAPES);
    float[] shapes = new float[kept.length * SHAPES];
    for (int t = 0; t < kept.length; t++) {
      System.arraycopy(shape, 0, shapes, t * SHAPES, SHAPES);
    }
    return Optional.of(
        new SmplTrack(
            Rotations.fromAxisAngle(poses.rows(kept)),
            FloatGrid.owning(shapes, kept.length, SHAPES),
            FloatGrid.zeros(kept.length, 3)));
  }

  private static FrameMask seen(Person person) {
    long[] visible =
        person.record().integers("image/visibilities", (long) person.frames() * JOINTS);
    boolean[] seen = new boolean[person.frames()];
    for (int t = 0; t < seen.length; t++) {
      int from = t * JOINTS;
      seen[t] = Arrays.stream(visible, from, from + JOINTS).sum() > LEAST_SEEN;
    }
    return FrameMask.of(seen);
  }

  @Override
  public void close() {
    viewer.close();
  }
}
