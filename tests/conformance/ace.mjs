// Has Ace by DAISY look at books, all in one browser.
//
//   node ace.mjs FOLDER FILE...      VALIDATORS: where node_modules lies
//
// Writes Ace's own report of each book into FOLDER: 0/report.json, 1/report.json and so on, as they are named.

import { createRequire } from 'node:module';
import path from 'node:path';

// Ace waits 5 s for the browser; beside other checks it can take longer to start.
process.env.ACE_TIMEOUT_INITIAL ??= '60000';
const tools = createRequire(path.join(process.env.VALIDATORS, 'node_modules/@daisy/ace-cli/package.json'));
const ace = tools('@daisy/ace-core');
const runner = tools('@daisy/ace-axe-runner-puppeteer');
const [folder, ...files] = process.argv.slice(2);

tools('@daisy/ace-logger').initLogger({ silent: true });
await runner.launch();
// Ace starts a browser for each book and ends it after; this one stays.
const kept = { ...runner, launch: async () => {}, close: async () => {} };
try {
  for (const [number, file] of files.entries()) {
    // A book that Ace gives up on has no report; those after it have.
    await ace(file, { cwd: process.cwd(), outdir: path.join(folder, `${number}`), silent: true }, kept).catch(
      (error) => console.error(`${file}: ${error?.message ?? error}`));
  }
} finally {
  await runner.close();
}
