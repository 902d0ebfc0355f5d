package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.predicted.BodyParts.Model;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * People as Multi-HMR has them in memory (demo.py at 651fb41): {@code rotvec} [53, 3], which is the
 * root, 21 body joints, 30 of the hands and the jaw of SMPL-X, {@code transl_pelvis} and more. A
 * file holds, per picture, a list of such people: a dictionary by the name of the picture, or a
 * list in the order of the video; or {@code rotvec} [T, 53, 3] of one person.
 */
final class MultiHmrFile implements PredictionFormat {

  private static final String TURNS = "rotvec";
  private static final int JOINTS = 53;

  @Override
  public String program() {
    return "Multi-HMR";
  }

  @Override
  public String files() {
    return "its people per picture as .pkl or .pt, or rotvec as .npz";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.has(TURNS)
        || file.tree().stream()
            .flatMap(top -> pictures(top).stream())
            .flatMap(it -> people(it).stream())
            .findFirst()
            .filter(it -> it.isDict() && it.find(TURNS).isPresent())
            .isPresent();
  }

  /** Per picture what is in it; nothing where it is no such file. */
  private static List<TreeNode> pictures(TreeNode top) {
    if (top.isDict()) {
      return top.keys().stream().map(top::key).toList();
    }
    return top.isList() ? top.items() : List.of();
  }

  private static List<TreeNode> people(TreeNode picture) {
    return picture.isList() ? picture.items() : List.of();
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    boolean stacked = file.has(TURNS);
    boolean named = !stacked && file.tree().orElseThrow().isDict();
    Pictures pictures = stacked ? ofRows(file) : ofPictures(file, named);
    List<String> frames = pictures.frames();
    NdArray pose = BodyParts.pose(file.name(), TURNS, pictures.poses(TURNS), frames, JOINTS);
    PredictedPerson person =
        new PredictionArrays(
                file.name(), Map.of("pose", pose), row -> "picture " + frames.get(row), reading)
            .person(file.stem(), "", frames);
    boolean ordered = !named && !file.has("frame");
    return new PredictionFile(
        file.name(),
        "output of Multi-HMR",
        List.of(ordered ? person.byOrder(pictures.looked()) : person),
        Model.SMPL_X.remarks(file.name()));
  }

  private static Pictures ofRows(OpenedFile file) {
    NdArray turns = file.need(TURNS);
    int rows = turns.rank() == 3 ? turns.size(0) : 0;
    if (rows == 0 || !turns.hasShape(rows, JOINTS, 3)) {
      throw WorldArrays.wrong(
          file.name(), TURNS, "[frames, 53, 3] of SMPL-X, frames above 0", turns);
    }
    Optional<NdArray> named = file.find("frame");
    List<String> frames =
        named
            .map(it -> FrameNames.of(file.name(), "frame", it))
            .orElseGet(() -> FrameNames.inOrder(rows));
    if (frames.size() != rows) {
      throw WorldArrays.wrong(file.name(), "frame", "[%d]".formatted(rows), named.orElseThrow());
    }
    Pictures pictures = new Pictures(file.name());
    for (int t = 0; t < rows; t++) {
      pictures.look(frames.get(t), 1);
      pictures.add(frames.get(t), turns.row(t), turns.row(t));
    }
    return pictures;
  }

  private static Pictures ofPictures(OpenedFile file, boolean named) {
    TreeNode top = file.tree().orElseThrow();
    List<String> names = named ? new ArrayList<>(top.keys()) : List.of();
    List<TreeNode> all = pictures(top);
    Pictures pictures = new Pictures(file.name());
    for (int t = 0; t < all.size(); t++) {
      String frame = named ? names.get(t) : Integer.toString(t);
      List<TreeNode> people = people(all.get(t));
      pictures.look(frame, people.size());
      if (people.size() == 1) {
        NdArray turns = people.get(0).key(TURNS).array();
        if (turns.count() != JOINTS * 3) {
          throw Fault.asked(
              "%s: %s: expected [53, 3] of SMPL-X, got %s; other bodies of Multi-HMR (Anny) are not"
                  + " read",
              file.name(), people.get(0).path() + "." + TURNS, turns);
        }
        pictures.add(frame, turns, turns);
      }
    }
    return pictures;
  }
}
