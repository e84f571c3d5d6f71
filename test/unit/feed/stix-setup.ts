import { bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { stix } from '#lib/feed/formats/stix.ts';
import { gatherer } from '../../support/gatherer.ts';

export const SOURCE: Source = {
  id: 'bundle',
  name: 'https://isac.example/feed/bundle.json',
  today: '2026-11-21',
};
export const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
export const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
export const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

export const ISAC = 'identity--6ba7b810-9dad-41d1-80b4-00c04fd430c8';
export const id = (n: number, type = 'indicator') =>
  `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export type Fields = Record<string, unknown>;
let counter = 0;
export function indicator(pattern: unknown, over: Fields = {}): Fields {
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: id(++counter),
    created: '2026-01-02T00:00:00.000Z',
    modified: '2026-02-03T00:00:00.000Z',
    pattern,
    pattern_type: 'stix',
    valid_from: '2026-01-05T10:00:00Z',
    ...over,
  };
}

export const wallet = (value: string) => `[cryptocurrency-wallet:value = '${value}']`;
export const domain = (value: string) => `[domain-name:value = '${value}']`;
export const url = (value: string) => `[url:value = '${value}']`;
export const isac = {
  type: 'identity',
  spec_version: '2.1',
  id: ISAC,
  identity_class: 'organization',
  name: 'Example ISAC',
};

export const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
export const bundle = (...objects: unknown[]) => ({ type: 'bundle', id: id(0, 'bundle'), objects });

export async function read(...objects: unknown[]) {
  const { sink, entries, refused } = gatherer();
  const info = await stix.read(bodyOf(bytes(bundle(...objects))), SOURCE, sink);
  if (!info.ok) throw new Error(info.error.message);
  return { info: info.value, entries, refused };
}
