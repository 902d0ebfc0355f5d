package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemarkTest {

  @Test
  void what_several_files_share_is_said_once() {
    Remark hands = Remark.note("no-hands", "a.pt", "hands are left out");
    Remark other = Remark.note("no-hands", "b.pt", "hands are left out");
    Remark doubt = Remark.doubt("no-hands", "c.pt", "hands are left out");

    assertThat(Remark.gathered(List.of(hands, doubt, other, hands)))
        .extracting(Remark::toString)
        .containsExactly("a.pt and 1 more: hands are left out", "c.pt: hands are left out");
    assertThat(Remark.gathered(List.of(hands, hands))).containsExactly(hands);
    assertThat(Remark.gathered(List.of())).isEmpty();
  }
}
