// What stands beside the text of every page: share it, print it; and links into
// what is folded.
{
  const does = (name) => document.querySelector(`.tools [data-does="${name}"]`);

  // Nothing but the title and the address leaves the page, and only after a tap.
  const share = does("share"), address = location.origin + location.pathname;
  share?.addEventListener("click", async () => {
    try {
      if (navigator.share) return await navigator.share({ title: document.title, url: address });
      await navigator.clipboard.writeText(address);
      share.textContent = share.dataset.done;
    } catch {} // the reader thought better of it
  });
  if (!navigator.share && !navigator.clipboard) share?.remove();

  does("print")?.addEventListener("click", () => print());

  // A link leads to what it names, folded or not.
  const unfold = () => {
    let at = null;
    try {
      at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {} // it is no address of ours
    if (!at) return;
    const folds = [...at.querySelectorAll(":scope > details")];
    for (let up = at.closest("details"); up; up = up.parentElement.closest("details")) folds.push(up);
    if (folds.every((fold) => fold.open)) return;
    for (const fold of folds) fold.open = true;
    at.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
}
