import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkFeeds, readFeeds, SIGNED_FEEDS, SIGNED_LISTS, toFeeds } from '#lib/feed/signed/feeds.ts';
import { PAST, rootContent, signed, testKey, testRing } from '../../../support/trust-feed.ts';

const parse = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));
const ring = testRing();
const two = ring.root.keys.slice(0, 2);
const rootJson = (content: object = rootContent(ring, 1), by = two) => parse(signed(content, by));
const list = (over: object = {}) => ({
  id: 'example',
  title: 'Example feed',
  publisher: 'Example publisher',
  licence: 'CC0-1.0',
  homepage: 'https://publisher.example/',
  supersedes: ['ofac-sdn'],
  ...over,
});
const feed = (over: object = {}) => ({
  url: 'https://feed.example/repo/',
  root: rootJson(),
  lists: [list()],
  ...over,
});

/** What a build says of its file of feeds; '' where it takes it. */
function refusal(json: unknown): string {
  try {
    checkFeeds(json);
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('the signed feeds of a build', () => {
  it('are none as it comes', () => {
    expect(SIGNED_FEEDS).toEqual([]);
    expect(SIGNED_LISTS).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['none', []],
    ['one', [feed()]],
    ['one on this device', [feed({ url: 'http://127.0.0.1:8080/' })]],
    ['two', [feed(), feed({ url: 'https://other.example/', lists: [list({ id: 'other' })] })]],
    // The client goes on from there to the roots that came after.
    ['a root that has expired since', [feed({ root: rootJson(rootContent(ring, 1, PAST)) })]],
    ['a root that is not the first', [feed({ root: rootJson(rootContent(ring, 7)) })]],
  ])('are taken: %s', (_, json) => {
    expect(refusal(json)).toBe('');
    expect(readFeeds(json)).toEqual(json);
  });

  it('begin their trust with the root that stands there', () => {
    const [one] = toFeeds(readFeeds([feed()]));
    expect(one?.url).toBe('https://feed.example/repo/');
    expect(parse(one?.root as Uint8Array)).toEqual(rootJson());
  });

  it.each([
    'http://feed.example/repo/',
    'ftp://feed.example/repo/',
    'https://feed.example/repo',
    'https://feed.example/repo/?a=/',
    'https://feed.example/repo/#/',
    'https://user:secret@feed.example/repo/',
    'https://feed.example/a/../repo/',
    'HTTPS://feed.example/repo/',
    'feed.example/repo/',
    '/',
    '',
  ])('do not come from "%s"', (url) => {
    expect(refusal([feed({ url })])).toMatch(/ALMSGUARD_FEEDS.*At 0\.url: the address of a folder is needed/);
  });

  it.each<[string, unknown, RegExp]>([
    ['one key in place of two', rootJson(undefined, two.slice(0, 1)), /not signed by 2/],
    ['nobody', rootJson(undefined, []), /not signed by 2/],
    ['keys that it does not name', rootJson(undefined, [testKey(66), testKey(67)]), /not signed by 2/],
    ['the list editors', rootJson(undefined, ring.targets.keys), /not signed by 2/],
    ['its keys, before it was changed', { ...rootJson(), signed: rootContent(ring, 2) }, /not signed by 2/],
  ])('do not begin with a root signed by %s', (_, root, why) => {
    expect(refusal([feed({ root })])).toMatch(/ALMSGUARD_FEEDS.*At 0\.root: /);
    expect(refusal([feed({ root })])).toMatch(why);
  });

  it.each<[string, unknown]>([
    ['another role', rootJson({ ...rootContent(ring, 1), _type: 'targets' })],
    ['no version', rootJson({ ...rootContent(ring, 1), version: 0 })],
    ['no keys', rootJson({ ...rootContent(ring, 1), keys: {} })],
    ['no content', { signed: {}, signatures: [] }],
    ['signatures alone', { signatures: [] }],
    ['no signatures', { signed: rootContent(ring, 1) }],
    ['text', 'root.json'],
    ['nothing', null],
  ])('do not begin with what is no root: %s', (_, root) => {
    expect(refusal([feed({ root })])).toMatch(/ALMSGUARD_FEEDS.*At 0\.root/);
  });

  it('are each looked at', () => {
    const other = { url: 'https://other.example/', lists: [list({ id: 'other' })] };
    expect(refusal([feed(), feed({ ...other, root: rootJson(undefined, []) })])).toMatch(/At 1\.root: /);
  });

  it.each<[string, object, RegExp]>([
    ['an id that is no part of a name', { id: 'A list' }, /At 0\.lists\.0\.id/],
    ['no title', { title: '' }, /At 0\.lists\.0\.title/],
    ['no licence', { licence: undefined }, /At 0\.lists\.0\.licence/],
    ['a title that is a book', { title: 'x'.repeat(2_001) }, /At 0\.lists\.0\.title/],
    // It becomes a link in the options.
    ['a homepage that is a script', { homepage: 'javascript:alert(1)' }, /At 0\.lists\.0\.homepage/],
    ['something that nobody knows', { priority: 1 }, /At 0\.lists\.0\.priority/],
    ['what it supersedes by no id', { supersedes: ['OFAC SDN'] }, /At 0\.lists\.0\.supersedes\.0/],
  ])('do not list what has %s', (_, over, where) => {
    expect(refusal([feed({ lists: [list(over)] })])).toMatch(where);
  });

  it.each<[string, unknown, RegExp]>([
    ['no list of feeds', feed(), /At the whole/],
    ['a feed without lists', [feed({ lists: [] })], /At 0\.lists/],
    ['a feed twice', [feed(), feed({ lists: [list({ id: 'other' })] })], /one address .* twice/],
    ['one id in two feeds', [feed(), feed({ url: 'https://other.example/' })], /two lists have one id/],
    ['one id twice in a feed', [feed({ lists: [list(), list()] })], /two lists have one id/],
  ])('are not %s', (_, json, why) => expect(refusal(json)).toMatch(why));
});

describe('a build', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'almsguard-feeds-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    vi.resetModules();
    await rm(folder, { recursive: true });
  });
  /** What WXT does before it builds with a file of feeds. */
  async function begin(text: string): Promise<void> {
    const file = join(folder, 'feeds.json');
    writeFileSync(file, text);
    vi.stubEnv('ALMSGUARD_FEEDS', file);
    const { default: config } = await import('../../../../wxt.config.ts');
    const hooks = config.hooks as Record<string, (() => void) | undefined> | undefined;
    const check = hooks?.['build:before'];
    expect(check).toBeTypeOf('function');
    check?.();
  }

  it('takes sound feeds', async () => {
    await begin(JSON.stringify([feed()]));
  });

  it.each<[string, unknown]>([
    ['over http', [feed({ url: 'http://feed.example/repo/' })]],
    ['with a root that nobody signed', [feed({ root: rootJson(undefined, []) })]],
    ['with a list that has no name', [feed({ lists: [list({ title: '' })] })]],
  ])('fails with feeds %s', async (_, json) => {
    await expect(begin(JSON.stringify(json))).rejects.toThrow(/ALMSGUARD_FEEDS/);
  });
});
