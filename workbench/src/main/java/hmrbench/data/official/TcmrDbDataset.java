package hmrbench.data.official;

import static hmrbench.data.official.DbArrays.ANY;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameList;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import hmrbench.core.Rotations;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import hmrbench.io.NdArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A data set in a preprocessed file of the TCMR, VIBE, MPS-Net or GLoT repository ({@code
 * 3dpw_test_db.pt} and the like): a joblib dictionary of arrays with one row per frame, made by
 * TCMR lib/data_utils at c41fdd7. Features stay in the file until a clip asks for its own.
 */
public final class TcmrDbDataset implements Dataset {

  private static final int POSE = 72;
  private static final int BETAS = 10;
  private static final int POINT = 3;

  /** How names of Human3.6M sequences encode subject, action and camera. */
  private static final Pattern H36M_NAME =
      Pattern.compile(".*s_([0-9]+)_act_([0-9]+)_subact_([0-9]+)_ca_([0-9]+).*");

  private final String name;
  private final DbKind kind;
  private final double framesPerSecond;
  private final DbArrays db;
  private final FrameRows rows;
  private final NdArray features;
  private final NdArray joints;
  private final Optional<NdArray> pose;
  private final Optional<NdArray> shape;
  private final CropPoints points;
  private final boolean[] valid;
  private final boolean[] counted;
  private final List<Remark> remarks;

  private TcmrDbDataset(String name, Path file, DbKind kind, double framesPerSecond) {
    this.name = name;
    this.kind = kind;
    this.framesPerSecond = framesPerSecond;
    this.db = DbArrays.open(file);
    this.rows = new FrameRows(db.sequenceOfFrame());
    this.features = db.need("features", ANY);
    this.joints = db.need("joints3D", ANY, POINT);
    if (!kind.storedJoints().contains(joints.size(1))) {
      throw Fault.asked(
          "%s: joints3D: expected %s joints for kind %s, got %d; check the kind of the data set",
          db.file(), kind.storedJoints(), kind, joints.size(1));
    }
    this.points = new CropPoints(db, rows, kind.points(), kind.findsPoints());
    this.valid = flags(db.find("valid"), "valid");
    this.counted = flags(db.find("valid_i", ANY).or(() -> db.find("valid_i")), "valid_i");
    boolean body = hasBody();
    this.pose = body ? db.find("pose", POSE) : Optional.empty();
    this.shape = body ? db.find("shape", BETAS) : Optional.empty();
    this.remarks = new DbChecks(db, kind, rows).remarks();
  }

  /**
   * Opens a file.
   *
   * @param name as in a config
   * @param framesPerSecond at which the file was sampled, in hertz
   * @throws Fault if it is no such file, or its arrays do not fit together or to {@code kind}
   */
  public static TcmrDbDataset open(String name, Path file, DbKind kind, double framesPerSecond) {
    return new TcmrDbDataset(name, file, kind, framesPerSecond);
  }

  private boolean[] flags(Optional<NdArray> stored, String key) {
    boolean[] all = new boolean[db.frames()];
    Arrays.fill(all, true);
    boolean[] flags = stored.map(NdArray::booleans).orElse(all);
    if (flags.length != all.length) {
      throw Fault.asked(
          "%s: %s: expected one value per frame, got %s; make the file again",
          db.file(), key, stored.get());
    }
    return flags;
  }

  /** Whether there are body parameters: files without them hold zeros. */
  private boolean hasBody() {
    Optional<NdArray> stored = db.find("pose", POSE);
    if (stored.isEmpty() || db.find("shape", BETAS).isEmpty()) {
      return false;
    }
    int block = 1024;
    for (int from = 0; from < db.frames(); from += block) {
      int to = Math.min(db.frames(), from + block);
      for (float value : stored.get().rows(from, to).floats()) {
        if (value != 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** What is unusual about the file; an invalid file is not opened. */
  @Override
  public List<Remark> remarks() {
    return remarks;
  }

  /** The kind of data set that the file is of. */
  public DbKind kind() {
    return kind;
  }

  /** Number of frames of all sequences together. */
  public int frames() {
    return db.frames();
  }

  /**
   * Positions in {@link #sequences()} in the order of the file, in which evaluators that
   * concatenate all sequences go through them (VIBE, TCMR's trainer).
   */
  @Override
  public List<Integer> evaluationOrder() {
    return rows.fileOrder().stream().map(rows.sorted()::indexOf).toList();
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
    return kind.joints();
  }

  @Override
  public int featureSize() {
    return features.size(1);
  }

  /** Names of the sequences, by code point: the order of TCMR's evaluate.py. */
  @Override
  public List<String> sequences() {
    return rows.sorted();
  }

  /** Names of the frames of a sequence, without reading the rest of it. */
  @Override
  public List<String> frameLabels(int index) {
    return labels(rows.of(sequences().get(index)));
  }

  @Override
  public List<Double> frameRates() {
    return FrameRates.ofRecorded(framesPerSecond);
  }

  @Override
  public Clip clip(int index, double rate) {
    int step = FrameRates.step("data set " + name, framesPerSecond, rate);
    String sequence = sequences().get(index);
    int[] all = rows.of(sequence);
    List<String> allLabels = labels(all);
    long[] numbers = FrameRows.numbers(allLabels);
    int[] kept = FrameRows.everyNth(all.length, step, numbers);
    int[] used = Arrays.stream(kept).map(t -> all[t]).toArray();
    Clip clip =
        new Clip(
            sequence,
            framesPerSecond / step,
            features(sequence, used),
            truth(framesPerSecond / step, used),
            body(used),
            new FrameList(
                Arrays.stream(kept).mapToObj(allLabels::get).toList(),
                mask(valid, used),
                mask(counted, used)),
            numbers.length == 0 ? Map.of() : Map.of("source_frame", picked(numbers, kept)),
            tags(sequence));
    return points.of(used).map(clip::withKeypoints).orElse(clip);
  }

  @Override
  public Optional<String> keypointFault() {
    return points.fault();
  }

  private List<String> labels(int... all) {
    return db.find("frame_id")
        .map(ids -> FrameRows.labels(ids, all))
        .orElseGet(() -> IntStream.range(0, all.length).mapToObj(Integer::toString).toList());
  }

  private static Series picked(long[] numbers, int... kept) {
    return Series.of(Arrays.stream(kept).mapToDouble(t -> numbers[t]).toArray());
  }

  private FloatGrid features(String sequence, int... used) {
    FloatGrid read = DbArrays.gather(features, used);
    if (!read.isFinite()) {
      throw Fault.asked(
          "%s: features of sequence %s: expected finite numbers, got NaN or infinity; "
              + "make the file again",
          db.file(), sequence);
    }
    return read;
  }

  private JointTrack truth(double rate, int... used) {
    FloatGrid stored = DbArrays.gather(joints, used);
    FloatGrid scored =
        stored.size(1) == JointSet.SPIN49.size()
            ? columns(stored, JointSet.SPIN49, kind.joints())
            : stored;
    return new JointTrack(kind.joints(), CoordinateFrame.CAMERA, rate, scored);
  }

  /** The same joints in the order of another set. */
  static FloatGrid columns(FloatGrid stored, JointSet from, JointSet to) {
    int frames = stored.size(0);
    float[] values = new float[frames * to.size() * POINT];
    for (int column = 0; column < to.size(); column++) {
      Joint joint = to.joints().get(column);
      int source = from.indexOf(joint);
      for (int t = 0; t < frames; t++) {
        stored.copyTo(
            (t * from.size() + source) * POINT, values, (t * to.size() + column) * POINT, POINT);
      }
    }
    return FloatGrid.owning(values, frames, to.size(), POINT);
  }

  private Optional<SmplTrack> body(int... used) {
    if (pose.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    FloatGrid rotations = Rotations.fromAxisAngle(DbArrays.gather(pose.get(), used));
    FloatGrid betas = DbArrays.gather(shape.get(), used);
    return Optional.of(new SmplTrack(rotations, betas, FloatGrid.zeros(used.length, POINT)));
  }

  private static FrameMask mask(boolean[] flags, int... used) {
    boolean[] picked = new boolean[used.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = flags[used[i]];
    }
    return FrameMask.of(picked);
  }

  private Map<String, String> tags(String sequence) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("kind", kind.toString());
    Matcher h36m = H36M_NAME.matcher(sequence);
    if (kind == DbKind.H36M && h36m.matches()) {
      tags.put("subject", h36m.group(1));
      tags.put("action", h36m.group(2));
      tags.put("camera", h36m.group(4));
    }
    return tags;
  }

  @Override
  public void close() {
    // A mapping of the file goes when the last array over it has gone.
  }
}
