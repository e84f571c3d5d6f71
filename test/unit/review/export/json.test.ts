import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act, LoggedAct, SeenClaim, SeenItem } from '#lib/core/review.ts';
import { MAX_WORKSPACE_CHARS } from '#lib/core/review-limits.ts';
import { caseId } from '#lib/review/case-id.ts';
import { readWorkspace, type Workspace, writeWorkspace } from '#lib/review/export/json.ts';
import { hashOf } from '#lib/review/log.ts';
import { ADD, CASE, decide, minute, PAGE, seen, workspace } from '../../../support/review-acts.ts';
import { item } from '../../../support/review-cases.ts';
import { anyChain, evidence, sha256, workspaceFile } from '../../../support/review-files.ts';

const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255]);

function written(file: Workspace): string {
  const text = writeWorkspace(file);
  if (!text.ok) throw new Error(text.error.message);
  return text.value;
}

/** The file with one thing changed in its JSON. */
function changed(file: Workspace, change: (json: { log: LoggedAct[] }) => void): string {
  const json = JSON.parse(written(file));
  change(json);
  return JSON.stringify(json);
}

function saying(says: string): SeenItem {
  const claim = { list: 'a', title: 'List A', entry: 'x', says } as SeenClaim;
  return item('x', { claims: [claim] });
}

/** As a case comes back, judged with a list of that day. */
function judgedWith(date: string): Act {
  const lists = [{ id: 'a', title: 'List A', version: '1', date }];
  const look = seen({ items: [saying('against')] });
  return { type: 'judged-again', before: 'none', after: 'listed', seen: look, lists };
}

function example(): Workspace {
  const ada = workspace('a', 'Ada');
  const bob = workspace('b', 'Bob');
  const kept = evidence({ pictures: { plain: sha256(PICTURE), marked: null } });
  ada.act(minute(0), ADD);
  ada.act(minute(1), decide('confirmed', [], { evidence: hashOf(kept) }));
  bob.act(minute(2), ADD);
  bob.act(minute(3), decide('dismissed'));
  bob.act(minute(4), { type: 'note', text: 'Quotes a report' });
  return workspaceFile([...ada.lines, ...bob.lines], [kept], [PICTURE]);
}

describe('a file of the workspace', () => {
  it('brings back what was written', () => {
    const file = example();
    expect(readWorkspace(written(file))).toEqual({ ok: true, value: file });
  });

  it('brings back whatever was written, acts of later versions too', () => {
    const files = fc.tuple(anyChain('a'), anyChain('b'), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(files, ([a, b, picture]) => {
        const file = workspaceFile([...a.lines, ...b.lines], [...a.kept, ...b.kept], [picture]);
        expect(readWorkspace(written(file))).toEqual({ ok: true, value: file });
      }),
      { numRuns: 200 },
    );
  });

  it('says what it is', () => {
    expect(JSON.parse(written(example()))).toMatchObject({
      format: 'almsguard-review',
      version: 1,
      exported: minute(30),
    });
  });

  it('is refused where it is none', () => {
    for (const text of ['', 'null', '[]', '{}', '{"format":"other","version":1}', '{"format":']) {
      expect(readWorkspace(text)).toMatchObject({ error: { code: 'not-a-workspace' } });
    }
    const noTime = changed(example(), (json) => void Object.assign(json, { exported: 'yesterday' }));
    expect(readWorkspace(noTime)).toMatchObject({ error: { code: 'not-a-workspace' } });
  });

  it('is refused where a later version wrote it in another form, whatever that is', () => {
    const text = '{"format":"almsguard-review","version":2,"chapters":[]}';
    expect(readWorkspace(text)).toMatchObject({ error: { code: 'newer' } });
  });

  it('is neither written nor read beyond what can be held', () => {
    const picture = { length: MAX_WORKSPACE_CHARS } as Uint8Array<ArrayBuffer>;
    const file = { ...example(), pictures: { x: picture } };
    expect(writeWorkspace(file)).toMatchObject({ error: { code: 'too-large' } });
    const long = { length: MAX_WORKSPACE_CHARS + 1 } as string;
    expect(readWorkspace(long)).toMatchObject({ error: { code: 'too-large' } });
  });

  it('never throws, whatever it is given', () => {
    const text = written(example());
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        readWorkspace(text.slice(0, at) + put + text.slice(at + 1));
      }),
    );
    fc.assert(fc.property(fc.json(), (json) => readWorkspace(json).ok === false));
  });
});

describe('the log in a file', () => {
  type Lines = LoggedAct[];
  const log = (change: (log: Lines) => Lines) =>
    readWorkspace(changed(example(), (json) => Object.assign(json, { log: change(json.log) })));

  it.each<[string, (log: Lines) => Lines, string, number]>([
    ['a changed act', (all) => all.with(4, { ...all[4], reviewer: 'Eve' } as LoggedAct), 'Eve', 3],
    ['a line taken out of the middle', (all) => all.filter((_, n) => n !== 3), 'Bob', 3],
    ['a first line taken out', (all) => all.slice(1), 'Ada', 2],
    ['a line that continues another chain', (all) => all.with(1, resealed(all, 1, 3)), 'Ada', 2],
  ])('is refused with %s, and it is said whose line it is', (_name, change, who, seq) => {
    expect(log(change)).toMatchObject({ error: { code: 'broken-chain', who, counts: [seq] } });
  });

  it.each<[string, unknown]>([
    ['no line at all', 'x'],
    ['a time that is none', { at: '2026-02-31' }],
    ['a place that is none', { seq: 0 }],
    ['an act without a kind', { act: {} }],
    ['a link that is no page', { act: { ...ADD, url: 'javascript:alert(1)' } }],
    ['a page under the case of another', { act: { ...ADD, url: 'https://other.example/' } }],
    ['a state that nobody can show', { act: { ...decide('new'), state: 'solved' } }],
    ['evidence that is no hash', { act: decide('confirmed', [], { evidence: '../../etc' }) }],
    ['an item of no level', { act: { type: 'seen', seen: { level: 'x' } } }],
    [
      'an entry that says what nobody can show',
      { act: { type: 'seen', seen: seen({ items: [saying('x')] }) } },
    ],
    ['a list of a day that is none', { act: judgedWith('2026-02-31') }],
  ])('is refused with %s', (_name, more) => {
    const line =
      typeof more === 'object' ? sealed({ ...example().log[0], ...more } as unknown as LoggedAct) : more;
    expect(log(([, ...others]) => [line as LoggedAct, ...others])).toMatchObject({
      error: { code: 'bad-line', counts: [1] },
    });
  });

  it('is taken where a case came back, with what made the difference', () => {
    const lines = log((all) => [
      sealed({ ...all[0], act: judgedWith('2026-02-28') } as LoggedAct),
      ...all.slice(5),
    ]);
    expect(lines).toMatchObject({ ok: true });
  });

  it('is refused where things stand in each other without end, in a line and in evidence', () => {
    const deep = `"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const lines = written(example()).replace('"note":""', `"note":"",${deep}`);
    expect(readWorkspace(lines)).toMatchObject({ error: { code: 'bad-line', counts: [1] } });
    const value = JSON.stringify(evidence()).replace('"placements":[]', `"placements":[],${deep}`);
    const kept = `"evidence":{"${hashOf(JSON.parse(value))}":${value}}`;
    const file = written({ ...example(), evidence: {} }).replace('"evidence":{}', kept);
    expect(readWorkspace(file)).toMatchObject({ error: { code: 'bad-attachment' } });
  });

  it('is refused with one act twice', () => {
    expect(log((all) => [...all, all[0] as LoggedAct])).toMatchObject({
      error: { code: 'bad-line', counts: [6] },
    });
  });

  it('may branch where a profile was copied, and each branch has to hold', () => {
    const begun = workspace('a', 'Ada');
    begun.act(minute(0), ADD);
    const copies = ['x', 'y'].map((name) => {
      const copy = workspace('a', 'Ada');
      copy.act(minute(0), ADD);
      copy.act(minute(1), { type: 'note', text: name }, { id: `${name}-2` });
      copy.act(minute(2), { type: 'note', text: `${name} again` }, { id: `${name}-3` });
      return copy.lines.slice(1);
    });
    const all = [...begun.lines, ...copies.flat()];
    expect(readWorkspace(written(workspaceFile(all)))).toMatchObject({ ok: true });
    const torn = all.filter(({ id }) => id !== 'y-2');
    expect(readWorkspace(written(workspaceFile(torn)))).toMatchObject({
      error: { code: 'broken-chain', who: 'Ada', counts: [3] },
    });
  });

  it('may not branch without end', () => {
    const many = Array.from({ length: 9 }, (_, n) => {
      const copy = workspace('a', 'Ada');
      copy.act(minute(0), ADD, { id: `${n}` });
      return copy.lines;
    });
    expect(readWorkspace(written(workspaceFile(many.flat())))).toMatchObject({
      error: { code: 'broken-chain' },
    });
  });

  it('keeps a case that stands under the address of its page', () => {
    const long = `${PAGE}?utm_source=x`;
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), { ...ADD, url: long } as Act, { case: CASE });
    expect(readWorkspace(written(workspaceFile(ada.lines)))).toMatchObject({ ok: true });
    expect(caseId(PAGE)).toBe(CASE);
  });
});

describe('what is attached', () => {
  it('is refused where evidence was changed', () => {
    const text = written(example()).replace('Chromium 140', 'Chromium 141');
    expect(readWorkspace(text)).toMatchObject({ error: { code: 'bad-attachment' } });
  });

  it('is refused where evidence is none that could be shown', () => {
    const other = { at: 'never' };
    const text = changed(example(), (json) => Object.assign(json, { evidence: { [hashOf(other)]: other } }));
    expect(readWorkspace(text)).toMatchObject({ error: { code: 'bad-attachment' } });
  });

  it.each(['iVBORw==', '!', 7])('is refused where a picture is %j', (picture) => {
    const text = changed(example(), (json) =>
      Object.assign(json, { pictures: { [sha256(PICTURE)]: picture } }),
    );
    expect(readWorkspace(text)).toMatchObject({ error: { code: 'bad-attachment' } });
  });
});

/** The line with a hash that fits it. */
function sealed({ hash: _hash, ...line }: LoggedAct): LoggedAct {
  return { ...line, hash: hashOf(line) };
}

/** Line `n` as if it continued line `before`. */
function resealed(all: readonly LoggedAct[], n: number, before: number): LoggedAct {
  const line = all[n] as LoggedAct;
  return sealed({ ...line, prev: all[before]?.hash ?? '' });
}
