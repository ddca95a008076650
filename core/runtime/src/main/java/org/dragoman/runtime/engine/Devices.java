package org.dragoman.runtime.engine;

import ai.djl.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dragoman.runtime.DragomanException;

/** Parses the name of a device: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}. */
public final class Devices {
  private static final Pattern NAME = Pattern.compile("auto|cpu|gpu(?::(\\d{1,3}))?");

  private Devices() {}

  /**
   * Returns the device with a name.
   *
   * @param name the name; {@code auto} is the first GPU if there is one, otherwise the CPU
   * @throws DragomanException if the name has another form, the machine has no such GPU or the
   *     engine does not start
   */
  public static Device parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw DragomanException.configuration(
          "Unknown device '" + name + "': expected auto, cpu, gpu or gpu:N, such as gpu:0.");
    }
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    int gpus = EngineStart.gpus();
    if (name.equals("auto")) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    int index = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    if (index >= gpus) {
      throw DragomanException.configuration(
              "No device '"
                  + name
                  + "' on this machine: the engine sees "
                  + gpus
                  + " GPUs. Take the device 'cpu', or install the CUDA natives (see docs/guide.md, GPU).")
          .about("device");
    }
    return Device.gpu(index);
  }

  /** The name of a device, as {@link #parse} reads it: {@code cpu} or {@code gpu:N}. */
  public static String nameOf(Device device) {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : device.getDeviceType();
  }
}
