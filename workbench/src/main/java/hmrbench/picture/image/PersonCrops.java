package hmrbench.picture.image;

import hmrbench.picture.geometry.AffineMap;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.CropMap;

/** How a network wants a person cut out of a picture, and the crop's pixels as numbers. */
public sealed interface PersonCrops {

  /** Side of a crop, in pixels. */
  int side();

  /**
   * The crop of a square; black beyond the picture.
   *
   * @param square about the person, in pixels of the picture
   * @param enlarged by how much it is enlarged first
   */
  Picture cut(Picture picture, Box square, double enlarged);

  /**
   * Writes a crop as [3, side, side].
   *
   * @param target where it goes
   * @param from index of its first value there
   */
  void write(Picture crop, float[] target, int from);

  /** As the official programs make them for ResNet-50: 224 pixels, sampled and not averaged. */
  record Official() implements PersonCrops {
    @Override
    public int side() {
      return CropMap.NETWORK_SIDE;
    }

    @Override
    public Picture cut(Picture picture, Box square, double enlarged) {
      AffineMap toCrop = CropMap.toNetwork(square, enlarged);
      return Crop.of(picture, toCrop, side(), side(), Border.BLACK);
    }

    @Override
    public void write(Picture crop, float[] target, int from) {
      NetworkInput.write(crop, target, from);
    }
  }

  /** As {@link Official}, with levels from -1 to 1, for ResNet-50 v2. */
  record Centred() implements PersonCrops {

    private static final Official SAME = new Official();

    @Override
    public int side() {
      return SAME.side();
    }

    @Override
    public Picture cut(Picture picture, Box square, double enlarged) {
      return SAME.cut(picture, square, enlarged);
    }

    @Override
    public void write(Picture crop, float[] target, int from) {
      NetworkInput.writeCentred(crop, target, from);
    }
  }

  /**
   * As scenes draw them for the network on rendered people: small, each pixel the mean of what it
   * covers, values from -1 to 1.
   *
   * @param side of a crop, in pixels
   */
  record Averaged(int side) implements PersonCrops {

    @Override
    public Picture cut(Picture picture, Box square, double enlarged) {
      AffineMap toCrop = CropMap.of(square, enlarged, 0, side, side);
      int times = (int) Math.max(1, Math.round(square.width() * enlarged / side));
      int fine = Math.multiplyExact(side, times);
      return Crop.of(picture, toCrop.finer(times), fine, fine, Border.BLACK).averaged(times);
    }

    @Override
    public void write(Picture crop, float[] target, int from) {
      NetworkInput.writeCentred(crop, target, from);
    }
  }
}
