// Recognises findings by what was learned from sentences: generator/words, Model, over again, with the same integers.

const hashBits = 20, leastWords = 3;
const pair = 0, word = 1, cue = 2, kinds = 3; // of features

// hearer returns a function that tells what a text speaks of: objects of a label, its chance in thousandths, and the
// stretch of the text from start to end that speaks of it. It takes the pack of words, for the language, and the model.
export function hearer(pack, bytes) {
  const octave = 64, grain = 12, featureWeights = [3, 4, 6];
  const leastOffered = 200, leastOther = 600, leastDenied = 600, leastInSentence = 20, leastOfClause = 500, mostHeard = 3, overChance = 3000;
  const leastSize = 12; // of a text, as a vector of features
  const language = languageOf(pack), { shorts, joiners, enders, verbals, openers, carriers, finites, negators, cues, stemOf } = language;
  const model = unpackModel(bytes);
  const powers = [];
  for (let i = 0, x = 2 ** 30; i < octave; i++) {
    powers.push(Math.floor(x / 2 ** 14));
    x = Math.floor(x * 1085434106 / 2 ** 30);
  }

  // power returns 2^(x/octave), scaled by 2^16, for x <= 0.
  function power(x) {
    const whole = Math.ceil(-x / octave);
    return whole > 30 ? 0 : powers[x + whole * octave] >> whole;
  }

  const featuresOf = (tokens, asks) => new Set([...cuesOf(tokens, asks), ...wordFeatures(tokens)]);

  function wordFeatures(tokens) {
    const all = [];
    let last = "";
    for (const token of tokens) {
      if (isUnspaced(token.word)) {
        all.push(...piecesOf(token.word).map((piece) => hash(word, piece)));
        last = "";
        continue;
      }
      const stem = stemOf(token.word);
      all.push(hash(word, stem));
      if (last && token.boundary !== strong) all.push(hash(pair, last + " " + stem));
      last = stem;
    }
    return all;
  }

  function cuesOf(tokens, asks) {
    const names = cues.filter((c) => c.asks && asks || c.phrases.some((phrase) => says(tokens, phrase, c.first))).map((c) => c.name);
    return names.flatMap((name, i) => [name, ...names.slice(0, i).map((other) => other + " " + name)]).map((name) => hash(cue, name));
  }

  function guesses(features, least) {
    const sums = new Array(model.labels).fill(0);
    let square = 0;
    for (const f of features) {
      square += featureWeights[f % kinds] ** 2;
      const weights = model.weights.get(f) ?? [];
      for (let k = 0; k < weights.length; k += 2) sums[weights[k]] += weights[k + 1];
    }
    const size = Math.max(Math.floor(Math.sqrt(square)), leastSize);
    const scaled = sums.map((sum) => Math.trunc(sum * grain * octave / size));
    const top = Math.max(...scaled), shares = scaled.map((sum) => power(sum - top));
    const total = shares.reduce((a, b) => a + b);
    return shares.map((share, label) => ({ label, chance: Math.floor(share * 1000 / total) }))
      .filter(({ chance }) => chance >= least)
      .sort((a, b) => b.chance - a.chance);
  }

  // reasonFor returns where the words stand that weigh most for a label: from the first that weighs a third of the
  // heaviest or more to the last. A pair of words weighs for both.
  function reasonFor(run, label) {
    const weigh = (tokens) => wordFeatures(tokens).reduce((sum, f) => {
      const weights = model.weights.get(f) ?? [], k = weights.findIndex((l, i) => i % 2 === 0 && l === label);
      return k < 0 ? sum : sum + weights[k + 1];
    }, 0);
    const alone = run.map((token) => weigh([token])), all = [...alone];
    for (let i = 1; i < run.length; i++) {
      const both = run[i].boundary === strong ? 0 : weigh(run.slice(i - 1, i + 1)) - alone[i - 1] - alone[i];
      all[i - 1] += both;
      all[i] += both;
    }
    const top = Math.max(...all), heavy = (weight) => top <= 0 || weight * 3 >= top;
    return { start: run[all.findIndex(heavy)].start, end: run[all.findLastIndex(heavy)].end };
  }

  // behindDenials returns where in a statement another begins behind a denial: behind "but" and the like, which are no more
  // than adverbs behind a subject or a finite verb, and, if the statement opens with what is not there, behind a comma
  // before a subject, a determiner, or what somebody cannot do.
  function behindDenials(statement) {
    const begins = [];
    let denied = false, opens = false;
    statement.slice(0, -1).forEach(({ word, boundary }, i) => {
      const negates = negators.has(word), verbal = verbals.has(word);
      const ends = denied && enders.has(statement[i - 1]?.word) && !carriers.has(statement[i - 2]?.word);
      const goesOn = opens && boundary === weak && openers.has(word);
      if ((ends || goesOn) && (!negates || verbal && (goesOn || word !== "not"))) {
        begins.push(i);
        denied = opens = false;
      }
      denied ||= negates;
      opens ||= i < leastWords && negates && (!verbal || finites.has(statement[i + 1].word));
    });
    return begins;
  }

  // shortened returns a statement with one word in place of each that has a shorter one.
  function shortened(statement) {
    const all = [];
    for (let i = 0; i < statement.length; i++) {
      const token = statement[i], next = statement[i + 1];
      const pair = shorts.find(([first, ...rest]) => token.word === first && (!rest[1] || rest[0] === next?.word));
      if (pair?.[2]) i++;
      all.push(pair ? { ...token, word: pair.at(-1), end: statement[i].end } : token);
    }
    return all;
  }

  return (text) => {
    const all = [];
    const take = (found, run, least, whole) => {
      const nothing = found.find(({ label }) => label === 0)?.chance ?? 0;
      let offered = 0;
      for (const { label, chance } of found) {
        if (label === 0 || offered === mostHeard || !whole.some((w) => w.label === label)) continue;
        if (chance < (model.grave[label] ? least : Math.max(least, leastOther)) || chance * 2 < nothing) continue;
        offered++;
        const before = all.find((heard) => heard.label === label);
        if (before) before.chance = Math.max(before.chance, chance);
        else all.push({ label, chance, ...reasonFor(run, label) });
      }
    };
    const denies = (tokens) => tokens.some(({ word }) => negators.has(word));
    const takeStatement = (statement, least, asks) => {
      const whole = guesses(featuresOf(statement, asks), leastInSentence);
      take(whole, statement, least, whole);
      for (const clause of clausesOf(statement, joiners)) {
        take(guesses(featuresOf(clause, asks), leastOfClause / 2), clause, leastOfClause, whole);
      }
      // A denial says nothing of what stands behind it; signs of who, when and whether before it do.
      for (const at of behindDenials(statement)) {
        const rest = statementsOf(statement.slice(at), language)[0];
        const before = statement.slice(0, at).filter(({ word }) => !negators.has(word));
        const found = guesses(new Set([...cuesOf([...before, ...rest], asks), ...wordFeatures(rest)]), leastInSentence);
        take(found, rest, denies(rest) ? leastDenied : leastOfClause, found);
      }
    };
    const statements = statementsOf(cut(text), language);
    for (const [i, statement] of statements.entries()) {
      const goesOn = i > 0 && statement[0].boundary !== strong;
      let least = Math.max(leastOffered, Math.min(leastOther, Math.floor(overChance / model.labels)));
      if (goesOn && denies(statement)) least = leastDenied;
      else if (goesOn || i + 1 < statements.length && statements[i + 1][0].boundary !== strong) least = leastOfClause;
      for (const run of [statement, shortened(statement)]) takeStatement(run, least, isAsked(text, statement));
    }
    return all;
  };
}

// hash is FNV-1a over UTF-16 units, folded, with the kind behind it.
function hash(kind, text) {
  let h = 2166136261 ^ kind;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h ^= h >>> hashBits;
  return (h & 2 ** hashBits - 1) * kinds + kind;
}

// piecesOf returns the pieces of a run without spaces that stand for its words: each character, and each two in a row.
const piecesOf = (run) => [...Array(run.length).keys()].flatMap((i) => i ? [run[i], run.slice(i - 1, i + 1)] : [run[i]]);

const isUnspaced = (word) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(word);

// says reports whether words stand in a text one behind the other; at the beginning of a sentence, if first is set.
function says(tokens, phrase, first) {
  return tokens.some((token, i) => i + phrase.length <= tokens.length && !(first && i > 0 && token.boundary !== strong) &&
    phrase.every((word, k) => tokens[i + k].word === word));
}

// statementsOf cuts a text at strong boundaries, and a sentence that begins with a statement that denies nothing behind
// it: at "but" and the like, and where something is denied behind a comma or an "and".
function statementsOf(tokens, { joiners, enders, denials, negators }) {
  const all = [];
  let plain = true;
  tokens.forEach((token, i) => {
    if (i === 0 || token.boundary === strong) {
      all.push([]);
      plain = true;
    }
    const denied = denials.has(token.word) && (token.boundary === weak || i > 0 && joiners.has(tokens[i - 1].word));
    if (plain && all.at(-1).length >= leastWords && (denied || enders.has(token.word))) {
      all.push([]);
      plain = false;
    }
    plain &&= !negators.has(token.word);
    all.at(-1).push(token);
  });
  return all;
}

function clausesOf(sentence, joiners) {
  const all = [];
  let from = 0;
  sentence.forEach((token, i) => {
    if ((token.boundary === weak || joiners.has(token.word)) && i - from >= leastWords && sentence.length - i >= leastWords) {
      all.push(sentence.slice(from, i));
      from = i;
    }
  });
  return from ? [...all, sentence.slice(from)] : [];
}

const isAsked = (text, sentence) => /^[ ")\u201d\u2019]*[?？؟]/.test(text.slice(sentence.at(-1).end));

function languageOf(pack) {
  const lines = pack.split("\n"), [, , language, count] = lines[0].split(" ");
  const from = 1 + classNames.length + 3;
  const wordsOf = (...names) => new Set(names.flatMap((name) => lines[1 + classNames.indexOf(name)].split(" ").filter(Boolean)));
  return {
    shorts: lines[from - 1].split(",").filter(Boolean).map((pair) => pair.split(" ")),
    joiners: wordsOf("joiner"),
    enders: wordsOf("ender"),
    denials: wordsOf("negator"),
    verbals: wordsOf("negator verbal"),
    openers: wordsOf("negator verbal", "subject", "determiner"),
    carriers: wordsOf("subject", "finite"),
    finites: wordsOf("finite"),
    negators: wordsOf("negator", "negator verbal"),
    stemOf: languages.of(language).stem,
    cues: lines.slice(from, from + Number(count)).map((line) => {
      const [name, marks, phrases] = line.split(":");
      return { name, first: marks.includes("f"), asks: marks.includes("a"), phrases: phrases.split(",").map((p) => p.split(" ")) };
    }),
  };
}

function unpackModel(bytes) {
  let at = 0, last = 0;
  const next = () => {
    let n = 0, scale = 1, byte;
    do {
      byte = bytes[at++];
      n += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return n;
  };
  const many = (count, read) => Array.from({ length: count }, read);
  if (next() !== 2) throw new Error("not a model of this version");
  const labels = next(), features = next(), total = next();
  const grave = many(labels, () => next() === 1);
  const hashes = many(features, () => last += next());
  const counts = many(features, next);
  const ids = counts.map((count) => {
    let label = 0;
    return many(count, () => label += next());
  });
  const weights = ids.map((of) => of.map((label) => [label, 0]));
  for (const of of weights) {
    for (const pair of of) {
      const n = next();
      pair[1] = n & 1 ? -(n + 1) / 2 : n / 2;
    }
  }
  if (at !== bytes.length || total !== ids.flat().length) throw new Error("the model is damaged");
  return { labels, grave, weights: new Map(hashes.map((h, i) => [h, weights[i].flat()])) };
}
