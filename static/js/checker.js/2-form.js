// The form: its questions, and the answers as its boxes have them.

// pause lets the browser draw what is there and answer a tap, which what follows would hold up.
const pause = () => new Promise((go) => setTimeout(go));

await pause();

const byId = (id) => document.getElementById(id);
const checker = byId("checker");
const form = byId("the_form");
const questions = [...form.querySelectorAll("fieldset")].map(readQuestion);

// answered holds the questions that have been answered. What the reader's own words
// said before a question came is held by ahead, the boxes that they ticked, and
// by said, the findings that several answers stand for.
const answered = new Set();
const ahead = new Set();
const said = new Set();

function readQuestion(fieldset) {
  const many = fieldset.classList.contains("is-many");
  const boxes = [...fieldset.querySelectorAll("input")];
  const last = boxes.at(-1);
  const options = [...fieldset.querySelectorAll(".yes")].map((box) => ({
    box,
    unsure: many ? box.closest(".tick").querySelector(".unsure input") : last,
    findings: box.dataset.yes.split(" ").filter(Boolean).map(Number),
    say: box.nextElementSibling.textContent,
  }));
  const heading = fieldset.querySelector("h3");
  const cover = fieldset.dataset.cover && Number(fieldset.dataset.cover); // what stands for all findings of it
  return { fieldset, heading, ask: heading.textContent, many, boxes, last, options, none: many ? last : null, cover };
}

const isAnswered = (question) => question.boxes.some((box) => box.checked);

// isNone tells whether "none of these" is the answer to a list. A choice of one
// always says something, even where it stands for no finding.
const isNone = ({ many, options }) => many && !options.some(({ box, unsure, findings }) => findings.length && (box.checked || unsure.checked));

// clear empties a question but for what the reader's own words said.
function clear(question) {
  for (const box of question.boxes) box.checked = ahead.has(box);
}

// take writes what the boxes of a question say into the answers, as
// rules.Checker.Reply does.
function take(question, answers) {
  const mark = (findings, answer) => findings.forEach((finding) => answers[finding] = answer);
  for (const option of question.options) mark(option.findings, no);
  for (const option of question.options) if (option.unsure.checked) mark(option.findings, notSure);
  for (const option of question.options) if (option.box.checked) mark(option.findings, yes);
  deny(question, answers);
}

// deny answers what is covered by a line that was denied, and by no other.
function deny({ options }, answers) {
  const asked = options.flatMap(({ findings }) => findings);
  for (const covered of questions) {
    if (!("denied" in covered.fieldset.dataset) || answers[covered.cover] !== no || !asked.includes(covered.cover)) continue;
    for (const finding of covered.options.flatMap(({ findings }) => findings)) answers[finding] ||= no;
    deny(covered, answers);
  }
}

// walk goes through the questions as rules.Checker.Walk does, from no answer at
// all, as far as they have been answered. So what an answer that was changed
// makes needless counts no more, and what it calls for is asked. Where that
// leaves a gap, what was answered beyond it counts all the same. It returns the
// answers, the judgement, the questions up to the gap, and all that count.
function walk(judge, count) {
  const answers = new Uint8Array(count);
  for (const finding of said) answers[finding] = yes;
  for (const { box, findings } of questions.flatMap(({ options }) => options)) {
    if (ahead.has(box)) for (const finding of findings) answers[finding] = yes;
  }
  const trail = [];
  let result = judge(answers);
  for (let { next } = result; answered.has(next); { next } = result) {
    if (trail.includes(next)) throw new Error("asked twice");
    trail.push(next);
    take(questions[next], answers);
    result = judge(answers);
  }
  const beyond = result.next === nothing ? [] : [...answered].filter((i) => !trail.includes(i));
  if (beyond.length) {
    for (const i of beyond) take(questions[i], answers);
    result = { ...judge(answers), next: result.next, worth: result.worth };
  }
  return { answers, result, trail, counted: [...trail, ...beyond] };
}

// settle notes that a question has been answered.
function settle(i) {
  answered.add(i);
  for (const { box, findings } of questions[i].options) {
    ahead.delete(box);
    for (const finding of findings) said.delete(finding);
  }
}

// forget clears what was answered to questions that are not asked any more,
// once all that are asked have been answered.
function forget({ trail, result }) {
  if (result.next !== nothing || result.urgency === emergency) return;
  for (const [i, question] of questions.entries()) {
    if (!trail.includes(i)) {
      clear(question);
      answered.delete(i);
    }
  }
}

// A line is either ticked or unsure.
form.addEventListener("change", ({ target }) => {
  const other = [...target.closest(".tick")?.querySelectorAll("input") ?? []].find((box) => box !== target);
  if (other && target.checked) other.checked = false;
});
