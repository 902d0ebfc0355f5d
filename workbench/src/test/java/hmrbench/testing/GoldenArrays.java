package hmrbench.testing;

import hmrbench.core.FloatGrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The arrays of a golden .npz file, read apart from the program's own reader so that the one cannot
 * hide a mistake of the other.
 */
public final class GoldenArrays {

  private static final Pattern HEADER =
      Pattern.compile("'descr': '([^']+)'.*'fortran_order': False.*'shape': \\(([^)]*)\\)");

  private record Entry(String type, List<Integer> shape, ByteBuffer bytes) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  public GoldenArrays(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> all = zip.entries();
      while (all.hasMoreElements()) {
        ZipEntry entry = all.nextElement();
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        entries.put(entry.getName().replaceFirst("\\.npy$", ""), parse(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry parse(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes[6] == 1 ? 10 : 12;
    int length = bytes[6] == 1 ? buffer.getShort(8) & 0xFFFF : buffer.getInt(8);
    String header = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find()) {
      throw new IllegalStateException("unexpected npy header: " + header);
    }
    List<Integer> shape =
        Arrays.stream(matcher.group(2).split(",", -1))
            .map(String::strip)
            .filter(size -> !size.isEmpty())
            .map(Integer::valueOf)
            .toList();
    return new Entry(
        matcher.group(1), shape, buffer.slice(start + length, bytes.length - start - length));
  }

  public Set<String> names() {
    return entries.keySet();
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  public int[] shape(String name) {
    return entry(name).shape().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The values of a numeric array, row-major. */
  public double[] doubles(String name) {
    Entry entry = entry(name);
    ByteBuffer buffer = entry.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int width = Character.digit(entry.type().charAt(entry.type().length() - 1), 10);
    double[] values = new double[entry.bytes().limit() / width];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.type().substring(1)) {
            case "f4" -> buffer.getFloat();
            case "f8" -> buffer.getDouble();
            case "i8" -> buffer.getLong();
            case "b1" -> buffer.get();
            default -> throw new IllegalStateException(name + " holds " + entry.type());
          };
    }
    return values;
  }

  /** The values of a numeric array as a float32 grid. */
  public FloatGrid grid(String name) {
    double[] values = doubles(name);
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return FloatGrid.owning(floats, shape(name));
  }

  /** The values of an array of text. */
  public String[] strings(String name) {
    Entry entry = entry(name);
    int width = Integer.parseInt(entry.type().substring(2));
    ByteBuffer buffer = entry.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    String[] texts = new String[entry.bytes().limit() / (4 * width)];
    for (int i = 0; i < texts.length; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < width; k++) {
        int point = buffer.getInt();
        if (point != 0) {
          text.appendCodePoint(point);
        }
      }
      texts[i] = text.toString();
    }
    return texts;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("no array %s among %s".formatted(name, entries.keySet()));
    }
    return entry;
  }
}
