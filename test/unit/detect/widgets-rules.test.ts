import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { derivePageMarkers, registrySource } from '#lib/detect/widgets/derive.ts';
import { RULES } from '#lib/detect/widgets/registry.ts';
import { Rule } from '#lib/detect/widgets/rule.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const FOLDER = resolve(ROOT, 'lib/detect/widgets');
const files = readdirSync(resolve(FOLDER, 'rules')).sort();
const read = (file: string) => readFileSync(resolve(FOLDER, file), 'utf8');
const readRule = (file: string) => JSON.parse(read(`rules/${file}`));

describe.each(files)('%s', (file) => {
  it('is a rule', () => {
    expect(v.safeParse(Rule, readRule(file)).issues).toBeUndefined();
  });

  it("has its provider's name and a page of its own", () => {
    expect(`${readRule(file).id}.json`).toBe(file);
    expect(existsSync(resolve(ROOT, `test/pages/widgets/${readRule(file).id}.html`))).toBe(true);
  });

  it('names no account that its own spelling rules out', () => {
    const { notAccounts = [] } = readRule(file);
    expect(notAccounts.filter((name: string) => name !== name.toLowerCase())).toEqual([]);
  });
});

describe('what is derived (run `node scripts/run.mjs scripts/widgets.ts`)', () => {
  it('registry.ts holds every rule', () => {
    expect(RULES.map(({ id }) => `${id}.json`).sort()).toEqual(files);
    const imports = (source: string) =>
      [...source.matchAll(/import \w+ from '\.\/rules\/(.*?)'/g)].map((m) => m[1]);
    expect(imports(read('registry.ts'))).toEqual(imports(registrySource(files)));
  });

  it('markers.json is that of the rules', () => {
    expect(JSON.parse(read('markers.json'))).toEqual(derivePageMarkers(files.map(readRule)));
  });

  it('one name in code and one selector mean one provider', () => {
    for (const kind of ['code', 'markup'] as const) {
      const all = RULES.flatMap(({ markers }) =>
        markers.flatMap((marker) => (kind in marker ? [(marker as Record<typeof kind, string>)[kind]] : [])),
      );
      expect(all).toEqual([...new Set(all)]);
    }
  });
});

describe('a rule that is refused', () => {
  const good = {
    id: 'some',
    name: 'Some',
    homepage: 'https://some.example',
    source: 'docs',
    donation: true,
    markers: [{ on: ['link'], url: 'some.example/:account' }],
  };
  it('has nothing to recognise, a host without a dot, a list of selectors, or a name that is too common', () => {
    const check = (part: object) => v.safeParse(Rule, { ...good, ...part }).success;
    expect(check({})).toBe(true);
    expect(check({ markers: [] })).toBe(false);
    expect(check({ markers: [{ on: ['link'], url: 'localhost/:account' }] })).toBe(false);
    expect(check({ markers: [{ on: ['link'], url: 'https://some.example/' }] })).toBe(false);
    expect(check({ markers: [{ on: ['markup'], url: 'some.example' }] })).toBe(false);
    expect(check({ markers: [{ markup: 'a,b', as: 'button' }] })).toBe(false);
    expect(check({ markers: [{ code: 'init' }] })).toBe(false);
    expect(check({ regex: '.*' })).toBe(false);
  });
});

describe('what is derived for pages', () => {
  const rule = (markers: Rule['markers']) => ({ markers }) as Rule;

  it('catches every URL that a marker can meet', () => {
    const { urls } = derivePageMarkers(RULES);
    const net = new RegExp(urls, 'i');
    for (const { id, markers } of RULES) {
      for (const marker of markers) {
        if (!('url' in marker)) continue;
        const url = marker.url.replace(/^\*\./, 'en.').replace(/^\*\//, 'any.example/');
        expect(net.test(`https://${url.replace(/:account|:any/g, 'Name1')}`), `${id} ${marker.url}`).toBe(
          true,
        );
      }
    }
  });

  it('takes the names of form fields, and only those', () => {
    const { fields } = derivePageMarkers([
      rule([
        { on: ['form'], url: 'a.example/pay', account: ['shop'], where: { cmd: 'go' } },
        { on: ['link'], url: 'a.example/give', account: ['who'] },
      ]),
    ]);
    expect(fields).toEqual(['cmd', 'shop']);
  });
});
