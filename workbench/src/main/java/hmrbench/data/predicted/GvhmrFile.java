package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Remark;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code hmr4d_results.pt} of GVHMR (tools/demo/demo.py at 44fbc19) and {@code smpl_params.pt} of
 * GEM (scripts/demo/demo_smpl.py at b7d3b6b): one person, SMPL-X parameters in the frame of the
 * camera and in a world whose y axis points up; row t is frame t of the video.
 *
 * <p>The 21 body joints of SMPL-X are those of SMPL; hands stay as in the rest pose. Shape values
 * of SMPL-X mean other bodies than SMPL's, so they are left out.
 */
final class GvhmrFile implements PredictionFormat {

  /** What a program calls its parameters in the frame of the camera and in the world. */
  private record Keys(String program, String camera, String world) {}

  private static final List<Keys> PROGRAMS =
      List.of(
          new Keys("GVHMR", "smpl_params_incam", "smpl_params_global"),
          new Keys("GEM", "body_params_incam", "body_params_global"));

  private static final int BODY = 63;

  @Override
  public String program() {
    return "GVHMR and GEM";
  }

  @Override
  public String files() {
    return "hmr4d_results.pt, smpl_params.pt";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return keys(file).isPresent();
  }

  private static Optional<Keys> keys(OpenedFile file) {
    return file.tree().isEmpty()
        ? Optional.empty()
        : PROGRAMS.stream().filter(it -> file.hasOneOf(it.camera, it.world)).findFirst();
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    Keys keys = keys(file).orElseThrow();
    TreeNode camera = file.dictionary().key(keys.camera);
    TreeNode world = file.dictionary().key(keys.world);
    NdArray body = camera.key("body_pose").array();
    int rows = body.rank() == 2 ? body.size(0) : 0;
    if (rows == 0 || body.size(1) != BODY) {
      throw WorldArrays.wrong(
          file.name(), keys.camera + ".body_pose", "[frames, 63] of SMPL-X, frames above 0", body);
    }
    List<String> frames = FrameNames.inOrder(rows);
    NdArray pose =
        BodyParts.pose(
            file.name(),
            keys.camera + ".global_orient",
            camera.key("global_orient").array(),
            keys.camera + ".body_pose",
            body,
            frames,
            BODY / 3);
    WorldRoot moving =
        WorldArrays.root(
            file.name(),
            keys.world + ".global_orient",
            world.key("global_orient").array(),
            keys.world + ".transl",
            world.key("transl").array(),
            frames);
    PredictedPerson person =
        new PredictionArrays(
                file.name(), Map.of("pose", pose), row -> "frame " + frames.get(row), reading)
            .person(video(file), "", frames)
            .inWorld(moving)
            .byOrder(rows);
    List<Remark> remarks = BodyParts.Model.SMPL_X.remarks(file.name());
    return new PredictionFile(file.name(), "output of " + keys.program, List.of(person), remarks);
  }

  /** The demo programs write into a folder that is named after the video. */
  private static String video(OpenedFile file) {
    boolean theirs = List.of("hmr4d_results.pt", "smpl_params.pt").contains(file.fileName());
    return theirs ? OpenedFile.nameOf(file.folder()) : file.stem();
  }
}
