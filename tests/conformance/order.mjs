// Prints what is seen of the elements of web pages, each line from left to right.
//
//   node order.mjs FILE SELECTOR ...      CHROMIUM: the browser; VALIDATORS: where node_modules lies
//
// One JSON array a file: for each element that the selector finds, its lines. They come from the
// rectangles of the characters, which the browser gives after its own bidi algorithm. A bracket is
// turned round where its partner stands on the other side of it than in the source, since glyphs
// have no name there. Spaces and what has no ink are left out,
// and no line is broken.

import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const tools = createRequire(path.join(process.env.VALIDATORS, 'package.json'));
const puppeteer = tools('puppeteer-core');

function lines(selector) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('section#a * { white-space: nowrap !important } section#a wbr { display: none }');
  document.adoptedStyleSheets = [sheet];
  const pairs = ['()', '[]', '{}', '«»', '‹›', '<>'];
  const other = (c) => pairs.map((p) => [p, p[1] + p[0]]).flat().find((p) => p[0] === c)?.[1];
  /** The characters of an element that have ink, in the order of the source, with their places. */
  const characters = (element) => {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      let at = 0;
      for (const c of node.data) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, (at += c.length));
        const box = [...range.getClientRects()].find(({ width }) => width > 0);
        if (box && !/[\s\p{Cf}]/u.test(c)) found.push({ c, x: box.x + box.width / 2, y: box.y + box.height / 2 });
      }
    }
    return found;
  };
  /** Turns the brackets round whose partners lie on the other side. */
  const mirror = (found) => {
    const open = [];
    for (const it of found) {
      if (pairs.some((p) => p[0] === it.c)) open.push(it);
      const start = open.findLastIndex((o) => other(o.c) === it.c && pairs.includes(o.c + it.c));
      if (start < 0) continue;
      const [partner] = open.splice(start);
      if (partner.x > it.x) [partner.c, it.c] = [it.c, partner.c];
    }
  };
  return [...document.querySelectorAll(`section#a > ${selector}, section#a > * ${selector}`)].map((element) => {
    const found = characters(element);
    mirror(found);
    const rows = [];
    for (const it of found) {
      const row = rows.find((r) => Math.abs(r[0].y - it.y) < 12);
      row ? row.push(it) : rows.push([it]);
    }
    return rows.map((row) => row.sort((a, b) => a.x - b.x).map(({ c }) => c).join(''));
  });
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1600, height: 900 });
  for (let i = 2; i < process.argv.length; i += 2) {
    await page.goto(pathToFileURL(path.resolve(process.argv[i])).href, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    console.log(JSON.stringify(await page.evaluate(lines, process.argv[i + 1])));
  }
} finally {
  await browser.close();
}
