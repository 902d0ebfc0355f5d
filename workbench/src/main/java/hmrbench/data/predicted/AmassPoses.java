package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Remark;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.predicted.BodyParts.Model;
import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Motion in the layout of AMASS: an npz with {@code poses} of SMPL-H [T, 156], of SMPL-X [T, 165]
 * or of SMPL [T, 72], {@code trans} [T, 3] and {@code betas}, in a world whose z axis points up,
 * and its rate. Several methods of motion in the world write it. Row t is frame t.
 */
final class AmassPoses implements PredictionFormat {

  private static final String POSES = "poses";
  private static final String TRANS = "trans";
  private static final List<String> RATES =
      List.of("mocap_framerate", "mocap_frame_rate", "fps", "frame_rate");

  @Override
  public String program() {
    return "AMASS";
  }

  @Override
  public String files() {
    return "any .npz of poses, trans and mocap_framerate";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.npz().isPresent() && file.has(POSES, TRANS);
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    NdArray poses = file.need(POSES);
    int rows = poses.rank() == 2 ? poses.size(0) : 0;
    if (rows == 0) {
      throw WorldArrays.wrong(
          file.name(),
          POSES,
          "[frames, 156] of SMPL-H, [frames, 165] of SMPL-X or [frames, 72] of"
              + " SMPL, frames above 0",
          poses);
    }
    List<String> frames = FrameNames.inOrder(rows);
    Model model = Model.ofJoints(BodyParts.joints(poses));
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("pose", BodyParts.pose(file.name(), POSES, poses, frames, 24, 52, 55));
    Optional<NdArray> betas = file.find("betas").filter(it -> model != Model.SMPL_X);
    betas.ifPresent(it -> arrays.put("betas", BodyParts.betas(file.name(), "betas", it, frames)));
    WorldRoot root = WorldArrays.root(file.name(), POSES, poses, TRANS, file.need(TRANS), frames);
    PredictedPerson person =
        new PredictionArrays(file.name(), arrays, row -> "frame " + frames.get(row), reading)
            .person(file.stem(), "", frames)
            .inWorld(root)
            .byOrder(rows);
    List<Remark> remarks = new ArrayList<>(model.remarks(file.name()));
    betas.ifPresent(it -> remarks.addAll(BodyParts.shapeRemarks(file.name(), it)));
    remarks.add(
        Remark.doubt(
            "world-axes",
            file.name(),
            "it knows a world (z up) and no camera: errors in the frame of the camera hold the turn"
                + " between both; score by a protocol of the world, or --fix axes=z-up where the"
                + " camera looks along y"));
    return new PredictionFile(
        file.name(), "motion in the layout of AMASS", List.of(person), remarks, rate(file));
  }

  private static Optional<Double> rate(OpenedFile file) {
    return RATES.stream()
        .map(file::find)
        .flatMap(Optional::stream)
        .filter(it -> it.count() == 1 && it.dtype().isNumeric())
        .map(it -> it.doubles()[0])
        .findFirst();
  }
}
