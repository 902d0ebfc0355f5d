package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.predicted.BodyParts.Model;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Output of NLF's {@code detect_smpl_batched}, saved as it is: {@code pose} (axis-angle of SMPL or
 * SMPL-X), {@code betas} and points, each a list with an array [people, ...] per picture, or one
 * array with a row per picture. Its points and translations are of a unit that no file says, so
 * poses alone are used.
 */
final class NlfFile implements PredictionFormat {

  private static final String POSE = "pose";
  private static final String BETAS = "betas";

  /** Keys of its answer that no other program has beside a pose. */
  private static final String[] TELLERS = {
    "joints3d_nonparam",
    "vertices3d_nonparam",
    "joint_uncertainties",
    "vertex_uncertainties",
    "vertes_uncertainties",
    "joints2d_nonparam"
  };

  @Override
  public String program() {
    return "NLF";
  }

  @Override
  public String files() {
    return "the answer of detect_smpl_batched as .npz, .pkl or .pt";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.has(POSE) && file.hasOneOf(TELLERS);
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    Pictures pictures = new Pictures(file.name());
    List<NdArray> poses = perPicture(file, POSE);
    List<NdArray> betas = perPicture(file, BETAS);
    if (poses.size() != betas.size()) {
      throw WorldArrays.wrong(
          file.name(), BETAS, "%d pictures, as of pose".formatted(poses.size()), betas.size());
    }
    for (int t = 0; t < poses.size(); t++) {
      int people = poses.get(t).rank() < 2 ? 1 : poses.get(t).size(0);
      pictures.look(Integer.toString(t), people);
      if (people == 1) {
        pictures.add(Integer.toString(t), poses.get(t), betas.get(t));
      }
    }
    List<String> frames = pictures.frames();
    NdArray pose = pictures.poses(POSE);
    Model model = Model.ofJoints(BodyParts.joints(pose));
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put(POSE, BodyParts.pose(file.name(), POSE, pose, frames, 24, 55));
    if (model == Model.SMPL) {
      arrays.put(BETAS, BodyParts.betas(file.name(), BETAS, pictures.betas(BETAS), frames));
    }
    PredictedPerson person =
        new PredictionArrays(file.name(), arrays, row -> "picture " + frames.get(row), reading)
            .person(file.stem(), "", frames)
            .byOrder(pictures.looked());
    List<Remark> remarks = new ArrayList<>(model.remarks(file.name()));
    if (model == Model.SMPL) {
      remarks.addAll(BodyParts.shapeRemarks(file.name(), pictures.betas(BETAS)));
    }
    remarks.add(
        Remark.note(
            "points-left-out",
            file.name(),
            "poses are used; points and translations of NLF are left out, since no file says their"
                + " unit"));
    return new PredictionFile(file.name(), "output of NLF", List.of(person), remarks);
  }

  /** One array per picture: of a list, or the rows of an array. */
  private static List<NdArray> perPicture(OpenedFile file, String key) {
    Optional<NdArray> one = file.find(key);
    List<NdArray> arrays = new ArrayList<>();
    if (one.isPresent()) {
      for (int t = 0; t < (one.get().rank() == 0 ? 0 : one.get().size(0)); t++) {
        arrays.add(one.get().row(t));
      }
      return arrays;
    }
    for (TreeNode picture : file.dictionary().key(key).items()) {
      arrays.add(picture.array());
    }
    return arrays;
  }
}
