// Prints the text that pdf.js, the reader inside Firefox, finds in PDF files.
//
//   node pdfjs.mjs FILE...        VALIDATORS: where node_modules lies
//
// One JSON object a line: {file, text, marked}. `text` is that of the pages, as they lie in the file;
// `marked` is what each piece of marked content holds, by the number of the page's object and the
// piece's own (MCID), so that the text can be put in the order of the tags. {file, error} where a file
// cannot be read.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const tools = createRequire(path.join(process.env.VALIDATORS, 'package.json'));
const { getDocument } = await import(pathToFileURL(tools.resolve('pdfjs-dist/legacy/build/pdf.mjs')));

async function read(name) {
  const task = getDocument({ data: new Uint8Array(readFileSync(name)), verbosity: 0 });
  const file = await task.promise;
  const marked = {};
  let text = '';
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const pieces = (await page.getTextContent()).items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str));
    text += `${pieces.join('')}\n`;
    const open = [];
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if (item.type?.startsWith('begin')) open.push(item.id);
      else if (item.type) open.pop();
      else {
        // pdf.js calls them p12R_mc3: page 12 0 R, MCID 3.
        const id = open.findLast((name) => name);
        if (id) marked[id] = (marked[id] ?? '') + (item.hasEOL ? `${item.str}\n` : item.str);
      }
    }
  }
  await task.destroy();
  return { text, marked };
}

for (const file of process.argv.slice(2)) {
  const answer = await read(file).catch((error) => ({ error: error.message }));
  console.log(JSON.stringify({ file, ...answer }));
}
