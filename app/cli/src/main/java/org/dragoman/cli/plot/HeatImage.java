package org.dragoman.cli.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws matrices side by side as one PNG, each with the same columns. Values from 0 to 1 go from
 * white to blue. Other values go from red over white to blue, scaled to the greatest magnitude. If
 * the machine has no fonts, names are left out.
 */
public final class HeatImage {
  private static final int COLUMN = 26;
  private static final int GAP = 12;
  private static final int LETTERS = 12;
  private static final int LETTER_WIDTH = 8;
  private static final int MOST_LETTERS = 24;

  /** The place of the short line before a token without a space before it. */
  private static final int TIE = 8;

  private static final int PREFERRED_HEIGHT = 160;
  private static final int TALLEST_ROW = 20;
  private static final int PAGE_WIDTH = 1200;

  private final List<Label> columns;
  private final List<Block> blocks;
  private final int left;
  private final int top;
  private final int panelWidth;
  private final int panelHeight;
  private final int across;

  /**
   * One matrix.
   *
   * @param name the title of the matrix
   * @param rows the names of the rows; empty if they have none
   * @param values one list per column, with one number per row
   */
  public record Block(String name, List<Label> rows, List<List<Float>> values) {
    private int rowCount() {
      return values.isEmpty() ? 0 : values.get(0).size();
    }

    private int rowHeight() {
      return rows.isEmpty()
          ? Math.max(1, Math.min(TALLEST_ROW, PREFERRED_HEIGHT / Math.max(1, rowCount())))
          : TALLEST_ROW;
    }

    /** Returns the magnitude of full colour: 1 if all values are between 0 and 1. */
    private double reach() {
      return Math.max(1e-6, all().map(Math::abs).max().orElse(1));
    }

    private boolean isOfShares() {
      return all().allMatch(value -> value >= 0 && value <= 1);
    }

    private java.util.stream.DoubleStream all() {
      return values.stream().flatMap(List::stream).mapToDouble(Float::doubleValue);
    }

    private String title() {
      return isOfShares()
          ? name + ", 0 to 1"
          : String.format(Locale.ROOT, "%s, -%2$.2g to %2$.2g", name, reach());
    }
  }

  private HeatImage(List<Label> columns, List<Block> blocks) {
    this.columns = columns;
    this.blocks = blocks;
    int longestRow =
        blocks.stream()
            .flatMap(block -> block.rows().stream())
            .mapToInt(HeatImage::width)
            .max()
            .orElse(0);
    int longestTitle = blocks.stream().mapToInt(block -> block.title().length()).max().orElse(0);
    int tallest =
        blocks.stream().mapToInt(block -> block.rowCount() * block.rowHeight()).max().orElse(0);
    left = GAP + longestRow;
    top = 2 * GAP + LETTERS + columns.stream().mapToInt(HeatImage::width).max().orElse(0);
    panelWidth = Math.max(left + columns.size() * COLUMN, GAP + longestTitle * LETTER_WIDTH) + GAP;
    panelHeight = top + tallest + GAP;
    across = Math.max(1, Math.min(blocks.size(), PAGE_WIDTH / panelWidth));
  }

  private static int width(Label label) {
    String name = label.text();
    return Math.min(MOST_LETTERS, name.codePointCount(0, name.length())) * LETTER_WIDTH
        + (label.joined() ? TIE : 0);
  }

  /** Returns the bytes of the PNG. */
  public static byte[] png(List<Label> columns, List<Block> blocks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(new HeatImage(columns, blocks).draw(), "png", out);
    }
    return bytes.toByteArray();
  }

  private BufferedImage draw() {
    int down = (blocks.size() + across - 1) / across;
    BufferedImage image =
        new BufferedImage(
            across * panelWidth, Math.max(1, down * panelHeight), BufferedImage.TYPE_INT_RGB);
    fill(image, 0, 0, image.getWidth(), image.getHeight(), Color.WHITE.getRGB());
    boolean lettered = hasFonts();
    for (int i = 0; i < blocks.size(); i++) {
      int x = i % across * panelWidth;
      int y = i / across * panelHeight;
      paint(image, blocks.get(i), x + left, y + top);
      if (lettered) {
        letter(image, blocks.get(i), x, y);
      }
    }
    return image;
  }

  private static void paint(BufferedImage image, Block block, int x, int y) {
    double reach = block.isOfShares() ? 1 : block.reach();
    int height = block.rowHeight();
    for (int c = 0; c < block.values().size(); c++) {
      List<Float> column = block.values().get(c);
      for (int r = 0; r < column.size(); r++) {
        int colour = colour(column.get(r) / reach);
        fill(image, x + c * COLUMN, y + r * height, COLUMN - 1, height, colour);
      }
    }
  }

  private static void fill(BufferedImage image, int x, int y, int width, int height, int colour) {
    for (int j = y; j < y + height; j++) {
      for (int i = x; i < x + width; i++) {
        image.setRGB(i, j, colour);
      }
    }
  }

  /** Returns white for 0, blue for 1, red for -1, grey for NaN. */
  private static int colour(double value) {
    if (!Double.isFinite(value)) {
      return Color.GRAY.getRGB();
    }
    double pale = 1 - Math.min(1, Math.abs(value));
    return value >= 0
        ? new Color((float) pale, (float) (0.25 + 0.75 * pale), (float) (0.5 + 0.5 * pale)).getRGB()
        : new Color((float) (0.7 + 0.3 * pale), (float) (0.15 + 0.85 * pale), (float) pale)
            .getRGB();
  }

  private void letter(BufferedImage image, Block block, int x, int y) {
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(Color.BLACK);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LETTERS));
      graphics.drawString(block.title(), x + GAP, y + LETTERS);
      for (int r = 0; r < block.rows().size(); r++) {
        int row = y + top + r * block.rowHeight();
        draw(graphics, block.rows().get(r), x + GAP / 2, row + LETTERS + 2);
      }
      for (int c = 0; c < columns.size(); c++) {
        AffineTransform level = graphics.getTransform();
        graphics.translate(x + left + c * COLUMN + (COLUMN + LETTERS) / 2, y + top - GAP / 2);
        graphics.rotate(-Math.PI / 2);
        draw(graphics, columns.get(c), 0, 0);
        graphics.setTransform(level);
      }
    } finally {
      graphics.dispose();
    }
  }

  private static void draw(Graphics2D graphics, Label label, int x, int y) {
    if (label.joined()) {
      graphics.setColor(Color.GRAY);
      graphics.fillRect(x, y - LETTERS / 3, TIE - 3, 2);
      graphics.setColor(Color.BLACK);
    }
    graphics.drawString(shown(label.text()), x + (label.joined() ? TIE : 0), y);
  }

  private static String shown(String name) {
    return name.codePointCount(0, name.length()) <= MOST_LETTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MOST_LETTERS - 1)) + "\u2026";
  }

  /**
   * Returns whether there are fonts. A Java without fonts fails with various errors when they are
   * used.
   */
  private static boolean hasFonts() {
    try {
      return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length
          > 0;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }
}
