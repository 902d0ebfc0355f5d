package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;
import java.util.List;
import java.util.Optional;

/**
 * Meshes of another body model: one frame, whose number ends the name of the file and whose folder
 * is the video, or one row per frame.
 *
 * @param program that wrote it
 * @param model whose mesh it is
 * @param key of the vertices
 * @param vertices [V, 3] or [T, V, 3]
 */
record MeshFrames(OpenedFile file, String program, String model, String key, NdArray vertices) {

  /**
   * The file as predictions.
   *
   * @param picture what the only frame is called
   */
  PredictionFile read(VertexMap map, PredictionReading reading, String picture) {
    boolean alone = vertices.rank() == 2;
    NdArray all = alone ? oneRow() : vertices;
    int rows = all.rank() == 0 ? 0 : all.size(0);
    Optional<NdArray> named = alone ? Optional.empty() : file.find("frame");
    List<String> frames =
        alone
            ? List.of(picture)
            : named
                .map(it -> FrameNames.of(file.name(), "frame", it))
                .orElseGet(() -> FrameNames.inOrder(rows));
    if (rows == 0) {
      throw WorldArrays.wrong(file.name(), key, "[frames, vertices, 3], frames above 0", all);
    }
    if (frames.size() != rows) {
      throw WorldArrays.wrong(
          file.name(), key, "[%d, vertices, 3], a row per frame".formatted(frames.size()), all);
    }
    PredictedPerson person =
        PredictedPerson.ofMesh(
            alone ? OpenedFile.nameOf(file.folder()) : file.stem(),
            frames,
            MeshMaps.mapped(file.name(), key, all, map, reading.unit().metres(), frames));
    return new PredictionFile(
        file.name(),
        "output of " + program,
        List.of(alone || named.isPresent() ? person : person.byOrder(rows)),
        List.of(remark()));
  }

  private NdArray oneRow() {
    return NdArray.of(vertices.doubles(), 1, vertices.size(0), vertices.size(1));
  }

  private Remark remark() {
    return Remark.note(
        "joints-of-mesh",
        String.valueOf(file.folder()),
        "meshes of %s, turned into SMPL's: joints are read off them by regressors, which find"
                .formatted(model)
            + " SMPL's own 24 some millimetres beside the kinematic ones; there is no mesh error");
  }
}
