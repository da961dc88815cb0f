// Where the texts of a page stand: no text over another, none outside of the window, none cut off, and
// nothing to scroll sideways to (WCAG 2.2, 1.4.10), at the widths of phones, tablets and desks.

export const widths = [320, 390, 820, 1280, 1920];

/** What is wrong with the places of the texts; runs in the page. */
export function places() {
  const found = new Set();
  const said = ({ text }) => `«${text.slice(0, 30)}»`;
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX)
    || scrolls(element.parentElement));
  /** Boxes that hide what does not fit in them. */
  const hiding = (element) => element && element !== document.documentElement
    ? [...(/hidden|clip/.test(getComputedStyle(element).overflow) ? [element.getBoundingClientRect()] : []),
      ...hiding(element.parentElement)] : [];
  /** Boxes that scroll what does not fit in their height: what lies beyond them is not seen. */
  const scrolling = (element) => element && element !== document.documentElement
    ? [...(/auto|scroll/.test(getComputedStyle(element).overflowY) ? [element.getBoundingClientRect()] : []),
      ...scrolling(element.parentElement)] : [];
  /** What is shown to readers of screens alone is one pixel large. */
  const isSeen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    for (let e = element; e; e = e.parentElement) {
      if (getComputedStyle(e).clipPath.startsWith('inset(50%')) return false;
    }
    return true;
  };
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const text = node.data.trim();
    if (!text || !isSeen(element)) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    const isFree = scrolls(element);
    const cut = hiding(element);
    const windows = scrolling(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left: from, right: to, top, bottom } of range.getClientRects()) {
      // What a window scrolls away is not seen.
      const [left, right] = windows.reduce(([l, r], box) => [Math.max(l, box.left), Math.min(r, box.right)], [from, to]);
      if (right - left < 1) continue;
      if (windows.some((box) => bottom <= box.top || top >= box.bottom)) continue;
      // The boxes of lines reach over each other where faces are tall; the middle of the letters does not.
      const middle = (top + bottom) / 2;
      lines.push({ text, left, right, top: middle - size * 0.3, bottom: middle + size * 0.3, isFree, cut });
    }
  }
  const width = document.documentElement.clientWidth;
  for (const line of lines.filter((one) => !one.isFree)) {
    if (line.left < -1 || line.right > width + 1) found.add(`${said(line)} stands outside of the window`);
    if (line.cut.some((box) => line.left < box.left - 1 || line.right > box.right + 1
      || line.top < box.top - 1 || line.bottom > box.bottom + 1)) found.add(`${said(line)} is cut off`);
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((one, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < one.bottom - 1; j += 1) {
      const across = Math.min(one.right, lines[j].right) - Math.max(one.left, lines[j].left);
      if (across > 2) found.add(`${said(one)} and ${said(lines[j])} stand one over the other`);
    }
  });
  const excess = document.scrollingElement.scrollWidth - width;
  if (excess > 0) found.add(`scrolls sideways by ${excess} px`);
  return [...found];
}
