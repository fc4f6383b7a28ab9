// What the inflected forms of a word share, by its language. It is a part of the Go package
// generator/text over again; testdata/examples.json there holds the two to one table.
const languages = (() => {
  const singular = (w) => {
    if (w.endsWith("ies") && w.length > 4) return w.slice(0, -3) + "y";
    if (/(?:[sxz]|ch|sh)es$/.test(w)) return w.slice(0, -2);
    return /[^siu]s$/.test(w) ? w.slice(0, -1) : w;
  };
  const without = (w, ending, stay) => w.length >= ending.length + stay && w.endsWith(ending) ? w.slice(0, -ending.length) : w;
  const participle = (w) => {
    let stem = without(w, "ing", 3);
    if (stem === w && !w.endsWith("eed")) stem = without(w, "ed", 3);
    if (stem === w || !/[aeiouy]/.test(stem)) return w;
    return /([^lsz])\1$/.test(stem) ? stem.slice(0, -1) : stem;
  };
  const stems = {
    en(w) {
      if (!/^[a-z]{4,}$/.test(w)) return w;
      w = participle(without(without(singular(w), "ness", 3), "ly", 4));
      w = without(without(w, "ion", 5), "e", 3);
      return w.length > 4 && /[^aeiou][yi]$/.test(w) ? w.slice(0, -1) : w;
    },
    de(w) {
      for (const ending of ["ern", "en", "er", "es", "em", "e", "n", "s"]) {
        if (w.endsWith(ending) && new TextEncoder().encode(w).length >= ending.length + 4) return w.slice(0, -ending.length);
      }
      return w;
    },
    ar(w) {
      for (const start of ["وال", "بال", "ال"]) {
        if (w.startsWith(start) && [...w].length >= start.length + 3) return w.slice(start.length);
      }
      return w;
    },
  };

  // of returns the language of a tag.
  const of = (tag) => {
    const code = tag.toLowerCase().split("-")[0];
    return { code, stem: stems[code] ?? ((w) => w) };
  };

  return { of };
})();
