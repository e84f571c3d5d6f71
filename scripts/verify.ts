/** `npm run verify -- BUNDLE.zip [LATER.zip]`: whether bundles of evidence are intact, and what changed between two. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAX_BUNDLE_BYTES } from '#lib/core/limits.ts';
import type { Failure } from '#lib/core/result.ts';
import { compareBundles } from '#lib/review/bundle/compare.ts';
import { openBundle } from '#lib/review/bundle/open.ts';
import { verifyBundle } from '#lib/review/bundle/verify.ts';
import { tellComparison, tellVerification } from './verify/tell.ts';

const USAGE = `npm run verify -- BUNDLE.zip [LATER.zip]

Checks each bundle, and compares two of one page.
Exit status: 0 all intact, 1 something is not, or cannot be read, 2 wrong usage.
`;

function main(files: readonly string[]): number {
  if (files.length < 1 || files.length > 2 || files.some((file) => file.startsWith('-'))) {
    process.stderr.write(USAGE);
    return 2;
  }
  const bytes = files.map(read);
  const intact = bytes.map((content, i) => content !== null && check(files[i] ?? '', content));
  if (!intact.every(Boolean)) return 1;
  return files.length === 2 && bytes[0] && bytes[1] ? compare(bytes[0], bytes[1]) : 0;
}

function read(file: string): Uint8Array<ArrayBuffer> | null {
  const path = resolve(process.env.ALMSGUARD_CWD ?? '.', file);
  try {
    if (statSync(path).size > MAX_BUNDLE_BYTES) throw new Error(`${file} is larger than a bundle may be`);
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return null;
  }
}

function check(file: string, bytes: Uint8Array<ArrayBuffer>): boolean {
  const checked = verifyBundle(bytes);
  if (!checked.ok) {
    process.stderr.write(`${file}: ${checked.error.message} (${checked.error.code}).\n`);
    return false;
  }
  process.stdout.write(tellVerification(checked.value));
  return checked.value.intact;
}

function compare(one: Uint8Array<ArrayBuffer>, other: Uint8Array<ArrayBuffer>): number {
  const before = openBundle(one);
  if (!before.ok) return refuse(before.error);
  const after = openBundle(other);
  if (!after.ok) return refuse(after.error);
  const compared = compareBundles(before.value, after.value);
  if (!compared.ok) return refuse(compared.error);
  process.stdout.write(`\n${tellComparison(compared.value)}`);
  return 0;
}

function refuse({ code, message }: Failure): number {
  process.stderr.write(`${message} (${code}).\n`);
  return 1;
}

process.exitCode = main(process.argv.slice(2));
