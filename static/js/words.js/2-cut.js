// Words: how a text is cut into them. What their inflected forms share is in text.js.

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
          word += part.toLowerCase().replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 96));
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
  if (/[.;!?\n\r。؟؛]/.test(character)) return strong;
  if (/[,()[\]&+|\u2013\u2014、،]/.test(character) || character === "-" && (before === " " || after === " ")) return weak;
  return joined;
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
