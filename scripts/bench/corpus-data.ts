import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real documents beside the project, which are no part of it; what needs them is skipped where they are absent. */
export const CORPUS = '../shared/data';

export const hasCorpus = () => existsSync(join(CORPUS, 'MANIFEST.md'));

/** One address that a person found in one donation document. */
export interface TruthRow {
  doc: string;
  address: string;
  chain: string;
  kind: string;
  /** Where it stands: `text`, `href`, `attr`, `input`, `js`, `comment`, several joined by `|`. */
  how: string;
  /** What it stands there for: `donation`, `example`, `program-id`, … */
  role: string;
}

/** One string of an ordinary page that an independent oracle takes for an address. */
export interface HitRow {
  file: string;
  address: string;
  /** A checksum or a chain's own form speaks for it. */
  strong: boolean;
  /** `chain/kind`, or what else it is. */
  cls: string[];
  where: string[];
}

/** One string of an ordinary page that looks like an address and is none. */
export interface TrapRow {
  category: string;
  string: string;
  file: string;
}

export function readRows<T>(path: string): T[] {
  return readFileSync(join(CORPUS, path), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

export function readDocument(path: string): string {
  return readFileSync(join(CORPUS, path), 'utf8');
}
