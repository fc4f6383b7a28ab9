// Finds pages in the files that the Go package search writes; what stands in
// them is said there. What is typed is looked up word by word and is never part
// of a request.

const wholly = 1.5; // what a name counts for, beside its words, if nothing else was typed
const few = 3; // pages that are shown however little they fit
const perPart = ["words-", "new-"]; // names of word files

// searcher returns a function that finds pages. load fetches a file by its name,
// near tells whether two words are a few slips apart.
function searcher(load, near) {
  const lines = async (name) => (await load(name)).split("\n").slice(0, -1);

  const bytes = new TextEncoder();
  const hash = (word) => {
    let h = 2166136261;
    for (const b of bytes.encode(word)) h = Math.imul(h ^ b, 16777619);
    return h >>> 0;
  };

  let known;
  const head = () => known ??= (async () => {
    const [version, tag, ...numbers] = await lines("index");
    if (version !== "nosology search 2") throw new Error("another version");
    const [pages, older, olderFiles, newerFiles, pagesToAFile] = numbers.map(Number);
    const parts = [{ first: 0, files: olderFiles }, { first: older, files: newerFiles }].filter((part) => part.files);
    return { pages, parts, pagesToAFile, language: cutters.of(languages.of(tag)) };
  })().catch((error) => {
    known = null;
    throw error;
  });

  // groups reads the pages of a word or a name: page number to weight.
  const groups = (text, first, found = new Map()) => {
    for (const group of text) {
      const weight = parseInt(group[0], 36);
      let page = first;
      for (const step of group.slice(1).split(",")) {
        page += parseInt(step, 36);
        found.set(page, Math.max(weight, found.get(page) ?? 0));
      }
    }
    return found;
  };

  // each calls use with the word file of each part that a word belongs to, and
  // the number of the part's first page.
  const each = (word, h, use) => Promise.all(h.parts.map(async ({ first, files }, i) =>
    use("\n" + await load(perPart[i] + hash(word) % files), first)));

  // The pages that hold a word.
  const pagesWith = async (word, h) => {
    const found = new Map();
    await each(word, h, (text, first) => {
      const at = text.indexOf("\n" + word + " ");
      if (at >= 0) groups(text.slice(at + word.length + 2, text.indexOf("\n", at + 1)).split(" "), first, found);
    });
    return found;
  };

  // The names whose words are all among those asked.
  const namesOf = async (words, h) => {
    const found = [], asked = new Set(words);
    await Promise.all(words.map((word) => each(word, h, (text, first) => {
      for (let at = text.indexOf("\n\t" + word); at >= 0; at = text.indexOf("\n\t" + word, at + 1)) {
        const [name, ...pages] = text.slice(at + 2, text.indexOf("\n", at + 1)).split("\t"), own = name.split(" ");
        if (own.every((other) => asked.has(other))) found.push({ words: own, pages: groups(pages, first) });
      }
    })));
    return found;
  };

  let vocabulary;
  const spelling = async () => {
    if (vocabulary) return vocabulary;
    const all = [];
    let last = [];
    for (const line of await lines("spelling")) {
      last = [...last.slice(0, parseInt(line[0], 36)), ...line.slice(1)];
      all.push(last.join(""));
    }
    return vocabulary = all;
  };

  // slip reports whether a word may be another one mistyped. The shorter it is,
  // the less may differ: bull is neither bell nor bully, and another number is never meant.
  const digits = (word) => word.replace(/\D/g, "");
  const slip = (word, other) => {
    const n = word.length;
    if (n < 4 || digits(word) !== digits(other) || !near(word, other, n > 7 ? 2 : 1)) return false;
    if (n < 5) return [...word].sort().join() === [...other].sort().join();
    return word[0] === other[0] || n > 5 && near(word, other, 1);
  };

  // meant returns words of the index that a mistyped or unfinished word may mean,
  // each with what it counts for, or the two that it joins.
  const meant = async (word, unfinished) => {
    const all = await spelling(), found = [];
    for (const other of all) {
      if (unfinished && word.length > 1 && other.startsWith(word)) found.push([other, 0.9 - 0.02 * Math.min(15, other.length - word.length)]);
      else if (slip(word, other)) found.push([other, near(word, other, 1) ? 0.6 : 0.5]);
    }
    if (found.length) return found.sort((a, b) => b[1] - a[1]).slice(0, 6);
    const has = new Set(all);
    for (let i = 3; i + 3 <= word.length; i++) {
      if (has.has(word.slice(0, i)) && has.has(word.slice(i))) return [[word.slice(0, i), 0.5], [word.slice(i), 0.5]];
    }
    return found;
  };

  // hitsOf returns the pages that hold what is meant by a word, and which words
  // were taken for it.
  const hitsOf = async (word, unfinished, h) => {
    const pages = await pagesWith(word, h);
    if (pages.size) return { word, pages, taken: [] };
    const taken = await meant(word, unfinished);
    for (const [other, share] of taken) {
      for (const [page, weight] of await pagesWith(other, h)) pages.set(page, Math.max(weight * share, pages.get(page) ?? 0));
    }
    return { word, pages, taken: taken.map((entry) => entry[0]) };
  };

  // join puts words together that are written as one in the index: hemi facial.
  const join = async (hits, h) => {
    for (let i = 0; i + 1 < hits.length; i++) {
      if (hits[i].pages.size && !hits[i].taken.length && hits[i + 1].pages.size && !hits[i + 1].taken.length) continue;
      const word = hits[i].word + hits[i + 1].word, pages = await pagesWith(word, h);
      if (pages.size) hits.splice(i, 2, { word, pages, taken: [] });
    }
    return hits;
  };

  // score adds up what the words of a search weigh in each page. A rare word
  // counts for more, so does a page that has all of them, and most of all one
  // whose name was typed.
  const score = async (hits, h) => {
    const scores = new Map(), rarity = new Map();
    let sum = 0;
    for (const { word, pages, taken, common } of hits) {
      if (!pages.size) continue;
      const rare = common ? 0.05 : Math.log(1 + h.pages / (1 + pages.size));
      for (const w of [word, ...taken]) rarity.set(w, Math.max(rare, rarity.get(w) ?? 0));
      sum += rare;
      for (const [page, weight] of pages) {
        const so = scores.get(page) ?? { points: 0, covered: 0, named: 0 };
        so.points += rare * weight;
        so.covered += rare;
        scores.set(page, so);
      }
    }
    const telling = hits.filter((hit) => !hit.common);
    for (const { words, pages } of await namesOf([...new Set(telling.flatMap(({ word, taken }) => [word, ...taken]))], h)) {
      const rare = words.reduce((all, word) => all + (rarity.get(word) ?? 0), 0);
      for (const [page, weight] of pages) {
        const so = scores.get(page);
        if (so) so.named = Math.max(so.named, rare * weight * (rare > sum * 0.99 ? wholly : 1));
      }
    }
    return [...scores].map(([page, { points, covered, named }]) =>
      ({ page, score: points * (covered / sum) + named, all: covered > sum * 0.999 }))
      .sort((a, b) => b.score - a.score || a.page - b.page);
  };

  // section is the heading of a page that says most of what is looked for beside
  // the title: two words of it, or all that the heading says.
  const section = (page, hits, h) => {
    const wordsOf = (text) => new Set(h.language.words(text).filter((word) => !h.language.isCommon(word)));
    const title = wordsOf(page.title);
    const has = (words, { word, taken }) => words.has(word) || taken.some((other) => words.has(other));
    let best = null, most = 0;
    for (const heading of page.headings) {
      const words = wordsOf(heading.text);
      const n = hits.filter((hit) => !hit.common && has(words, hit) && !has(title, hit)).length;
      if (n > most && (n > 1 || [...words].every((word) => title.has(word) || hits.some((hit) => has(new Set([word]), hit))))) [best, most] = [heading, n];
    }
    return best;
  };

  const pageOf = async (number, h) => {
    const line = (await lines("pages-" + Math.floor(number / h.pagesToAFile)))[number % h.pagesToAFile];
    const [title, address, kind, care, summary, ...rest] = line.split("\t"), headings = [];
    for (let i = 0; i < rest.length; i += 2) headings.push({ id: rest[i], text: rest[i + 1] });
    return { title, address, kind, care, summary, headings };
  };

  // look finds pages for what was typed, the best first, and at most so many.
  // Whatever was typed last may be unfinished.
  return async (typed, finished, most) => {
    const h = await head(), words = [...new Set(h.language.words(typed))];
    const telling = words.filter((word) => !h.language.isCommon(word));
    const asked = telling.length ? telling : words;
    const hits = await join(await Promise.all(asked.map((word) => hitsOf(word, !finished && word === words.at(-1), h))), h);
    if (telling.length) {
      for (const word of words) if (h.language.isCommon(word)) hits.push({ word, taken: [], common: true, pages: await pagesWith(word, h) });
    }
    const found = await score(hits, h);
    const good = found.filter(({ score, all }, i) => all || i < few || score > found[0].score * 0.25);
    const pages = await Promise.all(good.slice(0, most).map(({ page }) => pageOf(page, h)));
    for (const page of pages) page.section = section(page, hits, h);
    return { pages, more: good.length > most, short: [...typed.trim()].length < 2 };
  };
}
