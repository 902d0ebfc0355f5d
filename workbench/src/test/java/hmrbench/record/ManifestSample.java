package hmrbench.record;

import hmrbench.record.Manifest.Machine;
import hmrbench.record.Manifest.Records;
import hmrbench.record.Manifest.Session;
import hmrbench.record.Manifest.Subjects;
import java.util.List;
import java.util.Map;

/** Manifests for tests. */
public final class ManifestSample {

  private ManifestSample() {}

  /** Of a run that starts: two seeds of TCMR. */
  public static Manifest starting(String config, String build, String input, List<Cell> cells) {
    return of(
        new Manifest.Question(
            "quickstart", "Quick start", null, null, Sha256.of(config), "input", List.of(1, 2)),
        new Machine("cpu", Map.of("build", build)),
        List.of(new Manifest.InputFile("models/a.safetensors", 3, input)),
        new Subjects(List.of(), List.of(), List.of()),
        Records.planned(cells));
  }

  /** Of anything. */
  public static Manifest of(
      Manifest.Question question,
      Machine machine,
      List<Manifest.InputFile> inputs,
      Subjects subjects,
      Records records) {
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        new Manifest.Program("0.1.0", null),
        question,
        machine,
        inputs,
        subjects,
        records,
        List.of(new Session("2026-01-01T00:00:00Z", null, machine, 0, List.of())),
        null,
        List.of());
  }
}
