import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '#lib/core/report.ts';
import { hashOfBytes, writeDigest } from '#lib/review/bundle/manifest.ts';
import { openBundle } from '#lib/review/bundle/open.ts';
import { verifyBundle } from '#lib/review/bundle/verify.ts';
import { writeBundle } from '#lib/review/bundle/write.ts';
import { bundleOf, packed, reportOf } from './setup.ts';

type Files = Record<string, Uint8Array>;

/** The bundle after something was done to its files. */
function tampered(change: (files: Files) => void): Uint8Array<ArrayBuffer> {
  const files: Files = unzipSync(packed());
  change(files);
  return zipSync(files);
}
const statesOf = (bytes: Uint8Array<ArrayBuffer>) => {
  const checked = verifyBundle(bytes);
  if (!checked.ok) return checked.error.code;
  const { parts, intact } = checked.value;
  return { intact, ...Object.fromEntries(parts.map(({ name, state }) => [name, state])) };
};
const NAMES = [
  'datapackage-digest.json',
  'evidence/findings.json',
  'evidence/placements.json',
  'evidence/lists.json',
  'evidence/environment.json',
  'evidence/page.html',
  'evidence/page.png',
  'evidence/view.jpg',
  'archive/data.warc.gz',
  'indexes/index.cdx',
  'pages/pages.jsonl',
];
const INTACT = { intact: true, ...Object.fromEntries(NAMES.map((name) => [name, 'intact'])) };
const LIST = 'datapackage.json';

/** The bundle with another list of its parts, and the digest of that. */
function relisted(change: (text: string) => string, then: (files: Files) => void = () => undefined) {
  return tampered((files) => {
    files[LIST] = new TextEncoder().encode(change(new TextDecoder().decode(files[LIST])));
    files['datapackage-digest.json'] = writeDigest(files[LIST]);
    then(files);
  });
}

describe('a bundle', () => {
  it('is intact as it was packed, and the same file every time', () => {
    expect(statesOf(packed())).toEqual(INTACT);
    expect(packed()).toEqual(packed());
    expect(Object.keys(unzipSync(packed()))).toEqual([LIST, ...NAMES]);
  });

  it('has a fingerprint that names every byte of every part', () => {
    const checked = verifyBundle(packed());
    const files = unzipSync(packed());
    expect(checked).toMatchObject({
      ok: true,
      value: { fingerprint: hashOfBytes(files[LIST] ?? new Uint8Array()) },
    });
    const other = verifyBundle(packed({ picture: null }));
    expect(checked.ok && other.ok && checked.value.fingerprint !== other.value.fingerprint).toBe(true);
  });

  it('needs no picture', () => {
    const { 'evidence/page.png': _, ...rest } = INTACT as Record<string, unknown>;
    expect(statesOf(packed({ picture: null }))).toEqual(rest);
  });

  it('opens as what was packed', () => {
    expect(openBundle(packed())).toEqual({ ok: true, value: bundleOf() });
  });

  it('opens as what was packed, whatever it holds', () => {
    const text = fc.string({ maxLength: 40 });
    const bundles = fc.record({
      html: fc.uint8Array({ maxLength: 2_000 }),
      picture: fc.option(fc.uint8Array({ maxLength: 200 })),
      title: text,
      browser: text,
      level: fc.constantFrom(...LEVELS),
      params: fc.dictionary(
        fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'),
        text,
      ),
    });
    fc.assert(
      fc.property(bundles, ({ html, picture, title, browser, level, params }) => {
        const { environment } = bundleOf();
        const [finding] = reportOf().addresses;
        const bundle = bundleOf({
          html: Uint8Array.from(html),
          picture: picture && Uint8Array.from(picture),
          page: { url: 'https://charity.example/', title },
          environment: { ...environment, browser },
          report: reportOf({
            url: 'https://charity.example/',
            title,
            level,
            addresses: finding ? [{ ...finding, reasons: [{ code: 'x', params }] }] : [],
          }),
        });
        expect(openBundle(writeBundle(bundle))).toEqual({ ok: true, value: bundle });
      }),
      { numRuns: 150 },
    );
  });
});

describe('a bundle that was changed', () => {
  it.each(NAMES)('tells a bit that flipped in %s', (name) => {
    for (const place of [0, 0.3, 0.7, 1]) {
      const bytes = tampered((files) => {
        const part = files[name] as Uint8Array;
        const at = Math.floor((part.length - 1) * place);
        part[at] = (part[at] ?? 0) ^ 1;
      });
      expect(statesOf(bytes)).toEqual({ ...INTACT, intact: false, [name]: 'changed' });
      expect(openBundle(bytes)).toMatchObject({ ok: false, error: { code: 'not-intact' } });
    }
  });

  it.each(NAMES)('tells that %s is missing', (name) => {
    expect(statesOf(tampered((files) => delete files[name]))).toEqual({
      ...INTACT,
      intact: false,
      [name]: 'missing',
    });
  });

  it('tells what was added', () => {
    expect(statesOf(tampered((files) => Object.assign(files, { 'note.txt': new Uint8Array(3) })))).toEqual({
      ...INTACT,
      intact: false,
      'note.txt': 'extra',
    });
  });

  it('tells a list of parts that leaves out what a bundle must have', () => {
    const bytes = relisted(
      (text) => {
        const list = JSON.parse(text);
        list.resources = list.resources.filter(({ name }: { name: string }) => name !== 'page.html');
        return JSON.stringify(list);
      },
      (files) => delete files['evidence/page.html'],
    );
    expect(statesOf(bytes)).toMatchObject({ intact: false, 'evidence/page.html': 'missing' });
  });

  it('tells a list of parts that says another size', () => {
    const bytes = relisted((text) => text.replace(/"bytes":8,/, '"bytes":9,'));
    expect(statesOf(bytes)).toEqual({ ...INTACT, intact: false, 'evidence/page.png': 'changed' });
  });

  it.each<[string, (text: string) => string, string]>([
    ['is not JSON', (text) => text.slice(1), 'bad-manifest'],
    ['is written in another way', (text) => text.replace(':', ': '), 'bad-manifest'],
    ['says a thing twice', (text) => text.replace('{"almsguard', '{"title":"","almsguard'), 'bad-manifest'],
    ['says more than is read', (text) => text.replace('"created"', '"changed":1,"created"'), 'bad-manifest'],
    ['is of another program', (text) => text.replace('almsguard_evidence', 'other'), 'bad-manifest'],
    ['is of a newer version', (text) => text.replace('evidence":1', 'evidence":2'), 'newer-format'],
    [
      'leads to a page that is no web page',
      (text) => text.replace('https://', 'javascript://'),
      'bad-manifest',
    ],
    ['names a part that is none', (text) => text.replace('/page.png"', '/../page.png"'), 'bad-manifest'],
    ['names a part twice', (text) => text.replaceAll('page.png"', 'page.html"'), 'bad-manifest'],
  ])('tells a list of parts that %s', (_name, change, code) => {
    expect(statesOf(relisted(change))).toBe(code);
  });

  it('tells a list of parts that is not there', () => {
    expect(statesOf(tampered((files) => delete files[LIST]))).toBe('no-manifest');
  });

  it('tells what stands in the file beside its parts', () => {
    expect(statesOf(zipSync(unzipSync(packed()), { comment: 'and this' }))).toBe('ambiguous');
  });

  it('opens none that holds the findings of another page', () => {
    const other = packed({ report: reportOf({ url: 'https://other.example/' }) });
    expect(statesOf(other)).toEqual(INTACT);
    expect(openBundle(other)).toMatchObject({ ok: false, error: { code: 'bad-content' } });
  });

  it('wherever a bit of the file flips: it is told, or the parts are what they were', () => {
    const whole = packed();
    const before = openBundle(whole);
    for (let at = 0; at < whole.length; at += 7) {
      const flipped = whole.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const after = openBundle(flipped);
      if (after.ok) expect(after).toEqual(before);
      else expect(after.error.code).not.toBe('');
    }
  });

  it('and hashed anew is intact again, under another fingerprint: a hash is no witness', () => {
    const forged = packed({ html: new TextEncoder().encode('<p>never was there</p>') });
    const [before, after] = [verifyBundle(packed()), verifyBundle(forged)];
    expect(after.ok && after.value.intact).toBe(true);
    expect(before.ok && after.ok && before.value.fingerprint !== after.value.fingerprint).toBe(true);
  });

  it('is no bundle where a part is not what its name says', () => {
    const bundle = { ...bundleOf(), report: { not: 'a report' } } as never;
    expect(statesOf(writeBundle(bundle))).toEqual(INTACT);
    expect(openBundle(writeBundle(bundle))).toMatchObject({ ok: false, error: { code: 'bad-content' } });
  });
});
