package hmrbench.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of Catmull-Clark subdivision of a closed mesh of polygons, for any numbers that vertices
 * carry: the rule is linear, so positions and skinning weights are smoothed alike.
 *
 * <p>Source: E. Catmull and J. Clark, Recursively generated B-spline surfaces on arbitrary
 * topological meshes, 1978.
 */
final class Subdivision {

  /**
   * A closed mesh.
   *
   * @param vertices per vertex the numbers that it carries
   * @param faces per polygon its corners, turning left seen from outside
   */
  record PolygonMesh(List<double[]> vertices, List<List<Integer>> faces) {}

  private final PolygonMesh coarse;
  private final List<double[]> facePoints = new ArrayList<>();
  private final Map<Edge, EdgeSides> edges = new LinkedHashMap<>();

  private record Edge(int low, int high) {
    static Edge of(int a, int b) {
      return new Edge(Math.min(a, b), Math.max(a, b));
    }
  }

  /** The faces left and right of an edge, as seen from its lower to its higher vertex. */
  private static final class EdgeSides {
    int left = -1;
    int right = -1;
  }

  private Subdivision(PolygonMesh coarse) {
    this.coarse = coarse;
    for (int f = 0; f < coarse.faces().size(); f++) {
      List<Integer> face = coarse.faces().get(f);
      facePoints.add(mean(face.stream().map(coarse.vertices()::get).toList()));
      for (int i = 0; i < face.size(); i++) {
        note(face.get(i), face.get((i + 1) % face.size()), f);
      }
    }
    edges.forEach(
        (edge, sides) -> {
          if (sides.left < 0 || sides.right < 0) {
            throw new IllegalArgumentException("the mesh is open at " + edge);
          }
        });
  }

  private void note(int from, int to, int face) {
    EdgeSides sides = edges.computeIfAbsent(Edge.of(from, to), edge -> new EdgeSides());
    boolean taken = from < to ? sides.left >= 0 : sides.right >= 0;
    if (taken) {
      throw new IllegalArgumentException(
          "two faces run along the edge from %d to %d".formatted(from, to));
    }
    if (from < to) {
      sides.left = face;
    } else {
      sides.right = face;
    }
  }

  /**
   * The mesh with every polygon of n corners split into n quadrilaterals. Old vertices come first,
   * then one per edge, then one per face.
   *
   * @throws IllegalArgumentException if the mesh is open, or two faces turn differently
   */
  static PolygonMesh of(PolygonMesh coarse) {
    return new Subdivision(coarse).refine();
  }

  private PolygonMesh refine() {
    int oldVertices = coarse.vertices().size();
    List<double[]> vertices = new ArrayList<>(movedVertices());
    Map<Edge, Integer> middle = new LinkedHashMap<>();
    edges.forEach(
        (edge, sides) -> {
          middle.put(edge, vertices.size());
          vertices.add(
              mean(
                  List.of(
                      coarse.vertices().get(edge.low()),
                      coarse.vertices().get(edge.high()),
                      facePoints.get(sides.left),
                      facePoints.get(sides.right))));
        });
    int firstFacePoint = oldVertices + middle.size();
    vertices.addAll(facePoints);
    List<List<Integer>> faces = new ArrayList<>();
    for (int f = 0; f < coarse.faces().size(); f++) {
      List<Integer> face = coarse.faces().get(f);
      for (int i = 0; i < face.size(); i++) {
        int before = face.get((i + face.size() - 1) % face.size());
        int corner = face.get(i);
        int after = face.get((i + 1) % face.size());
        faces.add(
            List.of(
                corner,
                at(middle, Edge.of(corner, after)),
                firstFacePoint + f,
                at(middle, Edge.of(before, corner))));
      }
    }
    return new PolygonMesh(vertices, faces);
  }

  private static int at(Map<Edge, Integer> middle, Edge edge) {
    Integer index = middle.get(edge);
    if (index == null) {
      throw new IllegalStateException("no such edge: " + edge);
    }
    return index;
  }

  /** (F + 2 R + (n - 3) P) / n: mean face point, mean edge middle and old place of n edges. */
  private List<double[]> movedVertices() {
    int numbers = coarse.vertices().get(0).length;
    int count = coarse.vertices().size();
    double[][] faceSum = new double[count][numbers];
    int[] faceCount = new int[count];
    for (int f = 0; f < coarse.faces().size(); f++) {
      for (int corner : coarse.faces().get(f)) {
        add(faceSum[corner], facePoints.get(f));
        faceCount[corner]++;
      }
    }
    double[][] edgeSum = new double[count][numbers];
    for (Edge edge : edges.keySet()) {
      double[] middle =
          mean(List.of(coarse.vertices().get(edge.low()), coarse.vertices().get(edge.high())));
      add(edgeSum[edge.low()], middle);
      add(edgeSum[edge.high()], middle);
    }
    List<double[]> moved = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      double n = faceCount[v];
      double[] place = coarse.vertices().get(v);
      double[] result = new double[numbers];
      for (int i = 0; i < numbers; i++) {
        result[i] = (faceSum[v][i] / n + 2 * edgeSum[v][i] / n + (n - 3) * place[i]) / n;
      }
      moved.add(result);
    }
    return moved;
  }

  private static void add(double[] sum, double[] term) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }

  private static double[] mean(List<double[]> points) {
    double[] mean = new double[points.get(0).length];
    for (double[] point : points) {
      add(mean, point);
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= points.size();
    }
    return mean;
  }
}
