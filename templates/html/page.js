// One record per paper -> search, filters, an address for every view, citations. The page is whole without it.
"use strict";
(() => {
  const root = document.currentScript.parentElement;
  const { papers, people: members, words: said, kinds } = JSON.parse(root.querySelector("script.papers").textContent);
  const parts = root.querySelector("template.tools").content;
  const rows = Array.from(root.querySelectorAll("[data-work]"), (element) => ({ element, paper: papers[element.dataset.work] }));

  // A part of a page is measured by the letters around it. Registered as a length, an em is the same in large and in small
  // ones; without a script a rem of the page around stands for it.
  if (root.matches(".cvgen") && CSS.registerProperty) {
    try {
      CSS.registerProperty({ name: "--cvgen-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
    } catch {} // another part of the page has done it
    root.style.setProperty("--cvgen-rem", "1em");
  }

  // How far a row has been moved is what its fading goes by, in browsers that can tell.
  for (const row of root.querySelectorAll(".end")) row.style.animationTimeline = "scroll(self inline)";

  // What the page says, in its language: phrases with {0} and {1}, and forms for numbers.
  const filled = (phrase, ...about) => phrase.replace(/\{(\d)\}/g, (_, i) => about[i]);
  const language = root.closest("[lang]")?.lang || "en";
  const several = (name, count, ...about) => filled(said[`${name}.${new Intl.PluralRules(language).select(count)}`] ?? said[`${name}.other`], ...about);

  // What a kind of work is called in a list, in RIS and in CSL; BibTeX's field for what contains one of its types.
  const [LABEL, RIS, CSL] = [0, 1, 2];
  const kind = (paper, language) => kinds[paper.kind][language];
  const CONTAINERS = {
    article: "journal", inproceedings: "booktitle", conference: "booktitle", incollection: "booktitle", inbook: "booktitle",
    book: "series", proceedings: "series", phdthesis: "school", mastersthesis: "school", thesis: "institution",
    techreport: "institution", report: "institution",
  };
  const list = (paper, field) => paper[field] ?? [];

  // Letters as one types them: "Gödel, K." -> "godel k", "Xi'an" -> "xian".
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/[\p{M}'\u2018\u2019\u02bb\u02bc]/gu, "").replace(/[ßæœøłđðþı]/g, (c) => LETTERS[c]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const haystack = (paper, printed) =>
    folded([paper.title, ...list(paper, "by").map((name) => [...name].reverse().join(" ")), paper.in, paper.short, paper.year, paper.doi, paper.eprint, ...list(paper, "topics"), ...printed].join(" | "));

  // Citations

  const TEX = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const shifted = (command) => (signs) => `\\text${command}script{${signs.normalize("NFKC")}}`;
  const tex = (text) =>
    text.replace(/[\\{}~^]/g, (c) => TEX[c]).replace(/[$&%#_]/g, "\\$&")
      .replace(/[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿ]+/g, shifted("super")).replace(/[₀-₉₊₋₌₍₎]+/g, shifted("sub"));
  const texTitle = (text) => text.split(/(\s+)/).map((word) => (/[\p{L}\p{N}]\p{Lu}|\p{Lu}\p{N}/u.test(word) ? `{${tex(word)}}` : tex(word))).join("");
  const texAddress = (text) => text.replace(/[{}\\\s]/g, encodeURIComponent);
  const texName = ([family, given]) =>
    given ? `${/,| and /.test(family) ? `{${tex(family)}}` : tex(family)}, ${tex(given)}` : family === "others" ? family : `{${tex(family)}}`;
  const texNames = (paper, those) => list(paper, those).map(texName).join(" and ");
  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

  const fromArxiv = (paper) => paper.eprint && /^(\d{4}\.\d{4,5}|[a-z.-]+\/\d{7})(v\d+)?$/i.test(paper.eprint);

  function bibtex(paper) {
    const fields = {
      title: texTitle(paper.title),
      author: texNames(paper, "by"),
      editor: texNames(paper, "editors"),
      translator: texNames(paper, "translators"),
      ...(paper.in && paper.in !== paper.number && { [CONTAINERS[paper.type] ?? "howpublished"]: tex(paper.in) }),
      ...(paper.series && { series: tex(paper.series) }),
      edition: paper.edition && tex(paper.edition),
      year: paper.year,
      volume: paper.volume && tex(paper.volume),
      number: paper.number && tex(paper.number),
      pages: tex(list(paper, "pages").join("--").replace(/\s*–\s*/g, "--")),
      address: paper.place && tex(paper.place),
      publisher: paper.publisher && tex(paper.publisher),
      doi: paper.doi && texAddress(paper.doi),
      eprint: paper.eprint && texAddress(paper.eprint),
      archiveprefix: fromArxiv(paper) && "arXiv",
      url: paper.url && texAddress(paper.url),
      note: tex([paper.status, paper.note].filter(Boolean).join("; ")),
      langid: paper.language && tex(paper.language),
      ...Object.fromEntries(Object.entries(paper.bib ?? {}).map(([name, value]) => [name, /^(https?|mailto|ftp):/.test(value) ? texAddress(value) : tex(value)])),
    };
    const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
    if (paper.month) lines.push(`  month = ${MONTHS[paper.month - 1]},`);
    if (paper.day) lines.push(`  day = {${paper.day}},`);
    return `@${paper.type}{${paper.key.replace(/[\s,{}"#%~\\]+/g, "-")},\n${lines.join("\n")}\n}\n`;
  }

  // Names in RIS and CSL, which have no word for the rest of a list; behind an organisation's a comma says that this is all of it.
  const REST = "et al.";
  const called = ([family, given]) => [family === "others" && !given ? REST : family, given ?? ""];
  const risName = ([family, given]) => (given ? `${family}, ${given}` : family.includes(" ") && family !== REST ? `${family},` : family);
  const cslName = ([family, given]) => (given ? { family, given } : { literal: family });
  const people = (paper, those, written) => list(paper, those).map(called).map(written);

  function ris(paper) {
    const [first, last] = list(paper, "pages");
    const two = (part) => (part ? String(part).padStart(2, "0") : "");
    const date = paper.year && paper.month && `${paper.year}/${two(paper.month)}/${two(paper.day)}/`;
    const { isbn, issn, type } = paper.bib ?? {};
    const lines = [
      ["TY", kind(paper, RIS)], ["ID", paper.key], ["TI", paper.title],
      ...people(paper, "by", risName).map((name) => ["AU", name]), ...people(paper, "editors", risName).map((name) => ["ED", name]),
      ...people(paper, "translators", risName).map((name) => ["A4", name]),
      ["T2", paper.in], ["J2", paper.short], ["T3", paper.series], ["ET", paper.edition], ["PY", paper.year], ["DA", date], ["VL", paper.volume], ["IS", paper.number],
      ["SP", first], ["EP", last], ["M3", type], ["PB", paper.publisher], ["CY", paper.place], ["SN", isbn ?? issn], ["DO", paper.doi], ["UR", paper.url], ["LA", paper.language],
      ...list(paper, "topics").map((word) => ["KW", word]), ["N1", paper.status], ["N1", paper.note],
    ];
    const filled = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, " ")}`);
    return [...filled, "ER  - ", ""].join("\r\n");
  }

  function csl(paper) {
    const serial = /^(article-|review|periodical)/.test(paper.kind);
    const within = paper.in !== paper.number && paper.in; // of a patent, which is in nothing, the text has its number
    const from = /^(thesis|report)$/.test(paper.kind) && within; // who gave the degree or issued the report
    const { isbn, issn, version, chapter, type } = paper.bib ?? {};
    const item = {
      id: paper.key, type: kind(paper, CSL), title: paper.title,
      author: people(paper, "by", cslName), editor: people(paper, "editors", cslName), translator: people(paper, "translators", cslName),
      issued: paper.year && { "date-parts": [[paper.year, paper.month, paper.day].filter(Boolean).map(Number)] },
      "container-title": paper.kind !== "thesis" && within, "container-title-short": paper.short, volume: paper.volume, issue: serial && paper.number,
      page: list(paper, "pages").join("-"), "collection-title": paper.series, edition: paper.edition,
      "publisher-place": paper.place, publisher: from || paper.publisher, genre: type, version, "chapter-number": chapter, ISBN: isbn, ISSN: issn,
      DOI: paper.doi, number: (!serial && paper.number) || (fromArxiv(paper) ? `arXiv:${paper.eprint}` : paper.eprint), URL: paper.url,
      language: paper.language, status: paper.status, note: paper.note,
    };
    return JSON.stringify([Object.fromEntries(Object.entries(item).filter(([, value]) => value && value.length !== 0))], null, 2) + "\n";
  }

  const FORMATS = { bib: [bibtex, "application/x-bibtex"], ris: [ris, "application/x-research-info-systems"], json: [csl, "application/vnd.citationstyles.csl+json"] };

  function save(text, name, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The panel with one paper's citation

  const panel = parts.querySelector("dialog").cloneNode(true);
  const [text, told] = [panel.querySelector("textarea"), panel.querySelector("[role=status]")];
  let cited;
  root.append(panel);

  function write() {
    text.value = FORMATS[panel.querySelector("input:checked").value][0](cited).replace(/\r/g, "");
    text.scrollTop = 0;
    told.textContent = "";
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.select(); // a page without https has no clipboard of its own
      document.execCommand("copy");
    }
    told.textContent = said.copied;
  }

  function download() {
    const ending = panel.querySelector("input:checked").value;
    const [format, type] = FORMATS[ending];
    save(format(cited), `${cited.key.replace(/[^\w.-]+/g, "-")}.${ending}`, type);
    told.textContent = said.saved;
  }

  panel.addEventListener("change", write);
  panel.querySelector(".copy").addEventListener("click", copy);
  panel.querySelector(".download").addEventListener("click", download);
  panel.querySelector(".close").addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => event.target === panel && panel.close());

  // A title as the page has it: where its quotation marks are not as typed it stands at the link to the paper.
  const titled = (row) => row.querySelector(".permalink").dataset.title ?? papers[row.dataset.work].title;

  const button = parts.querySelector(".button:has(.cite)");
  for (const { element } of rows) {
    const cite = button.cloneNode(true);
    cite.querySelector(".cite").setAttribute("aria-label", filled(said["cite-title"], titled(element)));
    element.querySelector(".permalink").before(cite, "\u00a0"); // no line ends before the last of a row
  }
  root.addEventListener("click", (event) => {
    const row = event.target.closest?.("button.cite")?.closest("[data-work]");
    if (!row) return;
    cited = papers[row.dataset.work];
    panel.querySelector(".cited").textContent = titled(row);
    write();
    panel.showModal();
  });

  // Search and filters

  const form = parts.querySelector("form.find")?.cloneNode(true);
  if (!form || !rows.length || !root.querySelector("script.papers[data-several]")) return;
  let home = rows[0].element.parentElement;
  for (let around = home; around && root.contains(around); around = around.parentElement.closest("section")) home = around;
  Array.from(home.children).find((child) => child.matches("[data-work]") || child.querySelector("[data-work]")).before(form);

  const values = {
    year: (paper) => (paper.year ? [paper.year] : []),
    type: (paper) => [kind(paper, LABEL)],
    topic: (paper) => list(paper, "topics").map((word) => word.toLowerCase()),
    member: (paper) => list(paper, "who"),
  };
  const words = { member: Object.fromEntries(members), topic: {} };
  for (const paper of papers) for (const word of list(paper, "topics")) words.topic[word.toLowerCase()] = word[0].toUpperCase() + word.slice(1).replace(/-/g, " ");

  for (const [name, of] of Object.entries(values)) {
    const counts = new Map();
    for (const paper of papers) for (const value of new Set(of(paper))) counts.set(value, (counts.get(value) ?? 0) + 1);
    const options = Array.from(counts, ([value, count]) => ({ value, count, label: words[name]?.[value] ?? value }));
    options.sort((a, b) => (name === "year" ? b.value - a.value : a.label.localeCompare(b.label, language)));
    for (const { value, count, label } of options) form.elements[name].add(new Option(`${label} (${count})`, value));
    if (options.length < 2) form.elements[name].closest("label").remove();
  }
  const filters = Object.keys(values).filter((name) => form.elements[name]);

  // On a narrow screen the filters are folded until they are asked for, or hold something.
  const fold = form.querySelector(".fold");
  const unfold = (open) => {
    form.classList.toggle("open", open);
    fold.setAttribute("aria-expanded", open);
  };
  fold.addEventListener("click", () => unfold(!form.classList.contains("open")));
  if (!filters.length) for (const each of [fold, form.querySelector(".filters")]) each.remove();

  // What can be read of a paper besides: whom its text names of a thousand authors, its badges; not the buttons' words.
  const printed = papers.map(() => []);
  for (const { element } of rows) {
    const tail = element.querySelector(".tail");
    const badges = Array.from(element.querySelectorAll(".badge"), (badge) => badge.textContent);
    printed[element.dataset.work].push(element.textContent.replace(tail?.textContent ?? "", " "), ...badges);
  }
  const found = papers.map((paper, i) => ({ hay: haystack(paper, printed[i]), values: Object.fromEntries(filters.map((name) => [name, values[name](paper)])) }));
  const other = (section) => section.querySelector(":is(li, .plain):not([data-work], [data-work] *)");
  const sections = Array.from(root.querySelectorAll("section"), (element) => ({ element, rows: rows.filter((row) => element.contains(row.element)) }))
    .filter(({ element, rows }) => rows.length && !element.contains(form) && !other(element));
  // A long page lays out a section when it comes into sight, so that a keystroke waits for no more than that.
  const many = Boolean(root.querySelector(".many"));
  if (many) for (const { element } of sections) element.style.contentVisibility = "auto";
  let shown = papers.map(() => true);

  function narrow() {
    const wanted = folded(form.elements.q.value.replace(/https?:\/\/(dx\.)?doi\.org\/|\b(doi|arxiv):\s*/i, "")).split(" ").filter(Boolean);
    const chosen = filters.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
    shown = found.map(({ hay, values }) => wanted.every((word) => hay.includes(word)) && chosen.every(([name, value]) => values[name].includes(value)));
    for (const row of rows) {
      const hidden = !shown[row.element.dataset.work];
      if (row.hidden !== hidden) row.element.hidden = row.hidden = hidden;
    }
    for (const { element, rows } of sections) {
      const count = rows.filter((row) => !row.hidden).length;
      element.hidden = !count;
      if (many) element.style.containIntrinsicBlockSize = `${count * 5 + 3}em`;
    }
    const count = shown.filter(Boolean).length;
    form.querySelector("[role=status]").textContent = count < papers.length ? several("count-of", papers.length, count, papers.length) : several("count", papers.length, papers.length);
    if (chosen.length) unfold(true);
    form.querySelector("[type=reset]").hidden = count === papers.length && !wanted.length && !chosen.length;
  }

  // The view's address: everything behind "#?", which no server sees and no page around this one uses. Where several
  // parts of a page are searched, each has its name before its own.

  const mine = () => (document.querySelectorAll("script.papers[data-several]").length > 1 ? `${root.dataset.part ?? ""}.` : "");
  const asked = () => Array.from(new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : ""));
  const view = () => {
    const others = asked().filter(([name]) => mine() && name.includes(".") && !name.startsWith(mine()));
    const own = Array.from(new FormData(form), ([name, value]) => [mine() + name, value]).filter(([, value]) => value.trim());
    const state = new URLSearchParams([...others, ...own]);
    return String(state) && `#?${state}`;
  };
  let typing = 0;
  let begun = false;

  function remember(replace) {
    clearTimeout(typing);
    const now = location.hash.startsWith("#?") ? location.hash : "";
    if (view() === now) return;
    history[replace ? "replaceState" : "pushState"](null, "", view() || location.pathname + location.search);
  }

  function restore() {
    const state = new Map(asked());
    for (const name of ["q", ...filters]) {
      const field = form.elements[name];
      field.value = state.get(mine() + name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    narrow();
  }

  // What an address leads to, which somebody may have written as "#100%".
  function target() {
    const name = location.hash.startsWith("#?") ? "" : location.hash.slice(1);
    try {
      return document.getElementById(decodeURIComponent(name));
    } catch {
      return document.getElementById(name);
    }
  }

  function arrive() {
    begun = false;
    clearTimeout(typing);
    const place = target();
    if (!place) return restore();
    if (root.contains(place) && place.closest("[hidden]")) {
      restore();
      place.scrollIntoView();
    }
  }

  form.addEventListener("input", (event) => {
    narrow();
    if (event.target.name !== "q") return remember();
    clearTimeout(typing); // a browser takes a limited number of addresses: one when the typing rests
    typing = setTimeout(() => (remember(begun), (begun = true)), 250);
  });
  form.addEventListener("change", (event) => event.target.name === "q" && (remember(begun), (begun = false)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (narrow(), remember(), form.elements.q.focus())));
  form.querySelector(".list").addEventListener("click", () => save(papers.filter((_, i) => shown[i]).map(bibtex).join("\n"), "publications.bib", FORMATS.bib[1]));
  addEventListener("popstate", arrive);
  // Only the whole page tells whether this part is the only one.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => mine() && restore());
  restore();
})();
