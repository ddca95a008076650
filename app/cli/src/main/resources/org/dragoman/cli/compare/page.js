"use strict";

(() => {
  const PAGE_SIZE = 50;
  const SIGNIFICANT = 0.05;
  /** A table of more cells than this is not filled to align two lines. */
  const MAX_CELLS = 4e6;

  const data = JSON.parse(document.getElementById("data").textContent);
  const baseline = data.systems[0];
  const byId = (id) => document.getElementById(id);

  /** The words of a text and what is between them; words without white space are found, too. */
  const segmenter =
    typeof Intl !== "undefined" && Intl.Segmenter
      ? new Intl.Segmenter(undefined, { granularity: "word" })
      : null;

  // ---- Elements. All text goes in by textContent.

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) {
      made.textContent = text;
    }
    if (className) {
      made.className = className;
    }
    return made;
  }

  function heading(text, scope) {
    const made = element("th", text);
    made.scope = scope;
    made.dir = "auto";
    return made;
  }

  function option(value, text) {
    const made = element("option", text);
    made.value = value;
    return made;
  }

  const fixed = (value) => value.toFixed(2);

  function signed(value) {
    const text = Math.abs(value).toFixed(2);
    return text === "0.00" ? text : (value > 0 ? "+" : "\u2212") + text;
  }

  /** Whether a difference in a metric is for the better: 1, for the worse: -1, or none: 0. */
  function direction(metric, difference) {
    const rounded = Math.round(difference * 100);
    return Math.sign(metric.higherIsBetter ? rounded : -rounded);
  }

  function differenceCell(name, metric, difference) {
    const className = ["worse", "", "better"][direction(metric, difference) + 1];
    return element(name, signed(difference), className);
  }

  // ---- The table of scores.

  function scoreCell(system, number) {
    const metric = data.metrics[number];
    const score = system.scores[number];
    const cell = element("td", undefined, "number");
    cell.append(element("span", fixed(score.value), "value"));
    if (system !== baseline) {
      const difference = score.value - baseline.scores[number].value;
      cell.append(" ", differenceCell("span", metric, difference));
    }
    cell.append(
      element("span", "\u03bc = " + fixed(score.mean) + " \u00b1 " + fixed(score.halfWidth), "detail"));
    if (score.pValue !== null) {
      const significant = score.pValue < SIGNIFICANT;
      cell.append(
        element(
          "span",
          "p = " + score.pValue.toFixed(4) + (significant ? " *" : ""),
          significant ? "detail significant" : "detail"));
    }
    return cell;
  }

  function showScores() {
    const head = element("tr");
    head.append(heading("System", "col"));
    for (const metric of data.metrics) {
      const cell = heading(metric.name + (metric.higherIsBetter ? " \u2191" : " \u2193"), "col");
      cell.className = "number";
      cell.title = metric.higherIsBetter ? "higher is better" : "lower is better";
      head.append(cell);
    }
    byId("scores").tHead.append(head);
    for (const system of data.systems) {
      const row = element("tr");
      const name = heading(system.name, "row");
      if (system === baseline) {
        name.append(element("span", "baseline", "detail"));
      }
      row.append(name, ...data.metrics.map((metric, number) => scoreCell(system, number)));
      byId("scores").tBodies[0].append(row);
    }
    byId("legend").textContent =
      data.reference.length + " segments. \u03bc \u00b1: mean and 95 % confidence interval of " +
      data.resamples + " bootstrap resamples. p: paired bootstrap test against the baseline; " +
      "* marks p < " + SIGNIFICANT + ".";
    for (const metric of data.metrics) {
      byId("signatures").append(element("li", metric.name + "|" + metric.signature));
    }
  }

  // ---- Words that differ.

  function pieces(text) {
    return segmenter
      ? Array.from(segmenter.segment(text), (piece) => piece.segment)
      : text.split(/(\s+)/).filter((piece) => piece !== "");
  }

  const isWord = (piece) => piece.trim() !== "";

  /** For each word whether it is in a longest common subsequence with the reference's. */
  function common(words, reference) {
    const kept = new Array(words.length).fill(false);
    let start = 0;
    let end = words.length;
    let referenceEnd = reference.length;
    while (start < end && start < referenceEnd && words[start] === reference[start]) {
      kept[start++] = true;
    }
    while (end > start && referenceEnd > start && words[end - 1] === reference[referenceEnd - 1]) {
      kept[--end] = true;
      referenceEnd--;
    }
    const rows = end - start;
    const columns = referenceEnd - start;
    const width = columns + 1;
    if (rows === 0 || columns === 0 || rows * columns > MAX_CELLS) {
      return kept;
    }
    // length[i * width + j] is of what begins at word i and at word j of the reference.
    const length = new Uint16Array((rows + 1) * width);
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        length[i * width + j] =
          words[start + i] === reference[start + j]
            ? length[(i + 1) * width + j + 1] + 1
            : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns; ) {
      if (words[start + i] === reference[start + j]) {
        kept[start + i++] = true;
        j++;
      } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return kept;
  }

  function appendMarked(cell, text, referenceWords) {
    const parts = pieces(text);
    const kept = common(parts.filter(isWord), referenceWords);
    let word = 0;
    for (const part of parts) {
      cell.append(isWord(part) && !kept[word++] ? element("mark", part) : part);
    }
  }

  // ---- The table of segments.

  const state = { metric: data.sortMetric, sort: "line", query: "", page: 0 };
  let shown = [];

  const sentenceScore = (system, line) => system.sentenceScores[state.metric][line];

  const searchable = data.reference.map((reference, line) =>
    fold(
      [data.source ? data.source[line] : "", reference, ...data.systems.map((s) => s.outputs[line])]
        .join("\n")));

  function fold(text) {
    return text.normalize("NFC").toLowerCase();
  }

  function textCell(text) {
    const cell = element("td", text, "text");
    cell.dir = "auto";
    return cell;
  }

  function plainRow(label, text) {
    const row = element("tr");
    row.append(heading(label, "row"), textCell(text), element("td"), element("td"));
    return row;
  }

  function systemRow(system, line, referenceWords) {
    const row = element("tr", undefined, "system");
    const cell = textCell();
    appendMarked(cell, system.outputs[line], referenceWords);
    const score = sentenceScore(system, line);
    row.append(heading(system.name, "row"), cell, element("td", fixed(score), "number"));
    if (system === baseline) {
      row.append(element("td"));
    } else {
      const difference = score - sentenceScore(baseline, line);
      const last = differenceCell("td", data.metrics[state.metric], difference);
      last.classList.add("number");
      row.append(last);
    }
    return row;
  }

  function segmentBody(line) {
    const body = element("tbody", undefined, "segment");
    const rows = [];
    if (data.source) {
      rows.push(plainRow("Source", data.source[line]));
    }
    rows.push(plainRow("Reference", data.reference[line]));
    const words = pieces(data.reference[line]).filter(isWord);
    rows.push(...data.systems.map((system) => systemRow(system, line, words)));
    const number = element("td", String(line + 1), "number line");
    number.rowSpan = rows.length;
    rows[0].prepend(number);
    body.append(...rows);
    return body;
  }

  /** How much better a system is in a line: than the baseline, or, of the baseline, than nothing. */
  function gain(system, line) {
    const score = sentenceScore(system, line);
    const difference = system === baseline ? score : score - sentenceScore(baseline, line);
    return data.metrics[state.metric].higherIsBetter ? difference : -difference;
  }

  function select() {
    const query = fold(state.query.trim());
    shown = [...data.reference.keys()].filter((line) => searchable[line].includes(query));
    if (state.sort !== "line") {
      const [order, number] = state.sort.split(" ");
      const system = data.systems[Number(number)];
      const sign = order === "better" ? -1 : 1;
      const gains = shown.reduce((map, line) => map.set(line, gain(system, line)), new Map());
      shown.sort((a, b) => sign * (gains.get(a) - gains.get(b)) || a - b);
    }
    state.page = 0;
    showPage();
  }

  function showPage() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE_SIZE));
    state.page = Math.min(Math.max(0, Math.trunc(state.page) || 0), pages - 1);
    const table = byId("segments");
    for (const body of [...table.tBodies]) {
      body.remove();
    }
    const first = state.page * PAGE_SIZE;
    table.append(...shown.slice(first, first + PAGE_SIZE).map(segmentBody));
    byId("score-heading").textContent = data.metrics[state.metric].name;
    byId("page").value = state.page + 1;
    byId("page").max = pages;
    byId("page-count").textContent = "of " + pages;
    byId("previous").disabled = state.page === 0;
    byId("next").disabled = state.page === pages - 1;
    byId("found").textContent = shown.length + " of " + data.reference.length + " segments";
  }

  function fillControls() {
    data.metrics.forEach((metric, number) => byId("metric").append(option(number, metric.name)));
    byId("metric").value = state.metric;
    byId("sort").append(option("line", "line number"));
    data.systems.forEach((system, number) => {
      const against = system === baseline ? "" : " than " + baseline.name;
      byId("sort").append(
        option("better " + number, system.name + (against ? " better" + against : " best first")),
        option("worse " + number, system.name + (against ? " worse" + against : " worst first")));
    });
    byId("sort").value = state.sort;
  }

  function listen() {
    const choose = (id, event, key, convert) =>
      byId(id).addEventListener(event, () => {
        state[key] = convert(byId(id).value);
        select();
      });
    choose("search", "input", "query", String);
    choose("metric", "change", "metric", Number);
    choose("sort", "change", "sort", String);
    const turn = (id, event, page) =>
      byId(id).addEventListener(event, () => {
        state.page = page();
        showPage();
      });
    turn("previous", "click", () => state.page - 1);
    turn("next", "click", () => state.page + 1);
    turn("page", "change", () => Number(byId("page").value) - 1);
    byId("controls").addEventListener("submit", (event) => event.preventDefault());
  }

  document.title = data.title;
  byId("title").textContent = data.title;
  showScores();
  fillControls();
  // A reloaded page comes with what was typed before.
  byId("search").value = "";
  listen();
  select();
})();
