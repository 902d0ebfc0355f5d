package hmrbench.report.page;

/** Where the attention lies over past, current and future. */
final class AttentionSection implements Section {

  @Override
  public String id() {
    return "attention";
  }

  @Override
  public String shortName() {
    return "Attention";
  }

  @Override
  public String heading() {
    return "Attention over past, current and future";
  }

  @Override
  public String body(Material material, Sheet sheet) {
    return sheet.figures(
        new AttentionFigures(material.run(), material.home())
            .attention(material.scan().attentionByRate()));
  }
}
