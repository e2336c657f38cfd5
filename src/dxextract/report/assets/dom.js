/* Making elements. Text only ever goes in as text nodes: nothing that an article holds is parsed as markup. */

const SVG = "http://www.w3.org/2000/svg";

const $ = (id) => document.getElementById(id);

/** Set attributes, and for keys that begin with "on" listeners; null, undefined and false leave one out. */
function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  return element;
}

/** h("p", {class: "x"}, "text", child, null): an HTML element; strings and numbers become text. */
function h(tag, attributes, ...children) {
  const element = dress(document.createElement(tag), attributes);
  element.append(...children.flat(2).filter(isThere));
  return element;
}

const isThere = (child) => child !== null && child !== undefined && child !== false;

function s(tag, attributes, ...children) {
  const element = dress(document.createElementNS(SVG, tag), attributes);
  element.append(...children);
  return element;
}

function fill(element, ...children) {
  element.replaceChildren(...children.flat(2).filter(isThere));
  return element;
}

/** Say something to people who listen to the page. */
function announce(text) {
  $("said").textContent = text;
}

function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function scrollInto(element, block) {
  element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
}
