// The checker in the reader's browser. The page works without it: it holds the
// whole check as a form, whose warnings a style sheet shows. This script asks
// the questions of that form one by one and has the answers judged by the
// module. The boxes of the form are the only place where answers are kept, so
// that whatever fails, the form goes on from there.
//
// The files of this folder are joined in the order of their names.

// The judge: the module that is compiled from the rules, and its knowledge base.

const notAsked = 0, no = 1, notSure = 2, yes = 3;
const selfCare = 0, emergency = 3;
const nothing = 255; // no question

async function fetched(address, integrity) {
  const response = await fetch(address, { integrity: integrity ?? "", signal: AbortSignal.timeout?.(20000) });
  if (!response.ok) throw new Error(address + " " + response.status);
  return response.arrayBuffer();
}

// loadJudge fetches module and knowledge base and returns a function that
// judges answers, one byte for each finding. The module is trusted only once
// it has given the known answers to the letter.
async function loadJudge(data) {
  const [code, base] = await Promise.all([
    fetched(data.module, data.moduleIntegrity),
    fetched(data.base, data.baseIntegrity),
  ]);
  const { exports } = (await WebAssembly.instantiate(code)).instance;
  const put = (bytes) => new Uint8Array(exports.memory.buffer).set(bytes, exports.inbuf());
  const take = (packed) => {
    put(packed);
    if (exports.load(packed.length) !== 0) throw new Error("knowledge base refused");
  };
  const ask = (answers) => {
    put(answers);
    const length = exports.judge(answers.length), at = exports.outbuf();
    if (length <= 0) throw new Error("no judgement");
    return new Uint8Array(exports.memory.buffer).slice(at, at + length);
  };
  const [packed, ...cases] = data.known.split(" ").map((text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  take(packed);
  for (let i = 0; i < cases.length; i += 2) {
    if (String(ask(cases[i])) !== String(cases[i + 1])) throw new Error("self-test failed");
  }
  take(new Uint8Array(base));
  return (answers) => read(ask(answers));
}

// read takes a result apart; generator/rules/judge describes it.
function read(bytes) {
  let at = 8;
  const next = () => bytes[at++];
  const findings = (n) => {
    at += n;
    return [...bytes.subarray(at - n, at)];
  };
  const result = { urgency: bytes[0], couldBe: bytes[1], next: bytes[2], worth: bytes[4], flags: [], causes: [] };
  for (let n = bytes[6] | bytes[7] << 8; n > 0; n--) {
    result.flags.push({ flag: next(), level: next(), witness: findings(next()) });
  }
  for (let n = bytes[5]; n > 0; n--) {
    const cause = { cause: next(), band: next() };
    const inFavour = next(), against = next();
    result.causes.push({ ...cause, inFavour: findings(inFavour), against: findings(against) });
  }
  if (at !== bytes.length) throw new Error("not a result");
  return result;
}
