package hmrbench.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.Fault;
import org.junit.jupiter.api.Test;

class NearestPicturesTest {

  private static final Scene.Bodies BODIES = new Scene.Bodies(EmbeddedBody.model());

  @Test
  void a_leak_is_far_nearer_than_any_training_picture() {
    NearestPictures.Found found = new NearestPictures(1, 128, BODIES).find(4, 2);

    assertThat(found.trained()).isEqualTo(128);
    assertThat(found.test()).hasSize(4);
    assertThat(found.more()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(found.leaked().get(i).levels()).isLessThan(found.test().get(i).levels());
      assertThat(found.test().get(i).training()).isBetween(0, 127);
    }
    assertThat(found.sheet().width()).isEqualTo(200);
    assertThat(found.table())
        .startsWith("| pictures | number | least | 5 % | median | most |\n")
        .contains("| test, against training | 4 | ")
        .contains("| the same scene 0.2 s later: a leak | 4 | ");
  }

  @Test
  void more_training_pictures_are_never_further() {
    NearestPictures small = new NearestPictures(1, 64, BODIES);
    NearestPictures large = new NearestPictures(1, 128, BODIES);

    assertThat(small.find(1, 1).test().get(0).levels())
        .isGreaterThanOrEqualTo(large.find(1, 1).test().get(0).levels());
  }

  @Test
  void numbers_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new NearestPictures(1, 3, BODIES))
        .isInstanceOf(Fault.class)
        .hasMessage("training pictures must be from 64 to 500000, got 3");
    assertThatThrownBy(() -> new NearestPictures(1, 64, BODIES).find(2, 3))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "test pictures must be from 1 to 500000 and pairs that are shown from 1 to their number,"
                + " got 2 and 3");
  }
}
