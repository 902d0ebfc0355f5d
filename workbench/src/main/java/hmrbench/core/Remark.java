package hmrbench.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An observation about an input that readers of the numbers must know.
 *
 * @param weight what it means for the numbers
 * @param kind what was seen, as a short fixed name in kebab-case, such as {@code unit-millimetres}
 * @param about the file, data set, model or sequence that it is about
 * @param sentence what was seen, with the evidence in numbers, and what to do about it
 */
public record Remark(Weight weight, String kind, String about, String sentence) {

  /** What a remark means for the numbers. */
  public enum Weight {
    /** Worth knowing; the numbers are what they say. */
    NOTE,
    /** The numbers may be wrong; {@code --strict} makes it an error. */
    DOUBT
  }

  /** A remark that leaves the numbers as they are. */
  public static Remark note(String kind, String about, String sentence) {
    return new Remark(Weight.NOTE, kind, about, sentence);
  }

  /** A remark that puts the numbers in doubt. */
  public static Remark doubt(String kind, String about, String sentence) {
    return new Remark(Weight.DOUBT, kind, about, sentence);
  }

  /**
   * One remark where several say the same of different files or sequences: about the first of them,
   * with the number of the others, in the order of the firsts.
   */
  public static List<Remark> gathered(List<Remark> remarks) {
    Map<Remark, Set<String>> abouts = new LinkedHashMap<>();
    for (Remark it : remarks) {
      abouts.computeIfAbsent(it.of(""), same -> new LinkedHashSet<>()).add(it.about);
    }
    List<Remark> gathered = new ArrayList<>();
    abouts.forEach(
        (same, names) -> {
          String first = names.iterator().next();
          gathered.add(
              same.of(
                  names.size() == 1 ? first : "%s and %d more".formatted(first, names.size() - 1)));
        });
    return gathered;
  }

  private Remark of(String other) {
    return new Remark(weight, kind, other, sentence);
  }

  /** As users read it: {@code about: sentence}. */
  @Override
  public String toString() {
    return about + ": " + sentence;
  }
}
