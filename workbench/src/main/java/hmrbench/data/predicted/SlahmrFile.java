package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Remark;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code SEQUENCE_000300_world_results.npz} of SLAHMR (slahmr/optim/output.py and data/dataset.py
 * at 58518fe): B people over T frames in a common world, {@code root_orient} and {@code trans} [B,
 * T, 3], {@code pose_body} [B, T, 63] of SMPL-H, {@code betas} [B, 16], and the camera, world to
 * camera, {@code cam_R} [B, T, 3, 3]. {@code track_info.json} says which frames of the video they
 * are and who was seen when; it is looked for beside the file and in the folder above.
 */
final class SlahmrFile implements PredictionFormat {

  private static final String ROOT = "root_orient";
  private static final String BODY = "pose_body";
  private static final int BELOW_ROOT = 21;

  @Override
  public String program() {
    return "SLAHMR";
  }

  @Override
  public String files() {
    return "SEQUENCE_000300_world_results.npz with track_info.json";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.npz().isPresent() && file.has(ROOT, BODY, "trans");
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    NdArray root = file.need(ROOT);
    int people = root.rank() == 3 ? root.size(0) : 0;
    int rows = root.rank() == 3 ? root.size(1) : 0;
    if (people == 0 || rows == 0 || root.size(2) != 3) {
      throw WorldArrays.wrong(file.name(), ROOT, "[people, frames, 3], none of them 0", root);
    }
    Optional<SlahmrTracks> tracks = SlahmrTracks.of(file, people, rows);
    List<PredictedPerson> all = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      all.add(person(file, person, people, rows, tracks, reading));
    }
    List<Remark> remarks = new ArrayList<>(BodyParts.Model.SMPL_H.remarks(file.name()));
    file.find("betas").ifPresent(it -> remarks.addAll(BodyParts.shapeRemarks(file.name(), it)));
    return new PredictionFile(file.name(), "output of SLAHMR", all, remarks);
  }

  private static PredictedPerson person(
      OpenedFile file,
      int index,
      int people,
      int rows,
      Optional<SlahmrTracks> tracks,
      PredictionReading reading) {
    String id = tracks.map(it -> it.id(index)).orElseGet(() -> Integer.toString(index));
    List<String> frames =
        tracks.map(SlahmrTracks::frames).orElseGet(() -> FrameNames.inOrder(rows));
    String name = file.name();
    NdArray turns = of(file, ROOT, index, people, rows);
    NdArray pose =
        BodyParts.pose(
            name, ROOT, turns, BODY, of(file, BODY, index, people, rows), frames, BELOW_ROOT);
    WorldRoot root =
        WorldArrays.root(
            name, ROOT, turns, "trans", of(file, "trans", index, people, rows), frames);
    Orientations seen =
        WorldArrays.matrices(name, "cam_R", of(file, "cam_R", index, people, rows), frames)
            .after(root.orientations());
    NdArray rotations = BodyParts.withRoots(WorldArrays.rotationsOf(pose), seen);
    NdArray betas = BodyParts.betas(name, "betas", row(file.need("betas"), index, people), frames);
    PredictedPerson person =
        new PredictionArrays(
                name,
                Map.of("rotations", rotations, "betas", betas),
                row -> "person %s, frame %s".formatted(id, frames.get(row)),
                reading)
            .person(video(file), people == 1 && tracks.isEmpty() ? "" : id, frames)
            .inWorld(root);
    return tracks.isEmpty()
        ? person.byOrder(rows)
        : person.rows(video(file), tracks.get().seen(index));
  }

  /** What an array [B, T, ...] says of one person. */
  private static NdArray of(OpenedFile file, String key, int index, int people, int rows) {
    NdArray all = file.need(key);
    if (all.rank() < 3 || all.size(0) != people || all.size(1) != rows) {
      throw WorldArrays.wrong(
          file.name(), key, "[%d, %d, ...], people and frames".formatted(people, rows), all);
    }
    return all.row(index);
  }

  private static NdArray row(NdArray betas, int index, int people) {
    return betas.rank() > 1 && betas.size(0) == people ? betas.row(index) : betas;
  }

  /** The sequence, without the number of the step and the name of the stage. */
  private static String video(OpenedFile file) {
    return file.stem().replaceFirst("_[0-9]{6}(_[a-z]+)*_results$", "");
  }
}
