package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.core.world.CameraPath;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.io.NdArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The path of a camera through the world over a whole video, camera to world.
 *
 * @param file how messages call it
 * @param key of its array
 * @param path of every frame of the video
 */
record HpsCamera(String file, String key, CameraPath path) {

  private static OpenedFile opened(String track, Path file, String program) {
    if (!Files.isRegularFile(file)) {
      throw Fault.asked(
          "%s: the path of its camera is missing: expected %s; put both where %s writes them",
          track, file, program);
    }
    return OpenedFile.of(file);
  }

  /**
   * A file of TRAM: {@code world_cam_R} and {@code world_cam_T}, turned to gravity, else {@code
   * pred_cam_R} and {@code pred_cam_T}.
   *
   * @param track the file that needs it
   */
  static HpsCamera ofRows(String program, String track, Path file) {
    OpenedFile camera = opened(track, file, program);
    String prefix = camera.find("world_cam_R").isPresent() ? "world_cam_" : "pred_cam_";
    NdArray turns = camera.need(prefix + "R");
    List<String> names = FrameNames.inOrder(turns.rank() == 3 ? turns.size(0) : 0);
    Positions centres =
        WorldArrays.positions(camera.name(), prefix + "T", camera.need(prefix + "T"), names);
    Orientations orientations = WorldArrays.matrices(camera.name(), prefix + "R", turns, names);
    return new HpsCamera(camera.name(), prefix + "R", new CameraPath(orientations, centres));
  }

  /**
   * A file of JOSH: {@code pred_cam} [N, 4, 4].
   *
   * @param track the file that needs it
   */
  static HpsCamera ofPoses(String track, Path file) {
    OpenedFile camera = opened(track, file, "JOSH");
    NdArray poses = camera.need("pred_cam");
    int all = poses.rank() == 3 ? poses.size(0) : 0;
    List<String> names = FrameNames.inOrder(all);
    double[] values = WorldArrays.finite(camera.name(), "pred_cam", poses, names, all, 4, 4);
    double[] turns = new double[all * 9];
    double[] centres = new double[all * 3];
    for (int t = 0; t < all; t++) {
      for (int row = 0; row < 3; row++) {
        System.arraycopy(values, t * 16 + row * 4, turns, t * 9 + row * 3, 3);
        centres[t * 3 + row] = values[t * 16 + row * 4 + 3];
      }
    }
    Orientations orientations =
        WorldArrays.matrices(camera.name(), "pred_cam", NdArray.of(turns, all, 3, 3), names);
    return new HpsCamera(
        camera.name(), "pred_cam", new CameraPath(orientations, Positions.owning(all, 1, centres)));
  }

  /**
   * The path over some frames.
   *
   * @param frames numbers of frames of the video
   * @throws Fault if it has no camera for one
   */
  CameraPath over(List<String> frames) {
    int[] rows = new int[frames.size()];
    for (int t = 0; t < rows.length; t++) {
      String frame = frames.get(t);
      long row = frame.matches("[0-9]{1,9}") ? Long.parseLong(frame) : -1;
      if (row < 0 || row >= path.frames()) {
        throw WorldArrays.wrong(
            file,
            key,
            "a camera for frame %s of the track".formatted(frame),
            "%d cameras".formatted(path.frames()));
      }
      rows[t] = (int) row;
    }
    return path.rows(rows);
  }
}
