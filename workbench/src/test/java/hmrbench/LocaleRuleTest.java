package hmrbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No text depends on the language of a machine: what the JDK formats by the default locale unless
 * it is given one is always given one. {@code formatted} alone has no such form; the program sets
 * {@link Locale#ROOT} when it starts, and {@code LocaleTest} holds pages to the same bytes without
 * that.
 */
class LocaleRuleTest {

  /** Calls that are fine with a locale among their arguments. */
  private static final Set<String> NEED_A_LOCALE =
      Set.of(
          "java.lang.String.format",
          "java.lang.String.toLowerCase",
          "java.lang.String.toUpperCase",
          "java.io.PrintStream.format",
          "java.io.PrintStream.printf",
          "java.io.PrintWriter.format",
          "java.io.PrintWriter.printf",
          "java.io.Console.format",
          "java.io.Console.printf",
          "java.util.Formatter.<init>",
          "java.text.NumberFormat.getInstance",
          "java.text.NumberFormat.getNumberInstance",
          "java.text.NumberFormat.getIntegerInstance",
          "java.text.NumberFormat.getPercentInstance",
          "java.text.NumberFormat.getCompactNumberInstance",
          "java.text.SimpleDateFormat.<init>",
          "java.text.Collator.getInstance",
          "java.text.MessageFormat.<init>",
          "java.text.BreakIterator.getLineInstance",
          "java.text.BreakIterator.getWordInstance",
          "java.time.format.DateTimeFormatter.ofPattern",
          "java.time.format.DateTimeFormatterBuilder.toFormatter");

  /** Calls that have no such form. */
  private static final Set<String> NEVER =
      Set.of(
          "java.util.Locale.getDefault",
          "java.util.Scanner.<init>",
          "java.text.MessageFormat.format",
          "java.text.DateFormat.getInstance",
          "java.text.DateFormat.getDateInstance",
          "java.text.DateFormat.getTimeInstance",
          "java.text.DateFormat.getDateTimeInstance",
          "java.time.format.DateTimeFormatter.ofLocalizedDate",
          "java.time.format.DateTimeFormatter.ofLocalizedTime",
          "java.time.format.DateTimeFormatter.ofLocalizedDateTime");

  private static final String DECIMAL_FORMAT = "java.text.DecimalFormat.<init>";

  private static boolean dependsOnTheMachine(CodeUnitCallTarget target) {
    String name = target.getOwner().getName() + "." + target.getName();
    if (name.equals(DECIMAL_FORMAT)) {
      return target.getRawParameterTypes().size() < 2; // the second is the symbols
    }
    boolean localised =
        target.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals(Locale.class.getName()));
    return NEVER.contains(name) || (NEED_A_LOCALE.contains(name) && !localised);
  }

  /** Where classes do so. */
  private static Set<String> faults(JavaClasses classes) {
    Set<String> faults = new TreeSet<>();
    classes.forEach(
        each ->
            Stream.<JavaCall<?>>concat(
                    each.getMethodCallsFromSelf().stream(),
                    each.getConstructorCallsFromSelf().stream())
                .filter(call -> dependsOnTheMachine(call.getTarget()))
                .forEach(
                    call ->
                        faults.add(
                            "%s in %s"
                                .formatted(
                                    call.getTarget().getFullName(),
                                    call.getSourceCodeLocation()))));
    return faults;
  }

  @Test
  void the_program_formats_alike_on_every_machine() {
    JavaClasses program = ProgramClasses.all();
    assertThat(program.size()).isGreaterThan(500);
    assertThat(faults(program)).isEmpty();
  }

  /** What the rule has to find, one call per line. */
  @SuppressWarnings({"unused", "StringCaseLocaleUsage"})
  private static final class OfTheMachine {

    List<Object> all(PrintStream out) {
      out.printf("%d", 1);
      return List.of(
          String.format("%d", 1),
          "I".toLowerCase(),
          "i".toUpperCase(),
          new DecimalFormat("0.0"),
          NumberFormat.getInstance(),
          new SimpleDateFormat("yyyy"),
          DateTimeFormatter.ofPattern("yyyy"),
          new Formatter(),
          new Scanner("1,5"),
          Locale.getDefault());
    }
  }

  @Test
  void the_rule_finds_every_call_that_depends_on_the_machine() {
    JavaClasses sample = new ClassFileImporter().importClasses(OfTheMachine.class);
    assertThat(faults(sample)).hasSize(11);
  }
}
