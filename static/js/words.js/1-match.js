// Recognises findings in a reader's own words, in the browser. It is the package generator/words over again: how it
// works, and what a pack holds, is said there, and a test holds the two against each other.

const joined = 0, weak = 1, strong = 2; // boundaries
const set = 0, denial = 1, saying = 2; // kinds of phrases
const slack = 2, gap = 1; // other words within a match
const perWord = 10; // score
const none = -1, anyVerbal = -2, anyNegator = -3; // in place of a stem's number

const classNames = [
  "negator", "negator verbal", "backward", "ender", "joiner", "or", "subject", "determiner", "finite", "relative", "tiny stop", "stop",
];

// matcher returns a function that recognises entries in a text. It returns, in the order in which they are
// mentioned, objects of an entry's id, the stretch of the text from start to end, whether the text says that it is
// not there, and a score.
export function matcher(pack) {
  const oneError = 5, twoErrors = 8, longNegator = 6; // letters
  const perEdit = -3, perGap = -1; // scores
  const lines = pack.replace(/\n$/, "").split("\n");
  const [, version, language, cues, measures] = lines[0].split(" ");
  if (version !== "4") throw new Error("not a pack of words of this version");
  const stemOf = languages.of(language).stem;

  const classes = new Map();
  classNames.forEach((names, i) => {
    for (const word of lines[1 + i].split(" ").filter(Boolean)) {
      const has = classes.get(word) ?? {};
      for (const name of names.split(" ")) has[name] = true;
      classes.set(word, has);
    }
  });
  const [neutralLine, sameLine, , ...rest] = lines.slice(1 + classNames.length);
  const numberLines = rest.slice(Number(cues)), entryLines = numberLines.slice(4 + Number(measures));
  const neutral = new Set(neutralLine.split(","));
  const same = new Map(sameLine.split(",").map((pair) => pair.split(" ")));
  const negators = [...classes.keys()].filter((word) => classes.get(word).negator && word.length >= longNegator).sort();

  const numbers = new Map(), spellings = new Map(); // of stems, and of words
  const limits = [];
  const entries = entryLines.map((line) => {
    const colon = line.indexOf(":"), id = line.slice(0, colon);
    const [limited, phrases] = [true, false].map((is) => line.slice(colon + 1).split(",").filter((p) => p && p.startsWith("#") === is));
    for (const limit of limited) {
      const [of, from, below] = limit.slice(1).split(" ");
      limits.push({ id, of, from: Number(from), below: Number(below) });
    }
    return { id, phrases: phrases.map(phraseOf) };
  });
  const numbersIn = numbersOf(numberLines, Number(measures), limits);

  function phraseOf(written) {
    if (written.startsWith("=")) return { kind: saying, words: written.slice(1).split(" "), stems: [] };
    const words = written.split(" ");
    const kind = words.some((word) => word === "~" || word === "!") ? denial : set;
    return { kind, words, stems: words.map(numberOf) };
  }

  function numberOf(word) {
    if (word === "~") return anyVerbal;
    if (word === "!") return anyNegator;
    const key = stem(word);
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    if (!spellings.has(word)) spellings.set(word, numbers.get(key));
    return numbers.get(key);
  }

  function usual(word) {
    return same.get(word) ?? word;
  }

  // stem returns the stem of a word. A negator is its own.
  function stem(word) {
    return classes.get(word)?.negator ? word : stemOf(usual(word));
  }

  function classOf(word) {
    if (classes.has(word)) return classes.get(word);
    if (word.length >= longNegator && isPlain(word)) {
      const near = negators.find((negator) => negator[0] === word[0] && distance(word, negator, 1) === 1);
      if (near) return classes.get(near);
    }
    return {};
  }

  function findStem(word, forgive) {
    const written = stem(word);
    if (numbers.has(written)) return { stem: numbers.get(written), edits: 0 };
    let found = { stem: none, edits: 0 };
    if (!forgive || word.length < oneError || !isPlain(word)) return found;
    let best = 3;
    for (const [near, number] of spellings) {
      if (near.length < oneError || near[0] !== word[0] || !isPlain(near)) continue;
      const most = near.length >= twoErrors ? 2 : 1;
      const edits = distance(word, near, most);
      if (edits <= most && edits < best) {
        best = edits;
        found = { stem: number, edits };
      }
    }
    return found;
  }

  // read cuts a text into words and these into segments.
  function read(text) {
    const known = new Map();
    const segments = [];
    const tokens = cut(text);
    tokens.forEach((token, i) => {
      if (!known.has(token.word)) {
        const is = classOf(token.word);
        known.set(token.word, { is, ...findStem(token.word, !is.stop && !is.negator) });
      }
      Object.assign(token, known.get(token.word));
      if (token.is.ender || token.is.joiner) token.boundary = Math.max(token.boundary, weak);
      if (i === 0 || token.boundary > joined) segments.push({ from: i, to: i });
      segments.at(-1).to = i + 1;
      token.segment = segments.length - 1;
    });
    return { tokens, segments };
  }

  // scopes returns what every negator negates. Those in used only negate the rest of their segment.
  function scopesOf({ tokens, segments }, used) {
    const scopes = [];
    const says = (from, to) => tokens.slice(from, to).some(({ is }) => !is.stop && !is.negator);
    const neutralAfter = (i, end) => {
      if (i + 1 >= end) return 0;
      const next = stem(tokens[i + 1].word);
      if (neutral.has(next)) return 1;
      return i + 2 < end && neutral.has(next + " " + stem(tokens[i + 2].word)) ? 2 : 0;
    };
    const isBackward = (i) => {
      const next = tokens[i + 1];
      return tokens[i].is.backward && !(next?.is.tiny && next.boundary === joined);
    };
    const isTail = (segment) => {
      const { from, to } = segments[segment];
      const { is } = tokens[from];
      return !is.ender && (is.joiner || !says(from, to) || isList(tokens, segments[segment - 1]));
    };
    const opens = (segment) => tokens[segments[segment].from].boundary;
    const behind = (i) => {
      let at = tokens[i].segment, asked = false;
      if (!says(segments[at].from, i) && at > 0) {
        asked = opens(at) === strong;
        at--;
      }
      while (at > 0 && opens(at) === weak && (asked || isTail(at))) at--;
      return segments[at].from;
    };
    const goesOn = (segment, orOnly) => {
      for (segment++; segment < segments.length; segment++) {
        if (!isMore(tokens, segments[segment], orOnly)) break;
      }
      return segments[segment - 1].to;
    };
    tokens.forEach(({ is, segment }, i) => {
      const end = segments[segment].to;
      if (!is.negator) return;
      const n = neutralAfter(i, end);
      if (n > 0) {
        scopes.push({ negator: i, from: i + 1, to: i + 1 + n });
      } else if (used.has(i)) {
        scopes.push({ negator: i, from: i + 1, to: end });
      } else if (says(i + 1, end) && !isBackward(i)) {
        scopes.push({ negator: i, from: i + 1, to: goesOn(segment, false) });
      } else {
        scopes.push({ negator: i, from: behind(i), to: i }, { negator: i, from: end, to: goesOn(segment, true) });
      }
    });
    return scopes;
  }

  // match finds a phrase that begins at a token.
  function match({ tokens }, phrase, at) {
    if (phrase.kind === set) return matchSet(tokens, phrase, at);
    if (phrase.kind === denial) return matchDenial(tokens, phrase, at);
    if (at + phrase.words.length > tokens.length) return null;
    const found = { phrase, at: [], edits: 0, gaps: 0 };
    for (const [i, word] of phrase.words.entries()) {
      const token = tokens[at + i];
      if (usual(token.word) !== word || i > 0 && token.boundary === strong) return null;
      found.at.push(at + i);
    }
    return found;
  }

  return (text) => {
    const reading = read(text);
    const all = [];
    const has = new Set(reading.tokens.map((token) => token.stem));
    entries.forEach(({ phrases }, entry) => {
      for (const phrase of phrases) {
        if (phrase.stems.some((stem) => stem >= 0 && !has.has(stem))) continue;
        for (let at = 0; at < reading.tokens.length; at++) {
          const found = match(reading, phrase, at);
          if (found) all.push({ ...found, entry, score: perWord * found.at.length + perEdit * found.edits + perGap * found.gaps });
        }
      }
    });
    const first = scopesOf(reading, new Set());
    const used = new Set();
    for (const found of all) {
      if (found.phrase.kind !== denial || isWithin(found, first)) continue;
      found.at.forEach((i, n) => {
        if (found.phrase.stems[n] < 0) used.add(i);
      });
    }
    const scopes = scopesOf(reading, used);
    for (const found of all) found.negated = isWithin(found, scopes);
    const said = numbersIn(text, reading.tokens);
    const phrases = choose(all, entries.length)
      .map(({ entry, at, negated, score }) => ({
        id: entries[entry].id, start: reading.tokens[at[0]].start, end: reading.tokens[at.at(-1)].end, negated, score,
      }))
      .sort((a, b) => a.start - b.start)
      .filter(({ id }) => !said.some((number) => number.id === id));
    return [...said, ...phrases].sort((a, b) => a.start - b.start);
  };
}

// isMore tells whether a segment goes on with what was negated before it.
function isMore(tokens, segment, orOnly) {
  const { is } = first(tokens, segment);
  if (is.or) return true;
  return !is.ender && !is.negator && !orOnly && tokens[segment.from].boundary !== strong && isList(tokens, segment);
}

// first returns the first word of a segment that does not only join it to the one before.
function first(tokens, { from, to }) {
  while (from + 1 < to && tokens[from].is.joiner) from++;
  return tokens[from];
}

// isList tells whether a segment is no statement of its own.
function isList(tokens, { from, to }) {
  const { is } = first(tokens, { from, to });
  if (is.subject) return false;
  for (let i = from; i < to; i++) {
    const token = tokens[i].is;
    if (token.or) return true;
    if (token.finite && (i === from || !tokens[i - 1].is.subject && !tokens[i - 1].is.relative)) return false;
  }
  return !is.determiner;
}

function matchSet(tokens, phrase, at) {
  const found = { phrase, at: [], edits: 0, gaps: 0 };
  for (let i = at, room = phrase.stems.length + slack; i < tokens.length && room > 0; i++) {
    const token = tokens[i];
    if (i > at && token.boundary === strong) break;
    if (phrase.stems.includes(token.stem) && !found.at.some((taken) => tokens[taken].stem === token.stem)) {
      room--;
      found.at.push(i);
      found.edits += token.edits;
      if (found.at.length === phrase.stems.length) return found;
    } else if (i === at) {
      return null;
    } else if (!token.is.stop) {
      room--;
      found.gaps++;
    }
  }
  return null;
}

function matchDenial(tokens, phrase, at) {
  const found = { phrase, at: [], edits: 0, gaps: 0 };
  const isWanted = ({ stem, is }, wanted) => {
    if (wanted === anyVerbal) return is.verbal;
    return wanted === anyNegator ? is.negator : stem === wanted;
  };
  const canFollow = (token) => !token || token.boundary > joined || token.is.stop;
  for (let i = at; i < tokens.length; i++) {
    const token = tokens[i];
    if (i > at && token.boundary === strong) return null;
    if (isWanted(token, phrase.stems[found.at.length])) {
      found.at.push(i);
      found.edits += token.edits;
      if (found.at.length === phrase.stems.length) return canFollow(tokens[i + 1]) ? found : null;
      continue;
    }
    if (i === at) return null;
    if (!token.is.tiny && (++found.gaps > gap || !token.is.stop)) return null;
  }
  return null;
}

// isWithin reports whether any word of a match is negated by a negator that is not its own.
function isWithin({ phrase, at }, scopes) {
  return scopes.some(({ negator, from, to }) => !at.includes(negator) &&
    at.some((i, n) => !(phrase.kind === denial && phrase.stems[n] < 0) && from <= i && i < to));
}

// choose drops what is part of something longer and keeps the best match of each entry.
function choose(all, entries) {
  const best = new Array(entries);
  const longer = new Map();
  all.sort((a, b) => b.at.length - a.at.length || b.score - a.score || a.at[0] - b.at[0]);
  for (const found of all) {
    const isPart = ({ at }) => found.at.length < at.length && found.at.every((i) => at.includes(i));
    if (longer.get(found.at[0])?.some(isPart)) continue;
    for (const i of found.at) longer.set(i, [...(longer.get(i) ?? []), found]);
    const other = best[found.entry];
    if (!other || other.negated && !found.negated) best[found.entry] = found;
  }
  return best.filter(Boolean);
}
