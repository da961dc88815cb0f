// Prints the text that pdf.js, the reader inside Firefox, finds in a PDF.
//
//   node pdfjs.mjs FILE        VALIDATORS: where node_modules lies

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const tools = createRequire(path.join(process.env.VALIDATORS, 'package.json'));
const { getDocument } = await import(pathToFileURL(tools.resolve('pdfjs-dist/legacy/build/pdf.mjs')));
const task = getDocument({ data: new Uint8Array(readFileSync(process.argv[2])), verbosity: 0 });
const file = await task.promise;
for (let number = 1; number <= file.numPages; number += 1) {
  const content = await (await file.getPage(number)).getTextContent();
  const pieces = content.items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str));
  process.stdout.write(`${pieces.join('')}\n`);
}
await task.destroy();
