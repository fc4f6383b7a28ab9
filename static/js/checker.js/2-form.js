// The form: its questions, and the answers as its boxes have them.

const byId = (id) => document.getElementById(id);
const checker = byId("checker");
const form = byId("the_form");
const questions = [...form.querySelectorAll("fieldset")].map(readQuestion);

// done holds the questions that have been answered; ahead holds the boxes that
// the reader's own words ticked before their question came.
const done = new Set();
const ahead = new Set();

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
  return { fieldset, heading, ask: heading.textContent, many, boxes, last, options, none: many ? last : null };
}

const isAnswered = (question) => question.boxes.some((box) => box.checked);

// isNone tells whether nothing of what a question asks about was answered.
const isNone = ({ options }) => !options.some(({ box, unsure, findings }) => findings.length && (box.checked || unsure.checked));

function clear(question) {
  for (const box of question.boxes) box.checked = false;
}

// take writes what the boxes of a question say into the answers, as
// rules.Checker.Reply does.
function take(question, answers) {
  const mark = (findings, answer) => findings.forEach((finding) => answers[finding] = answer);
  for (const option of question.options) mark(option.findings, no);
  for (const option of question.options) if (option.unsure.checked) mark(option.findings, notSure);
  for (const option of question.options) if (option.box.checked) mark(option.findings, yes);
}

// walk goes through the questions as rules.Checker.Walk does, from no answer at
// all, as far as they have been answered. So what an answer that was changed
// makes needless counts no more, and what it calls for is asked.
function walk(judge, count) {
  const answers = new Uint8Array(count);
  for (const option of questions.flatMap((question) => question.options)) {
    if (ahead.has(option.box)) for (const finding of option.findings) answers[finding] = yes;
  }
  const trail = [];
  for (;;) {
    const result = judge(answers);
    if (result.next === nothing || !done.has(result.next)) return { answers, trail, result };
    if (trail.includes(result.next)) throw new Error("asked twice");
    trail.push(result.next);
    take(questions[result.next], answers);
  }
}

// forget clears what was answered to questions that are not asked any more.
function forget(trail) {
  for (const [i, question] of questions.entries()) {
    if (!trail.includes(i)) {
      clear(question);
      done.delete(i);
    }
  }
}

// A line is either ticked or unsure.
form.addEventListener("change", ({ target }) => {
  const other = [...target.closest(".tick")?.querySelectorAll("input") ?? []].find((box) => box !== target);
  if (other && target.checked) other.checked = false;
});
