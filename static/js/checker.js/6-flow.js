// The flow: which screen is shown, and what leads from one to the next.

const title = document.title;
const stage = element("div"); // holds the screens that are not questions
const gate = document.querySelector(".gate"); // the start screen
let judge; // (answers) => result, once it is loaded
let screens = [{ kind: "start" }]; // the history's entries hold places in this list and nothing else
let at = 0;
let over = false; // it failed: the form has taken over
let grown = 0; // how far the bar has come, which never shrinks
let turned = false; // another screen has come since the last click that was not the second of two

const started = () => at > 0;

// now is how the answers stand.
function now() {
  const outcome = walk(judge, findings.length);
  forget(outcome);
  return outcome;
}

// guarded runs a step; whatever goes wrong in it, the reader goes on with the
// form.
const guarded = (step) => (...given) => {
  if (over) return;
  try {
    step(...given);
  } catch {
    giveUp();
  }
};

// go shows a new screen.
function go(screen) {
  screens = [...screens.slice(0, at + 1), screen];
  at++;
  history.scrollRestoration = "manual"; // who comes back is shown the question as well as its end
  history.pushState({ at }, "");
  show();
}

// show shows the present screen.
function show() {
  const screen = screens[at];
  turned = true;
  for (const { fieldset, heading } of questions) {
    fieldset.classList.remove("is-current", "is-unsure");
    fieldset.removeAttribute("aria-describedby");
    heading.removeAttribute("aria-level");
  }
  checker.querySelector(".error")?.remove();
  stage.replaceChildren();
  document.body.classList.toggle("is-asking", started());
  checker.dataset.screen = screen.kind;
  shows[screen.kind](screen);
}

const shows = {
  start() {
    document.title = title;
    where("");
  },

  // What is an emergency if it is so stands ticked at once, below whom to call.
  words({ heard }) {
    const now = heard.filter(({ yes, finding }) => yes && finding !== cry), ticked = dangers(judge, now);
    const screen = copyOf(ticked.length ? "danger" : now.length ? "offer" : "no-offer");
    if (now.length) offer(screen, [...ticked, ...now.filter((each) => !ticked.includes(each))], ticked);
    if (heard.some(({ yes, finding }) => yes && finding === cry) && !ticked.length) {
      if (!now.length) for (const part of screen.querySelectorAll("h1, h1 + p")) part.remove();
      screen.prepend(copyOf("alarm"));
    }
    if (ticked.length) confirm(screen);
    where("");
    stage.append(screen);
    present(screen.querySelector("h1"), say("title-words"));
  },

  question({ question }) {
    const { trail, result } = now();
    const place = trail.includes(question) ? trail.indexOf(question) : trail.length;
    const more = result.worth + trail.length - place - 1;
    const n = place + 1;
    where(more > 0 ? sayCount("where", more, { n, more }) : say("where-last", { n }), place / (n + more));
    const { fieldset, heading, many } = questions[question];
    fieldset.classList.add("is-current");
    unsureShown(false);
    checker.querySelector("[data-do=unsure]").hidden = !many;
    checker.querySelector(".ask__stop").hidden = !knowsWho(trail);
    present(heading, say("title-question", { n }));
  },

  result() {
    const outcome = now();
    agree(outcome);
    const screen = resultScreen(judge, outcome, (i) => guarded(go)({ kind: "question", question: i, change: true }));
    if (outcome.result.urgency === emergency) screen.querySelector(".outcome__end [data-do=back]").textContent = say("back-mistake");
    where("");
    stage.append(screen);
    present(screen.querySelector("h1"), say("title-result"));
  },
};

// knowsWho tells whether what everybody is asked about the person has been answered, such as the age: before that there
// is no advice but to call.
const knowsWho = (trail) => questions.every(({ fieldset }, i) => fieldset.dataset.who !== "all" || trail.includes(i));

// agree holds the judgement against that of the style sheet, which is made
// from the same rules in another way and sees the same boxes. A browser that
// cannot judge by style sheet has no say.
function agree({ result }) {
  const seen = getComputedStyle(form.querySelector(".advice")).getPropertyValue("--urgency");
  if (seen && seen != result.urgency && !(said.size && seen < result.urgency)) throw new Error("the judges disagree");
}

function where(text, done = 0) {
  checker.querySelector(".ask__where").textContent = text;
  const bar = checker.querySelector(".ask__bar");
  bar.hidden = !text;
  grown = Math.max(grown, 100 * done);
  bar.value = grown;
}

// unsureShown shows "not sure" beside every line of the present question, or only where it is ticked.
function unsureShown(shown) {
  const button = checker.querySelector("[data-do=unsure]");
  checker.querySelector(".is-current").classList.toggle("is-unsure", shown);
  button.setAttribute("aria-expanded", shown);
  button.textContent = say(shown ? "unsure-none" : "unsure-one");
}

// present names the window after a screen and leads the reader to its heading.
function present(heading, name) {
  document.title = name + " · " + title;
  heading.tabIndex = -1;
  if (heading.closest("fieldset")) heading.setAttribute("aria-level", 1);
  checker.scrollIntoView();
  heading.focus({ preventScroll: true });
}

// The steps.

// start begins with the reader's own words, if there are any, whichever button was pressed.
async function start() {
  const waiting = (so) => {
    for (const button of gate.querySelectorAll("button")) button.disabled = so;
    gate.querySelector(".go__wait").textContent = so ? say("loading") : "";
  };
  waiting(true);
  unsay();
  const text = field.querySelector("textarea")?.value.trim();
  try {
    judge ??= await loadJudge(checker.dataset);
  } catch {
    return giveUp();
  }
  const recognise = text && await meet();
  waiting(false);
  guarded(() => text ? go({ kind: "words", heard: recognise(text) }) : ask())();
}

// ask goes on with the first open question, or with what to do in an emergency.
function ask() {
  const { result } = now();
  go(result.urgency === emergency || result.next === nothing ? { kind: "result" } : { kind: "question", question: result.next });
}

// proceed takes the answer to the present question and goes on.
function proceed() {
  const { question, change } = screens[at];
  if (isMistaken(questions[question])) return;
  settle(question);
  const { trail, result } = now();
  if (result.urgency === emergency) return go({ kind: "result" });
  const place = trail.indexOf(question);
  const next = !change && place >= 0 && place + 1 < trail.length ? trail[place + 1] : result.next;
  go(next === nothing ? { kind: "result" } : { kind: "question", question: next, change });
}

// ticked answers to what was ticked. "None of these" goes on by itself, unless one of these is ticked: then it is taken
// back, since nothing that was ticked may be passed by.
function ticked({ target }) {
  if (!target.checked) return;
  checker.querySelector(".error")?.remove();
  const { boxes, none, fieldset } = started() && questions[screens[at].question] || {};
  if (!none) return;
  if (target !== none) none.checked = false;
  else if (boxes.every((box) => box === none || !box.checked)) proceed();
  else {
    none.checked = false;
    complain(fieldset, none, "none-and");
  }
}

// isMistaken complains of a question without an answer, and of one that has
// both "none of these" and one of these.
function isMistaken({ fieldset, boxes, many, none }) {
  const ticked = boxes.filter((box) => box.checked);
  if (!ticked.length) complain(fieldset, boxes[0], many ? "choose-many" : "choose");
  else if (none?.checked && ticked.length > 1) complain(fieldset, none, "none-and");
  else return false;
  return true;
}

// complain says what is wrong, above the buttons, where the reader is, and leads to the box that can mend it.
function complain(place, box, mistake) {
  checker.querySelector(".error")?.remove();
  const error = copyOf("error"), link = slot(error, "message");
  link.textContent = say(mistake);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    box.focus();
  });
  (place.closest(".offer") ?? form).querySelector(".ask__foot").prepend(error);
  place.setAttribute("aria-describedby", "the_error");
  if (!document.title.startsWith(say("title-error", { title: "" }))) document.title = say("title-error", { title: document.title });
  error.focus({ preventScroll: true });
}

// once lets nobody answer by a double click what they have not read: where its first click led to another screen, the
// second is void.
function once(event) {
  if (event.detail < 2) turned = false;
  else if (turned) {
    event.preventDefault();
    event.stopPropagation();
  }
}

// leave keeps what is ticked on a question that the reader turns away from: a
// sign that was ticked counts, also without Continue.
function leave() {
  const { question } = screens[at];
  if (question === undefined) return;
  if (isAnswered(questions[question])) settle(question);
  else answered.delete(question);
}

const deeds = {
  back: () => history.back(),
  erase: () => {
    afresh();
    byId("start_here").querySelector("button").focus();
  },

  stop() {
    const question = questions[screens[at].question];
    if (isAnswered(question) && isMistaken(question)) return;
    leave();
    go({ kind: "result" });
  },

  resume: ask,
  unsure: () => unsureShown(!checker.querySelector(".is-current").classList.contains("is-unsure")),

  // A danger that stands ticked may be taken back by its tick alone.
  confirm() {
    const screen = stage.firstElementChild, none = screen.querySelector(".none");
    const boxes = [...screen.querySelectorAll("[data-finding]")];
    const any = boxes.some((box) => box.checked);
    if (none && any === none.checked) return complain(screen.querySelector("fieldset"), any ? none : boxes[0], any ? "none-and" : "choose-many");
    confirm(screen);
    ask();
  },

  print: () => window.print(),

  copy: () => done(navigator.clipboard.writeText(asText(now())), "copied"),

  // What is shared is where this page is and what it is called, and never an answer.
  share() {
    const page = { title, url: location.origin + location.pathname };
    if (navigator.share) navigator.share(page).catch(() => {});
    else done(navigator.clipboard.writeText(page.url), "shared");
  },
};

// done says how something went that takes its time.
async function done(what, how) {
  const said = slot(stage, "done");
  try {
    await what;
    said.textContent = say(how);
  } catch {
    said.textContent = say("not-copied");
  }
}

// erase forgets everything and shows the start.
function erase() {
  form.reset();
  answered.clear();
  unsay();
  grown = 0;
  for (const box of field.querySelectorAll("textarea")) box.value = "";
  screens = [{ kind: "start" }];
  at = 0;
  history.replaceState({ at }, "");
  if (!over) show();
}

// afresh is erase for a reader who is looking: the start is shown from its top.
function afresh() {
  erase();
  if (!over) scrollTo(0, 0);
}

// giveUp leaves the reader with the form, which has all answers so far.
// Nothing is fetched any more.
function giveUp() {
  over = true;
  document.body.classList.remove("is-asking");
  checker.querySelector(".error")?.remove();
  stage.remove();
  byId("start_here").hidden = true;
  field.remove();
  delete checker.dataset.screen;
  document.title = title;
  where("");
  for (const part of form.querySelectorAll(".ask__foot, .ask__more")) part.remove();
  const message = copyOf("broken");
  form.before(message);
  const heading = message.querySelector("h2");
  message.scrollIntoView();
  heading.focus({ preventScroll: true });
}

// set readies the page.
function set() {
  form.querySelector("button[disabled]").remove();
  form.before(template("where").cloneNode(true));
  form.append(...[...template("go").children].map((child) => child.cloneNode(true)));
  form.after(stage);
  byId("start_here").firstElementChild.replaceWith(copyOf("start"));
  if (checker.dataset.words) {
    field.append(...template("field").children);
    field.className = "field";
    field.addEventListener("focusin", meet, { once: true });
    gate.querySelector(".gate__go").after(field);
  }
  for (const button of gate.querySelectorAll("button")) button.addEventListener("click", start);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (started()) guarded(proceed)();
  });
  form.addEventListener("change", guarded(ticked));
  checker.addEventListener("click", once, true);
  checker.addEventListener("click", ({ target }) => {
    const deed = target.closest("[data-do]")?.dataset.do;
    if (deed) guarded(deeds[deed])();
  });
  addEventListener("popstate", guarded(({ state }) => {
    if (!judge) return;
    leave();
    at = Math.min(state?.at ?? 0, screens.length - 1);
    show();
    if (!started()) byId("start_here").querySelector("button").focus();
  }));
  addEventListener("pagehide", erase);
  addEventListener("pageshow", ({ persisted }) => persisted && afresh());
  erase();
}

// From here on the style sheet shows the form again, and screens hide it: a browser without WebAssembly has the form.
await pause();
checker.classList.remove("is-waiting");
if ("WebAssembly" in window) set();
