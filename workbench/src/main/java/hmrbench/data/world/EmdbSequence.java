package hmrbench.data.world;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Rotations;
import hmrbench.core.world.CameraPath;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.predicted.WorldArrays;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.pickle.TreeNode;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One truth file of EMDB ({@code P0_09_outdoor_walk_data.pkl}), as the data set's own page
 * describes it.
 *
 * @param name of the sequence, from the name of the file
 * @param gender of the body: male, female or neutral
 * @param emdb1 whether it is scored in the frame of the camera
 * @param emdb2 whether it is scored in the world
 * @param good frames whose truth is sound
 * @param rotations of the 24 joints [T, 24, 3, 3], the first in world axes
 * @param betas [T, 10]
 * @param root in the world
 * @param camera its path
 */
record EmdbSequence(
    String name,
    String gender,
    boolean emdb1,
    boolean emdb2,
    FrameMask good,
    FloatGrid rotations,
    FloatGrid betas,
    WorldRoot root,
    CameraPath camera) {

  private static final String SUFFIX = "_data.pkl";
  private static final int BODY = 69;
  private static final int BETAS = 10;

  /**
   * Reads a file.
   *
   * @throws Fault if it is no such file, or a frame that counts has no sound truth
   */
  static EmdbSequence read(Path path) {
    TreeNode root = Joblib.read(path);
    if (!root.isDict()) {
      throw Fault.asked(
          "%s: expected a dictionary of one EMDB sequence, got %s; name a file *_data.pkl",
          root.file(), root);
    }
    return new Reading(root, nameOf(path)).sequence();
  }

  private static String nameOf(Path path) {
    String file = String.valueOf(path.getFileName());
    return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
  }

  /** Number of frames, T. */
  int frames() {
    return root.frames();
  }

  /** The file while it is read. */
  private record Reading(TreeNode file, String name) {

    EmdbSequence sequence() {
      TreeNode smpl = file.key("smpl");
      NdArray turns = smpl.key("poses_root").array();
      int frames = turns.rank() == 2 ? turns.size(0) : 0;
      double[] rootTurns = values("smpl.poses_root", turns, frames, 3);
      double[] bodyTurns = values("smpl.poses_body", smpl.key("poses_body").array(), frames, BODY);
      double[] trans = values("smpl.trans", smpl.key("trans").array(), frames, 3);
      double[] cameras =
          values("camera.extrinsics", file.key("camera").key("extrinsics").array(), frames, 4, 4);
      NdArray mask = file.key("good_frames_mask").array();
      if (!mask.hasShape(frames)) {
        throw wrong("good_frames_mask", "[%d]".formatted(frames), mask);
      }
      FrameMask good = FrameMask.of(mask.booleans());
      requireFinite(good, "smpl.poses_root", rootTurns);
      requireFinite(good, "smpl.poses_body", bodyTurns);
      requireFinite(good, "smpl.trans", trans);
      requireFinite(good, "camera.extrinsics", cameras);
      CameraPath camera = CameraPath.ofWorldToCamera(cameras);
      requireRigid(good, camera);
      return new EmdbSequence(
          name,
          file.key("gender").text(),
          flag("emdb1"),
          flag("emdb2"),
          good,
          rotations(rootTurns, bodyTurns),
          betas(smpl.key("betas").array(), frames),
          new WorldRoot(orientations(rootTurns), Positions.owning(frames, 1, trans)),
          camera);
    }

    private boolean flag(String key) {
      return file.find(key).map(node -> node.number() != 0).orElse(false);
    }

    private double[] values(String key, NdArray array, int... shape) {
      if (!array.hasShape(shape)) {
        throw wrong(key, Arrays.toString(shape), array);
      }
      return array.doubles();
    }

    private Fault wrong(String key, String expected, Object actual) {
      return Fault.asked(
          "%s: %s: expected %s, got %s; fetch the file again", file.file(), key, expected, actual);
    }

    /** What does not count may hold anything; it is replaced by zeros, which no one reads. */
    private void requireFinite(FrameMask good, String key, double[] values) {
      int width = values.length / Math.max(1, good.frames());
      for (int i = 0; i < values.length; i++) {
        if (Double.isFinite(values[i])) {
          continue;
        }
        if (good.get(i / width)) {
          throw Fault.asked(
              "%s: %s: expected finite numbers, got %s in frame %d, which good_frames_mask counts;"
                  + " fetch the file again",
              file.file(), key, values[i], i / width);
        }
        values[i] = 0;
      }
    }

    private void requireRigid(FrameMask good, CameraPath camera) {
      Orientations counted = camera.cameraToWorld().rows(good.indices());
      int first = counted.firstUnsound();
      if (first >= 0) {
        throw wrong(
            "camera.extrinsics", "rotations", "none in frame %d".formatted(good.indices()[first]));
      }
    }

    private FloatGrid betas(NdArray array, int frames) {
      float[] values = array.floats();
      boolean perFrame = array.hasShape(frames, BETAS);
      if (!perFrame && values.length != BETAS) {
        throw wrong("smpl.betas", "[10] or [%d, 10]".formatted(frames), array);
      }
      float[] betas = new float[frames * BETAS];
      for (int i = 0; i < betas.length; i++) {
        betas[i] = values[perFrame ? i : i % BETAS];
      }
      FloatGrid grid = FloatGrid.owning(betas, frames, BETAS);
      if (!grid.isFinite()) {
        throw wrong("smpl.betas", "finite numbers", "NaN or infinity");
      }
      return grid;
    }

    private static FloatGrid rotations(double[] rootTurns, double[] bodyTurns) {
      int frames = rootTurns.length / 3;
      float[] turns = new float[frames * (3 + BODY)];
      for (int i = 0; i < turns.length; i++) {
        int t = i / (3 + BODY);
        int k = i % (3 + BODY);
        turns[i] = (float) (k < 3 ? rootTurns[t * 3 + k] : bodyTurns[t * BODY + k - 3]);
      }
      return Rotations.fromAxisAngle(FloatGrid.owning(turns, frames, 3 + BODY));
    }

    private static Orientations orientations(double[] turns) {
      return WorldArrays.ofAxisAngle(turns);
    }
  }
}
