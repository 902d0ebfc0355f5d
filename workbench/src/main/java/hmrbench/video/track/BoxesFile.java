package hmrbench.video.track;

import hmrbench.core.Fault;
import hmrbench.io.WholeFile;
import hmrbench.video.geometry.Box;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * People's boxes as a CSV file: {@code frame,person,left,top,width,height}, one box a line, frames
 * from 0, the rest in pixels of the upright picture. Further columns are ignored.
 */
public final class BoxesFile {

  private static final List<String> COLUMNS =
      List.of("frame", "person", "left", "top", "width", "height");

  private BoxesFile() {}

  /**
   * Reads all people of a file, by their number.
   *
   * @throws Fault naming the line, if one does not say where a box is
   */
  public static List<PersonTrack> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be read: %s; expected a CSV file with the columns %s"
              .formatted(file, e, String.join(",", COLUMNS)),
          e);
    }
    int[] places = places(file, lines.isEmpty() ? "" : lines.get(0));
    SortedMap<Integer, SortedMap<Integer, Box>> people = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        double[] values = values(file, i + 1, lines.get(i), places);
        add(file, i + 1, values, people);
      }
    }
    if (people.isEmpty()) {
      throw Fault.asked("%s: has no box; expected one a line", file);
    }
    return people.entrySet().stream()
        .map(person -> PersonTrack.given(person.getKey(), person.getValue()))
        .toList();
  }

  /** Writes tracks so that {@link #read} gives them back. */
  public static void write(Path file, List<PersonTrack> tracks) {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (PersonTrack track : tracks) {
      track
          .boxes()
          .forEach(
              (frame, box) ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "%d,%d,%s,%s,%s,%s%n",
                          frame,
                          track.id(),
                          box.left(),
                          box.top(),
                          box.width(),
                          box.height())));
    }
    byte[] bytes = text.toString().replace("\r", "").getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(bytes));
  }

  private static int[] places(Path file, String header) {
    List<String> names = Arrays.stream(header.split(",", -1)).map(String::strip).toList();
    int[] places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
    for (int c = 0; c < places.length; c++) {
      if (places[c] < 0) {
        throw Fault.asked(
            "%s: line 1: no column '%s'; expected %s, got %s",
            file, COLUMNS.get(c), String.join(",", COLUMNS), header);
      }
    }
    return places;
  }

  private static double[] values(Path file, int line, String text, int[] places) {
    String[] cells = text.split(",", -1);
    double[] values = new double[places.length];
    for (int c = 0; c < places.length; c++) {
      String cell = places[c] < cells.length ? cells[places[c]].strip() : "";
      try {
        values[c] = Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        throw Fault.asked(
            "%s: line %d: '%s' is no number; expected the %s of a box",
            file, line, cell, COLUMNS.get(c));
      }
    }
    return values;
  }

  private static void add(
      Path file, int line, double[] values, SortedMap<Integer, SortedMap<Integer, Box>> people) {
    int frame = (int) values[0];
    int person = (int) values[1];
    if (frame != values[0] || person != values[1] || frame < 0 || person < 0) {
      throw Fault.asked(
          "%s: line %d: frame and person must be whole numbers from 0, got %s and %s",
          file, line, values[0], values[1]);
    }
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw Fault.asked(
          "%s: line %d: a box of %s; expected finite numbers", file, line, Arrays.toString(values));
    }
    if (values[4] <= 0 || values[5] <= 0) {
      throw Fault.asked(
          "%s: line %d: width and height must be above 0, got %s and %s",
          file, line, values[4], values[5]);
    }
    Box box = Box.between(values[2], values[3], values[2] + values[4], values[3] + values[5]);
    if (people.computeIfAbsent(person, id -> new TreeMap<>()).put(frame, box) != null) {
      throw Fault.asked("%s: line %d: person %d is in frame %d twice", file, line, person, frame);
    }
  }
}
