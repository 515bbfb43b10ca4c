// What every page has: the choice of the theme.

const CHOICES = ["system", "light", "dark"];

/** @returns {string} the theme that was chosen, or that of the system */
function chosen() {
  return document.documentElement.dataset.theme ?? "system";
}

/**
 * @param {HTMLElement} button
 * @param {string} theme
 */
function show(button, theme) {
  button.querySelector(".theme-name").textContent = `Theme: ${theme}`;
}

/** @param {string} theme */
function choose(theme) {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    if (theme === "system") {
      localStorage.removeItem("theme");
    } else {
      localStorage.setItem("theme", theme);
    }
  } catch {
    // storage may be forbidden: the choice then holds for this page
  }
  document.dispatchEvent(new CustomEvent("theme-changed", { detail: theme }));
}

const button = document.getElementById("theme");
show(button, chosen());
button.hidden = false;
button.addEventListener("click", () => {
  const next = CHOICES[(CHOICES.indexOf(chosen()) + 1) % CHOICES.length];
  choose(next);
  show(button, next);
});
