import { writeFileSync, readdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { createReportReader } from '/work/main/scripts/bench/corpus-read.ts';
import { readRows, readDocument } from '/work/main/scripts/bench/corpus-data.ts';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const read = await createReportReader(browser);
const out: Record<string, unknown> = {};
const only = process.argv.slice(2);
const files = [...readRows<{doc:string}>('donation/manifest.jsonl').map((r) => `donation/${r.doc}`), ...readRows<{file:string}>('pages/manifest.jsonl').map((r) => `pages/${r.file}`)].filter(f => only.length===0 || only.some(o=>f.includes(o)));
const t=Date.now();
for (const f of files) { const r = await read(readDocument(f)); out[f] = r; }
console.error(Date.now()-t, files.length);
writeFileSync('/tmp/corp/dump.json', JSON.stringify(out));
await browser.close();
