// The colours of the theme as a canvas takes them: custom properties hold light and dark at once,
// and only a real element tells which one counts.

const NAMES = ["accent", "good", "text", "muted", "line"];

/** @returns {Record<string, string>} */
export function colours() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const found = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}
