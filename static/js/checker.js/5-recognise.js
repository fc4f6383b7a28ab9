// Free words: what the reader writes on the start page is read here, on their
// own device. What is recognised in it is offered; only what the reader then
// confirms counts as a yes.

const field = document.createElement("p"); // holds the box; see set in 6-flow.js
let recognise; // (text) => numbers of findings, and whether it cries for help, once it is loaded
const mostOffered = 10;

async function loadWords(data) {
  const [module, bytes, learned] = await Promise.all([import(data.matcher), fetched(data.words, data.wordsIntegrity), data.learned && fetched(data.learned)]);
  const pack = new TextDecoder().decode(bytes);
  const match = module.matcher(pack), hear = learned ? module.hearer(pack, new Uint8Array(learned)) : () => [];
  return (text) => {
    const ids = match(text).filter(({ negated }) => !negated).map(({ id }) => id);
    const heard = hear(text).map(({ label }) => label - 1);
    return { recognised: [...new Set([...heard, ...ids.filter((id) => id !== "!").map(Number)])], alarm: ids.includes("!") };
  };
}

// offer fills the screen that asks whether the reader was understood. A finding
// is offered as the line of the form that says it; where there are several, by
// its name.
function offer(screen, recognised) {
  const list = slot(screen, "list"), line = slot(list, "line");
  for (const finding of recognised.slice(0, mostOffered)) {
    const options = optionsOf(finding), copy = line.cloneNode(true), box = copy.querySelector("input");
    copy.querySelector("span").textContent = options.length === 1 ? options[0].say : capital(findings[finding]);
    box.checked = said.has(finding) || options.length === 1 && ahead.has(options[0].box);
    box.dataset.finding = finding;
    line.before(copy);
    const help = options[0]?.box.closest(".tick")?.querySelector(".tick__help");
    if (help) line.before(cloneOf(help));
  }
  line.remove();
}

const optionsOf = (finding) => questions.flatMap(({ options }) => options).filter((option) => option.findings.includes(finding));

// confirm takes what was confirmed, and takes back what is so no more.
function confirm(screen) {
  for (const { checked, dataset } of screen.querySelectorAll("[data-finding]")) {
    const finding = Number(dataset.finding), options = optionsOf(finding);
    if (options.length === 1 && options[0].unsure.type === "checkbox") {
      const { box, unsure } = options[0];
      box.checked = checked;
      if (checked) unsure.checked = false;
      ahead[checked ? "add" : "delete"](box);
    } else {
      said[checked ? "add" : "delete"](finding);
    }
  }
}

// unsay takes back all that was confirmed and not yet asked.
function unsay() {
  for (const box of ahead) box.checked = false;
  ahead.clear();
  said.clear();
}
