// Text reaches the page only as text nodes: nothing here, or anywhere else, sets innerHTML.

/**
 * A new HTML element. Traits named on… are listeners, null and false ones are left out,
 * true ones become empty attributes; children may be nodes, strings, or lists of them.
 */
export function element(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined));
  return node;
}

/** A button that submits nothing; its label is text, an icon, or both. */
export function button(traits, ...children) {
  return element("button", { type: "button", ...traits }, ...children);
}
