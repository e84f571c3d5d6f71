import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { AnyDocument, ScanDocument } from '../document.ts';
import { type Position, readAt, writeAll } from '../lines.ts';
import { readDocuments, requestedOf } from '../output.ts';
import { screenshotName } from '../page.ts';
import { countAll } from '../tally.ts';
import { loadView } from './load.ts';
import type { Group } from './view.tsx';
import { type Language, readWords } from './words.ts';

const COMPONENTS = join(import.meta.dirname, '..', '..', '..', 'components');
const STYLES = [
  join(COMPONENTS, 'tokens.css'),
  join(COMPONENTS, 'levels.css'),
  join(COMPONENTS, 'base.css'),
  join(import.meta.dirname, 'report.css'),
];

export interface ReportOptions {
  /** The output file that it tells of. */
  out: string;
  /** Where pictures of pages are, if there are any. They stay where they are: ten thousand fit into no file. */
  screenshots: string | null;
  language: Language;
  made: Date;
}

/** Says at the start, not after ten thousand pages, that there can be no report. */
export async function tryReport(path: string): Promise<void> {
  await loadView();
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) closeSync(openSync(path, 'r+'));
  closeSync(openSync(partOf(path), 'w'));
  rmSync(partOf(path));
}

const partOf = (path: string) => `${path}.part`;

/** Writes the report page by page: of ten thousand one is held at a time. */
export async function writeReport(path: string, options: ReportOptions): Promise<void> {
  const { createView, GROUPS } = await loadView();
  const view = createView(options.language, readWords(options.language));
  const groups = new Map<Group, Position[]>(GROUPS.map((group) => [group, []]));
  const lists = new Map<string, ScanDocument['watchlist'][number]>();
  const tally = countAll(noting(options.out, groups, lists));

  mkdirSync(dirname(path), { recursive: true });
  const whole = partOf(path);
  const target = openSync(whole, 'w');
  const source = openSync(options.out, 'r');
  const write = (html: string) => writeAll(target, Buffer.from(html));
  try {
    const style = STYLES.map((file) => readFileSync(file, 'utf8').replace(/^@import .*$/gm, '')).join('\n');
    const made = options.made.toISOString();
    write(view.begin(style, policyFor(style), { tally, lists: [...lists.values()], made }));
    for (const [group, positions] of groups) {
      if (positions.length === 0) continue;
      write(view.beginGroup(group, positions.length));
      for (const position of positions) {
        const document = JSON.parse(readAt(source, position)) as AnyDocument;
        write(view.page(document, pictureOf(document, path, options.screenshots)));
      }
      write(view.endGroup());
    }
    write(view.end());
  } finally {
    closeSync(source);
    closeSync(target);
  }
  // A report is there whole or not at all.
  renameSync(whole, path);
}

/** Every document of a file, and on the way what the report needs to know before the first. */
function* noting(
  path: string,
  groups: Map<Group, Position[]>,
  lists: Map<string, ScanDocument['watchlist'][number]>,
): Generator<{ document: AnyDocument }> {
  for (const { document, offset, length } of readDocuments(path)) {
    groups.get('error' in document ? 'error' : document.level)?.push({ offset, length });
    if (!('error' in document)) {
      for (const list of document.watchlist) lists.set(`${list.id} ${list.version}`, list);
    }
    yield { document };
  }
}

/** No script runs, nothing is loaded but pictures that lie on the same disk, and the one style is ours. */
function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' file:; base-uri 'none'; form-action 'none'`;
}

/** The picture's address, seen from the report. */
function pictureOf(document: AnyDocument, report: string, screenshots: string | null): string | null {
  if (screenshots === null || 'error' in document) return null;
  const file = join(screenshots, screenshotName(requestedOf(document)));
  if (!existsSync(file)) return null;
  return relative(dirname(report), file).split(sep).map(encodeURIComponent).join('/');
}
