package hmrbench.data;

import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan.Row;
import hmrbench.data.WindowPlan.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Cuts a sequence into windows, by one method per rule.
 *
 * <p>Sources: TCMR lib/data_utils/_img_utils.py split_into_chunks at f2fb3eb ({@link
 * WindowRule#TCMR}, {@link WindowRule#TCMR_TRAINER}); GLoT lib/data_utils/_img_utils.py
 * split_into_chunks_test at 109f4782 ({@link WindowRule#GLOT}); VIBE lib/data_utils/img_utils.py at
 * 851f7794 ({@link WindowRule#VIBE}); MEVA meva/utils/tools.py get_chunk_with_overlap and
 * scripts/eval_meva.py ({@link WindowRule#MEVA}). {@link WindowRule#CHUNKS} and {@link
 * WindowRule#EDGE_PADDED} are ours.
 *
 * <p>Throughout, T is the length of a window and T/2 (rounded down) the index of its middle.
 */
public final class Windows {

  /** Frames that neighbouring windows of MEVA share. */
  private static final int MEVA_OVERLAP = 10;

  /** Outputs that MEVA drops at the inner end of a window. */
  private static final int MEVA_MARGIN = MEVA_OVERLAP / 2;

  /** Outputs that HMMR drops at both ends of a window: the reach of its convolutions. */
  private static final int HMMR_MARGIN = 6;

  private Windows() {}

  /**
   * The windows of one sequence and which outputs are kept, in the order in which they are scored.
   *
   * <p>A model that answers for all frames of a window gives only its middle output under rules of
   * stride 1, and all of them under {@link WindowRule#VIBE}, {@link WindowRule#MEVA}, {@link
   * WindowRule#CHUNKS} and (but for margins) {@link WindowRule#HMMR}. A model that answers for the
   * middle frame alone has one answer per window; under {@link WindowRule#VIBE} it is therefore
   * given the windows of {@link WindowRule#TCMR_TRAINER}, which score the same frames (that is what
   * match_vibe is for), and under {@link WindowRule#CHUNKS} those of {@link
   * WindowRule#EDGE_PADDED}. A per-frame model gets each frame that the rule scores at this T as a
   * window of one; with T = 1, every frame.
   *
   * @param rule how windows are laid
   * @param frames frames of the sequence, n
   * @param windowFrames frames per window, T
   * @param output which outputs of a window the model gives; {@link Row#position} counts within the
   *     window and is T/2 in every row of a middle-frame model
   * @return an empty plan where the sequence is shorter than a window, as the official evaluators
   *     skip such sequences silently: the caller has to report it. {@link WindowRule#EDGE_PADDED}
   *     has a plan for every length
   * @throws Fault if the rule does not fit the model or the window
   */
  public static WindowPlan plan(WindowRule rule, int frames, int windowFrames, OutputKind output) {
    requirePositive("frames", frames);
    requirePositive("windowFrames", windowFrames);
    return switch (output) {
      case SEQUENCE -> laid(rule, frames, windowFrames);
      case MIDDLE_FRAME -> laid(middleFrameRule(rule), frames, windowFrames);
      case PER_FRAME -> singleFrames(rule, frames, windowFrames);
    };
  }

  private static WindowPlan laid(WindowRule rule, int frames, int windowFrames) {
    if (frames < windowFrames && rule != WindowRule.EDGE_PADDED && rule != WindowRule.HMMR) {
      return new WindowPlan(List.of(), List.of());
    }
    return switch (rule) {
      case TCMR -> ofSpans(frames, windowFrames, false);
      case TCMR_TRAINER -> ofSpans(frames, windowFrames, true);
      case GLOT -> glot(frames, windowFrames);
      case VIBE -> everyOutput(starts(frames, windowFrames, windowFrames), windowFrames, 0);
      case MEVA -> meva(frames, windowFrames);
      case CHUNKS -> chunks(frames, windowFrames);
      case EDGE_PADDED -> edgePadded(frames, windowFrames);
      case HMMR -> hmmr(frames, windowFrames, OptionalInt.empty());
    };
  }

  private static WindowRule middleFrameRule(WindowRule rule) {
    return switch (rule) {
      case VIBE -> WindowRule.TCMR_TRAINER;
      case CHUNKS, HMMR -> WindowRule.EDGE_PADDED;
      case MEVA ->
          throw Fault.asked(
              "window rule MEVA scores many frames of each window, but the model answers for the"
                  + " middle frame alone: use the rule TCMR or EDGE_PADDED");
      default -> rule;
    };
  }

  private static WindowPlan singleFrames(WindowRule rule, int frames, int windowFrames) {
    int[] targets =
        windowFrames == 1
            ? IntStream.range(0, frames).toArray()
            : sorted(laid(rule, frames, windowFrames).targets());
    return new WindowPlan(
        new GeneratedList<>(targets.length, w -> new Window(List.of(targets[w]))),
        new GeneratedList<>(targets.length, w -> new Row(w, 0, targets[w])));
  }

  /**
   * A window as the official code writes it: first and last frame, both inside. If both are equal,
   * that frame is repeated T times.
   */
  public record Span(int first, int last) {}

  /**
   * The list of split_into_chunks for one video, slot by slot: T/2 slots for the start, the sliding
   * windows, T-1-T/2 slots for the end; without the slots at both ends where {@code stride} is the
   * window's length.
   *
   * @param stride frames between sliding windows
   * @param training whether the slots at both ends repeat the first and last sliding window
   *     (is_train) rather than a single frame
   * @param vibeLength where positive, sliding windows after the one that ends with the last whole
   *     chunk of this many frames are cut (match_vibe; 16 in the official code), if one does
   * @return empty where the video is shorter than a window
   */
  public static List<Span> spans(
      int frames, int windowFrames, int stride, boolean training, int vibeLength) {
    if (frames < windowFrames) {
      return List.of();
    }
    List<Span> sliding = new ArrayList<>();
    for (int start : starts(frames, windowFrames, stride)) {
      sliding.add(new Span(start, start + windowFrames - 1));
    }
    if (stride == windowFrames) {
      return sliding;
    }
    if (vibeLength > 0) {
      sliding = cutAt(frames / vibeLength * vibeLength - 1, sliding);
    }
    Span first = sliding.get(0);
    Span last = sliding.get(sliding.size() - 1);
    int middle = windowFrames / 2;
    List<Span> slots = new ArrayList<>();
    for (int j = 0; j < middle; j++) {
      slots.add(training ? first : repeated(first.first() + j));
    }
    slots.addAll(sliding);
    for (int j = 0; j < windowFrames - 1 - middle; j++) {
      slots.add(training ? last : repeated(last.first() + middle + 1 + j));
    }
    return slots;
  }

  private static List<Span> cutAt(int lastFrame, List<Span> sliding) {
    for (int i = 0; i < sliding.size(); i++) {
      if (sliding.get(i).last() == lastFrame) {
        return sliding.subList(0, i + 1);
      }
    }
    return sliding;
  }

  private static Span repeated(int frame) {
    return new Span(frame, frame);
  }

  private static WindowPlan ofSpans(int frames, int windowFrames, boolean matchVibe) {
    List<Span> spans = spans(frames, windowFrames, 1, false, matchVibe ? windowFrames : 0);
    return middleOfEach(
        spans.size(),
        slot -> {
          Span span = spans.get(slot);
          return span.first() == span.last()
              ? new Window(Collections.nCopies(windowFrames, span.first()))
              : window(span.first(), windowFrames);
        },
        windowFrames / 2);
  }

  /**
   * GLoT's slots: windows that grow from the first frame, sliding ones, and at the end windows that
   * grow from the last frame, where slot n-m+j (m of them) holds what belongs to frame n-1-j. The
   * official evaluation scores slot by slot, so the rows do too.
   */
  private static WindowPlan glot(int frames, int windowFrames) {
    int middle = windowFrames / 2;
    int tail = windowFrames - 1 - middle;
    int grown = frames - tail;
    return middleOfEach(
        frames,
        slot -> padded(slot < grown ? slot : frames - 1 - (slot - grown), frames, windowFrames),
        middle);
  }

  private static WindowPlan edgePadded(int frames, int windowFrames) {
    return middleOfEach(frames, t -> padded(t, frames, windowFrames), windowFrames / 2);
  }

  /** The window around {@code target}, its ends filled with the first and last frame. */
  private static Window padded(int target, int frames, int windowFrames) {
    int start = target - windowFrames / 2;
    return new Window(
        IntStream.range(start, start + windowFrames)
            .mapToObj(t -> Math.max(0, Math.min(frames - 1, t)))
            .toList());
  }

  /** Slot k is scored against frame k. */
  private static WindowPlan middleOfEach(int slots, IntFunction<Window> windows, int middle) {
    return new WindowPlan(
        new GeneratedList<>(slots, windows),
        new GeneratedList<>(slots, w -> new Row(w, middle, w)));
  }

  /**
   * The windows of {@link WindowRule#HMMR}: as {@link #plan}, for a model that answers for every
   * frame of a window.
   *
   * <p>Source: predict_all_images in src/evaluation/tester.py of human_dynamics at 0887f37. Its
   * last windows may hold no frame of the video at all; they are not laid here.
   *
   * @param blank index that stands for a frame beyond the ends; where absent, these are the first
   *     and the last frame
   * @throws Fault if a window keeps none of its frames
   */
  public static WindowPlan hmmr(int frames, int windowFrames, OptionalInt blank) {
    int kept = windowFrames - 2 * HMMR_MARGIN;
    if (kept < 1) {
      throw Fault.asked(
          "window rule HMMR needs windows of more than %d frames (HMMR's have 20), the model has %d",
          2 * HMMR_MARGIN, windowFrames);
    }
    List<Row> rows = new ArrayList<>();
    int count = (frames + kept - 1) / kept;
    for (int w = 0; w < count; w++) {
      int start = w * kept - HMMR_MARGIN;
      int last = Math.min(HMMR_MARGIN + kept - 1, frames - 1 - start);
      addRows(rows, w, start, HMMR_MARGIN, last);
    }
    return new WindowPlan(
        new GeneratedList<>(
            count, w -> beyond(w * kept - HMMR_MARGIN, frames, windowFrames, blank)),
        rows);
  }

  private static Window beyond(int start, int frames, int windowFrames, OptionalInt blank) {
    return new Window(
        IntStream.range(start, start + windowFrames)
            .map(t -> t >= 0 && t < frames ? t : blank.orElse(Math.max(0, Math.min(frames - 1, t))))
            .boxed()
            .toList());
  }

  private static WindowPlan chunks(int frames, int windowFrames) {
    List<Integer> starts = starts(frames, windowFrames, windowFrames);
    int covered = starts.size() * windowFrames;
    if (covered < frames) {
      starts.add(frames - windowFrames);
    }
    return everyOutput(starts, windowFrames, covered);
  }

  /**
   * All outputs of windows that do not overlap, but for the last one, which gives the frames from
   * {@code covered} on where it was moved back.
   */
  private static WindowPlan everyOutput(List<Integer> starts, int windowFrames, int covered) {
    List<Row> rows = new ArrayList<>();
    for (int w = 0; w < starts.size(); w++) {
      int start = starts.get(w);
      int first = start % windowFrames == 0 ? 0 : covered - start;
      addRows(rows, w, start, first, windowFrames - 1);
    }
    return new WindowPlan(laid(starts, windowFrames), rows);
  }

  private static List<Window> laid(List<Integer> starts, int windowFrames) {
    return new GeneratedList<>(starts.size(), w -> window(starts.get(w), windowFrames));
  }

  /**
   * Windows at every multiple of T-10 and one that ends with the sequence. The first gives its
   * outputs 0 to T-6, those in between 5 to T-6, the last those that the others left open, found as
   * eval_meva.py does from the starts of the last two windows.
   */
  private static WindowPlan meva(int frames, int windowFrames) {
    if (windowFrames <= 2 * MEVA_OVERLAP) {
      throw Fault.asked(
          "window rule MEVA needs windows of more than %d frames (MEVA's have 90), the model has"
              + " %d",
          2 * MEVA_OVERLAP, windowFrames);
    }
    List<Integer> starts = starts(frames, windowFrames, windowFrames - MEVA_OVERLAP);
    starts.add(frames - windowFrames);
    int end = windowFrames - 1 - MEVA_MARGIN;
    List<Row> rows = new ArrayList<>();
    for (int w = 0; w < starts.size() - 1; w++) {
      addRows(rows, w, starts.get(w), w == 0 ? 0 : MEVA_MARGIN, end);
    }
    int last = starts.get(starts.size() - 1);
    int kept = last - starts.get(starts.size() - 2) + MEVA_MARGIN;
    addRows(rows, starts.size() - 1, last, windowFrames - kept, windowFrames - 1);
    return new WindowPlan(laid(starts, windowFrames), rows);
  }

  private static void addRows(List<Row> rows, int window, int start, int first, int last) {
    for (int position = first; position <= last; position++) {
      rows.add(new Row(window, position, start + position));
    }
  }

  /** Starts of the whole windows, {@code stride} frames apart. */
  private static List<Integer> starts(int frames, int windowFrames, int stride) {
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start + windowFrames <= frames; start += stride) {
      starts.add(start);
    }
    return starts;
  }

  private static Window window(int start, int windowFrames) {
    return new Window(IntStream.range(start, start + windowFrames).boxed().toList());
  }

  private static int[] sorted(int[] targets) {
    return IntStream.of(targets).sorted().toArray();
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be above 0, got %d".formatted(name, value));
    }
  }
}
