package hmrbench.data.predicted;

import hmrbench.core.Remark;
import hmrbench.core.world.Orientations;
import hmrbench.io.NdArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Poses of SMPL, SMPL-H and SMPL-X as the 24 rotations of SMPL. Joints 0 to 21 are the same in all
 * three; the two hands of SMPL stay as in the rest pose where a model has fingers instead.
 */
final class BodyParts {

  /** A body model, and what of it is not that of SMPL. */
  enum Model {
    SMPL("SMPL"),
    /** SMPL with fingers: its shape space is SMPL's. */
    SMPL_H("SMPL-H"),
    /** Another mesh and another shape space. */
    SMPL_X("SMPL-X");

    private final String words;

    Model(String words) {
      this.words = words;
    }

    /** The model that has so many joints. */
    static Model ofJoints(int joints) {
      return joints == JOINTS ? SMPL : joints == JOINTS_OF_SMPL_H ? SMPL_H : SMPL_X;
    }

    /** What is left out of its files. */
    List<Remark> remarks(String file) {
      Remark hands =
          Remark.note(
              "no-hands",
              file,
              words + " poses: 21 body joints are used, hands are left as in the rest pose");
      return switch (this) {
        case SMPL -> List.of();
        case SMPL_H -> List.of(hands);
        case SMPL_X ->
            List.of(
                Remark.doubt(
                    "smplx-shape",
                    file,
                    "its shape values are SMPL-X's, which are other bodies on SMPL: the mean body"
                        + " is scored instead; sizes are off, and with them MPJPE and W-MPJPE"),
                hands);
      };
    }
  }

  private static final int JOINTS = 24;
  private static final int JOINTS_OF_SMPL_H = 52;
  private static final int BODY_JOINTS = 22;
  private static final int MATRIX = 9;
  private static final int BETAS = 10;

  private BodyParts() {}

  /** How many joints the vectors [T, 3k] or [T, k, 3] of a pose are of. */
  static int joints(NdArray pose) {
    int width = 1;
    for (int axis = 1; axis < pose.rank(); axis++) {
      width *= pose.size(axis);
    }
    return width % 3 == 0 ? width / 3 : 0;
  }

  /**
   * All axis-angle vectors of a pose in one array.
   *
   * @param pose [T, 3k] or [T, k, 3], the root first
   * @param known how many joints there may be
   * @return [T, 72]
   */
  static NdArray pose(String file, String key, NdArray pose, List<String> frames, int... known) {
    double[] all = vectors(file, key, pose, frames, known);
    int rows = frames.size();
    int width = all.length / rows;
    int taken = 3 * (width == 3 * JOINTS ? JOINTS : BODY_JOINTS);
    double[] values = new double[rows * 3 * JOINTS];
    for (int t = 0; t < rows; t++) {
      System.arraycopy(all, t * width, values, t * 3 * JOINTS, taken);
    }
    return NdArray.of(values, rows, 3 * JOINTS);
  }

  /**
   * The vectors of the root and those of the other joints.
   *
   * @param root [T, 3]
   * @param body [T, 63] (SMPL-H and SMPL-X) or [T, 69] (SMPL), or [T, 21 or 23, 3]
   * @param below how many joints below the root there may be
   * @return [T, 72]
   */
  static NdArray pose(
      String file,
      String rootKey,
      NdArray root,
      String bodyKey,
      NdArray body,
      List<String> frames,
      int... below) {
    double[] first = vectors(file, rootKey, root, frames, 1);
    double[] rest = vectors(file, bodyKey, body, frames, below);
    int rows = frames.size();
    int width = rest.length / rows;
    double[] values = new double[rows * 3 * JOINTS];
    for (int t = 0; t < rows; t++) {
      System.arraycopy(first, t * 3, values, t * 3 * JOINTS, 3);
      System.arraycopy(rest, t * width, values, t * 3 * JOINTS + 3, width);
    }
    return NdArray.of(values, rows, 3 * JOINTS);
  }

  private static double[] vectors(
      String file, String key, NdArray array, List<String> frames, int... known) {
    int joints = array.rank() > 1 && array.size(0) == frames.size() ? joints(array) : 0;
    if (IntStream.of(known).noneMatch(it -> it == joints)) {
      throw WorldArrays.wrong(
          file,
          key,
          "[%d, %s], three numbers for each of %s joints"
              .formatted(frames.size(), words(known, 3), words(known, 1)),
          array);
    }
    return WorldArrays.finite(file, key, array, frames, array.shape());
  }

  private static String words(int[] known, int times) {
    return IntStream.of(known)
        .map(it -> it * times)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" or "));
  }

  /**
   * All matrices of a pose in one array.
   *
   * @param all [T, k, 3, 3], the root first
   * @param known how many joints there may be
   * @return [T, 24, 3, 3]
   */
  static NdArray rotations(
      String file, String key, NdArray all, List<String> frames, int... known) {
    double[] values = matrices(file, key, all, frames, known);
    int width = values.length / frames.size();
    int taken = MATRIX * (width == MATRIX * JOINTS ? JOINTS : BODY_JOINTS);
    double[] of24 = identities(frames.size());
    for (int t = 0; t < frames.size(); t++) {
      System.arraycopy(values, t * width, of24, t * MATRIX * JOINTS, taken);
    }
    return NdArray.of(of24, frames.size(), JOINTS, 3, 3);
  }

  /**
   * The matrix of the root and those of the other joints.
   *
   * @param root [T, 3, 3] or [T, 1, 3, 3]
   * @param body [T, 21 or 23, 3, 3]
   * @return [T, 24, 3, 3]
   */
  static NdArray rotations(
      String file,
      String rootKey,
      NdArray root,
      String bodyKey,
      NdArray body,
      List<String> frames) {
    double[] first = matrices(file, rootKey, root, frames, 1);
    double[] rest = matrices(file, bodyKey, body, frames, BODY_JOINTS - 1, JOINTS - 1);
    int width = rest.length / frames.size();
    double[] of24 = identities(frames.size());
    for (int t = 0; t < frames.size(); t++) {
      System.arraycopy(first, t * MATRIX, of24, t * MATRIX * JOINTS, MATRIX);
      System.arraycopy(rest, t * width, of24, t * MATRIX * JOINTS + MATRIX, width);
    }
    return NdArray.of(of24, frames.size(), JOINTS, 3, 3);
  }

  private static double[] identities(int rows) {
    double[] values = new double[rows * JOINTS * MATRIX];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % MATRIX % 4 == 0 ? 1 : 0;
    }
    return values;
  }

  private static double[] matrices(
      String file, String key, NdArray array, List<String> frames, int... known) {
    int rows = frames.size();
    int rank = array.rank();
    boolean square = rank >= 3 && array.size(rank - 1) == 3 && array.size(rank - 2) == 3;
    int joints = rank == 3 ? 1 : rank == 4 ? array.size(1) : 0;
    if (!square || array.size(0) != rows || IntStream.of(known).noneMatch(it -> it == joints)) {
      throw WorldArrays.wrong(
          file, key, "[%d, %s, 3, 3], matrices".formatted(rows, words(known, 1)), array);
    }
    double[] values = WorldArrays.finite(file, key, array, frames, array.shape());
    int unsound = Orientations.owning(values.clone()).firstUnsound();
    if (unsound >= 0) {
      throw WorldArrays.wrong(
          file, key, "rotations", "none in frame %s".formatted(frames.get(unsound / joints)));
    }
    return values;
  }

  /** Whether the last two axes of an array are those of a matrix. */
  static boolean areMatrices(NdArray array) {
    int rank = array.rank();
    return rank >= 3 && array.size(rank - 1) == 3 && array.size(rank - 2) == 3;
  }

  /**
   * Shape values of SMPL: the first ten, which are the same in models with more of them.
   *
   * @param betas [T, 10 or more], or one row for all frames
   * @return [T, 10]
   */
  static NdArray betas(String file, String key, NdArray betas, List<String> frames) {
    int rows = frames.size();
    int rank = betas.rank();
    int width = rank == 0 ? 0 : betas.size(rank - 1);
    boolean one = betas.count() == width;
    boolean each = rank == 2 && betas.size(0) == rows;
    if (width < BETAS || !(one || each)) {
      throw WorldArrays.wrong(
          file, key, "[%d, 10 or more] shape values, or one row of them".formatted(rows), betas);
    }
    List<String> names = one && !each ? List.of("any") : frames;
    double[] all = WorldArrays.finite(file, key, betas, names, betas.shape());
    double[] first = new double[rows * BETAS];
    for (int t = 0; t < rows; t++) {
      System.arraycopy(all, one && !each ? 0 : t * width, first, t * BETAS, BETAS);
    }
    return NdArray.of(first, rows, BETAS);
  }

  /** A note where there are more shape values than are used. */
  static List<Remark> shapeRemarks(String file, NdArray betas) {
    int width = betas.rank() == 0 ? 0 : betas.size(betas.rank() - 1);
    return width <= BETAS
        ? List.of()
        : List.of(
            Remark.note(
                "more-shape-values",
                file,
                "it has %d shape values: the first 10 are used, as SMPL has them"
                    .formatted(width)));
  }

  /** The root's matrices of rotations [T, 24, 3, 3]. */
  static Orientations roots(NdArray rotations) {
    int rows = rotations.size(0);
    double[] all = rotations.doubles();
    double[] root = new double[rows * MATRIX];
    for (int t = 0; t < rows; t++) {
      System.arraycopy(all, t * JOINTS * MATRIX, root, t * MATRIX, MATRIX);
    }
    return Orientations.owning(root);
  }

  /** The same rotations under other ones of the root. */
  static NdArray withRoots(NdArray rotations, Orientations roots) {
    double[] all = rotations.doubles();
    double[] values = Arrays.copyOf(all, all.length);
    for (int t = 0; t < roots.frames(); t++) {
      System.arraycopy(roots.matrix(t), 0, values, t * JOINTS * MATRIX, MATRIX);
    }
    return NdArray.of(values, rotations.shape());
  }
}
