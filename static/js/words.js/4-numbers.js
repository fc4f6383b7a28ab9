// Reads what a text says in numbers: generator/words, Measure, over again.

const mostNumber = 10000; // one that is not said of anything here

// numbersOf returns a function that tells what the numbers of a text, cut into tokens, say of the entries with limits:
// matches, as matcher's are.
function numbersOf(lines, measures, limits) {
  const values = (line) => new Map(line.split(",").filter(Boolean).map((pair) => pair.split(" ")).map(([word, value]) => [word, Number(value)]));
  const units = values(lines[0]), numbers = values(lines[1]), some = values(lines[2]), counted = new Set(lines[3].split(" "));
  const all = lines.slice(4, 4 + measures).map((line) => {
    const [name, unit, phrases] = line.split(":");
    return { name, unit, phrases: phrases.split(",").map((phrase) => phrase.split(" ")) };
  });

  // number reads a number in digits or words, in tenths, and how many parts it takes. Where a unit follows, an article
  // is a number as well.
  function number(text, parts, at, unitFollows) {
    const part = parts[at], next = parts[at + 1];
    if (/^[0-9]+$/.test(part.word) && Number(part.word) < mostNumber) {
      const n = Number(part.word);
      const broken = next && next.start === part.end + 1 && /[.,]/.test(text[part.end]) && /^\d/.test(next.word);
      return broken ? { tenths: n * 10 + Number(next.word[0]), size: 2 } : { tenths: n * 10, size: 1 };
    }
    const n = numbers.get(part.word);
    if (n === undefined) return unitFollows && some.has(part.word) ? { tenths: some.get(part.word) * 10, size: 1 } : null;
    const one = next?.boundary === joined && n >= 20 ? numbers.get(next.word) : 0;
    return one > 0 && one < 10 ? { tenths: (n + one) * 10, size: 2 } : { tenths: n * 10, size: 1 };
  }

  function said(measure, phrase, text, parts, from) {
    let at = from, tenths = 0, unit = units.get(measure.unit) ?? 0;
    for (const [i, word] of phrase.entries()) {
      if (at === parts.length || at > from && parts[at].boundary === strong) return null;
      if (word === "#") {
        const read = number(text, parts, at, phrase.includes("u", i + 1));
        if (!read) return null;
        tenths = read.tenths;
        at += read.size;
        continue;
      }
      if (word === "u" ? !(unit = units.get(parts[at].word) ?? 0) : parts[at].word !== word) return null;
      at++;
    }
    const next = parts[at];
    if (phrase.at(-1) === "#" && next?.boundary === joined && (units.has(next.word) || counted.has(next.word))) return null;
    const celsius = tenths >= 900 ? Math.trunc((tenths - 320) * 5 / 9) : tenths;
    return { of: measure.name, to: at, amount: measure.name === "temperature" ? celsius : Math.trunc(tenths * Math.max(unit, 1) / 10) };
  }

  function quantities(text, tokens) {
    const parts = partsOf(tokens), found = [];
    for (let at = 0; at < parts.length;) {
      let best = null;
      for (const measure of all) {
        for (const phrase of measure.phrases) {
          const q = said(measure, phrase, text, parts, at);
          if (q && q.to > (best?.to ?? at)) best = q;
        }
      }
      if (best) found.push({ ...best, start: tokens[parts[at].token].start, end: tokens[parts[best.to - 1].token].end });
      at = best?.to ?? at + 1;
    }
    return found;
  }

  return (text, tokens) => {
    const matches = [];
    if (!limits.length) return matches;
    for (const q of quantities(text, tokens)) {
      for (const { id, of, from, below } of limits) {
        if (of !== q.of) continue;
        const match = { id, start: q.start, end: q.end, negated: q.amount < from || below > 0 && q.amount >= below, score: perWord };
        const i = matches.findIndex((before) => before.id === id);
        if (i < 0) matches.push(match);
        else if (matches[i].negated && !match.negated) matches[i] = match;
      }
    }
    return matches;
  };
}

// partsOf parts the number and the unit of words such as "67yo".
function partsOf(tokens) {
  return tokens.flatMap(({ word, start, end, boundary }, token) => {
    const digits = /^[0-9]*/.exec(word)[0].length;
    if (!digits || digits === word.length) return { word, start, end, boundary, token };
    const middle = start + digits;
    return [{ word: word.slice(0, digits), start, end: middle, boundary, token }, { word: word.slice(digits), start: middle, end, boundary: joined, token }];
  });
}
