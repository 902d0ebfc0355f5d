package hmrbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.JointOrder;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/joint-orders.md} and its pictures are made from {@code core.JointOrder}. With {@code
 * -Djoint-orders.write} the test writes them anew.
 */
class JointOrdersPageTest {

  private static final Path DOCS = Shared.projectRoot().resolve("docs");

  private static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("joint-orders.md", page());
    JointOrder.ALL.forEach(it -> files.put(picture(it), JointFigure.svg(it)));
    return files;
  }

  private static String picture(JointOrder order) {
    return "joint-orders/" + order.name() + ".svg";
  }

  private static String page() {
    return """
    <!-- Made from core.JointOrder: ./mvnw -Dquick test -pl workbench -Dtest=JointOrdersPageTest -Djoint-orders.write -->
    # Orders of joints

    The order of a file's joints is never guessed from their number: several orders have the same
    number, and `h36m17` and `h36m17-left-first` even the same joints, with the legs exchanged. Say which one it is:

    - on the command line: `./hmrbench score mine.npz --dataset D --joints h36m17`
    - in a config, with the model: `joints: h36m17`
    - in the file: `joint_order`, one of these names, or `joint_names`, the names of its joints one by one

    Numbers are rows of the array and begin at 0. The person in the pictures faces you: their left is on your right.

    | order | joints | whose it is |
    |---|---:|---|
    %s

    %s\
    """
        .formatted(
            JointOrder.ALL.stream()
                .map(
                    it ->
                        "| [`%s`](#%s) | %d | %s |"
                            .formatted(it.name(), it.name(), it.set().size(), it.source()))
                .collect(Collectors.joining("\n")),
            JointOrder.ALL.stream()
                .map(JointOrdersPageTest::section)
                .collect(Collectors.joining("\n")));
  }

  private static String section(JointOrder order) {
    return """
    ## %s

    ![%s: %s](%s)

    `%s`
    """
        .formatted(
            order.name(),
            order.name(),
            order.source(),
            picture(order),
            order.set().joints().stream().map(JointOrder::word).collect(Collectors.joining(", ")));
  }

  @Test
  void the_page_and_its_pictures_are_those_of_the_orders_that_there_are() throws IOException {
    if (System.getProperty("joint-orders.write") != null) {
      write();
    }
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path path = DOCS.resolve(file.getKey());
      assertThat(path).exists();
      assertThat(Files.readString(path))
          .as("%s is of other orders; make it anew as its first line says", path)
          .isEqualTo(file.getValue());
    }
    try (Stream<Path> pictures = Files.list(DOCS.resolve("joint-orders"))) {
      assertThat(pictures.map(it -> "joint-orders/" + it.getFileName()).sorted())
          .containsExactlyElementsOf(files().keySet().stream().skip(1).toList());
    }
  }

  private static void write() throws IOException {
    Files.createDirectories(DOCS.resolve("joint-orders"));
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(DOCS.resolve(file.getKey()), file.getValue());
    }
  }

  @Test
  void a_picture_names_every_joint_of_its_order_with_its_row() {
    for (JointOrder order : JointOrder.ALL) {
      String picture = JointFigure.svg(order);
      List<String> names = order.set().joints().stream().map(JointOrder::word).toList();
      for (int row = 0; row < names.size(); row++) {
        assertThat(picture).contains(">%d %s</text>".formatted(row, names.get(row)));
      }
    }
  }

  @Test
  void a_person_who_faces_the_reader_has_the_left_on_the_right() {
    String picture = JointFigure.svg(JointOrder.named("h36m17").orElseThrow());
    // Row 4 is the left hip: right of the middle (350), and its name is blue.
    assertThat(picture)
        .contains("<circle cx=\"384\" cy=\"306\" r=\"7.5\" fill=\"#0072b2\"/>")
        .contains("fill=\"#0072b2\">4 left_hip</text>")
        .contains("fill=\"#c04f00\">1 right_hip</text>");
  }
}
