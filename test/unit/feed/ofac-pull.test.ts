import { describe, expect, it } from 'vitest';
import { PULLERS } from '#lib/feed/pull/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { ADVANCED, HISTORY, OFAC, published, pull, type Site } from './ofac-changes-setup.ts';
import {
  advancedFile,
  alias,
  BITCOIN,
  dateOf,
  feature,
  id,
  listing,
  party,
  plainFile,
  sdnEntry,
} from './ofac-files.ts';

const PLAIN = `${OFAC}/api/PublicationPreview/exports/SDN.XML`;
const TODAY = '2026-09-10';

const LIST = (date: string) =>
  advancedFile({
    date: dateOf('DateOfIssue', date),
    parties: [party(101, [alias([[53, 'EXAMPLE FRONT']])], [feature(1, 71, BITCOIN)])],
    entries: [listing(101)],
  });
const come = (site: Site, cursor: string | null, today = TODAY, url = ADVANCED) =>
  pull(site, { cursor, entries: [] }, today, url);
const at = (publication: number, whole = '2026-09-01') => JSON.stringify({ publication, whole });

describe("OFAC's own files", () => {
  it('are left alone when the newest publication is known', async () => {
    const site = { [HISTORY]: published([500, '2026-08-20T09:00:00'], [501, '2026-09-03T10:30:00.123']) };
    const { result, asked } = await come(site, at(501));
    expect(result).toEqual({ ok: true, value: 'unchanged' });
    expect(asked).toEqual([HISTORY]);
  });

  it.each([
    ['the first time', null],
    ['where it is not known how far the last ones went', '500'],
    ['where that is nothing that can be read', '{"publication":1.5,"whole":"2026-09-01"}'],
  ])('are brought whole %s', async (_, cursor) => {
    // Newest first, as another year of it stood.
    const site = {
      [HISTORY]: published([501, '2026-09-03T10:30:00.123'], [500, '2026-08-20T09:00:00']),
      [ADVANCED]: LIST('2026-09-03'),
    };
    const { result, asked } = await come(site, cursor);
    if (!result.ok || result.value === 'unchanged') throw new Error('nothing came');
    expect(asked).toEqual([HISTORY, ADVANCED]);
    const { list, format, cursor: next } = result.value;
    expect([format, next, list.info.version]).toEqual(['ofac-advanced', at(501, TODAY), '2026-09-03-501']);
    expect(list.chunks.flatMap(readChunk).map(({ value }) => value)).toEqual([BITCOIN]);
  });

  it('a file from before the newest publication does not pass for it', async () => {
    const site = { [HISTORY]: published([501, '2026-09-03T10:30:00']), [ADVANCED]: LIST('2026-09-02') };
    expect((await come(site, at(500))).result).toMatchObject({
      ok: true,
      value: { cursor: null, list: { info: { date: '2026-09-02', version: '2026-09-02' } } },
    });
  });

  it.each([
    ['is not there', undefined],
    ['is no JSON', '<html>maintenance</html>'],
    ['has another form', '{"publications":[]}'],
    ['has numbers that are none', '[{"publicationID":1e300,"datePublished":"2026-09-03"}]'],
    ['has no date', published([501, 'soon'])],
    ['is empty', '[]'],
    ['is out of all proportion', `[${' '.repeat(1024 * 1024)}]`],
    ['has stood still', published([501, '2026-08-20T09:00:00'])],
  ])('a history that %s costs nothing but the download', async (_, history) => {
    const site: Site = { [ADVANCED]: LIST('2026-09-03') };
    if (history !== undefined) site[HISTORY] = history;
    const { result, asked } = await come(site, at(501));
    expect(result).toMatchObject({ ok: true, value: { cursor: null, list: { entries: 1 } } });
    expect(asked).toEqual([HISTORY, ADVANCED]);
  });

  it('in January the newest publication may be of the year before', async () => {
    const site = {
      [`${OFAC}/changes/history/2027`]: '[]',
      [HISTORY]: published([501, '2026-12-30T10:00:00']),
    };
    expect((await come(site, at(501, '2026-12-20'), '2027-01-05')).result).toEqual({
      ok: true,
      value: 'unchanged',
    });
  });

  it('a file that cannot be read is a failure', async () => {
    const site = { [HISTORY]: published([501, '2026-09-03']), [ADVANCED]: LIST('2026-09-03').slice(0, -5) };
    expect((await come(site, null)).result).toMatchObject({ ok: false, error: { code: 'corrupt' } });
    expect((await come({}, null)).result).toMatchObject({ ok: false, error: { code: 'http-error' } });
  });

  it('the plain file comes the same way', async () => {
    const entry = sdnEntry(
      7,
      `<lastName>X</lastName><idList>${id(1, 'Digital Currency Address - XBT', BITCOIN)}</idList>`,
    );
    const site = { [HISTORY]: published([501, '2026-09-03']), [PLAIN]: plainFile({ entries: [entry] }) };
    expect((await come(site, null, TODAY, PLAIN)).result).toMatchObject({
      ok: true,
      value: { format: 'ofac-plain', cursor: at(501, TODAY) },
    });
  });

  it.each([
    [ADVANCED, 'ofac-advanced'],
    [PLAIN, 'ofac-plain'],
    [`${OFAC}/api/download/sdn.xml`, 'ofac-plain'],
    [`${OFAC}/api/PublicationPreview/exports/CONSOLIDATED.XML`, undefined],
    [`${OFAC}/api/PublicationPreview/exports/SDN_ADVANCED.ZIP`, undefined],
    ['https://ofac.example/api/PublicationPreview/exports/SDN.XML', undefined],
  ])('%s: %s', (url, format) => {
    expect(PULLERS.find((puller) => puller.serves(new URL(url)))?.format).toBe(format);
  });
});
