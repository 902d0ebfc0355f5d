package hmrbench.campaign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Damaged files without end, made of sound ones by chance: bits turned, bytes changed, cut,
 * doubled, inserted and moved, two files spliced, numbers replaced by odd ones; in text also whole
 * lines and words. The same seed gives the same files.
 */
public final class Mutations {

  private static final int MOST_CHANGES = 4;
  private static final int MOST_BYTES_AT_ONCE = 16;

  /** Where counts, lengths and offsets go wrong. */
  private static final long[] ODD_INTEGERS = {
    0,
    1,
    -1,
    2,
    127,
    128,
    255,
    256,
    0x7fff,
    0x8000,
    0xffff,
    0x7fff_ffff,
    0x8000_0000L,
    0xffff_ffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 40
  };

  private static final List<String> ODD_NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "-0",
          "00",
          "1e308",
          "-1e308",
          "1e309",
          "1e-320",
          "NaN",
          "nan",
          "inf",
          "-Infinity",
          "99999999999",
          "9223372036854775808",
          "2147483648",
          "-2147483649",
          "0x10",
          "1_000",
          "1.5",
          ".5",
          "5.",
          "1e",
          "+1",
          "٣",
          "true",
          "null",
          "~",
          "");

  private static final List<String> ODD_TEXT =
      List.of(
          "\t",
          "\r",
          "\r\n",
          "\0",
          "\u001b[2J",
          "\ufeff",
          "\u00a0",
          "\"",
          "'",
          ":",
          "- ",
          "#",
          "{",
          "}",
          "[",
          "]",
          ",",
          ";",
          "&a",
          "*a",
          "!!x",
          "%",
          "@",
          "|",
          ">",
          "../",
          "=",
          "<b>",
          "é",
          "你");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.eE+-]*");

  private final Random random;
  private final List<byte[]> sound;
  private final boolean text;

  private Mutations(long seed, List<byte[]> sound, boolean text) {
    this.random = new Random(seed);
    this.sound = sound;
    this.text = text;
  }

  /** Mutations of binary files. */
  public static Mutations ofBytes(long seed, List<byte[]> sound) {
    return new Mutations(seed, sound, false);
  }

  /** Mutations of text files: every second change is one of lines, words or numbers. */
  public static Mutations ofText(long seed, List<byte[]> sound) {
    return new Mutations(seed, sound, true);
  }

  /** The next damaged file. */
  public byte[] next() {
    byte[] bytes = anyOf(sound).clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes = text && random.nextBoolean() ? changedText(bytes) : changed(bytes);
    }
    return bytes;
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(MOST_BYTES_AT_ONCE));
    switch (random.nextInt(11)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> Arrays.fill(bytes, at, at + Math.min(length, 8), (byte) 0xff);
      case 3 -> Arrays.fill(bytes, at, at + length, (byte) 0);
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        return joined(bytes, at + length, bytes, at); // doubled
      }
      case 6 -> {
        return joined(bytes, at, bytes, at + length); // left out
      }
      case 7 -> putInteger(bytes, at);
      case 8 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return joined(joined(bytes, at, noise, 0), at + length, bytes, at);
      }
      case 9 -> {
        byte[] other = anyOf(sound);
        return joined(bytes, at, other, random.nextInt(other.length + 1));
      }
      default -> {
        int from = random.nextInt(bytes.length - length + 1);
        System.arraycopy(bytes.clone(), from, bytes, at, length);
      }
    }
    return bytes;
  }

  private void putInteger(byte[] bytes, int at) {
    long value = ODD_INTEGERS[random.nextInt(ODD_INTEGERS.length)];
    int width = Math.min(bytes.length - at, 1 << random.nextInt(4));
    boolean big = random.nextInt(4) == 0;
    for (int i = 0; i < width; i++) {
      bytes[big ? at + width - 1 - i : at + i] = (byte) (value >>> (8 * i));
    }
  }

  private byte[] changedText(byte[] bytes) {
    String whole = new String(bytes, StandardCharsets.UTF_8);
    String changed =
        switch (random.nextInt(4)) {
          case 0 -> numberReplaced(whole);
          case 1 -> inserted(whole, anyOf(ODD_TEXT));
          case 2 -> inserted(whole, " ".repeat(1 + random.nextInt(4)));
          default -> linesChanged(whole);
        };
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private String numberReplaced(String whole) {
    List<MatchResult> numbers = NUMBER.matcher(whole).results().toList();
    if (numbers.isEmpty()) {
      return inserted(whole, anyOf(ODD_NUMBERS));
    }
    MatchResult number = anyOf(numbers);
    return whole.substring(0, number.start()) + anyOf(ODD_NUMBERS) + whole.substring(number.end());
  }

  private String inserted(String whole, String piece) {
    int at = random.nextInt(whole.length() + 1);
    return whole.substring(0, at) + piece + whole.substring(at);
  }

  private String linesChanged(String whole) {
    List<String> lines = new ArrayList<>(Arrays.asList(whole.split("\n", -1)));
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(other, lines.get(at));
      case 2 -> Collections.swap(lines, at, other);
      default -> lines.set(at, lines.get(at) + lines.get(other));
    }
    return String.join("\n", lines);
  }

  /** The first {@code end} bytes of one file and those of another from {@code from} on. */
  private static byte[] joined(byte[] first, int end, byte[] second, int from) {
    byte[] both = Arrays.copyOf(first, end + second.length - from);
    System.arraycopy(second, from, both, end, second.length - from);
    return both;
  }
}
