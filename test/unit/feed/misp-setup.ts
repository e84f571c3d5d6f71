import { bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { misp } from '#lib/feed/formats/misp.ts';
import { gatherer } from '../../support/gatherer.ts';

export const SOURCE: Source = { id: 'event', name: 'event.json', today: '2026-11-21' };
export const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
export const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
export const XMR =
  '4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge';
export const DASH = 'XpESxaUmonkq8RaLLp46Brx2K39ggQe226';
export const EVENT = '5f0c9b3e-1c2d-4a5b-8c7d-0123456789ab';
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export type Fields = Record<string, unknown>;
let counter = 0;
/** An attribute as PyMISP writes it into a feed. */
export function attribute(type: string, value: unknown, over: Fields = {}): Fields {
  return {
    uuid: uuid(++counter),
    type,
    value,
    category: 'Network activity',
    to_ids: true,
    deleted: false,
    timestamp: '1700000000',
    comment: 'A person by name',
    ...over,
  };
}

export function event(Attribute: unknown, over: Fields = {}) {
  return {
    Event: {
      uuid: EVENT,
      info: 'Fund-raising sites',
      date: '2026-03-04',
      timestamp: '1772668800',
      analysis: '2',
      threat_level_id: '3',
      published: true,
      Orgc: { name: 'Example CERT', uuid: uuid(0) },
      Org: { name: 'Somebody who passed it on' },
      Tag: [{ name: 'tlp:white' }],
      Attribute,
      Object: [],
      ...over,
    },
  };
}

export const object = (name: string, ...Attribute: Fields[]) => ({
  name,
  uuid: uuid(++counter),
  deleted: false,
  Attribute,
});
export const part = (relation: string, type: string, value: unknown, over: Fields = {}) =>
  attribute(type, value, { object_relation: relation, ...over });
export const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

export async function read(file: unknown) {
  const { sink, entries, refused } = gatherer();
  const info = await misp.read(bodyOf(bytes(file)), SOURCE, sink);
  if (!info.ok) throw new Error(info.error.message);
  return { info: info.value, entries, refused };
}
