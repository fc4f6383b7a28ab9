// The words: all of them stand in the page's templates.

const template = (name) => byId("tpl_" + name).content;
const sayings = new Map([...template("say").children].map((element) => [element.dataset.say, element.textContent]));
const causes = [...template("causes").children];
const findings = template("findings").textContent.split("|").slice(0, -1);

// say returns what a template says, with what stands in braces filled in.
const say = (key, values = {}) => sayings.get(key).replace(/\{(\w+)\}/g, (all, name) => values[name]);

// sayCount is say for a text that has a form for each kind of number.
function sayCount(key, n, values) {
  const forms = JSON.parse(sayings.get(key));
  const form = forms[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? forms.other;
  return form.replace(/\{(\w+)\}/g, (all, name) => values[name]);
}

// copyOf returns a copy of the first element of a template.
const copyOf = (name) => template(name).firstElementChild.cloneNode(true);

const slot = (element, name) => element.querySelector(`[data-slot="${name}"]`);

// cloneOf copies an element of the page without its ids.
function cloneOf(element) {
  const clone = element.cloneNode(true);
  for (const each of [clone, ...clone.querySelectorAll("[id]")]) each.removeAttribute("id");
  return clone;
}

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

// capital makes a title of words that stand within a sentence.
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// inWords lists what has been answered to a question.
function inWords(question) {
  const said = question.options.filter((option) => option.box.checked).map((option) => option.say);
  if (question.many) {
    for (const option of question.options) {
      if (option.unsure.checked && !option.box.checked) said.push(say("not-sure", { what: option.say }));
    }
  }
  if (question.last.checked) said.push(question.last.nextElementSibling.firstChild.textContent);
  return said.length ? said : [say("unanswered")];
}

// denied is inWords for "none of these", with what that says no to.
const denied = (question) => inWords(question).map((none) => say("answer-means", { answer: none, findings: phrases(question.options.map((option) => option.say)) }));

// unasked lists what was confirmed from the reader's own words, and not asked
// since.
function unasked() {
  const ticked = questions.flatMap(({ options }) => options).filter(({ box }) => ahead.has(box));
  return [...ticked.map((option) => option.say), ...[...said].map((finding) => capital(findings[finding]))];
}

// reasonFor quotes the answer that gave a finding.
function reasonFor(finding) {
  for (const question of questions) {
    const options = question.options.filter((option) => option.findings.includes(finding));
    const chosen = options.find((option) => option.box.checked);
    if (chosen) return say("quote", { what: question.many ? chosen.say : question.ask + " " + chosen.say });
    const unsure = options.find((option) => option.unsure.checked);
    if (unsure) return say("quote-unsure", { what: question.many ? unsure.say : question.ask });
  }
  return capital(findings[finding]);
}

const listed = (texts) => texts.join(say("list", { list: "", next: "" }));

// phrases is listed for texts that have commas of their own.
const phrases = (texts) => texts.join(say("phrases", { list: "", next: "" }));
