package hmrbench.cli;

import hmrbench.core.AxisMap;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Rotations;
import hmrbench.core.Sides;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Files of predictions that never came from a network: the truth of simulated motion with errors as
 * models have them (a part that stays, a part that moves slowly, a part that trembles), written in
 * conventions that are drawn.
 */
final class MadeUpPredictions {

  /** Seconds over which the slow part of the error changes. */
  private static final double SLOW = 0.4;

  /** Shares of the error in the ratio of their sizes: what stays, moves slowly, trembles. */
  private static final double[] PARTS = {0.6, 0.7, 0.25};

  /**
   * Conventions of a file.
   *
   * @param unit how many of it are a metre
   * @param form axis-angle, degrees, matrix, transposed, 6d-columns or 6d-rows; empty for positions
   * @param pelvisUp what the root lies too high, in metres
   * @param tracks whether people are numbered and not named
   */
  record Drawn(
      double errorMm,
      double unit,
      AxisMap axes,
      String form,
      Sides sides,
      double pelvisUp,
      int shift,
      int rate,
      boolean tracks) {

    boolean ofBodies() {
      return !form.isEmpty();
    }
  }

  private final SimulatedDataset data;
  private final int sequences;

  MadeUpPredictions(SimulatedDataset data, int sequences) {
    this.data = data;
    this.sequences = sequences;
  }

  static Drawn clean(Random random, boolean bodies) {
    double error = 30 + 50 * random.nextDouble();
    return new Drawn(
        error, 1, AxisMap.CAMERA, bodies ? "axis-angle" : "", Sides.AS_NAMED, 0, 0, 30, false);
  }

  /** Each convention is another one in about two files of five. */
  static Drawn draw(Random random, boolean bodies) {
    List<AxisMap> axes = AxisMap.all().stream().filter(it -> !bodies || it.isTurn()).toList();
    AxisMap map =
        random.nextInt(2) == 0
            ? random.nextInt(2) == 0 ? AxisMap.Y_UP : AxisMap.Z_UP
            : axes.get(random.nextInt(axes.size()));
    List<String> forms =
        List.of("axis-angle", "degrees", "matrix", "transposed", "6d-columns", "6d-rows");
    List<Sides> sides =
        bodies
            ? List.of(Sides.EXCHANGED, Sides.MIRRORED)
            : List.of(Sides.EXCHANGED, Sides.LEGS, Sides.ARMS);
    int shift = (1 + random.nextInt(6)) * (random.nextBoolean() ? 1 : -1);
    double error = 30 + 50 * random.nextDouble();
    int rate = other(random) ? List.of(15, 60, 25).get(random.nextInt(3)) : 30;
    return new Drawn(
        error,
        bodies || !other(random) ? 1 : random.nextBoolean() ? 1000 : 100,
        other(random) ? map : AxisMap.CAMERA,
        bodies ? forms.get(random.nextInt(forms.size())) : "",
        other(random) ? sides.get(random.nextInt(sides.size())) : Sides.AS_NAMED,
        bodies || !other(random) ? 0 : 0.08 + 0.04 * random.nextDouble(),
        other(random) ? (rate == 15 ? shift / 2 * 2 : shift) : 0,
        rate,
        other(random));
  }

  private static boolean other(Random random) {
    return random.nextInt(5) < 2;
  }

  /** Writes a file; the result says whose sequence each of its tracks is. */
  Map<String, String> write(Path file, Drawn drawn, Random random) {
    List<String> names = new ArrayList<>();
    List<Long> frames = new ArrayList<>();
    List<FloatGrid> arrays = new ArrayList<>();
    Map<String, String> tracks = new LinkedHashMap<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sequences; i++) {
      order.add(i);
    }
    if (drawn.tracks()) {
      java.util.Collections.shuffle(order, random);
    }
    for (int track = 0; track < sequences; track++) {
      Clip clip = data.clip(order.get(track), drawn.rate());
      String name = drawn.tracks() ? "track-" + track : clip.sequence();
      tracks.put(name, clip.sequence());
      int first = Math.max(0, drawn.shift());
      FloatGrid all = drawn.ofBodies() ? body(clip, drawn, random) : points(clip, drawn, random);
      List<Integer> rows = new ArrayList<>();
      for (int t = first; t < clip.frames(); t++) {
        // What the file calls frame n is frame n + shift of the data set, at its own rate.
        long n = drawn.rate() == 30 ? t - drawn.shift() : t;
        names.add(name);
        frames.add(20 * n);
        rows.add(t);
      }
      arrays.add(all.rows(rows.stream().mapToInt(Integer::intValue).toArray()));
    }
    int count = names.size();
    Map<String, NdArray> keys = new LinkedHashMap<>();
    keys.put("sequence", NdArray.of(names.toArray(new String[0]), count));
    keys.put("frame", NdArray.of(frames.stream().mapToLong(Long::longValue).toArray(), count));
    FloatGrid stacked = FloatGrid.stacked(arrays);
    String key = !drawn.ofBodies() ? "joints" : stacked.rank() == 2 ? "pose" : "rotations";
    keys.put(key, NdArray.of(stacked));
    if (!drawn.ofBodies()) {
      keys.put("joint_order", NdArray.of(new String[] {"smpl14"}));
    }
    Npz.write(file, keys);
    return tracks;
  }

  // ------------------------------------------------------------------ positions

  private static FloatGrid points(Clip clip, Drawn drawn, Random random) {
    JointSet joints = clip.truth().joints();
    float[] truth = clip.truth().metres().toArray();
    double[] noise = noise(clip.frames(), joints.size() * 3, 1.0 / clip.framesPerSecond(), random);
    // Mean length of a vector of three normal numbers is 1.6 times their deviation; the root errs
    // too.
    double size = drawn.errorMm() / 1000 / (1.6 * 1.15);
    float[] wrong = new float[truth.length];
    int width = joints.size() * 3;
    for (int i = 0; i < truth.length; i++) {
      wrong[i] = (float) (truth[i] + size * noise[i]);
    }
    if (drawn.pelvisUp() > 0) {
      raiseRoot(wrong, joints, drawn.pelvisUp());
    }
    float[] written = new float[truth.length];
    for (int i = 0; i < truth.length; i++) {
      int joint = i % width / 3;
      Joint partner = drawn.sides().partner(joints.joints().get(joint));
      int from = i - i % width + joints.indexOf(partner) * 3;
      // The file's axis that becomes axis a of the camera is source(a).
      for (int a = 0; a < 3; a++) {
        if (drawn.axes().source(a) == i % 3) {
          written[i] = (float) (drawn.unit() * drawn.axes().sign(a) * wrong[from + a]);
        }
      }
    }
    return FloatGrid.owning(written, clip.frames(), joints.size(), 3);
  }

  /** The root lies too high along the trunk. */
  private static void raiseRoot(float[] points, JointSet joints, double metres) {
    int width = joints.size() * 3;
    int left = joints.indexOf(Joint.LEFT_HIP) * 3;
    int right = joints.indexOf(Joint.RIGHT_HIP) * 3;
    int neck = joints.indexOf(Joint.NECK) * 3;
    for (int from = 0; from < points.length; from += width) {
      double[] up = new double[3];
      double length = 0;
      for (int a = 0; a < 3; a++) {
        up[a] =
            points[from + neck + a] - (points[from + left + a] + points[from + right + a]) / 2.0;
        length += up[a] * up[a];
      }
      for (int a = 0; a < 3; a++) {
        double step = metres * up[a] / Math.sqrt(length);
        points[from + left + a] += (float) step;
        points[from + right + a] += (float) step;
      }
    }
  }

  // ------------------------------------------------------------------ bodies

  private static FloatGrid body(Clip clip, Drawn drawn, Random random) {
    FloatGrid truth = clip.smpl().orElseThrow().rotations();
    double[] noise = noise(clip.frames(), 72, 1.0 / clip.framesPerSecond(), random);
    // Turns of a radian at every joint move joints by about 0.7 m on average.
    double size = drawn.errorMm() / 1000 / 1.1;
    float[] values = new float[truth.length()];
    double[] turn = new double[9];
    for (int t = 0; t < clip.frames(); t++) {
      for (int j = 0; j < 24; j++) {
        int at = t * 72 + j * 3;
        Rotations.fromAxisAngle(size * noise[at], size * noise[at + 1], size * noise[at + 2], turn);
        for (int i = 0; i < 9; i++) {
          double sum = 0;
          for (int k = 0; k < 3; k++) {
            sum += truth.at(t, j, i / 3, k) * turn[k * 3 + i % 3];
          }
          values[(t * 24 + j) * 9 + i] = (float) sum;
        }
      }
    }
    return form(conventions(FloatGrid.owning(values, truth.shape()), drawn), drawn.form());
  }

  /** The other way round than a fix: first other axes, then other sides. */
  private static FloatGrid conventions(FloatGrid rotations, Drawn drawn) {
    float[] turned = rotations.toArray();
    for (int t = 0; t < rotations.size(0); t++) {
      for (int i = 0; i < 9; i++) {
        turned[t * 216 + drawn.axes().source(i / 3) * 3 + i % 3] =
            drawn.axes().sign(i / 3) * rotations.at(t, 0, i / 3, i % 3);
      }
    }
    float[] values = new float[turned.length];
    for (int t = 0; t < rotations.size(0); t++) {
      for (int j = 0; j < 24; j++) {
        int from = JointSet.SMPL24.indexOf(drawn.sides().partner(JointSet.SMPL24.joints().get(j)));
        for (int i = 0; i < 9; i++) {
          boolean flip = drawn.sides() == Sides.MIRRORED && (i / 3 == 0) != (i % 3 == 0);
          values[(t * 24 + j) * 9 + i] = (flip ? -1 : 1) * turned[(t * 24 + from) * 9 + i];
        }
      }
    }
    return FloatGrid.owning(values, rotations.shape());
  }

  private static FloatGrid form(FloatGrid rotations, String form) {
    return switch (form) {
      case "axis-angle" -> Rotations.toAxisAngle(rotations);
      case "degrees" -> degrees(Rotations.toAxisAngle(rotations));
      case "transposed" -> Rotations.transposed(rotations);
      case "6d-columns" -> Rotations.toSixD(rotations);
      case "6d-rows" -> firstRows(rotations);
      default -> rotations;
    };
  }

  private static FloatGrid degrees(FloatGrid radians) {
    float[] vectors = radians.toArray();
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) Math.toDegrees(vectors[i]);
    }
    return FloatGrid.owning(vectors, radians.shape());
  }

  private static FloatGrid firstRows(FloatGrid rotations) {
    float[] rows = new float[rotations.length() / 9 * 6];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rotations.get(i / 6 * 9 + i % 6);
    }
    return FloatGrid.owning(rows, rotations.size(0), 144);
  }

  // ------------------------------------------------------------------ errors

  /** Errors of unit size [frame, channel], flat. */
  private static double[] noise(int frames, int channels, double seconds, Random random) {
    double[] still = new double[channels];
    double[] slow = new double[channels];
    double stay = Math.exp(-seconds / SLOW);
    double size = Math.sqrt(PARTS[0] * PARTS[0] + PARTS[1] * PARTS[1] + PARTS[2] * PARTS[2]);
    double[] noise = new double[frames * channels];
    for (int c = 0; c < channels; c++) {
      still[c] = random.nextGaussian();
      slow[c] = random.nextGaussian();
    }
    for (int t = 0; t < frames; t++) {
      for (int c = 0; c < channels; c++) {
        slow[c] = stay * slow[c] + Math.sqrt(1 - stay * stay) * random.nextGaussian();
        noise[t * channels + c] =
            (PARTS[0] * still[c] + PARTS[1] * slow[c] + PARTS[2] * random.nextGaussian()) / size;
      }
    }
    return noise;
  }
}
