// The result: what to do, why, what would change it, and what to read.

// card copies the page's own card of a level, with its heading as the heading
// of the screen.
function card(level) {
  const own = level === selfCare && document.querySelector(".prose .care--self-care");
  const copy = cloneOf(own || form.querySelector(`.verdict[data-level="${level}"]`));
  for (const part of copy.querySelectorAll(".cite, .verdict__why, .in-form")) part.remove(); // they speak of what is not shown now
  const old = copy.querySelector(".care__title");
  const heading = element("h1", ...old.childNodes);
  heading.className = "care__title";
  heading.id = "result_title";
  heading.tabIndex = -1;
  old.replaceWith(heading);
  copy.classList.remove("verdict");
  copy.classList.add("result");
  copy.setAttribute("aria-labelledby", heading.id);
  return copy;
}

// act says in words what a level calls for.
const act = (level) => form.querySelector(`.verdict[data-level="${level}"] .verdict__act`).textContent;

// levels are the names of the levels, from the calmest.
const levels = [...form.querySelectorAll(".verdict")].map(({ className }) => /care--(\S+)/.exec(className)[1]).reverse();

// reason is a warning with the answers that raised it. What it calls for stands above: see next.
function reason({ flag, witness }) {
  const copy = cloneOf(byId("w_" + flag)), because = copyOf("because");
  slot(because, "said").textContent = phrases(quotes(witness));
  copy.querySelector(".warning__say").replaceWith(because);
  for (const part of copy.querySelectorAll(".warning__unsure, .warning__do, .warning__help")) part.remove();
  for (const link of copy.querySelectorAll(".warning__rule")) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  return copy;
}

// quotes are the answers that gave some findings, each once.
const quotes = (witness) => [...new Set(witness.map(reasonFor))];

function reasons(into, flags) {
  if (flags.length) slot(into, "list").append(...flags.map(reason));
  else into.remove();
}

// next says what the warnings of the result's own level call for, and what to say on the phone.
function next(into, flags, urgency, counted) {
  const list = slot(into, "list"), now = flags.filter(({ level }) => level === urgency);
  todo(list, flags, now);
  if (!list.children.length) return into.remove();
  slot(into, "said").textContent = phrases(toSay(now, counted));
}

// todo lists what to do now, by the name of the warning where others call for something else. Where a "not sure" raised
// one, it says that too. Help stands here for any level, once.
function todo(list, flags, now) {
  const own = ({ flag }) => byId("w_" + flag), deed = (flag) => own(flag).querySelector(".warning__do");
  const all = now.map((flag) => deed(flag).textContent), seen = new Set();
  for (const flag of flags) {
    const warning = own(flag), line = element("li"), text = deed(flag).textContent;
    if (now.includes(flag) && !seen.has(text)) {
      if (now.length > 1 && all.indexOf(text) === all.lastIndexOf(text)) line.append(element("b", warning.querySelector(".warning__title").textContent), ": ");
      const unsure = warning.querySelector(".warning__unsure");
      if (unsure && !warning.classList.contains("level--" + levels[flag.level])) line.append(cloneOf(unsure), " ");
      line.append(cloneOf(deed(flag)));
      seen.add(text);
    }
    const help = warning.querySelector(".warning__help");
    if (help && !list.querySelector(".warning__help")) line.append(" ", cloneOf(help));
    if (line.childNodes.length) list.append(line);
  }
}

// toSay is what to say on the phone, each thing once: who it is about, and then what raised the warnings.
function toSay(now, counted) {
  const who = counted.map((i) => questions[i]).filter(({ many, fieldset }) => !many && fieldset.dataset.who), told = [];
  const person = who.flatMap((question) => {
    if (question.fieldset.dataset.who !== "all") return quotes(question.options.filter(({ box }) => box.checked).flatMap((option) => option.findings));
    told.push(...question.options.flatMap((option) => option.findings)); // in words, so not quoted once more
    return inWords(question);
  });
  const signs = now.flatMap(({ witness }) => quotes(witness.filter((finding) => !told.includes(finding))));
  return [...new Set([...person, ...signs])];
}

// whatIf finds the answers that were unsure and that, as a yes, would raise the
// urgency.
function whatIf(judge, answers, urgency) {
  const raises = [];
  answers.forEach((answer, finding) => {
    if (answer !== notSure) return;
    const then = answers.slice();
    then[finding] = yes;
    const level = judge(then).urgency;
    if (level > urgency) raises.push({ finding, level });
  });
  return raises;
}

// changes says what would change the advice; in an emergency nothing does.
function changes(into, judge, answers, urgency) {
  if (urgency === emergency) return into.remove();
  const line = slot(into, "if");
  for (const { finding, level } of whatIf(judge, answers, urgency)) {
    const copy = line.cloneNode(true);
    slot(copy, "say").textContent = unsureAbout(finding);
    slot(copy, "then").textContent = act(level);
    line.before(copy);
  }
  line.remove();
}

function cause({ cause, inFavour, against }, urgency, answers) {
  const page = causes[cause], copy = copyOf("cause"), link = copy.querySelector("a");
  link.prepend(page.textContent);
  link.href = page.getAttribute("href");
  const list = (name, texts) => {
    if (texts.length) slot(slot(copy, name), "findings").textContent = phrases(texts);
    else slot(copy, name).remove();
  };
  list("for", titles(inFavour));
  list("against", titles(against.filter((finding) => answers[finding] === yes)));
  list("missing", titles(against.filter((finding) => answers[finding] !== yes)));
  const care = Number(page.dataset.care);
  if (care > urgency) slot(copy, "care").textContent = say("care-" + care);
  else slot(copy, "care").remove();
  return copy;
}

const titles = (numbers) => numbers.map((finding) => findings[finding]);

// bands lists the pages that fit, best first. Where some fit well or possibly, those that fit less wait behind them.
function bands(into, { causes: fits, urgency }, answers) {
  if (urgency === selfCare || !fits.length) slot(into, "first").remove();
  if (fits.length) slot(into, "nothing").remove();
  const best = Math.max(...fits.map(({ band }) => band), 0);
  const above = fits.some(({ band, cause }) => band === best && Number(causes[cause].dataset.care) > urgency);
  if (!above || urgency > selfCare) slot(into, "caution").remove();
  for (const band of [3, 2, 1]) {
    const its = fits.filter((fit) => fit.band === band);
    if (!its.length) continue;
    const copy = copyOf("band");
    copy.querySelector("h3").textContent = say(band === 1 && its.length === fits.length ? "band-only" : "band-" + band);
    copy.querySelector("ul").append(...its.map((fit) => cause(fit, urgency, answers)));
    slot(into, band === best ? "causes" : "others").append(copy);
  }
  if (!slot(into, "others").children.length) slot(into, "less").remove();
}

// needed is the most that a cause which fits well needs, and the causes that
// need it. Advice is never milder than that without saying so.
function needed({ causes: fits, urgency }) {
  const care = ({ cause }) => Number(causes[cause].dataset.care);
  const well = urgency < emergency ? fits.filter(({ band }) => band === 3) : [];
  const need = Math.max(urgency, ...well.map(care));
  return { need, names: well.filter((fit) => need > urgency && care(fit) === need).map(({ cause }) => causes[cause].textContent) };
}

// advised is the level of the card on top: that of the warnings, and where
// there are none that of what fits well.
const advised = (result) => result.urgency || needed(result).need;

// readable are the causes to read about. Below the card of self-care stands none that needs more: a page that fits less
// than well and sends its readers to a doctor would say the opposite.
function readable(result) {
  const { causes: fits } = result;
  return advised(result) > selfCare ? fits : fits.filter(({ cause }) => Number(causes[cause].dataset.care) === selfCare);
}

function needs(into, result) {
  const { need, names } = needed(result);
  if (!names.length) return into.remove();
  slot(into, "names").textContent = listed(names);
  slot(into, "level").textContent = act(need);
}

// resultScreen puts the result together. change leads to a question, to answer it anew.
function resultScreen(judge, { answers, counted, result }, change) {
  const screen = copyOf("result");
  const { urgency, couldBe, flags } = result;
  slot(screen, "card").replaceWith(card(advised(result)));
  needs(slot(screen, "needs"), result);
  if (urgency > selfCare || needed(result).need > selfCare) slot(screen, "calm").remove();
  if (couldBe > urgency) slot(screen, "rise").textContent = act(couldBe);
  else slot(screen, "open").remove();
  next(slot(screen, "next"), flags, urgency, counted);
  reasons(slot(screen, "reasons"), flags.filter(({ level }) => level === urgency));
  reasons(slot(screen, "also"), flags.filter(({ level }) => level < urgency));
  changes(slot(screen, "change"), judge, answers, urgency);
  if (urgency === emergency) slot(screen, "bands").remove();
  else bands(slot(screen, "bands"), { causes: readable(result), urgency }, answers);
  slot(screen, "dated").textContent = dated();
  slot(screen, "advice").textContent = [act(advised(result)), ...flags.map(({ flag }) => byId("w_" + flag).querySelector(".warning__title").textContent)].join(" \u00b7 ");
  summary(screen, counted, change);
  if (!navigator.clipboard) unoffer(screen, navigator.share ? ["copy"] : ["copy", "share"]);
  return screen;
}

// unoffer takes away what this page cannot do: one that came without encryption has no clipboard, and may not share.
function unoffer(screen, deeds) {
  for (const deed of deeds) screen.querySelector(`[data-do=${deed}]`).remove();
}

// summary lists the answers for a doctor: what is there, and then, small, what is not.
function summary(screen, counted, change) {
  const own = unasked();
  if (own.length) slot(screen, "answers").append(row(say("own-words"), own));
  for (const i of counted) {
    const question = questions[i], lead = () => change(i);
    if (isNone(question)) slot(screen, "none").append(row(question.ask, denied(question), lead));
    else slot(screen, "answers").append(row(question.ask, inWords(question), lead));
  }
  if (!slot(screen, "none").children.length) slot(screen, "rest").remove();
}

// unsureAbout quotes the line that was unsure.
function unsureAbout(finding) {
  for (const question of questions) {
    const option = question.options.find((option) => option.findings.includes(finding) && option.unsure.checked);
    if (option) return option.say;
  }
  return findings[finding];
}

// row is a line of a list of answers; where a change is given, a button leads
// to it.
function row(ask, answers, change) {
  const made = copyOf("answer"), [term, answer, button] = made.children;
  term.textContent = ask;
  answer.append(...answers.map((text) => element("p", text)));
  if (change) {
    slot(made, "question").textContent = ask;
    button.firstElementChild.addEventListener("click", change);
  } else {
    button.remove();
  }
  return made;
}

// dated says what this is, and of which day.
const dated = () => say("text-title", {
  site: document.querySelector(".site__name").textContent,
  date: new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }),
});

// asText is the result as plain text, for a doctor.
function asText({ counted, result }) {
  const lines = [dated(), "", act(advised(result))];
  for (const { flag } of result.flags) lines.push("- " + byId("w_" + flag).querySelector(".warning__title").textContent);
  const add = (ask, answers) => lines.push("", ask, ...answers.map((text) => "- " + text));
  const own = unasked();
  if (own.length) add(say("own-words"), own);
  for (const question of counted.map((i) => questions[i])) add(question.ask, isNone(question) ? denied(question) : inWords(question));
  return lines.join("\n") + "\n";
}
