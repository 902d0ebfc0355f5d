package hmrbench.body;

import hmrbench.core.FloatGrid;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the mesh of every frame of a track, block by block of vertices, and meshes of two tracks to
 * compare without keeping them.
 *
 * <p>Frames are shared out among threads; what a frame gives does not depend on how, since each
 * frame is computed by one thread in a fixed order.
 */
final class MeshMaker {

  private static final int FEATURES = BodyArrays.SHAPES + BodyArrays.POSE_FEATURES;
  private static final int TRANSFORMS = BodyArrays.JOINTS * 12;

  /** Frames that go through a block of vertices while it is in the cache. */
  private static final int CHUNK = 32;

  private static final double MILLIMETRES = 1000;
  private static final float[] NOT_MOVED = {};

  private final RestJoints rest;
  private final int[] parents;
  private final int vertices;
  private final List<MeshBlock> blocks;

  MeshMaker(BodyArrays body, RestJoints rest) {
    this.rest = rest;
    this.parents = body.parents().stream().mapToInt(Integer::intValue).toArray();
    this.vertices = body.vertices();
    this.blocks =
        IntStream.iterate(0, first -> first < vertices, first -> first + MeshBlock.SIZE)
            .mapToObj(first -> new MeshBlock(body, first))
            .toList();
  }

  /** Shape and pose of up to {@link #CHUNK} frames, as the blocks want them. */
  private final class Chunk {
    final float[] coefficients = new float[CHUNK * FEATURES];
    final float[] transforms = new float[CHUNK * TRANSFORMS];
    final MeshBlock.Points restMesh = new MeshBlock.Points();
    final MeshBlock.Points posed = new MeshBlock.Points();

    void read(SmplTrack track, int from, int to) {
      Posing posing = new Posing(rest, parents);
      for (int t = from; t < to; t++) {
        posing.pose(track, t);
        int at = (t - from) * FEATURES;
        for (int f = 0; f < FEATURES; f++) {
          coefficients[at + f] = (float) posing.coefficients[f];
        }
        posing.skinningTransforms(transforms, (t - from) * TRANSFORMS);
      }
    }

    MeshBlock.Points mesh(MeshBlock block, int frame) {
      block.pose(coefficients, frame * FEATURES, transforms, frame * TRANSFORMS, restMesh, posed);
      return posed;
    }
  }

  /** Vertices of every frame [T, V, 3], in metres. */
  FloatGrid vertices(SmplTrack track) {
    int frames = track.frames();
    float[] metres = new float[Math.multiplyExact(frames, Math.multiplyExact(vertices, 3))];
    forEachChunk(
        frames,
        (from, to) -> {
          Chunk chunk = new Chunk();
          chunk.read(track, from, to);
          for (MeshBlock block : blocks) {
            for (int t = from; t < to; t++) {
              store(block, chunk.mesh(block, t - from), metres, t * vertices * 3);
            }
          }
        });
    return FloatGrid.owning(metres, frames, vertices, 3);
  }

  private static void store(MeshBlock block, MeshBlock.Points posed, float[] metres, int frameAt) {
    for (int i = 0; i < block.count(); i++) {
      int at = frameAt + (block.first() + i) * 3;
      metres[at] = posed.x[i];
      metres[at + 1] = posed.y[i];
      metres[at + 2] = posed.z[i];
    }
  }

  /** Mean distance between the vertices of two tracks, frame by frame, in millimetres. */
  Series errorMm(SmplTrack a, SmplTrack b) {
    return errorMm(a, b, NOT_MOVED);
  }

  /**
   * The same after the first mesh is moved back.
   *
   * @param shift by how much, frame by frame [T, 3], in metres; empty for not at all
   */
  Series errorMm(SmplTrack a, SmplTrack b, float... shift) {
    if (a.frames() != b.frames()) {
      throw new IllegalArgumentException(
          "the tracks have %d and %d frames".formatted(a.frames(), b.frames()));
    }
    double[] sums = new double[a.frames()];
    forEachChunk(
        a.frames(),
        (from, to) -> {
          Chunk left = new Chunk();
          Chunk right = new Chunk();
          left.read(a, from, to);
          right.read(b, from, to);
          float[] distances = new float[MeshBlock.SIZE];
          for (MeshBlock block : blocks) {
            for (int t = from; t < to; t++) {
              MeshBlock.Points moved = left.mesh(block, t - from);
              if (shift.length > 0) {
                moved.moveBack(shift[t * 3], shift[t * 3 + 1], shift[t * 3 + 2]);
              }
              MeshBlock.distances(moved, right.mesh(block, t - from), distances);
              for (int i = 0; i < block.count(); i++) {
                sums[t] += distances[i];
              }
            }
          }
        });
    for (int t = 0; t < sums.length; t++) {
      sums[t] = sums[t] / vertices * MILLIMETRES;
    }
    return Series.of(sums);
  }

  private interface ChunkWork {
    void run(int from, int to);
  }

  private static void forEachChunk(int frames, ChunkWork work) {
    int chunks = (frames + CHUNK - 1) / CHUNK;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(chunk -> work.run(chunk * CHUNK, Math.min(frames, (chunk + 1) * CHUNK)));
  }
}
