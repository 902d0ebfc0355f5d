package hmrbench.video.track;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.CsvFile;
import hmrbench.picture.geometry.Box;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * People's boxes as a CSV file: {@code frame,person,left,top,width,height}, one box a line, frames
 * from 0, the rest in pixels of the upright picture. Further columns are ignored.
 */
public final class BoxesFile {

  private static final List<String> COLUMNS =
      List.of("frame", "person", "left", "top", "width", "height");

  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Boxes of a million frames and a dozen people. */
  private static final long MOST_BYTES = 1L << 30;

  /** Nothing in a picture is further away, or larger, in pixels. */
  private static final double FARTHEST = 1_000_000;

  private static final int MOST_LINE = 1 << 16;

  private BoxesFile() {}

  /**
   * Reads all people of a file, by their number.
   *
   * @throws Fault naming the line, if one does not say where a box is
   */
  public static List<PersonTrack> read(Path file) {
    requireFile(file);
    SortedMap<Integer, SortedMap<Integer, Box>> people = new TreeMap<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int[] places = {};
      for (String line = line(lines, file, 0); line != null; line = line(lines, file, number)) {
        number++;
        if (number == 1) {
          places = places(file, line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line);
        } else if (!line.isBlank()) {
          add(file, number, values(file, number, line, places), people);
        }
      }
    } catch (CharacterCodingException e) {
      throw Fault.asked(
          "%s: after line %d: is not UTF-8 text; expected a CSV file with the columns %s",
          file, number, String.join(",", COLUMNS));
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
    if (people.isEmpty()) {
      throw Fault.asked("%s: has no box; expected one a line", file);
    }
    return people.entrySet().stream()
        .map(person -> PersonTrack.given(person.getKey(), person.getValue()))
        .toList();
  }

  private static void requireFile(Path file) {
    String expected = "expected a CSV file with the columns " + String.join(",", COLUMNS);
    if (!Files.exists(file)) {
      throw Fault.asked("%s: no such file; %s", file, expected);
    }
    if (!Files.isRegularFile(file)) {
      throw Fault.asked(
          "%s: is %s; %s",
          file, Files.isDirectory(file) ? "a folder" : "a pipe or a device", expected);
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw Fault.asked(
            "%s: has %d bytes, at most %d are read; %s",
            file, Files.size(file), MOST_BYTES, expected);
      }
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }

  /** Writes tracks so that {@link #read} gives them back. */
  public static void write(Path file, List<PersonTrack> tracks) {
    List<List<String>> lines = new ArrayList<>();
    for (PersonTrack track : tracks) {
      track.boxes().forEach((frame, box) -> lines.add(line(frame, track.id(), box)));
    }
    CsvFile.write(file, COLUMNS, lines);
  }

  private static List<String> line(int frame, int person, Box box) {
    return Stream.of(frame, person, box.left(), box.top(), box.width(), box.height())
        .map(String::valueOf)
        .toList();
  }

  private static int[] places(Path file, String header) {
    List<String> names = Arrays.stream(header.split(",", -1)).map(String::strip).toList();
    int[] places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
    for (int c = 0; c < places.length; c++) {
      if (places[c] < 0) {
        throw Fault.asked(
            "%s: line 1: no column '%s'; expected %s, got %s",
            file, COLUMNS.get(c), String.join(",", COLUMNS), VisibleText.value(header));
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
            file, line, VisibleText.value(cell), COLUMNS.get(c));
      }
    }
    return values;
  }

  /** The next line, or nothing after the last one; a file without lines must not fill memory. */
  private static @Nullable String line(Reader in, Path file, int before) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == MOST_LINE) {
        throw Fault.asked(
            "%s: line %d: has more than %d characters; expected one box a line",
            file, before + 1, MOST_LINE);
      }
      line.append((char) c);
    }
    return line.toString();
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
    if (Math.abs(values[2]) > FARTHEST || Math.abs(values[3]) > FARTHEST) {
      throw Fault.asked(
          "%s: line %d: left and top must be within %.0f pixels of the picture, got %s and %s",
          file, line, FARTHEST, values[2], values[3]);
    }
    if (values[4] < 1 || values[5] < 1 || values[4] > FARTHEST || values[5] > FARTHEST) {
      throw Fault.asked(
          "%s: line %d: width and height must be 1 to %.0f pixels, got %s and %s",
          file, line, FARTHEST, values[4], values[5]);
    }
    Box box = new Box(values[2] + values[4] / 2, values[3] + values[5] / 2, values[4], values[5]);
    if (people.computeIfAbsent(person, id -> new TreeMap<>()).put(frame, box) != null) {
      throw Fault.asked("%s: line %d: person %d is in frame %d twice", file, line, person, frame);
    }
  }
}
