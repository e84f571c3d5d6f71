import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIntake } from '#lib/review/intake/read.ts';
import { anyText } from '../../../support/any-text.ts';

function read(lines: string[]) {
  const intake = readIntake(lines.join('\n'), new Set(), 0);
  if (!intake.ok) throw new Error(intake.error.code);
  return intake.value;
}
const row = (url: string, line: number, title = '', note = '') => ({ url, title, note, line });

describe('a table', () => {
  it.each([',', ';', '\t', '|'])('with %j between its fields is read by its header', (delimiter) => {
    const lines = [
      ['Title', 'Page URL', 'Note', 'Other'],
      ['Masks', 'https://a.example/x', 'asks for ETH', '1'],
      ['Tents', 'hxxps://b[.]example/', '', '2'],
    ].map((fields) => fields.join(delimiter));
    expect(read(lines)).toEqual({
      kind: 'csv',
      rows: [row('https://a.example/x', 2, 'Masks', 'asks for ETH'), row('https://b.example/', 3, 'Tents')],
      refusals: [],
      refused: {},
    });
  });

  it('of one column is read by its header', () => {
    expect(read(['url', 'https://a.example/', 'b.example.org'])).toMatchObject({
      kind: 'csv',
      rows: [{ url: 'https://a.example/' }, { url: 'https://b.example.org/' }],
      refused: {},
    });
  });

  it('without a header is read by what its columns hold', () => {
    expect(read(['2026-01-02,example.org/x,spam', '2026-01-03,https://example.net/,'])).toMatchObject({
      kind: 'csv',
      rows: [
        row('https://example.org/x', 1, '', '2026-01-02\nspam'),
        row('https://example.net/', 2, '', '2026-01-03'),
      ],
    });
  });

  it('has no header where its first line names a page', () => {
    expect(read(['link,https://a.example/', 'link,https://b.example/'])).toMatchObject({
      rows: [{ url: 'https://a.example/' }, { url: 'https://b.example/' }],
      refused: {},
    });
  });

  it('may name the page in any of its columns, and hide characters in it that nobody sees', () => {
    expect(read(['url,uri', 'gone,https://exa\u200bmple.org/do\u200bnate'])).toMatchObject({
      rows: [{ url: 'https://example.org/donate' }],
      refused: {},
    });
  });

  it('is none where a sentence has commas, or pages stand side by side', () => {
    expect(read(['First, see https://a.example/,', 'then, nothing,']).kind).toBe('text');
    const pairs = read(['https://a.example/, https://b.example/', 'https://c.example/, https://d.example/']);
    expect(pairs.kind).toBe('text');
    expect(pairs.rows).toHaveLength(4);
  });

  it('keeps quoted fields whole and counts from the line that a record begins on', () => {
    const lines = [
      'url,note',
      '"https://a.example/x","two',
      'lines, and a ""quote"""',
      'https://b.example/,',
    ];
    expect(read(lines).rows).toEqual([
      row('https://a.example/x', 2, '', 'two\nlines, and a "quote"'),
      row('https://b.example/', 4),
    ]);
  });

  it('counts every record that it cannot take, with the reason', () => {
    const lines = [
      'url,note',
      '"https://a.example/" x,',
      ',nothing',
      'ftp://a.example/,',
      'somewhere,',
      'http://10.0.0.1/,',
    ];
    const { rows, refusals } = read(lines);
    expect(rows).toEqual([]);
    expect(refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'unreadable-quote'],
      [3, 'no-address'],
      [4, 'not-the-web'],
      [5, 'no-address'],
      [6, 'private-host'],
    ]);
  });
});

describe('an export of a moderation tool', () => {
  const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz';

  it('of Ozone: accounts of a workspace', () => {
    const lines = [
      'did,handle,name,labels,tags,bskyUrl',
      `${did},masks.bsky.social,Masks,spam|scam,lang:en,https://bsky.app/profile/${did}`,
      ',tents.bsky.social,Unknown,None,,',
    ];
    expect(read(lines)).toEqual({
      kind: 'reports',
      rows: [
        row(`https://bsky.app/profile/${did}`, 2, 'Masks', 'labels: spam|scam\ntags: lang:en'),
        row('https://bsky.app/profile/tents.bsky.social', 3, 'tents.bsky.social'),
      ],
      refusals: [],
      refused: {},
    });
  });

  it.each([
    [`at://${did}/app.bsky.feed.post/3kabc`, `https://bsky.app/profile/${did}/post/3kabc`],
    [`at://${did}/app.bsky.graph.list/3kabc`, `https://bsky.app/profile/${did}/lists/3kabc`],
    [`at://${did}/app.bsky.feed.generator/x`, `https://bsky.app/profile/${did}/feed/x`],
    [`at://${did}/app.bsky.graph.starterpack/x`, `https://bsky.app/starter-pack/${did}/x`],
    [`at://${did}/app.bsky.actor.profile/self`, `https://bsky.app/profile/${did}`],
    [`at://${did}`, `https://bsky.app/profile/${did}`],
    [did, `https://bsky.app/profile/${did}`],
    ['did:web:example.org', 'https://bsky.app/profile/did:web:example.org'],
    [
      `{"$type":"com.atproto.repo.strongRef","uri":"at://${did}/app.bsky.feed.post/3k","cid":"b"}`,
      `https://bsky.app/profile/${did}/post/3k`,
    ],
    [`{"$type":"com.atproto.admin.defs#repoRef","did":"${did}"}`, `https://bsky.app/profile/${did}`],
  ])('of Ozone: the subject %s', (subject, url) => {
    const quoted = `"${subject.replaceAll('"', '""')}"`;
    expect(read(['subject,reason,createdAt', `${quoted},misleading,2026-01-02`])).toMatchObject({
      kind: 'reports',
      rows: [{ url, note: 'reason: misleading\ncreatedAt: 2026-01-02' }],
    });
  });

  it('of Coop: refuses links into its own dashboard, and takes a page that a team has put beside them', () => {
    const header = '"Decisions","Policies","Reviewer","Queue","Decision Time","Decision Reason","Link"';
    const link = 'https://coop.example/dashboard/manual_review/recent?jobId=1';
    expect(read([header, `"[]","[""Fraud""]","Ada","Main","2026-01-02","","${link}"`])).toMatchObject({
      kind: 'reports',
      rows: [],
      refused: { 'own-tool': 1 },
    });
    const both = [
      `${header},"URL"`,
      `"[]","[""Fraud""]","Ada","Main","","asks","${link}","https://a.example/"`,
    ];
    expect(read(both)).toMatchObject({
      rows: [
        { url: 'https://a.example/', note: 'Decision Reason: asks\nDecisions: []\nPolicies: ["Fraud"]' },
      ],
    });
  });
});

describe('the JSON Lines of a scan', () => {
  it('give every page, those that failed too', () => {
    const lines = [
      '{"url":"https://a.example/","title":"Masks","scannedAt":"2026-11-21T10:00:00Z","level":"listed"}',
      '{"url":"https://b.example/","error":{"code":"timeout","message":"The page did not load"}}',
      '{"url":"https://a.example/#x","scannedAt":"2026-11-21T10:00:00Z"}',
      '{"url":',
      '[]',
    ];
    const { kind, rows, refusals } = read(lines);
    expect(kind).toBe('scan');
    expect(rows).toEqual([
      row('https://a.example/', 1, 'Masks'),
      row('https://b.example/', 2, '', 'The page did not load'),
    ]);
    expect(refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'duplicate'],
      [4, 'bad-record'],
      [5, 'bad-record'],
    ]);
  });
});

it('reads any text without an error, and loses no line that is not empty', () => {
  const parts = fc.constantFrom(
    'url',
    ',',
    ';',
    '"',
    'https://a.example/',
    '{"url":"',
    '}',
    'did',
    '[.]',
    'x',
    ' ',
  );
  const line = fc.oneof(
    anyText,
    fc.array(parts, { maxLength: 12 }).map((some) => some.join('')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const intake = readIntake(lines.join('\n'), new Set(), 0);
      if (!intake.ok) return;
      const { kind, rows, refused } = intake.value;
      if (kind !== 'text') return;
      const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
      const told = lines
        .join('\n')
        .split(/\r\n|\n|\r/)
        .filter((one) => one.trim() !== '');
      expect(rows.length + refusals).toBeGreaterThanOrEqual(told.length);
    }),
  );
});
