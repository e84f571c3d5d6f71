import { describe, expect, it } from 'vitest';
import { ok } from '#lib/core/result.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import type { Puller } from '#lib/feed/pull/puller.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { entry } from '../../support/entries.ts';

const URL = 'https://lists.example/all/';
const request = {
  url: URL,
  source: { id: 'pieces', name: URL, today: '2026-11-21' },
  known: { cursor: null, async *entries() {}, list: async () => null },
};
const info = {
  id: 'pieces',
  title: 'In pieces',
  publisher: 'Example publisher',
  licence: 'CC0-1.0',
  homepage: null,
  upstreams: [],
  date: '2026-11-21',
  closed: false,
};

function pulling(work: Puller['pull']) {
  const puller: Puller = { format: 'pieces', serves: ({ href }) => href === URL, pull: work };
  const get = (url: string) =>
    url.endsWith('gone') ? faulty() : bodyOf(new TextEncoder().encode(`what stands at ${url}`));
  return createPull(get, [puller])(request);
}

async function* faulty() {
  yield* bodyOf();
  throw new FeedFault('not-found', 'The server gives no such file.');
}

describe('a list in pieces', () => {
  it('is the records that its puller found, with the bytes of all pieces and its note', async () => {
    const pulled = await pulling(async ({ get }, sink) => {
      for (const name of ['a', 'b']) for await (const _ of get(URL + name));
      sink.entry(entry('a.example', { kind: 'domain' }));
      sink.refuse('line 2', 'x', 'bad-host');
      return ok({ info, cursor: '7' });
    });
    const bytes = `what stands at ${URL}a`.length * 2;
    expect(pulled).toMatchObject({
      ok: true,
      value: { format: 'pieces', cursor: '7', bytes, list: { entries: 1, refused: 1 } },
    });
  });

  it('may be empty where its publisher withdrew everything, not where nothing of it could be read', async () => {
    expect(await pulling(async () => ok({ info, cursor: null }))).toMatchObject({
      ok: true,
      value: { list: { entries: 0 } },
    });
    const unread = await pulling(async (_request, sink) => {
      sink.refuse('line 1', 'x', 'bad-host');
      return ok({ info, cursor: null });
    });
    expect(unread).toMatchObject({ ok: false, error: { code: 'empty' } });
  });

  it('fails as a whole when one of its pieces does', async () => {
    const pulled = await pulling(async ({ get }) => {
      for await (const _ of get(`${URL}gone`));
      return ok({ info, cursor: null });
    });
    expect(pulled).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
