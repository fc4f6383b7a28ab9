// Free words: what the reader writes on the start page is read here, on their
// own device. What is recognised in it is offered; only a yes that the reader
// sees ticked counts, and can be taken back.
//
// What recognises it stands behind one function, and nothing else here knows
// how it works:
//
//   recognise(text) => [{ finding, yes, why }]
//
// finding is the number of a finding, or cry. yes tells whether the text says
// that the person has it now: not that it is denied, over, feared, asked about,
// or somebody else's. why holds the words that weighed most.

const cry = -1; // a cry for help, which names no finding
const field = element("div"); // holds the box; see set in 6-flow.js
const mostOffered = 10;
let recogniser; // a promise of recognise, from when the reader first comes to the box

async function loadRecogniser(data) {
  const [module, bytes, learned] = await Promise.all([import(data.matcher), fetched(data.words, data.wordsIntegrity), data.learned && fetched(data.learned)]);
  const pack = new TextDecoder().decode(bytes);
  const match = module.matcher(pack), hear = learned ? module.hearer(pack, new Uint8Array(learned)) : () => [];
  return (text) => {
    const matches = match(text).map(({ id, start, end, negated }) => ({ finding: id === "!" ? cry : Number(id), yes: !negated, why: [text.slice(start, end)] }));
    const heard = hear(text).map(({ label, start, end }) => ({ finding: label - 1, yes: true, why: [text.slice(start, end)] }));
    return [...heard.filter((each) => !matches.some(({ finding, yes }) => !yes && finding === each.finding)), ...matches];
  };
}

// meet fetches the recogniser once. Whoever has no connection just then is
// asked the questions all the same.
function meet() {
  recogniser ??= loadRecogniser(checker.dataset).catch(() => {
    recogniser = undefined;
    return () => [];
  });
  return recogniser;
}

const optionsOf = (finding) => questions.flatMap(({ options }) => options).filter((option) => option.findings.includes(finding));

// lineOf is the one line of a list that says a finding, if there is just one.
function lineOf(finding) {
  const [option, ...others] = optionsOf(finding);
  return option?.unsure.type === "checkbox" && !others.length ? option : undefined;
}

// dangers are those of what was heard that make an emergency, alone or together.
function dangers(judge, heard) {
  const answers = new Uint8Array(findings.length);
  const means = ({ finding }) => lineOf(finding)?.findings ?? [finding];
  for (const finding of heard.flatMap(means)) answers[finding] = yes;
  const reasons = judge(answers).flags.filter(({ level }) => level === emergency).flatMap(({ witness }) => witness);
  return heard.filter((each) => means(each).some((finding) => reasons.includes(finding)));
}

// offer lists what was heard. A finding is offered as the line of the form that
// says it, once; where there are several, by its name. What the reader had
// confirmed before is ticked, and so is what one must not pass by.
function offer(screen, heard, ticked) {
  const list = slot(screen, "list"), line = slot(list, "line"), offered = new Set();
  for (const each of heard.slice(0, mostOffered)) {
    const own = lineOf(each.finding), text = own ? own.say : capital(findings[each.finding]);
    if (offered.has(text)) continue;
    offered.add(text);
    const copy = line.cloneNode(true), box = copy.querySelector("input"), help = own?.box.closest(".tick").querySelector(".tick__help");
    slot(copy, "say").textContent = text;
    if (each.why.length) slot(copy, "words").textContent = each.why.join(" … ");
    else slot(copy, "why").remove();
    box.checked = ticked.includes(each) || Boolean(help) || said.has(each.finding) || ahead.has(own?.box);
    box.dataset.finding = each.finding;
    line.before(copy);
    if (help) line.before(cloneOf(help));
  }
  line.remove();
}

// confirm takes what is ticked, and takes back what is so no more.
function confirm(screen) {
  unsay();
  for (const { checked, dataset } of screen.querySelectorAll("[data-finding]")) {
    if (!checked) continue;
    const finding = Number(dataset.finding), own = lineOf(finding);
    if (own) tickAhead(own);
    else said.add(finding);
  }
}

// tickAhead ticks a line before its question came, and the line that opens that question.
function tickAhead({ box, unsure }) {
  box.checked = true;
  unsure.checked = false;
  ahead.add(box);
  const { cover } = questions.find(({ boxes }) => boxes.includes(box));
  if (cover !== undefined) optionsOf(cover).forEach(tickAhead);
}

// unsay takes back all that was confirmed and not yet asked.
function unsay() {
  for (const box of ahead) box.checked = false;
  ahead.clear();
  said.clear();
}
