package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.io.pickle.JsonTree;
import hmrbench.io.pickle.TreeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code track_info.json} of SLAHMR: per track its row in the results and the pictures in which it
 * was seen; which pictures of the video were looked at ({@code data_interval}), and which of these
 * the results are of ({@code seq_interval}).
 */
final class SlahmrTracks {

  private final TreeNode file;
  private final int rows;
  private final int firstLooked;
  private final int firstRow;

  private SlahmrTracks(TreeNode file, int rows) {
    this.file = file;
    this.rows = rows;
    this.firstLooked = start("data_interval");
    this.firstRow = start("seq_interval");
  }

  /**
   * The file that belongs to some results.
   *
   * @param people how many the results have
   * @param rows how many frames the results have
   * @throws Fault if it is of other results
   */
  static Optional<SlahmrTracks> of(OpenedFile results, int people, int rows) {
    Optional<Path> found =
        Stream.of(results.folder(), OpenedFile.above(results.folder()))
            .map(it -> it.resolve("track_info.json"))
            .filter(Files::isRegularFile)
            .findFirst();
    return found.map(
        path -> {
          SlahmrTracks tracks = new SlahmrTracks(JsonTree.read(path), rows);
          tracks.requireOf(results, people);
          return tracks;
        });
  }

  private int start(String key) {
    List<TreeNode> interval = file.key("meta").key(key).items();
    if (interval.size() != 2) {
      throw WorldArrays.wrong(file.file(), "meta." + key, "two numbers", interval.size());
    }
    return (int) interval.get(0).number();
  }

  private void requireOf(OpenedFile results, int people) {
    List<TreeNode> interval = file.key("meta").key("seq_interval").items();
    int length = (int) interval.get(1).number() - firstRow;
    int tracks = file.key("tracks").keys().size();
    if (length != rows || tracks != people) {
      throw Fault.asked(
          "%s: it is of %d people and %d frames, the results %s have %d and %d; put the one that"
              + " SLAHMR wrote with them beside them",
          file.file(), tracks, length, results.name(), people, rows);
    }
  }

  /** The number of every row among the pictures of the video, from 0. */
  List<String> frames() {
    return IntStream.range(0, rows)
        .mapToObj(t -> Integer.toString(firstLooked + firstRow + t))
        .toList();
  }

  private TreeNode track(int index) {
    TreeNode tracks = file.key("tracks");
    return tracks.keys().stream()
        .map(tracks::key)
        .filter(it -> it.key("index").number() == index)
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: tracks: expected one with index %d, got none; write the file again",
                    file.file(), index));
  }

  /** What the tracker calls a row of the results. */
  String id(int index) {
    TreeNode track = track(index);
    return track.path().replaceFirst("^tracks\\.", "");
  }

  /** The rows from the first to the last picture in which a track was seen. */
  int[] seen(int index) {
    List<TreeNode> mask = track(index).key("vis_mask").items();
    int[] seen =
        IntStream.range(0, rows)
            .filter(t -> firstRow + t < mask.size() && mask.get(firstRow + t).number() != 0)
            .toArray();
    if (seen.length == 0) {
      throw Fault.asked(
          "%s: tracks.%s.vis_mask: expected a picture in which the person is seen, got none; leave"
              + " the track out",
          file.file(), id(index));
    }
    return IntStream.rangeClosed(seen[0], seen[seen.length - 1]).toArray();
  }
}
