package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One person as the demo programs of VIBE, TCMR, MPS-Net and WHAM write them: {@code pose}, {@code
 * betas}, {@code frame_ids}, in the frame of the camera.
 */
final class DemoPerson {

  /** Names under which demo programs write into a folder that is named after the video. */
  private static final Set<String> NAMES =
      Set.of("vibe_output.pkl", "tcmr_output.pkl", "mpsnet_output.pkl", "wham_output.pkl");

  private static final Map<String, String> THEIR_KEYS =
      Map.of("camera", "pred_cam", "joints", "joints3d");

  private DemoPerson() {}

  /** Reads a person. */
  static PredictedPerson of(
      OpenedFile file, String id, TreeNode person, PredictionReading reading) {
    NdArray frames = person.key("frame_ids").array();
    List<String> labels = FrameNames.of(file.name(), id + ".frame_ids", frames);
    return new PredictionArrays(
            file.name(),
            key ->
                person
                    .find(THEIR_KEYS.getOrDefault(key, key))
                    .filter(TreeNode::isArray)
                    .map(TreeNode::array),
            row -> "person %s, frame %s".formatted(id, labels.get(row)),
            reading)
        .person(video(file), id, labels);
  }

  private static String video(OpenedFile file) {
    return NAMES.contains(file.fileName()) ? OpenedFile.nameOf(file.folder()) : file.stem();
  }
}
