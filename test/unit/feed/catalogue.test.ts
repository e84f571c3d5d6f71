import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { keyOf } from '#lib/core/reason-text.ts';
import { ok } from '#lib/core/result.ts';
import { bodyOf } from '#lib/feed/body.ts';
import catalogue from '#lib/feed/catalogue.json' with { type: 'json' };
import {
  CATALOGUE,
  describePulled,
  hostsFor,
  type Offer,
  offerOf,
  offerRecordId,
} from '#lib/feed/catalogue.ts';
import { fetchFeed } from '#lib/feed/fetch.ts';
import { ADAPTERS } from '#lib/feed/formats/registry.ts';
import { createPull, PULLERS } from '#lib/feed/pull/registry.ts';
import { OFAC as OFAC_NAME } from '#lib/feed/sources.ts';
import index from '../../../public/watchlist/index.json' with { type: 'json' };
import { MESSAGES } from '../components/english.ts';

const text = v.pipe(v.string(), v.minLength(1));
const https = v.pipe(text, v.url(), v.startsWith('https://'));
const host = v.pipe(text, v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/));
const Schema = v.array(
  v.strictObject({
    id: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
    title: text,
    publisher: text,
    licence: text,
    homepage: https,
    url: https,
    hosts: v.array(host),
    ownHosts: v.array(host),
    format: text,
    upstreams: v.array(text),
    isDefault: v.boolean(),
    supersedes: v.array(v.picklist(index.map(({ id }) => id))),
  }),
);
const OFAC = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN_ADVANCED.XML';
const offer: Offer = {
  id: 'offered',
  title: 'Offered list',
  publisher: 'Some Publisher',
  licence: 'Some licence',
  homepage: 'https://publisher.example/',
  url: 'https://publisher.example/list.csv',
  hosts: ['files.example'],
  ownHosts: [],
  format: 'csv',
  upstreams: ['Some Source'],
  isDefault: false,
  supersedes: [],
};

describe('the catalogue', () => {
  it('is as its schema says', () => {
    expect(v.safeParse(Schema, catalogue).issues).toBeUndefined();
  });

  it('names each list, and each file, once', () => {
    for (const name of ['id', 'url', 'title'] as const) {
      const values = CATALOGUE.map((one) => one[name]);
      expect(new Set(values).size, name).toBe(values.length);
    }
  });

  it('says in a sentence what each covers', () => {
    for (const { id } of CATALOGUE) expect(MESSAGES[keyOf('covers', id)], id).toMatch(/^\S.*\.$/);
  });

  it('has OFAC’s own file on, and nothing else', () => {
    const [first, ...others] = CATALOGUE.filter(({ isDefault }) => isDefault);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      url: OFAC,
      publisher: 'US Treasury OFAC',
      supersedes: ['ofac-sdn', 'ofac-later-copies'],
    });
  });

  it('lets nothing but OFAC’s own file take the place of a bundled list', () => {
    expect(CATALOGUE.filter(({ supersedes }) => supersedes.length > 0).map(({ id }) => id)).toEqual([
      'ofac-sdn',
    ]);
  });

  it('names formats that can be read, each by whoever can bring changes only', () => {
    const formats = [...ADAPTERS, ...PULLERS].map(({ format }) => format);
    for (const { id, format, url } of CATALOGUE) {
      expect(formats, id).toContain(format);
      const puller = PULLERS.find((one) => one.serves(new URL(url)));
      const offersChanges = PULLERS.some((one) => one.format === format);
      expect(puller?.format ?? null, id).toBe(offersChanges ? format : null);
    }
  });

  it('lets no community list corroborate another: they take from one another', () => {
    const open = ['MetaMask', 'polkadot-js', 'ScamSniffer'];
    for (const { id, publisher, upstreams } of CATALOGUE) {
      expect(upstreams.length === 0, id).toBe(open.includes(publisher));
    }
    // Copies of OFAC's list name it as the bundled ones do.
    for (const { id, upstreams } of CATALOGUE) {
      if (id.startsWith('ofac')) expect(upstreams).toEqual([OFAC_NAME]);
    }
  });

  it('knows its subscriptions by their id', () => {
    expect(offerOf('catalogue:ofac-sdn')?.url).toBe(OFAC);
    for (const id of ['ofac-sdn', 'bundled:ofac-sdn', 'file:ofac-sdn', 'catalogue:'])
      expect(offerOf(id)).toBeNull();
    expect(offerRecordId({ id: 'x' })).toBe('catalogue:x');
  });
});

describe('hosts that a download may end up on', () => {
  const BUCKET = 'wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com';

  it('are those that the catalogue names for the host of the list', () => {
    expect(hostsFor(OFAC)).toEqual([BUCKET]);
    expect(hostsFor('https://lists.example/a.csv')).toEqual([]);
    expect(hostsFor('no url')).toEqual([]);
  });

  it.each([
    [`https://${BUCKET}/Published/SDN_ADVANCED.XML?X-Amz-Expires=3600`, true],
    ['https://other.s3.us-gov-west-1.amazonaws.com/SDN_ADVANCED.XML', false],
  ])('a redirect of OFAC’s to %s: %s', async (target, taken) => {
    const answer = Object.defineProperty(new Response('<x/>'), 'url', { value: target });
    const read = async () => {
      for await (const _ of fetchFeed(OFAC, hostsFor(OFAC), async () => answer)) return 'taken';
      return 'empty';
    };
    if (taken) await expect(read()).resolves.toBe('taken');
    else await expect(read()).rejects.toMatchObject({ code: 'redirected' });
  });
});

describe('what is brought of an offered list', () => {
  const source = { id: 'list', name: 'list.csv', today: '2026-11-21' };
  const known = { cursor: null, entries: async function* () {}, list: async () => null };
  const csv = new TextEncoder().encode('value\n0x52908400098527886E0F7030069857D2E4169EE7\n');
  const pull = createPull(() => bodyOf(csv), []);

  it('carries the names, the licence and the sources that the catalogue knows', async () => {
    const pulled = await describePulled(pull, [offer])({ url: offer.url, source, known });
    const { id, title, publisher, licence, homepage, upstreams } = offer;
    expect(pulled).toMatchObject({
      ok: true,
      value: { list: { entries: 1, info: { id, title, publisher, licence, homepage, upstreams } } },
    });
  });

  it('names the sources that the file names, too', async () => {
    const pulled = await pull({ url: offer.url, source, known });
    if (!pulled.ok || pulled.value === 'unchanged') throw new Error('no list');
    const { list } = pulled.value;
    const info = { ...list.info, upstreams: ['Its own word', ...offer.upstreams] };
    const said = ok({ ...pulled.value, list: { ...list, info } });
    expect(await describePulled(async () => said, [offer])({ url: offer.url, source, known })).toMatchObject({
      value: { list: { info: { upstreams: [...offer.upstreams, 'Its own word'] } } },
    });
  });

  it('leaves every other list at its own word, and an unchanged one alone', async () => {
    const other = { url: 'https://other.example/', source, known };
    expect(await describePulled(pull, [offer])(other)).toEqual(await pull(other));
    const unchanged = describePulled(async () => ok('unchanged' as const), [offer]);
    expect(await unchanged({ url: offer.url, source, known })).toEqual(ok('unchanged'));
  });

  it('is counted while it comes', async () => {
    let bytes = 0;
    await pull({ url: offer.url, source, known, onBytes: (count) => (bytes += count) });
    expect(bytes).toBe(csv.length);
  });
});
