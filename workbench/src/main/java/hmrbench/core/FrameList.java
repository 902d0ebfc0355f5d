package hmrbench.core;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The frames of a clip.
 *
 * @param labels the data set's own name of each frame (a number in 3DPW, a file stem in
 *     MPI-INF-3DHP)
 * @param valid frames that exist for evaluators which drop frames before windowing (3DPW {@code
 *     valid})
 * @param counted frames that enter averages (MPI-INF-3DHP {@code valid_i}); all true elsewhere
 */
public record FrameList(List<String> labels, FrameMask valid, FrameMask counted) {

  public FrameList {
    labels = List.copyOf(labels);
  }

  /** Frames that all exist and count. */
  public static FrameList of(List<String> labels) {
    return new FrameList(labels, FrameMask.all(labels.size()), FrameMask.all(labels.size()));
  }

  /** Frames that all exist and count, and whose names are their places, from 0. */
  public static FrameList counting(int frames) {
    return of(IntStream.range(0, frames).mapToObj(Integer::toString).toList());
  }

  /** The frames at these places, in this order. */
  public FrameList pick(int... places) {
    return new FrameList(
        Arrays.stream(places).mapToObj(labels::get).toList(),
        valid.pick(places),
        counted.pick(places));
  }
}
