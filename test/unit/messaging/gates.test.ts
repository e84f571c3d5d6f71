import { describe, expect, it } from 'vitest';
import { MAX_CANDIDATES, MAX_NEAR_CHARS, MAX_URL_CHARS } from '#lib/core/limits.ts';
import { atOnce } from '#lib/core/steps.ts';
import { gate, isChoiceMessage, parsePageMessage, parseUiMessage, vouchedUrl } from '#lib/messaging/gates.ts';
import { withoutSecrets } from '#lib/messaging/secrets.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const SELF = { id: 'almsguard', origin: 'chrome-extension://almsguard/' };

describe('gate', () => {
  it.each([
    ['our popup', { id: 'almsguard', url: 'chrome-extension://almsguard/popup.html' }, 'ui'],
    [
      'our options page in a tab',
      { id: 'almsguard', url: 'chrome-extension://almsguard/options.html', tab: { id: 1 }, frameId: 0 },
      'ui',
    ],
    ['a content script', { id: 'almsguard', url: 'https://a.example/', tab: { id: 1 }, frameId: 0 }, 'page'],
    [
      'our page to try it on, which is read like anybody’s',
      { id: 'almsguard', url: 'chrome-extension://almsguard/demo.html', tab: { id: 1 }, frameId: 0 },
      'page',
    ],
    ['another extension', { id: 'other', url: 'chrome-extension://almsguard/popup.html' }, null],
    [
      'a page that imitates our origin',
      { id: 'almsguard', url: 'https://x/chrome-extension://almsguard/' },
      null,
    ],
    ['nobody', {}, null],
  ])('%s', (_name, sender, expected) => {
    expect(gate(sender, SELF)).toBe(expected);
  });
});

describe('parsePageMessage', () => {
  const message = (over = {}) => ({ type: 'page.scanned', scan: frameScan(over) });
  const place = { how: 'text', flags: [], near: '', within: [] };

  it('takes what a content script sends', () => {
    expect(parsePageMessage(message({ candidates: [{ text: 'x', places: [place] }] }))).not.toBeNull();
  });

  it('keeps how many places of a text were left out, beside what is hidden of secrets', () => {
    const scan = { candidates: [{ ...candidate('x'), leftOut: 3 }] };
    expect(parsePageMessage(message(scan))).toMatchObject({ scan });
    expect(atOnce(withoutSecrets(frameScan(scan)))).toMatchObject(scan);
  });

  it('takes from a request for the explanation nothing but that it came', () => {
    const sent = { type: 'page.explain', url: 'https://evil.example/', tabId: 9 };
    expect(parsePageMessage(sent)).toEqual({ type: 'page.explain' });
  });

  it.each([
    ['another type', { type: 'lists.add', url: 'https://evil.example/' }],
    ['no scan', { type: 'page.scanned' }],
    ['a string', 'page.scanned'],
    ['null', null],
    [
      'too many candidates',
      message({ candidates: Array(MAX_CANDIDATES + 1).fill({ text: 'x', places: [] }) }),
    ],
    ['an unknown how', message({ candidates: [{ text: 'x', places: [{ ...place, how: 'magic' }] }] })],
    ['too long a text', message({ candidates: [{ text: 'x'.repeat(10_000), places: [] }] })],
    [
      'too much around it',
      message({ candidates: [{ text: 'x', places: [{ ...place, near: 'x'.repeat(MAX_NEAR_CHARS + 1) }] }] }),
    ],
    ['a number that is none', message({ scanMs: Number.NaN })],
    ['nothing that was put away', { type: 'page.putAway' }],
    ['too much that was', { type: 'page.putAway', about: 'x'.repeat(MAX_URL_CHARS + 1) }],
    ['a deep path', message({ path: Array(17).fill(0) })],
    ['a negative index', message({ path: [-1] })],
  ])('refuses %s', (_name, raw) => {
    expect(parsePageMessage(raw)).toBeNull();
  });
});

describe('parseUiMessage', () => {
  it.each([
    [{ type: 'report.get', tabId: 1, fresh: true }, true],
    [{ type: 'lists.refresh', id: null }, true],
    [{ type: 'settings.asOf', date: '2023-01-01' }, true],
    [{ type: 'settings.asOf', date: '2023-02-31' }, false],
    [{ type: 'report.get', tabId: '1', fresh: true }, false],
    [{ type: 'page.scanned' }, false],
    [{ type: '__proto__' }, false],
  ])('%j: %s', (raw, expected) => {
    expect(parseUiMessage(raw) !== null).toBe(expected);
  });
});

describe('vouchedUrl', () => {
  it.each([
    ['https://a.example/#/new', 'https://a.example/', 'https://a.example/#/new'],
    ['https://bank.example/', 'https://a.example/', 'https://a.example/'],
    ['http://a.example/', 'https://a.example/', 'https://a.example/'],
    ['about:srcdoc', 'about:srcdoc', 'about:srcdoc'],
    ['data:text/html,x', 'about:blank', 'about:blank'],
    ['no url', 'https://a.example/', 'https://a.example/'],
    ['https://listed.example/', 'about:blank', 'about:blank'],
  ])('%s said by %s is %s', (claimed, vouched, expected) => {
    expect(vouchedUrl(claimed, vouched)).toBe(expected);
  });
});

describe('what a person chooses', () => {
  it.each([
    { type: 'choices.get' },
    { type: 'choices.set', change: { mode: 'click', marks: [], language: null, appearance: 'dark' } },
    { type: 'site.pause', host: 'give.example', on: true },
    { type: 'settings.export' },
    { type: 'settings.import', text: '{}' },
    { type: 'visits.forget' },
  ])('takes $type', (message) => {
    const parsed = parseUiMessage(message);
    expect(parsed).toEqual(message);
    expect(parsed && isChoiceMessage(parsed)).toBe(true);
  });

  it.each([
    { type: 'choices.set', change: { mode: 'everything' } },
    { type: 'choices.set', change: { paused: ['give.example'] } },
    { type: 'site.pause', host: 'https://give.example/', on: true },
    { type: 'site.pause', host: 'Give.example', on: true },
    { type: 'site.pause', host: '*', on: true },
    { type: 'settings.import', text: 7 },
  ])('refuses %j', (message) => {
    expect(parseUiMessage(message)).toBeNull();
  });

  it('is told from what concerns lists', () => {
    expect(isChoiceMessage({ type: 'lists.get' })).toBe(false);
  });
});
