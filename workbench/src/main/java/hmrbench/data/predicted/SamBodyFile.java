package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictionFile;

/**
 * Output of SAM 3D Body for a person in a picture, saved as npz (sample files of
 * tools/mhr_smpl_conversion of MHR): {@code pred_vertices} [18439, 3] of MHR's mesh about an origin
 * of its own, in the axes of the camera. One file per picture, or rows [T, 18439, 3] of one person.
 */
final class SamBodyFile implements PredictionFormat {

  private static final String VERTICES = "pred_vertices";

  @Override
  public String program() {
    return "SAM 3D Body";
  }

  @Override
  public String files() {
    return "VIDEO/img_00020.npz, one per picture, or one .npz of all; with --mesh-maps";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.has(VERTICES)
        && file.hasOneOf("pred_keypoints_3d", "mhr_model_params", "pred_pose_raw");
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    return new MeshFrames(file, program(), "MHR", VERTICES, file.need(VERTICES))
        .read(MeshMaps.ofMhr(file.name(), reading), reading, file.stem());
  }
}
