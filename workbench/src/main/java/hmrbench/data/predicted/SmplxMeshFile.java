package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;

/**
 * Meshes of SMPL-X: those that Multi-HMR saves by {@code --save_mesh 1} ({@code
 * PICTURE_multiHMR_896_L.png.npy}, [people, 10475, 3]), or {@code v3d} or {@code verts_smplx} of an
 * npz.
 */
final class SmplxMeshFile implements PredictionFormat {

  private static final int PEOPLE_AND_MESH = 3;

  @Override
  public String program() {
    return "Multi-HMR's meshes";
  }

  @Override
  public String files() {
    return "VIDEO/PICTURE_multiHMR_896_L.png.npy, or v3d as .npz; with --mesh-maps";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return isPicture(file)
        || (file.npz().isPresent() && file.hasOneOf("v3d", "verts_smplx") && !file.has("rotvec"));
  }

  private static boolean isPicture(OpenedFile file) {
    return file.array().isPresent() && file.fileName().endsWith(".png.npy");
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    VertexMap map = MeshMaps.ofSmplx(file.name(), reading);
    if (!isPicture(file)) {
      String key = file.has("v3d") ? "v3d" : "verts_smplx";
      return new MeshFrames(file, "Multi-HMR", "SMPL-X", key, file.need(key))
          .read(map, reading, "");
    }
    NdArray people = file.array().orElseThrow();
    if (people.rank() != PEOPLE_AND_MESH || people.size(0) != 1) {
      throw Fault.asked(
          "%s: expected the mesh of one person [1, 10475, 3], got %s: no one knows who is who in"
              + " the next picture; keep one of them",
          file.name(), people);
    }
    return new MeshFrames(file, "Multi-HMR", "SMPL-X", "mesh", people.row(0))
        .read(map, reading, file.stem().replaceFirst("_multiHMR.*$", "").replace(".png", ""));
  }
}
