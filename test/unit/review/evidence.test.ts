import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#lib/core/review.ts';
import type { Candidate, Place } from '#lib/core/types.ts';
import { proofOf, type Shown } from '#lib/review/evidence.ts';
import { StoredEvidence } from '#lib/review/export/workspace-schema.ts';
import { hashOf } from '#lib/review/log.ts';
import { makeFinding, makePlace, makeReport } from '../../support/report-views.ts';

const PLAIN = new Uint8Array([1, 2, 3]);
const MARKED = new Uint8Array([4, 5]);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const place = (near: string): Place => ({ how: 'text', flags: [], near, within: [] });
const candidate = (text: string, near: string[]): Candidate => ({ text, places: near.map(place) });
const list = (changes: Partial<Shown['lists'][number]> = {}) => ({
  title: 'OFAC SDN list',
  version: '1',
  date: '2025-11-19',
  sha256: 'ab'.repeat(32),
  content: 'cd'.repeat(32),
  ...changes,
});

function shown(more: Partial<Shown> = {}): Shown {
  return {
    url: 'https://relief.example/d',
    report: makeReport(),
    frames: [],
    lists: [list()],
    at: '2026-03-02T12:00:00.000Z',
    extension: '0.1.0',
    browser: 'Chromium 140',
    pictures: { plain: PLAIN, marked: MARKED, isBlurred: false },
    ...more,
  };
}

function keptOf(more: Partial<Shown> = {}) {
  const { hash, attachments } = proofOf(shown(more));
  const [whole] = attachments;
  return { hash, attachments, evidence: JSON.parse(new TextDecoder().decode(whole?.bytes)) as Evidence };
}

describe('evidence', () => {
  it('is kept under its own hash, and each picture under its own', () => {
    const { hash, attachments, evidence } = keptOf();
    expect(attachments.map(({ bytes }) => sha256(bytes))).toEqual(attachments.map(({ hash }) => hash));
    expect(hash).toBe(attachments[0]?.hash);
    expect(hash).toBe(hashOf(evidence));
    expect(evidence.pictures).toEqual({ plain: sha256(PLAIN), marked: sha256(MARKED) });
  });

  it('is what an export takes for evidence', () => {
    expect(v.is(StoredEvidence, keptOf().evidence)).toBe(true);
  });

  it('tells of a page that was blurred when it was pictured, and of no other', () => {
    const blurred = keptOf({ pictures: { plain: PLAIN, marked: MARKED, isBlurred: true } });
    expect(blurred.evidence.blurred).toBe(true);
    expect(v.is(StoredEvidence, blurred.evidence)).toBe(true);
    expect(keptOf().evidence).not.toHaveProperty('blurred');
  });

  it('does without pictures that the browser did not give', () => {
    const { attachments, evidence } = keptOf({ pictures: { plain: null, marked: MARKED, isBlurred: false } });
    expect(evidence.pictures).toEqual({ plain: null, marked: sha256(MARKED) });
    expect(attachments).toHaveLength(2);
  });

  it('names the lists that the page was judged with, with the hash of just that version', () => {
    const hashOfFirst = (lists: Shown['lists']) => keptOf({ lists }).evidence.lists[0]?.hash;
    expect(keptOf().evidence.lists[0]).toEqual({
      id: 'ofac-sdn',
      version: '1',
      date: '2025-11-19',
      hash: 'ab'.repeat(32),
    });
    expect(hashOfFirst([list({ sha256: '' })])).toBe('cd'.repeat(32));
    expect(hashOfFirst([list({ sha256: '', content: '' })])).toBe(null);
    for (const other of [{ version: '2' }, { date: '2025-11-20' }, { title: 'Another' }]) {
      expect(hashOfFirst([list(other)])).toBe(null);
    }
    expect(hashOfFirst([])).toBe(null);
  });

  it('keeps the text around each place, of the frame in which it stood', () => {
    const at = (frameId: number, index: number) => makePlace({ at: { frameId, text: 'x', index } });
    const report = makeReport({
      addresses: [makeFinding({ places: [at(0, 0), at(0, 1), at(3, 0), at(9, 0)] })],
    });
    const { evidence } = keptOf({
      report,
      frames: [
        { frameId: 0, scan: { candidates: [candidate('y', ['no']), candidate('x', ['first', 'second'])] } },
        { frameId: 3, scan: { candidates: [candidate('x', ['in a frame'])] } },
      ],
    });
    expect(evidence.placements).toEqual([
      { frameId: 0, text: 'x', index: 0, near: 'first' },
      { frameId: 0, text: 'x', index: 1, near: 'second' },
      { frameId: 3, text: 'x', index: 0, near: 'in a frame' },
      { frameId: 9, text: 'x', index: 0, near: '' },
    ]);
  });

  it('is read without what it did not hold before', () => {
    const { url: _url, ...before } = keptOf().evidence;
    expect(v.is(StoredEvidence, before)).toBe(true);
    expect(v.is(StoredEvidence, { ...before, url: 7 })).toBe(false);
  });

  it('says of which case it is, where the page ended up, when, with what', () => {
    expect(keptOf().evidence).toMatchObject({
      url: 'https://relief.example/d',
      finalUrl: 'https://relief.example/donate',
      at: '2026-03-02T12:00:00.000Z',
      extension: '0.1.0',
      browser: 'Chromium 140',
      report: { title: 'Donate' },
    });
  });
});
