import type {
  BundleActions,
  BundleInside,
  CheckedBundle,
  CheckedFile,
  CheckedFiles,
} from '#lib/core/bundle-views.ts';
import { MAX_BUNDLE_BYTES } from '#lib/core/limits.ts';
import { MAX_SEEN_ITEMS } from '#lib/core/review-limits.ts';
import type { Bundle } from '#lib/review/bundle/bundle.ts';
import { compareBundles } from '#lib/review/bundle/compare.ts';
import { openBundle } from '#lib/review/bundle/open.ts';
import { verifyBundle } from '#lib/review/bundle/verify.ts';
import { harmless } from './harmless.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The first so many files that are brought at once are looked at. */
const MAX_FILES = 2;

/** An address under which bytes can be shown. */
export type Show = (bytes: Bytes, type: string) => string;

interface Read {
  file: CheckedFile;
  bundle: Bundle | null;
}

/** Checks files that somebody brings, and compares two of one page. Nothing of them is kept. */
export function createCheck(show: Show): BundleActions['check'] {
  return async (files): Promise<CheckedFiles> => {
    const read: Read[] = [];
    for (const file of files.slice(0, MAX_FILES)) read.push(await readFile(file, show));
    const [one, other] = read.map(({ bundle }) => bundle);
    return { files: read.map(({ file }) => file), changes: one && other ? compare(one, other) : null };
  };
}

async function readFile(file: File, show: Show): Promise<Read> {
  const { name, size } = file;
  if (size > MAX_BUNDLE_BYTES)
    return { file: { name, result: { ok: false, problem: 'too-large' } }, bundle: null };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const checked = checkBundle(bytes, show);
  if ('problem' in checked) return { file: { name, result: { ok: false, ...checked } }, bundle: null };
  return { file: { name, result: { ok: true, bundle: checked.view } }, bundle: checked.bundle };
}

type Checked =
  | { view: CheckedBundle; bundle: Bundle | null }
  | { problem: Extract<CheckedFile['result'], { ok: false }>['problem'] };

/** A bundle as far as it can be read, ready to be shown. */
export function checkBundle(bytes: Bytes, show: Show): Checked {
  const verified = verifyBundle(bytes);
  if (!verified.ok) return { problem: verified.error.code };
  const { manifest, fingerprint, parts, intact } = verified.value;
  const opened = openBundle(bytes);
  const bundle = opened.ok ? opened.value : null;
  const sizes = new Map<string, number>(manifest.parts.map((part) => [part.name, part.bytes]));
  const view: CheckedBundle = {
    at: manifest.at,
    page: manifest.page,
    fingerprint,
    parts: parts.map(({ name, state }) => ({ name, state, bytes: sizes.get(name) ?? null })),
    isIntact: intact,
    inside: bundle && insideOf(bundle, show),
  };
  return { view, bundle };
}

function insideOf(bundle: Bundle, show: Show): BundleInside {
  const { report, lists, environment, capture, picture, views, html } = bundle;
  const shown = (bytes: Bytes | null, type: string) => bytes && show(bytes, type);
  return {
    findings: [...report.page, ...report.addresses].slice(0, MAX_SEEN_ITEMS),
    lists,
    extension: environment.extension,
    browser: environment.browser,
    capture,
    pictures: {
      whole: shown(picture, 'image/png'),
      marked: shown(views.marked, 'image/jpeg'),
      plain: shown(views.plain, 'image/jpeg'),
    },
    html: harmless(new TextDecoder().decode(html)),
  };
}

function compare(one: Bundle, other: Bundle): CheckedFiles['changes'] {
  const compared = compareBundles(one, other);
  if (!compared.ok) return 'other-page';
  const [before = '', after = ''] = [one.at, other.at].sort();
  return { before, after, ...compared.value };
}
