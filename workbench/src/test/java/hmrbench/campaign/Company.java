package hmrbench.campaign;

import java.nio.file.Path;
import java.util.List;

/** Two of one command that write to one place: one works and the other says so, or both do. */
final class Company {

  private Company() {}

  /** Starts the second this long after the first; what went wrong is the answer. */
  static List<String> of(SmallCommand command, Path top, String trouble, int... millisApart)
      throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    for (int apart : millisApart) {
      Path folder = command.prepare(top.resolve("together-" + apart));
      ChildProgram.Started one = ChildProgram.in(folder).start(command.line());
      Thread.sleep(apart);
      ChildProgram.Started two = ChildProgram.in(folder).start(command.line());
      List<ChildProgram.End> ends = List.of(one.end(), two.end());
      String wrong =
          ends.stream()
              .filter(end -> !end.isDone() && !end.isClearError())
              .map(end -> "exit %d: %s".formatted(end.code(), end.said()))
              .findFirst()
              .orElse("");
      ChildProgram.End done =
          ends.stream().filter(ChildProgram.End::isDone).findFirst().orElse(ends.get(0));
      wrong = wrong.isEmpty() ? command.wrong(done, folder) : wrong;
      table.count(
          wrong.isEmpty() ? "" : "%d ms apart: %s".formatted(apart, wrong),
          ends.stream().anyMatch(ChildProgram.End::isClearError));
    }
    return table.finish();
  }
}
