// Words: how a text is cut into them, and what their inflected forms share.

const isPlain = (word) => /^[a-z]*$/.test(word);

// cut cuts a text into words.
function cut(text) {
  const tokens = [];
  let word = "", start = 0, boundary = joined, at = 0;

  const finish = () => {
    let folded = word.replace(/'+$/, "");
    word = "";
    if (!folded) return;
    folded = folded.replace(/'s$/, "").replaceAll("'", "");
    const last = tokens.at(-1);
    if ((folded === "o" || folded === "out") && last?.word === "w" && last.end + 1 === start && text[last.end] === "/") {
      last.word = "without";
      last.end = at;
      return;
    }
    tokens.push({ word: folded, start, end: at, boundary });
    boundary = joined;
  };

  for (const character of text) {
    const before = text[at - 1] ?? " ", after = text[at + character.length] ?? " ";
    if (/['`\u00b4\u2018\u2019\u02bc]/.test(character)) {
      if (word) word += "'";
    } else {
      for (const part of character.normalize("NFKD")) {
        if (/\p{M}/u.test(part)) continue;
        if (/[\p{L}\p{N}]/u.test(part)) {
          if (!word) start = at;
          word += part.toLowerCase();
          continue;
        }
        finish();
        boundary = Math.max(boundary, separates(part, before, after));
      }
    }
    at += character.length;
  }
  finish();
  return tokens;
}

function separates(character, before, after) {
  if (/[.,]/.test(character) && /\d/.test(before) && /\d/.test(after)) return joined;
  if (/[.;!?\n\r]/.test(character)) return strong;
  if (/[,()[\]&+|\u2013\u2014]/.test(character) || character === "-" && (before === " " || after === " ")) return weak;
  return joined;
}

function stemEnglish(word) {
  if (word.length <= 3 || !isPlain(word)) return word;
  word = singular(word);
  for (const [suffix, stay] of [["ness", 3], ["ly", 4]]) word = without(word, suffix, stay);
  word = participle(word);
  for (const [suffix, stay] of [["ion", 5], ["e", 3]]) word = without(word, suffix, stay);
  return word.length > 4 && /[^aeiou][yi]$/.test(word) ? word.slice(0, -1) : word;
}

function without(word, suffix, stay) {
  return word.length >= suffix.length + stay && word.endsWith(suffix) ? word.slice(0, -suffix.length) : word;
}

function singular(word) {
  if (word.endsWith("ies") && word.length > 4) return word.slice(0, -3) + "y";
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function participle(word) {
  const [, stem] = /^(.*)ing$/.exec(word) ?? (word.endsWith("eed") ? null : /^(.*)ed$/.exec(word)) ?? [];
  if (!stem || stem.length < 3 || !/[aeiouy]/.test(stem)) return word;
  return stem.at(-1) === stem.at(-2) && !/[lsz]$/.test(stem) ? stem.slice(0, -1) : stem;
}

// distance counts the insertions, deletions, changes and swaps of neighbours that turn one word into another; it
// returns something above most where there are more.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], above = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, above] = [above, row];
  }
  return above[b.length];
}
