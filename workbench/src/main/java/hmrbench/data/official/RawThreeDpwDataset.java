package hmrbench.data.official;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameList;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import hmrbench.data.official.RawThreeDpw.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * 3DPW as its authors distribute it ({@code sequenceFiles/test/*.pkl}), with the frames, names and
 * truth of TCMR's {@code 3dpw_test_db.pt}: what predictions of other programs are scored against
 * without that file. It has no image features, so networks cannot run on it.
 */
public final class RawThreeDpwDataset implements Dataset {

  private static final String SUFFIX = ".pkl";

  private final String name;
  private final double framesPerSecond;
  private final Truth truth;
  private final BodyJoints body;
  private final List<ThreeDpwSequence.Person> people = new ArrayList<>();

  /**
   * @param body that the truth is posed on
   * @throws Fault if a file is missing, damaged or no sequence of 3DPW
   */
  public RawThreeDpwDataset(RawThreeDpw config, BodyJoints body) {
    this.name = config.name();
    this.framesPerSecond = config.fps();
    this.truth = config.truth();
    this.body = body;
    for (Path file : files(config)) {
      people.addAll(ThreeDpwSequence.read(file).people(truth == Truth.OFFICIAL));
    }
    if (people.isEmpty()) {
      throw Fault.asked(
          "data set %s: nobody in %s is seen well enough to be scored: expected frames with %s of"
              + " poses2d; name other files",
          name,
          config.files(),
          truth == Truth.OFFICIAL ? "a point" : "more than six of twelve points above 0.3");
    }
    people.sort(Comparator.comparing(ThreeDpwSequence.Person::name));
    requireOnce();
  }

  /**
   * The files that a config names, those of its folders among them, in the order of their names.
   */
  public static List<Path> files(RawThreeDpw config) {
    return FilesOfSets.of(config.name(), config.files(), SUFFIX, "sequence files");
  }

  private void requireOnce() {
    for (int i = 1; i < people.size(); i++) {
      if (people.get(i).name().equals(people.get(i - 1).name())) {
        throw Fault.asked(
            "data set %s: sequence %s is in two files; name one of them",
            name, people.get(i).name());
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double nativeFramesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public JointSet joints() {
    return truth.joints();
  }

  @Override
  public int featureSize() {
    return 0;
  }

  @Override
  public List<String> sequences() {
    return people.stream().map(ThreeDpwSequence.Person::name).toList();
  }

  @Override
  public List<Double> frameRates() {
    return FrameRates.ofRecorded(framesPerSecond);
  }

  @Override
  public Clip clip(int index, double rate) {
    int step = FrameRates.step("data set " + name, framesPerSecond, rate);
    ThreeDpwSequence.Person person = people.get(index);
    long[] numbers = Arrays.stream(person.frames()).asLongStream().toArray();
    int[] kept = FrameRows.everyNth(numbers.length, step, numbers);
    SmplTrack smpl =
        new SmplTrack(
            person.rotations().rows(kept),
            person.betas().rows(kept),
            FloatGrid.zeros(kept.length, 3));
    boolean[] valid = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      valid[i] = person.valid()[kept[i]];
    }
    Clip clip =
        new Clip(
            person.name(),
            framesPerSecond / step,
            FloatGrid.zeros(kept.length, 0),
            truth(person, smpl, kept, framesPerSecond / step),
            Optional.of(smpl),
            new FrameList(
                Arrays.stream(kept).mapToObj(t -> Long.toString(numbers[t])).toList(),
                FrameMask.of(valid),
                FrameMask.all(kept.length)),
            Map.of(
                "source_frame",
                Series.of(Arrays.stream(kept).mapToDouble(t -> numbers[t]).toArray())),
            gender(person).isEmpty()
                ? Map.of("kind", "3dpw")
                : Map.of("kind", "3dpw", "gender", gender(person)));
    return clip.withKeypoints(person.points().frames(kept).inCrops(true));
  }

  /** Points that are no numbers, where somebody fits bodies to them. */
  @Override
  public Optional<String> keypointFault() {
    return people.stream()
        .flatMap(
            person ->
                person
                    .points()
                    .fault(
                        t ->
                            "sequence %s: poses2d, frame %d"
                                .formatted(person.name(), person.frames()[t]),
                        "sequence " + person.name())
                    .stream())
        .findFirst();
  }

  /** Whose body the truth has; empty for the neutral one. */
  private String gender(ThreeDpwSequence.Person person) {
    return truth.isGendered() ? person.gender() : "";
  }

  @Override
  public List<Remark> remarks() {
    return people.stream()
        .map(this::gender)
        .filter(gender -> !gender.isEmpty() && body.ofGender(gender).isEmpty())
        .distinct()
        .sorted()
        .map(
            gender ->
                Remark.doubt(
                    "no-gendered-body",
                    "data set " + name,
                    "no SMPL_%s.pkl in the body-model folder: the truth of %s people is posed on the"
                            .formatted(gender.toUpperCase(Locale.ROOT), gender)
                        + " neutral body, which is millimetres to centimetres off; put the file"
                        + " there"))
        .toList();
  }

  /** The joints of the body, moved as the converter moves them. */
  private JointTrack truth(
      ThreeDpwSequence.Person person, SmplTrack smpl, int[] kept, double rate) {
    FloatGrid shift = person.shift().rows(kept);
    JointTrack still =
        Optional.of(gender(person))
            .filter(it -> !it.isEmpty())
            .flatMap(body::ofGender)
            .orElse(body)
            .of(smpl, truth.joints(), rate);
    int columns = still.joints().size();
    float[] moved = new float[still.metres().length()];
    for (int i = 0; i < moved.length; i++) {
      int t = i / (columns * 3);
      moved[i] = still.metres().get(i) + shift.at(t, i % 3);
    }
    return new JointTrack(
        still.joints(),
        CoordinateFrame.CAMERA,
        rate,
        FloatGrid.owning(moved, still.frames(), columns, 3));
  }

  @Override
  public void close() {
    // All that is kept is in memory.
  }
}
