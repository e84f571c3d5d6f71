import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readContainer, writeContainer } from '#lib/watchlist/container.ts';
import { build } from '../../../../scripts/feed/build.ts';
import { diff } from '../../../../scripts/feed/diff.ts';
import { pack } from '../../../../scripts/feed/pack.ts';
import { compiled, entry, listInfo } from '../../../support/entries.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { PERSON, row, COLUMNS as SEIZURES, TRON } from '../nbctf-setup.ts';
import { BITCOIN, id, plainFile, sdnEntry } from '../ofac-files.ts';
import { get } from './support.ts';

const ABOUT = {
  file: 'fronts.csv',
  id: 'fronts',
  title: 'Front charities',
  publisher: 'Example Organisation',
  licence: 'CC-BY-4.0',
  homepage: null,
  upstreams: [],
};
const BOAT = 'address,1BoatSLRHtKNngkdXEeobR76b53LETtpyT,Front';
const HOST = 'domain,front.example.org,Front';
const csv = (...lines: string[]) => ['kind,value,subject', ...lines, ''].join('\n');

let data: string;
let out: string;
let said: { stdout: string; stderr: string };
beforeEach(() => {
  data = tempFolder();
  out = join(tempFolder(), 'lists');
  said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += text;
      return true;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

const put = (files: Record<string, string>, lists: object[] = [ABOUT]) => {
  writeFileSync(join(data, 'lists.json'), JSON.stringify(lists));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(data, file), text);
};
const run = (...more: string[]) =>
  build.run(['--data', data, '--out', out, '--now', '2026-01-10T06:00:00Z', ...more]);
const report = () => readFileSync(join(out, 'REPORT.md'), 'utf8');

describe('the report of a build', () => {
  it('tells what came, what went and of what something else is said since the build before', async () => {
    put({ 'fronts.csv': csv(BOAT, HOST) }, [ABOUT, { ...ABOUT, id: 'ends' }]);
    await run();
    expect(report()).toContain('There is no build before it to be compared with.');
    put({ 'fronts.csv': csv(`${BOAT} Ltd`, 'domain,new.example.org,Front') }, [
      ABOUT,
      { ...ABOUT, id: 'begins' },
    ]);
    await run();
    expect(report()).toMatch(/Since version `2026-01-10-[0-9a-f]{8}`: 1 added, 1 removed, 1 changed\./);
    expect(report()).toContain(
      [
        '```text',
        '  + domain new.example.org  active, Front (line 3)',
        '  - domain front.example.org  active, Front (line 3)',
        '  ~ address 1BoatSLRHtKNngkdXEeobR76b53LETtpyT  active, Front Ltd (line 2)  was: active, Front (line 2)',
        '```',
      ].join('\n'),
    );
    expect(report()).toContain('A list that was not there before.');
    expect(report()).toContain('The list `ends` was there before and is none any more.');
    expect(said.stdout).toContain(
      'fronts: 1 added, 1 removed, 1 changed\nbegins: a new list\nends: the whole list goes\n',
    );
  });

  it('compares with an earlier build or with packed files where one is named', async () => {
    put({ 'fronts.csv': csv(BOAT) });
    await run();
    const files = join(tempFolder(), 'files');
    await pack.run([files, '--lists', out, '--now', '2026-01-10T06:00:00Z']);
    const earlier = out;
    put({ 'fronts.csv': csv(BOAT, HOST) });
    for (const before of [files, earlier]) {
      out = join(tempFolder(), 'lists');
      await run('--before', before);
      expect(report()).toContain(': 1 added, 0 removed, 0 changed.');
    }
    // What is not there yet is no earlier build; what cannot be read is none to compare with.
    await run('--before', join(files, 'nowhere'));
    expect(report()).toContain('There is no build before it');
    writeFileSync(join(files, 'manifest.json'), '{');
    await expect(run('--before', files)).rejects.toThrow('manifest');
  });

  it('shows of very many changes the first, and counts the others', async () => {
    put({ 'fronts.csv': csv(BOAT) });
    await run();
    put({ 'fronts.csv': csv(BOAT, ...Array.from({ length: 130 }, (_, n) => `domain,d${n}.example.org,`)) });
    await run();
    expect(report()).toContain('  + and 30 more\n');
    expect(report().match(/^ {2}\+ domain/gm)).toHaveLength(100);
  });

  it('counts what of personal data was left out, by kind, and holds none of it', async () => {
    const table = [SEIZURES, row({ wallet_address: TRON }), row(PERSON), ''].join('\n');
    put({ 'orders.csv': table, 'fronts.csv': csv(BOAT) }, [
      ABOUT,
      { ...ABOUT, id: 'orders', file: 'orders.csv' },
    ]);
    await run();
    expect(report()).toContain(
      [
        'Personal data that the source holds and the list does not:',
        '',
        '| Kind | Pieces |',
        '| --- | --- |',
        '| accounts at exchanges | 0 |',
        '| dates and places of birth | 1 |',
        '| e-mail addresses and telephone numbers | 2 |',
        '| numbers of documents and registrations | 1 |',
        '| names and aliases | 2 |',
      ].join('\n'),
    );
    expect(report()).toContain('Personal data: not counted in a file of the form csv.');
    expect(said.stdout).toContain('  personal data left out: 2 names and aliases\n');
    for (const text of [PERSON.name, PERSON.id_no, PERSON.dob, PERSON.email, PERSON.phone])
      expect(report() + said.stdout + said.stderr).not.toContain(text);
  });

  it('has what a source calls itself beside its hash, where it does', async () => {
    const wallet = id(2, 'Digital Currency Address - XBT', BITCOIN);
    const entries = [sdnEntry(1, `<lastName>FRONT</lastName><idList>${wallet}</idList>`)];
    const theirs = await writeContainer(compiled([entry(BITCOIN)], listInfo({ version: 'edition 7' })));
    put({ 'sdn.xml': plainFile({ date: '11/19/2025', entries }), 'fronts.csv': csv(BOAT) }, [
      ABOUT,
      { ...ABOUT, id: 'sdn', file: 'sdn.xml' },
      { ...ABOUT, id: 'theirs', file: 'theirs.almslist' },
    ]);
    writeFileSync(join(data, 'theirs.almslist'), theirs);
    await run();
    expect(report()).toMatch(
      /From `sdn\.xml` \(ofac-plain, by its own word `published 11\/19\/2025, 1 records`\), SHA-256 `[0-9a-f]{64}`/,
    );
    expect(report()).toMatch(/From `theirs\.almslist` \(almsguard, by its own word `edition 7`\), SHA-256/);
    expect(report()).toMatch(/From `fronts\.csv` \(csv\), SHA-256/);
    // The version that clients compare is still of what was read.
    expect(report()).toMatch(/Version `2025-11-19-[0-9a-f]{8}` of 2025-11-19/);
  });

  it.each([
    ['a mailbox', 'domain,anna@front.example,', 'anna@'],
    ['a mailbox in wide letters', 'address,anna＠front.org,', 'anna'],
    ['a telephone number', 'address,+41 79 123 45 67,', '79 123'],
    ['a passport', 'address,passport 12345678,', '12345678'],
    ['a name', 'address,anna.smith,', 'smith'],
    ['an account at a bank', 'address,FR1420041010050500013M02606,', '0505000'],
    ['a line of too many fields', 'address,1Boat,Anna Smith,Geneva,1980-01-01', 'Smith'],
  ])(
    'shows of %s that was left out no more than its line, and the list has no more',
    async (_, line, text) => {
      put({ 'fronts.csv': csv(BOAT, line) });
      await run();
      expect(report()).toMatch(/\| 1 \| `line 3` \|/);
      expect(report() + said.stdout + said.stderr).not.toContain(text);
      const list = get(await readContainer(new Uint8Array(readFileSync(join(out, 'fronts.almslist')))));
      expect(list.refusals).toMatchObject([{ where: 'line 3', value: '' }]);
    },
  );

  it.each([
    ['mistyped address', 'address', '1BoatSLRHtKNngkdXEeobR76b53LETtpyX'],
    [
      'mistyped address after its network',
      'address',
      'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6b',
    ],
    ['host that covers others', 'domain', 'co.uk'],
  ])('shows a %s that was left out, with its line', async (_, kind, value) => {
    put({ 'fronts.csv': csv(BOAT, `${kind},${value},Front`) });
    await run();
    expect(report()).toContain(`| 1 | \`${value}\` (\`line 3\`) |`);
  });

  it('is nothing but text, whatever its sources write: no link, no picture, no mention', async () => {
    const odd = '![x](https://x.example/) @anna <b> #1 *a* _b_ | `www.x.example` ``';
    put({}, [{ ...ABOUT, file: 'ours.almslist', title: odd, publisher: odd, licence: odd }]);
    const list = compiled([entry('1BoatSLRHtKNngkdXEeobR76b53LETtpyT')]);
    const refusals = [{ where: odd, value: 'co.uk', reason: 'public-suffix' as const }];
    const bytes = await writeContainer({ ...list, refused: 1, refusals });
    writeFileSync(join(data, 'ours.almslist'), bytes);
    await run();
    expect(report().split('![x](https://x.example/) @anna <b> #1')).toHaveLength(5);
    const outsideCode = report().replace(/`[^`\n]+`/g, '');
    expect(outsideCode).not.toMatch(/[`[\]!@*_<>]|x\.example|#\d/);
    // No cell more than the head of the table has.
    expect(report()).toMatch(/^\| public-suffix \| 1 \| [^|]+ \|$/m);
  });

  it('names the sources by their hashes, and what the lists were held against', async () => {
    put({ 'fronts.csv': csv(BOAT) });
    await run();
    expect(report()).toMatch(/From `fronts\.csv` \(csv\), SHA-256 `[0-9a-f]{64}`\./);
    expect(report()).toMatch(
      /Conflicts: none\. Held against `published-addresses` \(`[\d-]+-[0-9a-f]{8}`\), `well-known` \(/,
    );
  });

  it('is the same for the same files and the same build before', async () => {
    put({ 'fronts.csv': csv(BOAT) });
    await run();
    const before = out;
    put({ 'fronts.csv': csv(BOAT, HOST) });
    const reports: string[] = [];
    for (const _ of [1, 2]) {
      out = join(tempFolder(), 'lists');
      await run('--before', before);
      reports.push(report());
    }
    expect(reports[0]).toBe(reports[1]);
  });

  it('says where the lists that it takes the place of cannot be read', async () => {
    put({ 'fronts.csv': csv(BOAT) });
    await run();
    writeFileSync(join(out, 'old.almslist'), 'old');
    expect(await run()).toBe(0);
    expect(said.stderr).toContain('Not compared with what is there: old.almslist: ');
  });
});

describe('while they work', () => {
  it('build, diff and pack say so, in lines, beside what they put out', async () => {
    put({ 'fronts.csv': csv(BOAT, HOST, 'address,nonsense,') }, [ABOUT, { ...ABOUT, id: 'second' }]);
    await run();
    const lines = said.stderr.split('\n');
    const ofFronts = lines.filter((line) => line.startsWith('fronts: '));
    expect(ofFronts).toEqual([
      'fronts: reading fronts.csv',
      'fronts: 2 entries, 1 left out',
      'fronts: looking for conflicts of 2 entries',
    ]);
    expect(lines.indexOf('second: reading fronts.csv')).toBeGreaterThan(
      lines.indexOf('fronts: 2 entries, 1 left out'),
    );
    said = { stdout: '', stderr: '' };
    await run();
    expect(said.stderr).toContain('fronts: comparing 2 entries\n');
    const files = join(tempFolder(), 'files');
    said = { stdout: '', stderr: '' };
    await pack.run([files, '--lists', out]);
    await diff.run([files, '--lists', out]);
    expect(said.stderr).toContain('fronts: packing 2 entries\n');
    expect(said.stderr).toContain('fronts: comparing 2 entries\n');
    // Editors read it in a pull request.
    expect(said.stdout).not.toContain('comparing');
    expect(said.stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});
