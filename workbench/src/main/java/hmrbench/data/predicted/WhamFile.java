package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code wham_output.pkl} of WHAM (demo.py at 2b54f77): per person what {@link DemoPerson} reads,
 * with {@code pose_world} and {@code trans_world}.
 */
final class WhamFile implements PredictionFormat {

  @Override
  public String program() {
    return "WHAM";
  }

  @Override
  public String files() {
    return "wham_output.pkl";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.tree().isPresent()
        && file.keys().stream()
            .map(file.dictionary()::key)
            .anyMatch(it -> it.isDict() && it.find("pose_world").isPresent());
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    List<PredictedPerson> people = new ArrayList<>();
    for (String id : file.keys()) {
      people.add(person(file, id, reading));
    }
    return new PredictionFile(file.name(), "output of WHAM", people);
  }

  private static PredictedPerson person(OpenedFile file, String id, PredictionReading reading) {
    TreeNode person = file.dictionary().key(id);
    PredictedPerson inCamera = DemoPerson.of(file, id, person, reading);
    Optional<NdArray> turns = person.find("pose_world").map(TreeNode::array);
    Optional<NdArray> trans = person.find("trans_world").map(TreeNode::array);
    if (turns.isEmpty() || trans.isEmpty()) {
      return inCamera;
    }
    return inCamera.inWorld(
        WorldArrays.root(
            file.name(),
            id + ".pose_world",
            turns.get(),
            id + ".trans_world",
            trans.get(),
            inCamera.frames()));
  }
}
