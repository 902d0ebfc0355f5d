package hmrbench.cli;

import hmrbench.config.ScoreQuestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file of predictions of another program, and what its user knows of it. */
final class PredictionsInput {

  @Parameters(
      index = "0",
      paramLabel = "PREDICTIONS",
      description = "A file (.npz, .pkl, .pt or .npy), or a folder of such files.")
  private String predictions = "";

  @Option(
      names = "--as",
      paramLabel = "PERSON=SEQUENCE",
      description = "Whose sequence a person of the file is, where the names do not say.")
  private List<String> sequenceOf = new ArrayList<>();

  @Option(
      names = "--joints",
      paramLabel = "ORDER",
      description = "The order of the file's joints, where the file does not say so itself.")
  private Optional<String> joints = Optional.empty();

  @Option(
      names = "--mesh-maps",
      paramLabel = "FOLDER",
      description =
          "Folder with matrices that turn meshes of SMPL-X or MHR into SMPL's; a file that needs one"
              + " says which.")
  private Optional<String> meshMaps = Optional.empty();

  /** The file or folder as it was typed. */
  String predictions() {
    return predictions;
  }

  /**
   * The question that is asked of it.
   *
   * @param further keys of its reading beside the order of joints
   */
  ScoreQuestion question(
      String name, String dataset, List<String> protocols, Map<String, String> further) {
    Map<String, String> reading = new LinkedHashMap<>();
    joints.ifPresent(order -> reading.put("joints", order));
    meshMaps.ifPresent(folder -> reading.put("mesh-maps", folder));
    reading.putAll(further);
    return new ScoreQuestion(name, predictions, dataset, protocols, sequenceOf, reading);
  }
}
