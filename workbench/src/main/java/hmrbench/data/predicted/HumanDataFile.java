package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.pickle.TreeNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * HumanData of MMHuman3D (docs/human_data.md), which SMPLer-X and SMPLest-X use too: an npz whose
 * {@code smpl} or {@code smplx} is a dictionary of {@code global_orient}, {@code body_pose}, {@code
 * betas} and {@code transl}, and whose {@code image_path} names the picture of each row. The folder
 * of a picture is its sequence.
 */
final class HumanDataFile implements PredictionFormat {

  private static final String SMPL = "smpl";
  private static final String SMPLX = "smplx";
  private static final String PICTURES = "image_path";

  @Override
  public String program() {
    return "HumanData";
  }

  @Override
  public String files() {
    return "any .npz of smpl or smplx with image_path";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.npz().isPresent()
        && List.of(SMPL, SMPLX).stream()
            .anyMatch(key -> file.has(key) && file.node(key).filter(TreeNode::isDict).isPresent());
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    String key = file.has(SMPL) ? SMPL : SMPLX;
    TreeNode parameters = file.node(key).orElseThrow();
    NamedParameters body =
        new NamedParameters(
            file.name(),
            key + ".",
            it -> parameters.find(it).filter(TreeNode::isArray).map(TreeNode::array));
    int rows = body.rows();
    Optional<List<String>> pictures = pictures(file, rows);
    List<String> frames = pictures.orElseGet(() -> FrameNames.inOrder(rows));
    PredictedPerson all =
        new PredictionArrays(
                file.name(), body.arrays(frames), row -> "frame " + frames.get(row), reading)
            .person(file.stem(), "", frames);
    List<Remark> remarks = new ArrayList<>(body.remarks());
    if (file.has(SMPL, SMPLX)) {
      remarks.add(
          Remark.note(
              "two-bodies", file.name(), "it has smpl and smplx: smpl is scored, smplx left out"));
    }
    return new PredictionFile(
        file.name(),
        "HumanData",
        pictures.isPresent() ? bySequence(file.stem(), all) : List.of(all.byOrder(rows)),
        remarks);
  }

  private static Optional<List<String>> pictures(OpenedFile file, int rows) {
    if (!file.has(PICTURES)) {
      return Optional.empty();
    }
    List<String> paths =
        file.find(PICTURES)
            .filter(it -> it.dtype().isText() && it.rank() == 1)
            .map(it -> List.of(it.strings()))
            .orElseGet(
                () ->
                    FrameNames.texts(
                        file.name(),
                        PICTURES,
                        file.node(PICTURES)
                            .orElseGet(
                                () -> TreeNode.root(file.name(), file.need(PICTURES).objects()))));
    if (paths.size() != rows) {
      throw Fault.asked(
          "%s: %s: expected one path for each of %d rows, got %d; write the file again",
          file.name(), PICTURES, rows, paths.size());
    }
    return Optional.of(paths);
  }

  private static List<PredictedPerson> bySequence(String stem, PredictedPerson all) {
    Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
    for (int row = 0; row < all.frames().size(); row++) {
      rowsOf.computeIfAbsent(folder(all.frames().get(row), stem), it -> new ArrayList<>()).add(row);
    }
    List<PredictedPerson> people = new ArrayList<>();
    rowsOf.forEach(
        (name, rows) ->
            people.add(all.rows(name, rows.stream().mapToInt(Integer::intValue).toArray())));
    return people;
  }

  private static String folder(String path, String fallback) {
    String[] parts = path.replace('\\', '/').split("/", -1);
    return parts.length > 1 ? parts[parts.length - 2] : fallback;
  }
}
