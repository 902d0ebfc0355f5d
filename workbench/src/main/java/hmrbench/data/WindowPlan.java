package hmrbench.data;

import java.util.List;

/**
 * Which frames a temporal model sees at once, and which of its outputs are scored.
 *
 * <p>The plans of {@link Windows} follow rules and make a window when it is asked for. A window is
 * T frame indices into a clip (a repeated index is a repeated frame). A row is one output that is
 * kept: position p of window w, scored against frame f of the clip.
 *
 * @param windows windows [N][T] as frame indices
 * @param rows the outputs that are kept, in the order in which they are scored
 */
public record WindowPlan(List<Window> windows, List<Row> rows) {

  /** Frame indices of one window, in the order in which the model reads them. */
  public record Window(List<Integer> frames) {
    public Window {
      frames = List.copyOf(frames);
    }
  }

  /**
   * One output.
   *
   * @param window index of the window
   * @param position index of the output within the window
   * @param target frame of the clip that it is scored against
   */
  public record Row(int window, int position, int target) {}

  public WindowPlan {
    windows = kept(windows);
    rows = kept(rows);
  }

  private static <T> List<T> kept(List<T> list) {
    return list instanceof GeneratedList<T> ? list : List.copyOf(list);
  }

  /** The frames of the clip that the rows are scored against, in the order of the rows. */
  public int[] targets() {
    return rows.stream().mapToInt(Row::target).toArray();
  }
}
