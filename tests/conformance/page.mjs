// Opens web pages in Chromium, under their own content security policy, and looks at them.
//
//   node page.mjs FILE...      CHROMIUM: the browser; VALIDATORS: where node_modules lies
//
// Prints one JSON object a file: {file, axe, browser, findings: {axe: [], browser: []}}.
// axe-core judges the page in four views: wide and narrow, light and dark. Beside it the browser
// itself is asked: what was loaded from elsewhere or not at all, what the policy blocked, which
// faces do not load or lack letters, whether scripts ran into errors, where the texts stand at five widths (see
// places.mjs), and the contrast of every text on its plain ground (1.4.3), because axe passes over
// Arabic.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { places, widths } from './places.mjs';

const tools = createRequire(path.join(process.env.VALIDATORS, 'package.json'));
const puppeteer = tools('puppeteer-core');
const axe = readFileSync(tools.resolve('axe-core/axe.min.js'), 'utf8');
const views = [1280, 320].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })));

/** What a page's document has to know from its first moment on. */
function listen() {
  globalThis.blocked = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.blocked.push(`${event.effectiveDirective} blocks ${event.blockedURI || 'inline'}`);
  });
}

/** Asks every face that the page declares to load; names those that cannot. */
async function faces() {
  const all = [...document.fonts];
  await Promise.allSettled(all.map((face) => face.load()));
  return all.filter((face) => face.status !== 'loaded').map((face) => `${face.family} ${face.weight} ${face.style}`);
}

/** Texts that are set in a face of the machine, because the page's own lack their letters. */
async function strangers(page) {
  const devtools = await page.createCDPSession();
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument', { depth: -1 });
  const found = new Set();
  const walk = async (node) => {
    const text = (node.children ?? []).filter((child) => child.nodeType === 3).map((child) => child.nodeValue).join('').trim();
    if (text && !['SCRIPT', 'STYLE', 'TITLE'].includes(node.nodeName)) {
      const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId: node.nodeId });
      for (const font of fonts.filter((one) => !one.isCustomFont)) {
        found.add(`«${text.slice(0, 30)}» in <${node.nodeName.toLowerCase()}> is set in ${font.familyName}, a face of the machine`);
      }
    }
    for (const child of node.children ?? []) await walk(child);
  };
  await walk(root);
  await devtools.detach();
  return [...found];
}

/** Texts whose contrast with the nearest plain ground is too low. */
function contrast() {
  const parse = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const over = ([r, g, b, a = 1], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)];
  const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
  const canvas = dark && matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  const all = new CSSStyleSheet();
  all.replaceSync('* { pointer-events: auto !important }');
  document.adoptedStyleSheets = [all];
  const parents = (element) => (element ? [element, ...parents(element.parentElement)] : []);
  /** What is painted under the middle of a text, from the top down to the first opaque layer. */
  const ground = (element, node) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const range = document.createRange();
    range.selectNodeContents(node);
    const [box] = range.getClientRects();
    const stack = box ? document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2) : [];
    const layers = [];
    const above = stack.findIndex((under) => under === element);
    for (const under of above < 0 ? parents(element) : stack.slice(above)) {
      const style = getComputedStyle(under);
      const drawn = under instanceof SVGGeometryElement || under instanceof SVGUseElement;
      if (drawn && style.fill === 'none') continue;
      const color = parse(drawn ? style.fill : style.backgroundColor);
      layers.unshift(color);
      if (color.length === 3 || color[3] === 1) break;
    }
    return layers.reduce((below, color) => over(color, below), canvas);
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const below = ground(element, walker.currentNode);
    const text = over(parse(style.color), below);
    const [high, low] = [light(text), light(below)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      const name = element.tagName.toLowerCase() + (element.className ? `.${element.className}` : '');
      found.add(`${ratio.toFixed(2)} to 1: ${style.color} in <${name}> «${walker.currentNode.data.trim().slice(0, 30)}»`);
    }
  }
  document.adoptedStyleSheets = [];
  return [...found];
}

async function look(browser, file) {
  const findings = { axe: new Set(), browser: new Set() };
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(listen);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const outside = !/^(about|blob|data|file):/.test(request.url());
    if (outside) findings.browser.add(`asks the network for ${request.url().slice(0, 120)}`);
    outside ? request.abort() : request.continue();
  });
  page.on('requestfailed', (request) => {
    if (request.url().startsWith('file:')) findings.browser.add(`misses ${request.url()}`);
  });
  page.on('pageerror', (error) => findings.browser.add(`script: ${error.message}`));
  await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'load' });
  for (const face of await page.evaluate(faces)) findings.browser.add(`face does not load: ${face}`);
  for (const text of await strangers(page)) findings.browser.add(text);
  let version = '';
  // The policy forbids scripts to the page; DevTools runs these outside of it.
  for (const { width, scheme } of views) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    for (const text of await page.evaluate(contrast)) findings.browser.add(`contrast (${scheme}) ${text}`);
  }
  for (const width of widths) {
    await page.setViewport({ width, height: 900 });
    for (const text of await page.evaluate(places)) findings.browser.add(`at ${width} px ${text}`);
  }
  for (const text of await page.evaluate(() => globalThis.blocked)) findings.browser.add(`policy: ${text}`);
  await page.evaluate(axe);
  for (const { width, scheme } of views) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const result = await page.evaluate(() => globalThis.axe.run());
    version = result.testEngine.version;
    for (const { id, impact, help, nodes } of result.violations) {
      findings.axe.add(`${id}, ${impact}: ${help} (${nodes.length} places, first ${nodes[0].target.join(' ')})`);
    }
  }
  await page.close();
  return { file, axe: version, findings: { axe: [...findings.axe], browser: [...findings.browser] } };
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  for (const file of process.argv.slice(2)) {
    const seen = await look(browser, file);
    console.log(JSON.stringify({ ...seen, browser: await browser.version() }));
  }
} finally {
  await browser.close();
}
