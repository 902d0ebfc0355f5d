package hmrbench.data.world;

import hmrbench.config.PredictionReading;
import hmrbench.core.Remark;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.ByteSource;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.torch.TorchCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code hmr4d_results.pt} of GVHMR (tools/demo/demo.py at 44fbc19): one person, SMPL-X parameters
 * in the frame of the camera and in a world whose y axis points up; row t is frame t of the video.
 *
 * <p>The 21 body joints of SMPL-X are those of SMPL; hands stay as in the rest pose. Shape values
 * of SMPL-X mean other bodies than SMPL's, so they are left out.
 */
final class GvhmrFile {

  private static final String WORLD = "smpl_params_global";
  private static final String CAMERA = "smpl_params_incam";
  private static final int BODY = 63;
  private static final int POSE = 72;

  private GvhmrFile() {}

  static PredictionFile read(ByteSource source, String video, PredictionReading reading) {
    TreeNode root = TorchCheckpoint.open(source).root();
    TreeNode camera = root.key(CAMERA);
    TreeNode world = root.key(WORLD);
    NdArray body = camera.key("body_pose").array();
    int rows = body.rank() == 2 ? body.size(0) : 0;
    if (rows == 0 || body.size(1) != BODY) {
      throw WorldArrays.wrong(
          root.file(), CAMERA + ".body_pose", "[frames, 63] of SMPL-X, frames above 0", body);
    }
    List<String> frames =
        IntStream.range(0, rows).mapToObj(t -> String.format(Locale.ROOT, "%d", t)).toList();
    NdArray pose = pose(root.file(), camera, body, frames);
    WorldRoot moving =
        WorldArrays.root(
            root.file(),
            WORLD + ".global_orient",
            world.key("global_orient").array(),
            WORLD + ".transl",
            world.key("transl").array(),
            frames);
    PredictedPerson person =
        new PredictionArrays(
                root.file(),
                key -> Optional.ofNullable(Map.of("pose", pose).get(key)),
                row -> "frame " + frames.get(row),
                reading)
            .person(video, "", frames)
            .inWorld(moving)
            .byOrder();
    return new PredictionFile(root.file(), "output of GVHMR", List.of(person), remarks(root));
  }

  private static NdArray pose(String file, TreeNode camera, NdArray body, List<String> frames) {
    int rows = frames.size();
    double[] turns =
        WorldArrays.finite(
            file, CAMERA + ".global_orient", camera.key("global_orient").array(), frames, rows, 3);
    double[] bodyTurns = WorldArrays.finite(file, CAMERA + ".body_pose", body, frames, rows, BODY);
    double[] pose = new double[rows * POSE];
    for (int t = 0; t < rows; t++) {
      System.arraycopy(turns, t * 3, pose, t * POSE, 3);
      System.arraycopy(bodyTurns, t * BODY, pose, t * POSE + 3, BODY);
    }
    return NdArray.of(pose, rows, POSE);
  }

  private static List<Remark> remarks(TreeNode root) {
    List<Remark> remarks = new ArrayList<>();
    remarks.add(
        Remark.doubt(
            "smplx-shape",
            root.file(),
            "its shape values are SMPL-X's, which are other bodies on SMPL: the mean body is scored"
                + " instead; sizes are off, and with them MPJPE and W-MPJPE"));
    remarks.add(
        Remark.note(
            "no-hands",
            root.file(),
            "SMPL-X poses: 21 body joints are used, hands are left as in the rest pose"));
    return remarks;
  }
}
