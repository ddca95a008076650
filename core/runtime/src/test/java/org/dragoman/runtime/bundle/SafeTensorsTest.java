package org.dragoman.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  private final Torch torch = Torch.open(Device.cpu());
  private final NDManager manager = torch.manager();

  @AfterEach
  void close() {
    torch.close();
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    NDArray array = manager.create(new float[] {1f, -2f}, new Shape(2, 1));

    byte[] bytes = write(Map.of("a.b", array), DataType.FLOAT32, Map.of("by", "me"));

    String json =
        "{\"__metadata__\":{\"by\":\"me\"},"
            + "\"a.b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}";
    int length = (json.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + length + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(length).put(" ".repeat(length).getBytes(StandardCharsets.UTF_8));
    expected.position(8).put(json.getBytes(StandardCharsets.UTF_8));
    expected.position(8 + length).putFloat(1f).putFloat(-2f);
    assertThat(bytes).isEqualTo(expected.array());
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    tensors.put("z", manager.randomNormal(new Shape(3, 4, 5)));
    tensors.put("scalar", manager.create(7f));
    tensors.put("counts", manager.create(new long[] {1L << 40, -1}));
    tensors.put("none", manager.zeros(new Shape(0, 3)));
    tensors.put("double", manager.create(new double[] {0.1}));
    tensors.put("turned", manager.arange(6f).reshape(2, 3).transpose());

    SafeTensors.Contents read = read(write(tensors, DataType.FLOAT32, Map.of("k", "ä")));

    assertThat(read.metadata()).isEqualTo(Map.of("k", "ä"));
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
    for (String name : tensors.keySet()) {
      NDArray before = tensors.get(name);
      NDArray after = read.tensors().get(name);
      assertThat(after.getShape()).isEqualTo(before.getShape());
      assertThat(after.getManager()).isSameAs(manager);
      assertThat(after.getName()).isNull();
      DataType type = before.getDataType();
      DataType expected = type == DataType.FLOAT64 ? DataType.FLOAT32 : type;
      assertThat(after.getDataType()).isEqualTo(expected);
      assertThat(after.toByteArray()).isEqualTo(before.toType(expected, false).toByteArray());
    }
  }

  @Test
  void tensorsLargerThanAPieceStayWhole() throws IOException {
    NDArray large = manager.arange(5_000_000f).reshape(1000, 5000);

    byte[] bytes = write(Map.of("large", large, "tail", manager.ones(new Shape(3))));
    NDArray read = read(bytes).tensors().get("large");

    assertThat(read.getShape()).isEqualTo(large.getShape());
    assertThat(read.toFloatArray()).isEqualTo(large.toFloatArray());
  }

  @Test
  void halvesAreWidened() throws IOException {
    NDArray array = manager.create(new float[] {1f / 3, 65504f, 1e-7f});

    byte[] bytes = write(Map.of("w", array), DataType.FLOAT16, Map.of());
    NDArray read = read(bytes).tensors().get("w");

    assertThat(bytes).hasSizeLessThan(80);
    assertThat(read.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(read.toFloatArray()).containsExactly(0.33325195f, 65504f, 1.1920929e-7f);
  }

  @Test
  void valuesBeyondFloat16AreRefused() {
    NDArray array = manager.create(new float[] {1f, 1e5f});

    assertThatThrownBy(() -> write(Map.of("w", array), DataType.FLOAT16, Map.of()))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "The weight w has values beyond 65504, which float16 cannot hold."
                + " Store it as float32.");
  }

  @Test
  void weightsWithGradientsAreWrittenToo() throws IOException {
    NDArray array = manager.ones(new Shape(2));
    array.setRequiresGradient(true);

    NDArray read = read(write(Map.of("w", array))).tensors().get("w");

    assertThat(read.toFloatArray()).containsExactly(1f, 1f);
    assertThat(read.hasGradient()).isFalse();
  }

  @Test
  void arraysDoNotLieInTheBufferTheyWereReadThrough() throws IOException {
    NDArray read = read(write(Map.of("w", manager.arange(100_000f)))).tensors().get("w");

    System.gc();
    NDArray other = read(write(Map.of("w", manager.zeros(new Shape(100_000))))).tensors().get("w");

    assertThat(other.sum().getFloat()).isZero();
    assertThat(read.toFloatArray()[99_999]).isEqualTo(99_999f);
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    byte[] bytes = write(Map.of("w", manager.ones(new Shape(3))));

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(DragomanException.class)
          .hasMessageMatching(
              "m.safetensors is not a whole safetensors file: it ends (before its header|within its"
                  + " header|within tensor 'w')\\. Copy or download it again\\.");
    }
  }

  @Test
  void bytesBehindTheLastTensorAreRefused() throws IOException {
    byte[] bytes = write(Map.of("w", manager.ones(new Shape(3))));

    assertProblem(Arrays.copyOf(bytes, bytes.length + 1), "it goes on behind its last tensor");
  }

  @Test
  void forgedLengthsAreNotBelieved() {
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

    assertProblem(
        length.putLong(0, Long.MAX_VALUE).array(),
        "its first 8 bytes are not the length of a header");
    assertProblem(
        length.putLong(0, -1).array(), "its first 8 bytes are not the length of a header");
    assertProblem(length.putLong(0, 99_999_999).array(), "it ends within its header");
    assertProblem(
        file(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[1099511627776],"
                + "\"data_offsets\":[0,4398046511104]}}"),
        "it ends within tensor 'w'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|its header is not a JSON object",
        "{'w':3}|tensor 'w' is of type '', which Dragoman does not read (it reads F32, F16, F64, I64)",
        "{'w':{'dtype':'BF16','shape':[1],'data_offsets':[0,2]}}|tensor 'w' is of type 'BF16', which"
            + " Dragoman does not read (it reads F32, F16, F64, I64)",
        "{'w':{'dtype':'F32','data_offsets':[0,4]}}|tensor 'w' has no list 'shape'",
        "{'w':{'dtype':'F32','shape':[1]}}|tensor 'w' has no list 'data_offsets'",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[0]}}|tensor 'w' has no two data_offsets",
        "{'w':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|the shape of tensor 'w' are not"
            + " whole numbers from 0 up",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}}|the data_offsets of tensor 'w' do"
            + " not fit its shape",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}|the data_offsets of tensor 'w' do"
            + " not fit its shape",
        "{'w':{'dtype':'F32','shape':[9999999999,9999999999],'data_offsets':[0,4]}}|tensor 'w' is"
            + " too large",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|there is a hole before tensor 'w'",
        "{'v':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|tensor 'w' overlaps the one"
            + " before it",
        "{'__metadata__':{'a':1}}|its metadata 'a' is no text"
      })
  void malformedHeadersAreNamed(String json, String problem) {
    assertProblem(file(json.replace('\'', '"')), problem);
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    String entry = "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

    assertProblem(
        file("{" + entry + "," + entry + "}"), "its header is not JSON: Duplicate field 'w'");
  }

  @Test
  void theReasonIsGivenAlsoWhereAFailureHasNoMessage() {
    InputStream interrupted =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new ClosedByInterruptException();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new ClosedByInterruptException();
          }
        };
    assertThatThrownBy(() -> SafeTensors.read(interrupted, "m.safetensors", manager))
        .isInstanceOf(DragomanException.class)
        .hasMessage("m.safetensors cannot be read: java.nio.channels.ClosedByInterruptException");
  }

  @Test
  void nothingIsLeftOfAFileThatIsCut() throws IOException {
    byte[] bytes = write(Map.of("w", manager.ones(new Shape(3))));
    try (NDManager own = manager.newSubManager()) {
      assertThatThrownBy(
              () ->
                  SafeTensors.read(
                      new ByteArrayInputStream(bytes, 0, bytes.length - 1), "cut", own))
          .hasMessageStartingWith("cut is not");
      assertThat(own.getManagedArrays()).isEmpty();
    }
  }

  private static byte[] file(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + 16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private void assertProblem(byte[] bytes, String problem) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "m.safetensors is not a whole safetensors file: "
                + problem
                + ". Copy or download it again.");
  }

  private SafeTensors.Contents read(byte[] bytes) {
    return SafeTensors.read(new ByteArrayInputStream(bytes), "m.safetensors", manager);
  }

  private static byte[] write(Map<String, NDArray> tensors) throws IOException {
    return write(tensors, DataType.FLOAT32, Map.of());
  }

  private static byte[] write(
      Map<String, NDArray> tensors, DataType stored, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafeTensors.write(out, tensors, stored, metadata);
    return out.toByteArray();
  }
}
