package hmrbench.data.official;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointNames;
import hmrbench.core.JointOrder;
import hmrbench.core.JointSet;
import hmrbench.core.RotationForm;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.io.NdArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** From the arrays of a file of predictions to a person, in metres and radians. */
public final class PredictionArrays {

  private static final int POSE = 72;
  private static final int BETAS = 10;
  private static final int CAMERA = 3;
  private static final int MOST_NAMED = 3;
  private static final int ROWS_AT_A_TIME = 4096;

  private final String file;
  private final Function<String, Optional<NdArray>> find;
  private final IntFunction<String> place;
  private final PredictionReading reading;

  /**
   * @param file how messages call it
   * @param find the array of a key of an npz
   * @param place sequence and frame of a row, in words
   */
  public PredictionArrays(
      String file,
      Function<String, Optional<NdArray>> find,
      IntFunction<String> place,
      PredictionReading reading) {
    this.file = file;
    this.find = find;
    this.place = place;
    this.reading = reading;
  }

  /**
   * @param arrays under the keys of an npz
   */
  public PredictionArrays(
      String file,
      Map<String, NdArray> arrays,
      IntFunction<String> place,
      PredictionReading reading) {
    this(file, key -> Optional.ofNullable(arrays.get(key)), place, reading);
  }

  /**
   * The person whom all rows are of.
   *
   * @param frames the frame of each row
   * @throws Fault if an array is misshapen or holds NaN, or there is neither a body nor joints
   */
  public PredictedPerson person(String source, String person, List<String> frames) {
    int rows = frames.size();
    if (rows == 0) {
      throw Fault.asked(
          "%s: %sexpected one row per frame, got no row; leave the track out",
          file, person.isEmpty() ? "" : "person " + person + ": ");
    }
    Optional<Rows<FloatGrid>> matrices = sixD(rows).or(() -> grid("rotations", rows, 24, 3, 3));
    boolean transposed = reading.fixes().rotations() == RotationForm.TRANSPOSED;
    if (transposed && matrices.isEmpty()) {
      throw Fault.asked(
          "%s: rotations=transposed needs matrices, rotations [%d, 24, 3, 3], which are not in it",
          file, rows);
    }
    Optional<Rows<FloatGrid>> turns =
        matrices.isPresent()
            ? Optional.empty()
            : grid("pose", rows, POSE).map(vectors -> scaled(vectors, reading.angles().radians()));
    matrices = transposed ? matrices.map(it -> it.map(Rotations::transposed)) : matrices;
    Optional<Rows<SmplTrack>> smpl =
        matrices
            .or(() -> turns.map(vectors -> vectors.map(Rotations::fromAxisAngle)))
            .map(it -> body(it, rows));
    Optional<PredictedPerson.Joints> joints = joints(rows);
    if (smpl.isEmpty() && joints.isEmpty()) {
      throw Fault.asked(
          "%s: expected pose, rotations or joints, got none of them;"
              + " docs/prediction-files.md has the keys",
          file);
    }
    return new PredictedPerson(source, person, frames, smpl, turns, joints);
  }

  /** Six numbers per rotation: their meaning is stated, never guessed. */
  private Optional<Rows<FloatGrid>> sixD(int rows) {
    RotationForm form = reading.fixes().rotations();
    boolean stated = form == RotationForm.SIX_D_ROWS || form == RotationForm.SIX_D_COLUMNS;
    for (String key : List.of("rotations", "pose")) {
      Optional<NdArray> stored = find.apply(key).filter(it -> isSixD(it, rows));
      if (stored.isPresent() && !stated) {
        throw Fault.asked(
            "%s: %s: six numbers per rotation may be the first two rows of a matrix or its first two"
                + " columns; say which with --fix rotations=6d-rows or rotations=6d-columns (fix: in"
                + " a config), which `detect` finds against a truth",
            file, key);
      }
      if (stored.isPresent()) {
        requireFinite(key, stored.get());
        return Optional.of(
            Rows.of(stored.get())
                .map(
                    form == RotationForm.SIX_D_ROWS
                        ? six ->
                            Rotations.transposed(Rotations.fromSixD(Rotations.rowsAsColumns(six)))
                        : Rotations::fromSixD));
      }
    }
    if (stated) {
      throw Fault.asked(
          "%s: rotations=%s needs six numbers per rotation, rotations or pose [%d, 144], which are"
              + " not in it",
          file, form.word(), rows);
    }
    return Optional.empty();
  }

  private static boolean isSixD(NdArray stored, int rows) {
    return stored.hasShape(rows, 144) || stored.hasShape(rows, 24, 6);
  }

  private Rows<SmplTrack> body(Rows<FloatGrid> rotations, int rows) {
    find.apply("betas").ifPresent(stored -> requireTenShapes(stored, rows));
    Rows<FloatGrid> betas = grid("betas", rows, BETAS).orElseGet(() -> zeros(rows, BETAS));
    Rows<FloatGrid> camera = grid("camera", rows, CAMERA).orElseGet(() -> zeros(rows, CAMERA));
    return Rows.of(
        rows,
        picked -> new SmplTrack(rotations.rows(picked), betas.rows(picked), camera.rows(picked)));
  }

  /** More of them are those of a larger shape space, of which SMPL's ten are the first. */
  private void requireTenShapes(NdArray stored, int rows) {
    if (stored.rank() == 2 && stored.size(0) == rows && stored.size(1) > BETAS) {
      throw Fault.asked(
          "%s: betas: expected [%d, 10], the first shape values of SMPL, got %s; write betas[:, :10]",
          file, rows, stored);
    }
  }

  private static Rows<FloatGrid> zeros(int rows, int width) {
    return Rows.of(rows, picked -> FloatGrid.zeros(picked.length, width));
  }

  private Optional<Rows<FloatGrid>> grid(String key, int rows, int... sizes) {
    int[] shape = new int[sizes.length + 1];
    shape[0] = rows;
    System.arraycopy(sizes, 0, shape, 1, sizes.length);
    return find.apply(key).map(stored -> grid(key, stored, shape));
  }

  private Rows<FloatGrid> grid(String key, NdArray stored, int... shape) {
    if (!stored.hasShape(shape)) {
      throw wrong(file, key, Arrays.toString(shape), stored);
    }
    requireFinite(key, stored);
    return Rows.of(stored);
  }

  /** Looks at all rows, some at a time. */
  private void requireFinite(String key, NdArray stored) {
    StringBuilder named = new StringBuilder();
    int rows = stored.size(0);
    int count = 0;
    for (int from = 0; from < rows; from += ROWS_AT_A_TIME) {
      FloatGrid some = stored.rows(from, Math.min(rows, from + ROWS_AT_A_TIME)).toFloatGrid();
      int width = some.length() / some.size(0);
      for (int row = 0; !some.isFinite() && row < some.size(0); row++) {
        if (!isFinite(some, row * width, width)) {
          if (count < MOST_NAMED) {
            named.append(count == 0 ? "" : "; ").append(place.apply(from + row));
          }
          count++;
        }
      }
    }
    if (count == 0) {
      return;
    }
    throw Fault.asked(
        "%s: %s: expected finite numbers, got NaN or infinity in %d of %d rows: %s%s; leave these"
            + " rows out of every array, or fill them",
        file, key, count, rows, named, count > MOST_NAMED ? "; ..." : "");
  }

  private static boolean isFinite(FloatGrid grid, int from, int width) {
    for (int i = from; i < from + width; i++) {
      if (!Float.isFinite(grid.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Rows<FloatGrid> scaled(Rows<FloatGrid> rows, double factor) {
    return factor == 1 ? rows : rows.map(grid -> scaled(grid, factor));
  }

  private static FloatGrid scaled(FloatGrid grid, double factor) {
    float[] values = new float[grid.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (grid.get(i) * factor);
    }
    return FloatGrid.owning(values, grid.shape());
  }

  private Optional<PredictedPerson.Joints> joints(int rows) {
    Optional<NdArray> stored = find.apply("joints");
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    NdArray array = stored.get();
    int count = array.rank() == 3 ? array.size(1) : -1;
    if (count < 1 || !array.hasShape(rows, count, 3)) {
      throw wrong(file, "joints", "[%d, joints, 3]".formatted(rows), array);
    }
    Rows<FloatGrid> metres = scaled(grid("joints", array, rows, count, 3), reading.unit().metres());
    return Optional.of(new PredictedPerson.Joints(order(count), count, metres));
  }

  /** The joint set of the columns, where the user or the file states it. */
  private Optional<JointSet> order(int count) {
    Optional<JointSet> stated = reading.joints().map(JointOrder::set);
    Optional<JointSet> named = find.apply("joint_names").map(this::namesIn);
    Optional<JointSet> ordered = find.apply("joint_order").map(this::orderIn);
    Optional<JointSet> set = stated.or(() -> named).or(() -> ordered);
    if (set.isPresent() && set.get().size() != count) {
      throw Fault.asked(
          "%s: joints: expected the %d joints of %s, got %d; these orders have %d: %s",
          file, set.get().size(), set.get().name(), count, count, others(count));
    }
    if (stated.isPresent()
        && named.or(() -> ordered).stream()
            .anyMatch(it -> !it.joints().equals(stated.get().joints()))) {
      throw Fault.asked(
          "%s: joints: the file says %s and the question %s; leave out the wrong one",
          file, named.or(() -> ordered).get().name(), stated.get().name());
    }
    return set;
  }

  private static String others(int count) {
    List<JointOrder> orders = JointOrder.ofSize(count);
    return orders.isEmpty() ? "none" : JointOrder.words(orders);
  }

  private JointSet namesIn(NdArray names) {
    try {
      return JointNames.set(List.of(names.strings()));
    } catch (IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY, "%s: joint_names: %s".formatted(file, e.getMessage()), e);
    }
  }

  private JointSet orderIn(NdArray stored) {
    String name = stored.count() == 1 ? stored.strings()[0] : stored.toString();
    return JointOrder.named(name)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: joint_order: expected one of %s, got %s", file, JointOrder.names(), name))
        .set();
  }

  /** What to say of an array that is not as it should be. */
  public static Fault wrong(String file, String key, String expected, Object actual) {
    return Fault.asked(
        "%s: %s: expected %s, got %s; docs/prediction-files.md has the keys",
        file, key, expected, actual);
  }
}
