package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code results.pkl} of PromptHMR (pipeline/phmr_vid.py and world.py at ea85d0a): under {@code
 * people}, per person {@code frames}, and SMPL-X parameters in the frame of the camera ({@code
 * smplx_cam}) and in a world whose y axis points up ({@code smplx_world}).
 */
final class PromptHmrFile implements PredictionFormat {

  private static final String PEOPLE = "people";
  private static final String CAMERA = "smplx_cam";
  private static final String WORLD = "smplx_world";

  /** Poses in the frame of the camera have 22 body joints and three that are not used. */
  private static final int CAMERA_JOINTS = 25;

  private static final int SMPL_X_JOINTS = 55;

  @Override
  public String program() {
    return "PromptHMR";
  }

  @Override
  public String files() {
    return "results.pkl";
  }

  @Override
  public boolean fits(OpenedFile file) {
    Optional<TreeNode> people = file.tree().isPresent() ? file.node(PEOPLE) : Optional.empty();
    return people.filter(TreeNode::isDict).stream()
        .flatMap(all -> all.keys().stream().map(all::key))
        .anyMatch(it -> it.isDict() && it.find(CAMERA).isPresent());
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    String video =
        file.fileName().equals("results.pkl") ? OpenedFile.nameOf(file.folder()) : file.stem();
    TreeNode all = file.dictionary().key(PEOPLE);
    List<PredictedPerson> people = new ArrayList<>();
    for (String id : all.keys()) {
      people.add(person(file.name(), video, id, all.key(id), reading));
    }
    return new PredictionFile(
        file.name(), "output of PromptHMR", people, BodyParts.Model.SMPL_X.remarks(file.name()));
  }

  private static PredictedPerson person(
      String file, String video, String id, TreeNode person, PredictionReading reading) {
    String at = PEOPLE + "." + id + ".";
    List<String> frames = FrameNames.of(file, at + "frames", person.key("frames").array());
    if (frames.isEmpty()) {
      throw Fault.asked(
          "%s: %sframes: expected one frame or more, got none; leave the track out", file, at);
    }
    TreeNode camera = person.key(CAMERA);
    Optional<TreeNode> matrices = camera.find("rotmat");
    Map<String, NdArray> arrays =
        matrices.isPresent()
            ? Map.of(
                "rotations",
                BodyParts.rotations(
                    file, at + CAMERA + ".rotmat", matrices.get().array(), frames, SMPL_X_JOINTS))
            : Map.of(
                "pose",
                BodyParts.pose(
                    file,
                    at + CAMERA + ".pose",
                    camera.key("pose").array(),
                    frames,
                    CAMERA_JOINTS,
                    SMPL_X_JOINTS));
    PredictedPerson inCamera =
        new PredictionArrays(
                file, arrays, row -> "person %s, frame %s".formatted(id, frames.get(row)), reading)
            .person(video, id, frames);
    return person
        .find(WORLD)
        .map(
            world ->
                inCamera.inWorld(
                    WorldArrays.root(
                        file,
                        at + WORLD + ".pose",
                        world.key("pose").array(),
                        at + WORLD + ".trans",
                        world.key("trans").array(),
                        frames)))
        .orElse(inCamera);
  }
}
