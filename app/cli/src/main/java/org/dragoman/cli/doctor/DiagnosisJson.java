package org.dragoman.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.dragoman.runtime.engine.check.Checked;
import org.dragoman.runtime.engine.check.Finding;

/** Writes a diagnosis for a program; docs/doctor.md describes the keys. */
public final class DiagnosisJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DiagnosisJson() {}

  /** Returns one object, over several lines. */
  public static String of(Diagnosis diagnosis) {
    ObjectNode root = JSON.createObjectNode();
    root.put("right", diagnosis.wrong().isEmpty());
    root.put("version", diagnosis.version());
    machine(diagnosis.machine(), root);
    root.put("start_seconds", rounded(diagnosis.startSeconds()));
    diagnosis.operations().forEach(checked -> add(root.withArray("operations"), checked));
    ArrayNode cells = root.putArray("cells");
    diagnosis.cells().forEach(checked -> add(cells, checked));
    ArrayNode products = root.putArray("products");
    for (Rate rate : diagnosis.rates()) {
      ObjectNode node = products.addObject();
      node.put("type", rate.products());
      node.put("shape", Rate.SHAPE);
      node.put("gflops", rounded(rate.gflops()));
    }
    return root.toPrettyString() + "\n";
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void machine(Machine machine, ObjectNode root) {
    root.put("java", machine.java());
    root.put("system", machine.system());
    root.put("heap_bytes", machine.heap());
    root.put("memory_bytes", machine.memory());
    ObjectNode processor = root.putObject("processor");
    processor.put("name", machine.processor().name());
    processor.put("count", machine.processors());
    ArrayNode sets = processor.putArray("instruction_sets");
    machine.processor().instructionSets().forEach(sets::add);
    processor.put("caches", machine.processor().caches().name().toLowerCase(Locale.ROOT));
    ObjectNode engine = root.putObject("engine");
    engine.put("name", machine.engine());
    engine.put("device", machine.device());
    engine.put("threads", machine.threads());
    engine.put("natives", machine.natives());
    engine.put("gpus", machine.gpus());
    ObjectNode settings = root.putObject("settings");
    machine.settings().forEach(settings::put);
  }

  private static void add(ArrayNode array, Checked checked) {
    ObjectNode node = array.addObject();
    node.put("name", checked.name());
    node.put("right", checked.isRight());
    node.put("sizes", checked.trials());
    node.put("allowed", checked.allowed());
    putError(node, checked.error());
    ArrayNode wrong = node.putArray("wrong");
    for (Finding finding : checked.wrong()) {
      ObjectNode one = wrong.addObject();
      one.put("size", finding.size());
      one.put("part", finding.part().name().toLowerCase(Locale.ROOT));
      putError(one, finding.error());
      one.put("failure", finding.failure());
    }
    node.put("meaning", checked.isRight() ? "" : checked.meaning());
  }

  /** Writes an error; null for infinity, which JSON does not have. */
  private static void putError(ObjectNode node, double error) {
    if (Double.isFinite(error)) {
      node.put("error", error);
    } else {
      node.putNull("error");
    }
  }
}
