import { describe, expect, it } from 'vitest';
import { snapshotFiles } from '#lib/feed/publish/build.ts';
import { compareLists } from '#lib/feed/publish/changes.ts';
import { describeSince, describeSnapshot, summarise } from '#lib/feed/publish/report.ts';
import { readContainer } from '#lib/watchlist/container.ts';
import { build, built, entriesOf } from './built.ts';
import { FIXTURE } from './fixture.ts';

describe('the snapshot', () => {
  it('says under whose law each list speaks, and of our own lists that it is nobody’s', () => {
    const jurisdictions = built.map(({ info: { id } }) => [
      id,
      ...new Set(entriesOf(id).flatMap(({ claims }) => claims.map(({ jurisdiction }) => jurisdiction))),
    ]);
    expect(jurisdictions).toEqual([
      ['ofac-sdn', 'US'],
      ['us-forfeitures', 'US'],
      ['ofac-delisted', 'US'],
      ['ofac-later-copies', 'US'],
      ['published-addresses', null],
      ['well-known', null],
    ]);
  });

  it('is the same bytes for the same sources', async () => {
    expect(snapshotFiles(await build())).toEqual(snapshotFiles(built));
  });

  it('has another version when a source changes', async () => {
    const [changed] = await build({ history: FIXTURE.history.replace('2023-03-03', '2023-03-04') });
    expect(changed?.info.version).not.toBe(built[0]?.info.version);
  });

  it('comes with an index that names each file and its hash', async () => {
    const files = snapshotFiles(built);
    const index = JSON.parse(new TextDecoder().decode(files.get('index.json')));
    expect(index.map((row: { file: string }) => row.file)).toEqual([
      'ofac-sdn.almslist',
      'us-forfeitures.almslist',
      'ofac-delisted.almslist',
      'ofac-later-copies.almslist',
      'published-addresses.almslist',
      'well-known.almslist',
    ]);
    for (const { file, sha256, entries, date, id } of index) {
      const bytes = files.get(file) as Uint8Array<ArrayBuffer>;
      const read = await readContainer(bytes);
      expect(read).toMatchObject({ ok: true, value: { entries, info: { id, date } } });
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      expect(Buffer.from(digest).toString('hex')).toBe(sha256);
    }
  });

  it('is described with counts, refusals, sources and licences', () => {
    const report = describeSnapshot(built);
    expect(report).toContain('| address | litecoin | 1 |');
    expect(report).toContain('| impossible-value |');
    expect(report).toContain('`feeds/graphsense/aft-alqaeda-forfeit_vc.yaml`');
    expect(summarise(built)).toContain('left out: not-a-defendant  fund.group-a.net');
  });

  it('is described with what its sources call themselves, and how much of personal data stayed behind', () => {
    const report = describeSnapshot(built);
    expect(report).toContain('| `feeds/ofac/ofac_sdn_crypto_2025-11-19.json` | issued 2025-11-19 | `');
    expect(report).toContain('| `feeds/ofac/ofac_sdn_crypto_2025-11-19_websites.json` |  | `');
    // Of four names the one that is called weak.
    expect(report).toContain('| Kind | Pieces |\n| --- | --- |\n| names and aliases | 1 |');
    expect(report).not.toContain('The Lamp');
    expect(report).toContain('Personal data: not counted in these files.');
    expect(summarise(built)).toContain('  personal data left out: 1 names and aliases\n');
  });

  it('is described with what it changed since the build before', async () => {
    const before = new Map(built.map(({ info, list }) => [info.id, list]));
    const history = FIXTURE.history.replace('2023-03-03', '2023-03-04');
    const next = await build({
      history,
      forfeited: `${FIXTURE.forfeited}- address: 3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP\n`,
    });
    const kept = next.filter(({ info }) => info.id !== 'well-known');
    const compared = compareLists(
      kept.map(({ list }) => list),
      before,
      () => undefined,
    );
    const since = describeSince(kept, compared);
    expect(since).toMatch(
      /^\n## What this build changed\n\nThe list `well-known` was there before and is none any more\.\n/,
    );
    expect(since).toMatch(
      /### US forfeiture cases of August 2020\n\nSince version `[^`]+`: 1 added, 0 removed, 0 changed\.\n\n```text\n {2}\+ address 3Q8H2/,
    );
    expect(since).toMatch(
      /### OFAC sanctions list \(SDN\)\n\nSince version `[^`]+`: 0 added, 0 removed, 1 changed\./,
    );
    expect(describeSince(kept, null)).toContain('There is no build before it to be compared with.');
  });
});
