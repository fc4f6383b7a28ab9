// How texts are cut into words: what letters fold to, where words begin and end. It is the
// rest of the Go package generator/text over again, held to the same table.
const cutters = (() => {
  const longest = 40; // characters of a word that count
  const shedding = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]$/u;
  const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]$/u;
  const letter = /^[\p{L}\p{Nd}]$/u, mark = /^\p{M}$/u, sign = /^[\p{No}\p{So}]$/u;
  const apostrophe = /^['`\u00b4\u2018\u2019\u02bc]$/, hyphen = /^[-\u2010\u2011]$/, nothing = /^(?!\u200b)\p{Cf}$/u;
  const spelt = {
    "ß": "ss", "ς": "σ", "ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
  };

  // folder returns what folds character by character.
  const folder = (sheds = false) => (to, character, all) => {
    for (const part of character.normalize("NFKD")) {
      if (mark.test(part)) {
        if (!sheds && (to || all)) to += part;
      } else if (letter.test(part)) {
        const small = part.toLowerCase();
        sheds = small < "\x80" || shedding.test(small);
        to += spelt[small] ?? small;
      } else if (all) {
        to += part;
        if (part < "\x80") sheds = true;
      }
    }
    return to;
  };
  const fold = (s) => {
    const add = folder();
    let to = "";
    for (const character of s) to = add(to, character, true);
    return to.normalize("NFC");
  };

  const common = {
    en: `a about all an and any are as at be been but by can cannot cant could did do does doesnt dont feel feels for from get
      gets got had has have how i if im in is isnt it its ive just keep keeps like may me might my not of on or really she he should so some than
      that the their them then there they this to very was we were what when which who why will with wont would you your`,
  };

  // What parts thousands, in languages that write them otherwise than 1,000.
  const neither = "bg cs es et fi fr hu lt lv nb nn no pl ru sk sv uk".split(" ");
  const dots = "ca da de el hr id it nl pt ro sl sr tr vi".split(" ");
  const number = /^[1-9]\d{0,2}$/, group = /\d{3}(?!\d)/y, groups = /(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+/y;
  const quantity = /^\d+\D/;
  // found is what a pattern finds at a place of a text.
  const found = (pattern, text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? "";
  };

  // of returns what cuts the texts of a language: it has words, stem, and isCommon.
  const of = ({ code, stem }) => {
    const elides = ["fr", "it", "ca"].includes(code);
    const thousands = neither.includes(code) ? "" : dots.includes(code) ? "." : ",";
    const everywhere = new Set((common[code] ?? "").split(/\s+/).flatMap((w) => [w, stem(w)]));

    // words returns the words of a text as Cutter.Each gives them.
    const words = (text) => {
      const all = [];
      let word = "", add = folder(), whole = [], joins = false, before = "", grouped = false, spaces = 0, at = 0;
      const give = (w) => all.push(stem([...w].slice(0, longest).join("")));
      const end = (hyphened) => {
        if (!word) return;
        before = "";
        word = word.normalize("NFC");
        if (!joins) whole = [];
        if (hyphened || joins) whole.push(word);
        joins = hyphened;
        if (quantity.test(word)) for (const part of word.match(/\d+|\D+/g)) give(part);
        give(word);
        word = "";
        grouped = false;
        add = folder();
      };
      const compound = () => {
        if (whole.length > 1) give(whole.join(""));
        whole = [];
        joins = false;
      };
      const other = (c) => {
        if (apostrophe.test(c) && !elides) return;
        if (hyphen.test(c) && word) return end(true);
        const more = at >= spaces && !grouped && number.test(word) ? found(groups, text, at) : "", first = word;
        end(false);
        compound();
        if (more) {
          spaces = at + more.length;
          give(first + more.replace(/\D/g, ""));
        }
        before = "";
      };
      const read = (c) => {
        if (nothing.test(c)) return;
        if (c === thousands && (grouped || number.test(word)) && found(group, text, at + 1)) grouped = true;
        else if (apostrophe.test(c) || hyphen.test(c)) other(c);
        else if (unspaced.test(c)) {
          end(false);
          compound();
          const unit = folder()("", c, false).normalize("NFC");
          if (!unit) return;
          all.push(unit);
          if (before) all.push(before + unit);
          before = unit;
        } else if (letter.test(c) || mark.test(c) || sign.test(c) && letter.test([...c.normalize("NFKD")][0]) && c.normalize("NFKD") !== c) {
          if (!(before && mark.test(c))) word = add(word, c, false);
        } else other(c);
      };
      for (const c of text) {
        read(c);
        at += c.length;
      }
      end(false);
      compound();
      return all;
    };
    return { words, stem, isCommon: (w) => everywhere.has(w) };
  };

  return { fold, of };
})();
