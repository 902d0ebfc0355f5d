package hmrbench.cli;

import hmrbench.record.Parity;
import hmrbench.run.Program;
import hmrbench.run.parity.ParityChecks;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Checks the program against the cases of known answers that ship with it. */
@Command(
    name = "verify",
    description =
        "Checks the program on small cases whose answers an independent script worked out; every"
            + " run carries the result.")
final class VerifyCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Parity parity = ParityChecks.run(true);
    PrintWriter out = spec.commandLine().getOut();
    parity
        .checks()
        .forEach(it -> out.printf(Locale.ROOT, "%-4s  %s%n", it.passed() ? "pass" : "FAIL", it));
    out.printf(Locale.ROOT, "%s passed, HMRBench %s%n", parity.words(), Program.version());
    return parity.sound() ? 0 : Main.FAILED;
  }
}
