import { describe, expect, it } from 'vitest';
import { MAX_XML_RECORD_CHARS } from '#lib/core/limits.ts';
import type { Detail } from '#lib/core/problem-details.ts';
import { fail, ok } from '#lib/core/result.ts';
import { attempt, bodyOf, FeedFault, wholeBody } from '#lib/feed/body.ts';
import { fetchFeed } from '#lib/feed/fetch.ts';
import { csv } from '#lib/feed/formats/csv.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { unpacked } from '#lib/feed/gzip.ts';
import { readManifest } from '#lib/feed/signed/manifest.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const detailOf = async (work: () => Promise<unknown>) => {
  const result = await attempt(async () => ok(await work()));
  return result.ok ? result.value : result.error.detail;
};
const answering = (answer: Response) =>
  detailOf(() => wholeBody(fetchFeed('https://lists.example/a.csv', [], async () => answer)));
const reading = async (text: string, name = 'list.csv') => {
  const read = await readList(bodyOf(bytes(text)), { id: 'list', name, today: '2026-09-01' });
  return read.ok ? read.value : read.error.detail;
};
const SDN = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML';

describe('what exactly went wrong', () => {
  it.each([403, 404, 500])('on the way is told by the server’s own status: %d', async (status) => {
    expect(await answering(new Response('', { status }))).toEqual({
      code: 'status',
      params: { status: String(status) },
    });
  });

  it('on the way is told by the server that was not asked', async () => {
    const moved = Object.defineProperty(new Response(''), 'url', {
      value: 'https://else.example:8443/a.csv',
    });
    expect(await answering(moved)).toEqual({ code: 'server', params: { server: 'else.example:8443' } });
  });

  it('with a file that is too large is told by the limit, packed or not', async () => {
    const limit: Detail = { code: 'size', params: { size: '3' } };
    expect(await detailOf(() => wholeBody(bodyOf(bytes('four')), 3))).toEqual(limit);
    const packed = new Blob(['four']).stream().pipeThrough(new CompressionStream('gzip'));
    const body = bodyOf(new Uint8Array(await new Response(packed).arrayBuffer()));
    expect(await detailOf(async () => wholeBody(await unpacked(body, 3)))).toEqual(limit);
    const away = () =>
      fetchFeed('https://lists.example/a', [], async () => new Response('four'), {
        ...{ bytes: 3, totalMs: 1_000, stallMs: 1_000 },
      });
    expect(await detailOf(() => wholeBody(away()))).toEqual(limit);
  });

  it.each<[string, string, string, Detail]>([
    ['of no known form', '<p>', 'list.csv', { code: 'columns', params: { column: 'value' } }],
    [
      'of records that cannot be read',
      'value\na\nb\n',
      'list.csv',
      { code: 'left-out', params: { count: '2' } },
    ],
    [
      'that OFAC did not date',
      `<sdnList xmlns="${SDN}"></sdnList>`,
      'sdn.xml',
      { code: 'undated', params: {} },
    ],
    [
      'of OFAC’s other lists',
      `<sdnList xmlns="${SDN}"></sdnList>`,
      'consolidated.xml',
      { code: 'other-list', params: { file: 'SDN.XML' } },
    ],
    [
      'of another publisher',
      '<sdnList xmlns="urn:x"></sdnList>',
      'sdn.xml',
      { code: 'other-list', params: { file: 'SDN.XML' } },
    ],
    [
      'with a record out of all proportion',
      `<sdnList xmlns="${SDN}"><sdnEntry><uid>${'7'.repeat(MAX_XML_RECORD_CHARS + 9)}</uid></sdnEntry></sdnList>`,
      'sdn.xml',
      { code: 'record', params: { limit: String(MAX_XML_RECORD_CHARS) } },
    ],
  ])('with a file %s', async (_, text, name, detail) => {
    expect(await reading(text, name)).toEqual(detail);
  });

  it('with a table is told by the column that it lacks', async () => {
    const sink = { entry: () => undefined, refuse: () => undefined };
    const read = await csv.read(bodyOf(bytes('a,b')), { id: 'x', name: 'x.csv', today: '2026-09-01' }, sink);
    expect(!read.ok && read.error.detail).toEqual({ code: 'columns', params: { column: 'value' } });
  });

  it('with a feed is told by the file', () => {
    const detail = { code: 'file', params: { file: 'manifest.json' } };
    expect(readManifest(bytes('x'))).toMatchObject({ error: { detail } });
    expect(readManifest(bytes('{"format": 1}'))).toMatchObject({ error: { detail } });
  });

  it('outlives the throw that carries it, and is absent where there is nothing to tell', async () => {
    const detail: Detail = { code: 'file', params: { file: 'a.json' } };
    const thrown = (fault: FeedFault) => attempt<never>(() => Promise.reject(fault));
    expect(await thrown(new FeedFault('corrupt', 'x', detail))).toEqual(fail('corrupt', 'x', { detail }));
    expect(await thrown(new FeedFault('corrupt', 'x'))).toEqual(fail('corrupt', 'x'));
  });
});
