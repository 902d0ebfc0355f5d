package hmrbench.report.page;

import hmrbench.record.Manifest;

/** How to run it again. */
final class RerunSection implements Section {

  @Override
  public String id() {
    return "again";
  }

  @Override
  public String shortName() {
    return "Run it again";
  }

  @Override
  public String heading() {
    return "How to run it again";
  }

  @Override
  public String body(PageData data, PageParts page) {
    Manifest manifest = data.run().manifest();
    String name = manifest.question().name();
    String commit =
        manifest.program().commit() == null
            ? ""
            : "git checkout " + manifest.program().commit() + "\n";
    String commands =
        commit
            + """
            ./hmrbench run experiments/%s          # everything; what is there already is kept
            ./hmrbench run experiments/%s --fresh  # from nothing
            ./hmrbench report reports/%s           # this page again, from the records alone
            """
                .formatted(name, name, name);
    return Html.paragraph(
            "The same commit, files and seeds give the same records. The resolved config above can"
                + " be run in place of the experiment's folder.")
        + Html.code(commands);
  }
}
