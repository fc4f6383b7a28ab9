// Hands what is typed into a box of the menu or of the home page to the page
// that searches: not in its address, which servers and histories keep, but
// within the tab, and for as long as it takes to open the page.
for (const form of document.querySelectorAll("form.find")) {
  const field = form.querySelector("input");
  form.addEventListener("submit", () => {
    try {
      sessionStorage.setItem("search", field.value);
    } catch {} // storage is forbidden: the page opens with an empty field
  });
  addEventListener("pageshow", (event) => { if (event.persisted) field.value = ""; });
}
