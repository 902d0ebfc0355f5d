package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Matches rows of predictions to frames of a data set, by sequence and frame. What has no
 * counterpart is reported, never dropped silently.
 *
 * @param sequences what could be matched, in the order of the data set
 * @param remarks what could not, in few words
 * @param unmatched what could not, frame by frame
 */
public record PredictionMatch(
    List<Matched> sequences, List<Remark> remarks, List<Unmatched> unmatched) {

  private static final int MOST_NAMED = 8;

  /**
   * One sequence.
   *
   * @param sequence name in the data set
   * @param person who was predicted
   * @param pairs rows and frames that belong together, in the order of the frames
   */
  public record Matched(String sequence, PredictedPerson person, List<Pair> pairs) {
    public Matched {
      pairs = List.copyOf(pairs);
    }

    /** The rows of the prediction, in the order of the frames. */
    public int[] rows() {
      return pairs.stream().mapToInt(Pair::row).toArray();
    }

    /** The frames of the clip. */
    public int[] frames() {
      return pairs.stream().mapToInt(Pair::frame).toArray();
    }
  }

  /**
   * A row of a prediction and the frame that it predicts.
   *
   * @param row index into the rows of the person
   * @param frame index into the frames of the clip
   */
  public record Pair(int row, int frame) {}

  /**
   * A frame that is not scored.
   *
   * @param file that holds it; empty for a frame of the data set
   * @param sequence of the data set, or the person of the file where that is none
   * @param frame as the data set or the file names it; empty for all frames of a sequence
   * @param why in a few words
   */
  public record Unmatched(String file, String sequence, String frame, String why) {}

  private static final String NO_PREDICTION = "has no prediction";

  public PredictionMatch {
    sequences = List.copyOf(sequences);
    remarks = List.copyOf(remarks);
    unmatched = List.copyOf(unmatched);
  }

  /** What is gathered while files are matched. */
  private static final class Notes {

    private final List<Remark> remarks = new ArrayList<>();
    private static final int MOST_NAMED = 20;

    private final List<Unknown> unknown = new ArrayList<>();
    private final List<Unmatched> unmatched = new ArrayList<>();

    /** A person who is in no sequence of the data set. */
    private record Unknown(String file, String name, int frames) {}

    void unknown(String file, PredictedPerson person) {
      unknown.add(new Unknown(file, person.name(), person.frames().size()));
      frames(file, person.name(), person.frames(), "is of no sequence of the data set");
    }

    /** One note for all files whose people are in no sequence of the data set. */
    void remarkOnUnknown() {
      if (unknown.isEmpty()) {
        return;
      }
      int frames = unknown.stream().mapToInt(Unknown::frames).sum();
      String names =
          unknown.stream().limit(MOST_NAMED).map(Unknown::name).collect(Collectors.joining(", "));
      String more =
          unknown.size() > MOST_NAMED ? " and %d more".formatted(unknown.size() - MOST_NAMED) : "";
      remarks.add(
          Remark.note(
              "unknown-sequence",
              unknown.get(0).file(),
              "%s%s %s of the data set: %d frames are not scored"
                  .formatted(
                      names,
                      more,
                      unknown.size() == 1 ? "is no sequence" : "are no sequences",
                      frames)));
    }

    void frames(String file, String sequence, List<String> frames, String why) {
      frames.forEach(frame -> unmatched.add(new Unmatched(file, sequence, frame, why)));
    }
  }

  /**
   * Matches predictions to a data set. A person belongs to the sequence of the same name; the only
   * person of a file also to the sequence that the file is named after, or to the only sequence
   * that is one person of that video ({@code video_0}). Several persons of one sequence are pieces
   * of one track. Frames belong together by name, or by the number at the end of their names, where
   * folders before and an ending after it do not matter.
   *
   * @param frameLabels names of the frames per sequence of the data set
   * @param renamed sequences for persons with other names, by {@link PredictedPerson#name()}
   * @throws Fault if a sequence in {@code renamed} is not in the data set, or two persons predict
   *     the same frame
   */
  public static PredictionMatch of(
      Map<String, List<String>> frameLabels,
      List<PredictionFile> files,
      Map<String, String> renamed) {
    Notes notes = new Notes();
    Map<String, PredictedPieces> found = new LinkedHashMap<>();
    for (PredictionFile file : files) {
      for (PredictedPerson person : file.people()) {
        boolean alone = file.people().size() == 1;
        Optional<String> sequence = sequenceOf(person, alone, frameLabels, renamed);
        if (sequence.isEmpty()) {
          notes.unknown(file.file(), person);
        } else {
          found.computeIfAbsent(sequence.get(), PredictedPieces::new).add(file.file(), person);
        }
      }
    }
    notes.remarkOnUnknown();
    List<Matched> inOrder = new ArrayList<>();
    for (Map.Entry<String, List<String>> sequence : frameLabels.entrySet()) {
      String name = sequence.getKey();
      PredictedPieces pieces = found.get(name);
      if (pieces == null) {
        notes.remarks.add(
            Remark.note("no-prediction", where(files), "has no prediction of sequence " + name));
        notes.unmatched.add(new Unmatched("", name, "", NO_PREDICTION));
        continue;
      }
      pieces.remark().ifPresent(notes.remarks::add);
      Matched matched = frames(pieces.files(), name, pieces.joined(), sequence.getValue(), notes);
      if (!matched.pairs().isEmpty()) {
        inOrder.add(matched);
      }
    }
    return new PredictionMatch(inOrder, notes.remarks, notes.unmatched);
  }

  /**
   * The file, or the folder of several: what lacks a sequence must be said where there are more.
   */
  private static String where(List<PredictionFile> files) {
    String first = files.isEmpty() ? "predictions" : files.get(0).file();
    Path folder = Path.of(first).getParent();
    return files.size() > 1 && folder != null ? folder.toString() : first;
  }

  /**
   * Refuses names of persons that no file has.
   *
   * @throws Fault if there is one in {@code renamed}
   */
  public static void requirePeople(List<PredictionFile> files, Map<String, String> renamed) {
    List<String> people =
        files.stream()
            .flatMap(file -> file.people().stream())
            .map(PredictedPerson::name)
            .distinct()
            .toList();
    for (Map.Entry<String, String> pair : renamed.entrySet()) {
      if (!people.contains(pair.getKey())) {
        throw Fault.asked(
            "%s=%s: no person of the predictions is called %s; they are %s",
            pair.getKey(),
            pair.getValue(),
            pair.getKey(),
            String.join(", ", people.subList(0, Math.min(MOST_NAMED, people.size()))));
      }
    }
  }

  /**
   * The sequence that a person is of, as names say.
   *
   * @param alone whether they are the only person of their file
   * @throws Fault if {@code renamed} gives them a sequence that there is not
   */
  public static Optional<String> sequenceOf(
      PredictedPerson person,
      boolean alone,
      Map<String, List<String>> frameLabels,
      Map<String, String> renamed) {
    String named = renamed.get(person.name());
    if (named != null) {
      if (!frameLabels.containsKey(named)) {
        throw Fault.asked("%s: expected a sequence of the data set, got %s", person.name(), named);
      }
      return Optional.of(named);
    }
    if (frameLabels.containsKey(person.name())) {
      return Optional.of(person.name());
    }
    if (!alone) {
      return Optional.empty();
    }
    if (frameLabels.containsKey(person.source())) {
      return Optional.of(person.source());
    }
    List<String> people =
        frameLabels.keySet().stream()
            .filter(name -> name.matches("\\Q" + person.source() + "\\E_[0-9]+"))
            .toList();
    return people.size() == 1 ? Optional.of(people.get(0)) : Optional.empty();
  }

  private static Matched frames(
      String file, String sequence, PredictedPerson person, List<String> labels, Notes notes) {
    if (person.inOrder().isPresent() && person.inOrder().getAsInt() != labels.size()) {
      throw Fault.asked(
          "%s: it names no frames and has %d rows, sequence %s has %d frames: no one knows which"
              + " row is which frame; predict every frame, or write an npz with a key frame",
          file, person.inOrder().getAsInt(), sequence, labels.size());
    }
    requireOnce(file, sequence, person);
    Map<String, Integer> frameOf = keyed(labels);
    Map<String, Integer> rowOf = keyed(names(person, labels));
    boolean byNumber = rowOf.keySet().stream().noneMatch(frameOf::containsKey);
    if (byNumber) {
      frameOf = keyed(numbers(labels));
      rowOf = keyed(numbers(person.frames()));
    }
    List<Pair> pairs = new ArrayList<>();
    List<String> unpredicted = new ArrayList<>();
    List<String> keys = byNumber ? numbers(labels) : labels;
    for (int frame = 0; frame < labels.size(); frame++) {
      Integer row = rowOf.remove(keys.get(frame));
      if (row == null) {
        unpredicted.add(labels.get(frame));
      } else {
        pairs.add(new Pair(row, frame));
      }
    }
    remark(
        notes.remarks,
        "frames-without-prediction",
        file,
        sequence,
        "frames of the data set without a prediction",
        unpredicted);
    notes.frames("", sequence, unpredicted, NO_PREDICTION);
    List<String> unknown = rowOf.values().stream().sorted().map(person.frames()::get).toList();
    remark(
        notes.remarks,
        "unknown-frames",
        file,
        sequence,
        "predicted frames that the data set does not have",
        unknown);
    notes.frames(file, sequence, unknown, "is no frame of the data set");
    return new Matched(sequence, person, pairs);
  }

  /**
   * Refuses two rows of one frame, of which no one knows which is meant.
   *
   * @throws Fault if a person has them
   */
  public static void requireOnce(String file, String sequence, PredictedPerson person) {
    Set<String> seen = new HashSet<>();
    List<String> twice = person.frames().stream().filter(it -> !seen.add(it)).distinct().toList();
    if (!twice.isEmpty()) {
      throw Fault.asked(
          "%s: sequence %s: expected one row per frame, got two or more of %d frames (%s): no one"
              + " knows which is meant, or they are two people; keep one row of each",
          file,
          sequence,
          twice.size(),
          String.join(", ", twice.subList(0, Math.min(MOST_NAMED, twice.size())))
              + (twice.size() > MOST_NAMED ? ", ..." : ""));
    }
  }

  /** Frames as the data set names them, where the file takes them in its order. */
  private static List<String> names(PredictedPerson person, List<String> labels) {
    return person.inOrder().isEmpty()
        ? person.frames()
        : person.frames().stream().map(it -> labels.get(Integer.parseInt(it))).toList();
  }

  private static Map<String, Integer> keyed(List<String> names) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      index.putIfAbsent(names.get(i), i);
    }
    return index;
  }

  /** The numbers in some names as text, or the names themselves if one has none. */
  private static List<String> numbers(List<String> labels) {
    long[] numbers = FrameRows.numbers(labels.stream().map(FrameRows::bare).toList());
    return numbers.length == labels.size()
        ? Arrays.stream(numbers).mapToObj(Long::toString).toList()
        : labels.stream().map(FrameRows::bare).toList();
  }

  private static void remark(
      List<Remark> remarks,
      String kind,
      String file,
      String sequence,
      String what,
      List<String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    String named =
        labels.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
            + (labels.size() > MOST_NAMED ? ", ..." : "");
    remarks.add(
        Remark.note(
            kind, file, "sequence %s: %d %s: %s".formatted(sequence, labels.size(), what, named)));
  }
}
