package hmrbench.io;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What arrays of well-known files mean, and in which unit: names alone do not say.
 *
 * <p>Sources: TCMR lib/data_utils and demo.py at c41fdd7, smplx body_models.py, the readme of the
 * 3DPW sequence files, the AMASS npz layout.
 */
final class KnownKeys {

  private record Family(List<String> tellers, Map<String, String> meanings) {}

  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              List.of("vid_name", "features"),
              Map.ofEntries(
                  entry("vid_name", "sequence of each frame"),
                  entry("frame_id", "frame in its sequence"),
                  entry("img_name", "path of the image"),
                  entry("features", "static image features"),
                  entry("bbox", "centre x, centre y, width, height, in pixels"),
                  entry("joints2D", "x, y in pixels, confidence"),
                  entry("joints3D", "metres"),
                  entry("pose", "axis-angle, radians, camera axes"),
                  entry("shape", "SMPL shape coefficients"),
                  entry("valid", "1 = camera pose is valid"),
                  entry("valid_i", "1 = frame is counted"))),
          new Family(
              List.of("vid_name", "theta"),
              Map.of(
                  "vid_name", "sequence of each frame",
                  "theta", "72 axis-angle in radians, 10 SMPL shape coefficients")),
          new Family(
              List.of("v_template", "shapedirs"),
              Map.ofEntries(
                  entry("v_template", "rest vertices, metres"),
                  entry("shapedirs", "metres per unit of shape"),
                  entry("posedirs", "metres per unit of (R - I), joints 1 to 23 row by row"),
                  entry("J_regressor", "vertices to rest joints"),
                  entry("J", "rest joints, metres"),
                  entry("weights", "skinning weights"),
                  entry("kintree_table", "parents (4294967295 = none), joints"),
                  entry("f", "triangles"))),
          new Family(
              List.of("poses", "cam_poses"),
              Map.ofEntries(
                  entry("poses", "per person: axis-angle, radians, world axes"),
                  entry("betas", "per person: SMPL shape coefficients"),
                  entry("trans", "per person: metres, world axes"),
                  entry("poses2d", "per person: x, y in pixels, confidence"),
                  entry("cam_poses", "world to camera, metres"),
                  entry("cam_intrinsics", "pixels"),
                  entry("campose_valid", "per person: 1 = camera pose is valid"),
                  entry("jointPositions", "per person: metres, world axes"))),
          new Family(
              List.of("poses", "mocap_framerate"),
              Map.of(
                  "poses", "axis-angle of SMPL-H, radians",
                  "betas", "SMPL-H shape coefficients",
                  "trans", "metres",
                  "mocap_framerate", "hertz")),
          new Family(
              List.of("pred_cam", "verts"),
              Map.ofEntries(
                  entry("pred_cam", "camera of the crop: scale, x, y in metres"),
                  entry("orig_cam", "camera of the image: scale x, scale y, x, y"),
                  entry("verts", "vertices, metres"),
                  entry("pose", "axis-angle, radians"),
                  entry("betas", "SMPL shape coefficients"),
                  entry("joints3d", "metres"),
                  entry("joints2d", "pixels"),
                  entry("bboxes", "centre x, centre y, width, height, in pixels"),
                  entry("frame_ids", "frames of the video"))));

  private final Map<String, String> meanings;

  private KnownKeys(Map<String, String> meanings) {
    this.meanings = meanings;
  }

  /** The meanings of keys in a dictionary that has these. */
  static KnownKeys of(Collection<String> keys) {
    Set<String> all = Set.copyOf(keys);
    return of(all::contains);
  }

  /**
   * The meanings of keys in a dictionary.
   *
   * @param has whether the dictionary has a key
   */
  static KnownKeys of(Predicate<String> has) {
    return new KnownKeys(
        FAMILIES.stream()
            .filter(family -> family.tellers().stream().allMatch(has))
            .findFirst()
            .map(Family::meanings)
            .orElse(Map.of()));
  }

  /** What an array means, in brackets behind it; nothing where that is not known. */
  String inBrackets(String key) {
    String meaning = meanings.get(key);
    return meaning == null ? "" : "  (" + meaning + ")";
  }
}
