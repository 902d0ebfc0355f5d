package hmrbench.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is changed about a file of predictions before it is scored, because it follows other
 * conventions than its data set. Only a user asks for it.
 *
 * @param shift frames that are added to the file's frame numbers
 * @param rate at which the file counts frames, in hertz, where that is not the data set's
 * @param axes of its positions, or of the rotation of the whole body
 * @param sides whether limbs are those of the other side
 * @param rotations how they are written
 * @param pelvis what the root of positions is moved by, in the axes of the person
 */
public record Fixes(
    int shift,
    Optional<Double> rate,
    AxisMap axes,
    Sides sides,
    RotationForm rotations,
    Optional<Offset> pelvis) {

  /** Nothing is changed. */
  public static final Fixes NONE =
      new Fixes(
          0,
          Optional.empty(),
          AxisMap.CAMERA,
          Sides.AS_NAMED,
          RotationForm.AS_SHAPED,
          Optional.empty());

  /**
   * A step from one place to another in the axes of a person, in millimetres.
   *
   * @param left towards their left
   * @param up from their knees to their shoulders
   * @param front to where they face
   */
  public record Offset(int left, int up, int front) {

    /** As a user writes it. */
    public String word() {
      return left + "/" + up + "/" + front;
    }
  }

  /**
   * Reads fixes as {@link #toString} writes them, such as {@code shift=2,axes=z-up}.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static Fixes of(String text) {
    Fixes fixes = NONE;
    Set<String> seen = new HashSet<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      if (!seen.add(key)) {
        throw new IllegalArgumentException(
            "expected each fix once, got %s twice in \"%s\"".formatted(key, text));
      }
      fixes = fixes.with(key, value, part);
    }
    return fixes;
  }

  private Fixes with(String key, String value, String part) {
    return switch (key) {
      case "shift" ->
          withShift(
              read(
                  part, "a whole number of frames such as 2 or -1", () -> Integer.parseInt(value)));
      case "rate" -> withRate(Optional.of(read(part, "frames/s above 0", () -> positive(value))));
      case "axes" ->
          withAxes(
              read(
                  part,
                  "camera, y-up, z-up or three signed axes such as +x-z+y",
                  () -> AxisMap.named(value).orElseThrow()));
      case "sides" -> withSides(oneOf(part, value, Sides.values(), Sides::word));
      case "rotations" ->
          withRotations(oneOf(part, value, RotationForm.values(), RotationForm::word));
      case "pelvis" ->
          withPelvis(
              Optional.of(
                  read(
                      part,
                      "LEFT/UP/FRONT in whole millimetres such as 0/-90/12",
                      () -> offset(value))));
      default ->
          throw new IllegalArgumentException(
              "expected shift=, rate=, axes=, sides=, rotations= or pelvis=, got \"%s\""
                  .formatted(part));
    };
  }

  private interface Read<T> {
    T read();
  }

  private static <T> T read(String part, String expected, Read<T> reader) {
    try {
      return reader.read();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("expected %s, got \"%s\"".formatted(expected, part), e);
    }
  }

  private static <T> T oneOf(String part, String value, T[] all, Function<T, String> word) {
    String words = Arrays.stream(all).map(word).collect(Collectors.joining(", "));
    return read(
        part,
        "one of " + words,
        () ->
            Arrays.stream(all)
                .filter(it -> word.apply(it).equals(value))
                .findFirst()
                .orElseThrow());
  }

  private static double positive(String value) {
    double rate = Double.parseDouble(value);
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(value);
    }
    return rate;
  }

  private static Offset offset(String value) {
    int[] parts = Arrays.stream(value.split("/", -1)).mapToInt(Integer::parseInt).toArray();
    if (parts.length != 3) {
      throw new IllegalArgumentException(value);
    }
    return new Offset(parts[0], parts[1], parts[2]);
  }

  /** The same with another shift. */
  public Fixes withShift(int other) {
    return new Fixes(other, rate, axes, sides, rotations, pelvis);
  }

  /** The same with another rate. */
  public Fixes withRate(Optional<Double> other) {
    return new Fixes(shift, other, axes, sides, rotations, pelvis);
  }

  /** The same with other axes. */
  public Fixes withAxes(AxisMap other) {
    return new Fixes(shift, rate, other, sides, rotations, pelvis);
  }

  /** The same with other sides. */
  public Fixes withSides(Sides other) {
    return new Fixes(shift, rate, axes, other, rotations, pelvis);
  }

  /** The same with another form of rotations. */
  public Fixes withRotations(RotationForm other) {
    return new Fixes(shift, rate, axes, sides, other, pelvis);
  }

  /** The same with another root. */
  public Fixes withPelvis(Optional<Offset> other) {
    return new Fixes(shift, rate, axes, sides, rotations, other);
  }

  /** Whether frames get other numbers. */
  public boolean renumbers() {
    return shift != 0 || rate.isPresent();
  }

  /** Whether nothing is changed. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** As a user writes it; empty where nothing is changed. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (shift != 0) {
      parts.add("shift=" + shift);
    }
    rate.ifPresent(it -> parts.add("rate=" + Decimals.atMost(6, it)));
    if (!axes.equals(AxisMap.CAMERA)) {
      parts.add("axes=" + axes.word());
    }
    if (sides != Sides.AS_NAMED) {
      parts.add("sides=" + sides.word());
    }
    if (rotations != RotationForm.AS_SHAPED) {
      parts.add("rotations=" + rotations.word());
    }
    pelvis.ifPresent(it -> parts.add("pelvis=" + it.word()));
    return String.join(",", parts);
  }
}
