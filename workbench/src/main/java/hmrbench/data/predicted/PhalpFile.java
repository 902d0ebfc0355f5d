package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code demo_VIDEO.pkl} of 4D-Humans and PHALP: per frame of a video, lists with one entry per
 * track. Poses are in the frame of the camera; the camera's place is not known in metres. A pose of
 * a person who was not seen in the frame is a forecast, and left out.
 */
final class PhalpFile implements PredictionFormat {

  private static final int JOINTS = 24;
  private static final int MATRIX = 9;
  private static final int BETAS = 10;

  @Override
  public String program() {
    return "4D-Humans";
  }

  @Override
  public String files() {
    return "demo_VIDEO.pkl of PHALP";
  }

  @Override
  public boolean fits(OpenedFile file) {
    List<String> frames = file.tree().isPresent() ? file.keys() : List.of();
    if (frames.isEmpty()) {
      return false;
    }
    TreeNode first = file.dictionary().key(frames.get(0));
    return first.isDict()
        && first.find("tid").isPresent()
        && first.find("smpl").isPresent()
        && first.find("tracked_time").isPresent();
  }

  /** One track while it is gathered. */
  private static final class Track {
    private final List<String> frames = new ArrayList<>();
    private final List<float[]> rotations = new ArrayList<>();
    private final List<float[]> betas = new ArrayList<>();
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    TreeNode root = file.dictionary();
    Map<String, Track> tracks = new TreeMap<>();
    int forecasts = 0;
    for (String frame : root.keys().stream().sorted().toList()) {
      forecasts += addFrame(root.key(frame), frame, tracks);
    }
    if (tracks.isEmpty()) {
      throw Fault.asked(
          "%s: expected people in its frames, got %d forecasts and no one seen; track the video"
              + " again",
          root.file(), forecasts);
    }
    List<PredictedPerson> people = new ArrayList<>();
    String source = file.stem().replaceFirst("^demo_", "");
    tracks.forEach((id, track) -> people.add(person(root.file(), source, id, track, reading)));
    List<Remark> remarks =
        forecasts == 0
            ? List.of()
            : List.of(
                Remark.note(
                    "forecasts",
                    root.file(),
                    "%d poses are forecasts of people who were not seen: left out"
                        .formatted(forecasts)));
    return new PredictionFile(root.file(), "output of 4D-Humans (PHALP)", people, remarks);
  }

  /** How many entries of a frame are forecasts. */
  private static int addFrame(TreeNode entry, String frame, Map<String, Track> tracks) {
    List<TreeNode> ids = entry.key("tid").items();
    List<TreeNode> unseen = entry.key("tracked_time").items();
    List<TreeNode> bodies = entry.key("smpl").items();
    if (unseen.size() < ids.size() || bodies.size() < ids.size()) {
      throw WorldArrays.wrong(
          entry.file(),
          frame,
          "tid, tracked_time and smpl of one length",
          "%d, %d and %d".formatted(ids.size(), unseen.size(), bodies.size()));
    }
    int forecasts = 0;
    for (int i = 0; i < ids.size(); i++) {
      if (unseen.get(i).number() > 0) {
        forecasts++;
        continue;
      }
      Track track =
          tracks.computeIfAbsent(Long.toString(Math.round(ids.get(i).number())), id -> new Track());
      track.frames.add(frame);
      track.rotations.add(rotations(bodies.get(i)));
      track.betas.add(floats(bodies.get(i), "betas", BETAS));
    }
    return forecasts;
  }

  private static float[] rotations(TreeNode body) {
    float[] all = new float[JOINTS * MATRIX];
    System.arraycopy(floats(body, "global_orient", MATRIX), 0, all, 0, MATRIX);
    int rest = (JOINTS - 1) * MATRIX;
    System.arraycopy(floats(body, "body_pose", rest), 0, all, MATRIX, rest);
    return all;
  }

  private static float[] floats(TreeNode body, String key, int count) {
    NdArray array = body.key(key).array();
    if (array.count() != count) {
      throw WorldArrays.wrong(
          body.file(), body.path() + "." + key, "%d values of SMPL".formatted(count), array);
    }
    return array.floats();
  }

  private static PredictedPerson person(
      String file, String video, String id, Track track, PredictionReading reading) {
    int rows = track.frames.size();
    Map<String, NdArray> arrays =
        Map.of(
            "rotations", NdArray.of(joined(track.rotations), rows, JOINTS, 3, 3),
            "betas", NdArray.of(joined(track.betas), rows, BETAS));
    return new PredictionArrays(
            file,
            arrays,
            row -> "person %s, frame %s".formatted(id, track.frames.get(row)),
            reading)
        .person(video, id, track.frames);
  }

  private static float[] joined(List<float[]> parts) {
    int width = parts.get(0).length;
    float[] all = new float[parts.size() * width];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, all, i * width, width);
    }
    return all;
  }
}
