package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.data.official.Rows;
import hmrbench.io.NdArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns meshes of other body models into SMPL's, with matrices that the user has: they are licensed
 * and do not ship.
 */
final class MeshMaps {

  private static final String ASKED_BY = "--mesh-maps FOLDER (mesh-maps: FOLDER in a config)";
  private static final List<String> SMPLX = List.of("smplx_to_smpl.pkl", "smplx2smpl.npy");
  private static final String MHR = "mhr2smpl_mapping.npz";
  private static final String MHR_FACES = "mhr_faces.npy";
  private static final int FRAMES_AT_A_TIME = 64;

  private MeshMaps() {}

  private static Path needed(
      String file, String mesh, PredictionReading reading, List<String> names, String source) {
    Optional<Path> found =
        reading.meshMaps().stream()
            .flatMap(folder -> names.stream().map(folder::resolve))
            .filter(Files::isRegularFile)
            .findFirst();
    return found.orElseThrow(
        () ->
            Fault.asked(
                "%s: its mesh is that of %s: put %s (%s) into a folder and name that by %s",
                file, mesh, String.join(" or ", names), source, ASKED_BY));
  }

  /**
   * From SMPL-X.
   *
   * @param file that has such a mesh
   * @throws Fault if the user names no matrix
   */
  static VertexMap ofSmplx(String file, PredictionReading reading) {
    Path path =
        needed(
            file,
            "SMPL-X",
            reading,
            SMPLX,
            "the matrix [6890, 10475] of the model transfer data of smpl-x.is.tue.mpg.de");
    OpenedFile opened = OpenedFile.of(path);
    NdArray matrix = opened.array().orElseGet(() -> opened.need("matrix"));
    if (matrix.rank() != 2) {
      throw WorldArrays.wrong(
          opened.name(), "matrix", "[vertices of SMPL, vertices of SMPL-X]", matrix);
    }
    return ofRows(opened.name(), matrix);
  }

  private static VertexMap ofRows(String file, NdArray matrix) {
    int rows = matrix.size(0);
    int[] start = new int[rows + 1];
    List<Integer> vertex = new ArrayList<>();
    List<Double> weight = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double[] values = matrix.row(row).doubles();
      for (int column = 0; column < values.length; column++) {
        if (!Double.isFinite(values[column])) {
          throw WorldArrays.wrong(
              file, "matrix", "finite numbers", "%s in row %d".formatted(values[column], row));
        }
        if (values[column] != 0) {
          vertex.add(column);
          weight.add(values[column]);
        }
      }
      start[row + 1] = vertex.size();
    }
    return new VertexMap(
        start,
        vertex.stream().mapToInt(Integer::intValue).toArray(),
        weight.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * From MHR: every vertex of SMPL lies within a triangle of MHR's mesh.
   *
   * @param file that has such a mesh
   * @throws Fault if the user names no map
   */
  static VertexMap ofMhr(String file, PredictionReading reading) {
    Path mapping =
        needed(
            file,
            "MHR",
            reading,
            List.of(MHR),
            "tools/mhr_smpl_conversion/assets of github.com/facebookresearch/MHR");
    Path faces =
        needed(
            file,
            "MHR",
            reading,
            List.of(MHR_FACES),
            "the triangles [F, 3] of MHR's mesh, saved once from its model by numpy.save");
    OpenedFile map = OpenedFile.of(mapping);
    OpenedFile triangles = OpenedFile.of(faces);
    NdArray corners =
        triangles
            .array()
            .filter(it -> it.rank() == 2 && it.size(1) == 3)
            .orElseThrow(
                () -> WorldArrays.wrong(triangles.name(), "faces", "[F, 3]", triangles.kind()));
    NdArray ids = map.need("triangle_ids");
    NdArray weights = map.need("baryc_coords");
    if (ids.rank() != 1 || !weights.hasShape(ids.size(0), 3)) {
      throw WorldArrays.wrong(map.name(), "baryc_coords", "[triangle_ids, 3]", weights);
    }
    return ofTriangles(map.name(), ids.longs(), weights.doubles(), corners);
  }

  private static VertexMap ofTriangles(String file, long[] ids, double[] weights, NdArray corners) {
    long[] all = corners.longs();
    int[] start = new int[ids.length + 1];
    int[] vertex = new int[ids.length * 3];
    for (int row = 0; row < ids.length; row++) {
      if (ids[row] < 0 || ids[row] >= corners.size(0)) {
        throw WorldArrays.wrong(
            file, "triangle_ids", "triangles 0 to %d".formatted(corners.size(0) - 1), ids[row]);
      }
      start[row + 1] = 3 * (row + 1);
      for (int corner = 0; corner < 3; corner++) {
        vertex[3 * row + corner] = Math.toIntExact(all[(int) ids[row] * 3 + corner]);
      }
    }
    return new VertexMap(start, vertex, weights);
  }

  /**
   * Meshes of SMPL, frame by frame when they are asked for.
   *
   * @param vertices [T, V, 3]
   * @param metres how many one unit of them is
   * @throws Fault if there are fewer than the map needs, or one is NaN
   */
  static Rows<FloatGrid> mapped(
      String file,
      String key,
      NdArray vertices,
      VertexMap map,
      double metres,
      List<String> frames) {
    int rows = frames.size();
    boolean shaped = vertices.rank() == 3 && vertices.size(0) == rows && vertices.size(2) == 3;
    if (!shaped || vertices.size(1) < map.needed()) {
      throw WorldArrays.wrong(
          file, key, "[%d, %d or more, 3], a mesh".formatted(rows, map.needed()), vertices);
    }
    for (int from = 0; from < rows; from += FRAMES_AT_A_TIME) {
      int to = Math.min(rows, from + FRAMES_AT_A_TIME);
      NdArray some = vertices.rows(from, to);
      WorldArrays.finite(file, key, some, frames.subList(from, to), some.shape());
    }
    return Rows.of(vertices).map(grid -> scaled(map.of(grid), metres));
  }

  private static FloatGrid scaled(FloatGrid grid, double factor) {
    float[] values = grid.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return FloatGrid.owning(values, grid.shape());
  }
}
