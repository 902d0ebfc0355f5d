package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.record.Manifest.Records;
import hmrbench.record.Manifest.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that was computed of a run, by whichever programs.
 *
 * @param parts in an order that does not depend on when they were done
 * @param build the program whose parts count
 * @param mixed whether those of other programs and devices count too, with a remark
 */
public record Parts(List<Part> parts, String build, boolean mixed) {

  public Parts {
    parts = List.copyOf(parts);
  }

  /** Parts of which only those of one program count. */
  public Parts(List<Part> parts, String build) {
    this(parts, build, false);
  }

  /**
   * Which part each cell is taken from.
   *
   * @param parts per cell, in the order of the plan; a cell that none has is left out
   * @param remarks what whoever reads the numbers must know
   */
  public record Choice(Map<Cell, Part> parts, List<Remark> remarks) {

    /** The manifest of the run that these parts make, all its cells missing. */
    public Manifest manifest(List<Cell> cells, String started) {
      Manifest one = parts.values().iterator().next().manifest();
      return new Manifest(
          one.schemaVersion(),
          one.program(),
          one.question(),
          one.machine(),
          one.inputs(),
          one.subjects(),
          Records.planned(cells),
          List.of(new Session(started, null, one.machine(), 0, List.of())),
          one.parity(),
          List.of());
    }
  }

  /**
   * Takes every cell from the first part that has it whole.
   *
   * @param intervened cells that need their interventions too
   * @throws Fault if no part has any, or parts of several programs, devices or inputs would be
   *     mixed
   */
  public Choice choose(List<Cell> cells, Set<Cell> intervened) {
    Map<Cell, Part> chosen = new LinkedHashMap<>();
    for (Cell cell : cells) {
      find(cell, intervened.contains(cell)).ifPresent(part -> chosen.put(cell, part));
    }
    if (chosen.isEmpty()) {
      throw Fault.running(
          "no cell is done%s; the logs of the groups say why",
          parts.isEmpty() ? ": no group has begun" : "");
    }
    List<Part> used = chosen.values().stream().distinct().toList();
    requireSameInputs(used);
    List<Remark> remarks = new ArrayList<>();
    requireOne("builds of the program", Part::build, used, remarks);
    requireOne("devices", part -> part.manifest().machine().device(), used, remarks);
    processors(used).ifPresent(remarks::add);
    return new Choice(chosen, remarks);
  }

  /** The part that a cell is taken from: one of this program where there is one. */
  public Optional<Part> find(Cell cell, boolean interventions) {
    List<Part> having =
        parts.stream().filter(part -> part.has(cell, interventions) && part.isWhole(cell)).toList();
    Optional<Part> own = having.stream().filter(part -> part.build().equals(build)).findFirst();
    if (own.isPresent() || having.isEmpty() || mixed) {
      return own.isPresent() ? own : having.stream().findFirst();
    }
    throw Fault.asked(
        "%s: was computed by another build of the program (%s, this is %s): run it again with this"
            + " one, or add --allow-mixed to take it and say so on the page",
        cell, first8(having.get(0).build()), first8(build));
  }

  private static String first8(String hash) {
    return hash.substring(0, Math.min(8, hash.length()));
  }

  private static void requireSameInputs(List<Part> used) {
    for (Part part : used) {
      if (!part.hasInputsOf(used.get(0))) {
        throw Fault.asked(
            "%s and %s were computed from other inputs; give the run again with --fresh",
            used.get(0).folder(), part.folder());
      }
    }
  }

  private void requireOne(
      String what, Function<Part, String> property, List<Part> used, List<Remark> remarks) {
    Set<String> values = used.stream().map(property).collect(Collectors.toCollection(TreeSet::new));
    if (values.size() < 2) {
      return;
    }
    String list = values.stream().map(Parts::shown).collect(Collectors.joining(", "));
    if (!mixed) {
      throw Fault.asked(
          "cells were computed by several %s (%s): run them again on one, or add --allow-mixed to"
              + " take them and say so on the page",
          what, list);
    }
    remarks.add(
        Remark.doubt(
            "mixed-parts", "run", "cells were computed by several %s: %s".formatted(what, list)));
  }

  private static String shown(String value) {
    return value.matches("[0-9a-f]{64}") ? first8(value) : value;
  }

  /** Processors may round the last digit of a sum in another way. */
  private static Optional<Remark> processors(List<Part> used) {
    Set<String> kinds =
        used.stream()
            .map(part -> part.manifest().machine().versions().getOrDefault("cpu", "unknown"))
            .collect(Collectors.toCollection(TreeSet::new));
    return kinds.size() < 2
        ? Optional.empty()
        : Optional.of(
            Remark.note(
                "mixed-processors",
                "run",
                "cells were computed on several processors: " + String.join(", ", kinds)));
  }

  /** Why a cell is in no part, as far as its program knew. */
  public String whyMissing(Cell cell) {
    return parts.stream()
        .flatMap(part -> part.failure(cell).stream())
        .reduce((earlier, later) -> later)
        .orElse("it was not computed: the group that has it ended before; its log says why");
  }
}
