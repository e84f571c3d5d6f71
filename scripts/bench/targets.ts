import type { CompactBench } from './compact.ts';
import { browserTitle } from './markdown.ts';
import type { Figures } from './report.ts';

/** What is aimed at, and how a figure is told. */
export interface Target {
  name: string;
  value: number;
  /** The most it may be, or with `atLeast` the least. */
  limit: number;
  atLeast?: true;
  unit: string;
}

/** The ways of refreshing, in a few words. */
const REFRESHED = { delta: 'by changes', whole: 'whole', lines: 'a plain list' } as const;

/** Milliseconds a megabyte, on the machine on which the usual expressions took as many as these. */
const TEXT_MS = 10;
const EXPRESSIONS_MS = 9.5;

const KB = 1024;
const MB = 1024 * 1024;

/** The aims of all parts that were measured. */
export function targetsOf(figures: Figures): Target[] {
  return [...speedTargets(figures), ...corpusTargets(figures), ...listTargets(figures)];
}

function speedTargets({ scan, bytes, text, growth, guard, popup, review }: Figures): Target[] {
  const injected = bytes?.find(({ file }) => file.startsWith('content-scripts'));
  const own = text?.peers.find(({ peer }) => peer === 'almsguard');
  const usual = text?.peers.find(({ peer }) => peer === 'expressions');
  return [
    ...(scan
      ? [{ name: 'First scan against the bare pass, all pages', value: scan.ratio, limit: 2.5, unit: '×' }]
      : []),
    ...(injected
      ? [{ name: 'Script in every frame, gzipped', value: injected.gzipped / KB, limit: 12, unit: 'kB' }]
      : []),
    ...(guard ?? []).map(({ browser, acts }) => ({
      name: `Added to a click or a copy that needs no explanation, worst, ${browserTitle(browser)}`,
      value: Math.max(...acts.map(({ first }) => first)),
      limit: 1,
      unit: 'ms',
    })),
    ...(popup ?? []).map((figure) => ({
      name: `The popup with its headline, ${browserTitle(figure.browser)}`,
      value: figure.popup,
      limit: 100,
      unit: 'ms',
    })),
    ...(review ?? []).flatMap(({ browser, open, anew, search }) => {
      const where = browserTitle(browser);
      return [
        { name: `A list of 10,000 cases, ${where}`, value: open.list, limit: 200, unit: 'ms' },
        { name: `The same, all read first, ${where}`, value: anew.list, limit: 200, unit: 'ms' },
        { name: `A search in 10,000 cases, ${where}`, value: search, limit: 100, unit: 'ms' },
      ];
    }),
    ...(own ? [{ name: 'Text matching, a megabyte', value: own.warm, limit: TEXT_MS, unit: 'ms' }] : []),
    ...(own && usual
      ? [
          {
            name: `Text matching against usual expressions, which take ${EXPRESSIONS_MS} ms where that was aimed at`,
            value: own.warm / usual.warm,
            limit: Number((TEXT_MS / EXPRESSIONS_MS).toFixed(2)),
            unit: '×',
          },
        ]
      : []),
    ...(growth
      ? [
          {
            name: 'Twice the expensive text, time against the half, worst',
            value: Math.max(...growth.map(({ ratio }) => ratio)),
            limit: 2.2,
            unit: '×',
          },
        ]
      : []),
  ];
}

function corpusTargets({ corpus }: Figures): Target[] {
  if (!corpus) return [];
  const share = ({ found, of }: { found: number; of: number }) => (found / of) * 100;
  const { donation, pages, precision } = corpus;
  const atLeast = true;
  return [
    {
      name: 'Recall in text, documents that ask',
      value: share(donation.text),
      limit: 99,
      atLeast,
      unit: '%',
    },
    { name: 'Recall in text, ordinary pages', value: share(pages.text), limit: 99, atLeast, unit: '%' },
    {
      name: 'Recall everywhere, documents that ask',
      value: share(donation.all),
      limit: 97,
      atLeast,
      unit: '%',
    },
    { name: 'Recall everywhere, ordinary pages', value: share(pages.all), limit: 97, atLeast, unit: '%' },
    {
      name: 'False strings, chains with a checksum',
      value: precision.checksummed.length,
      limit: 0,
      unit: '',
    },
    { name: 'False strings, chains without', value: precision.unchecked.length, limit: 2, unit: '' },
    { name: 'Called listed on ordinary pages', value: precision.listed.length, limit: 0, unit: '' },
    { name: 'Traps that are listed', value: corpus.traps.missed.length, limit: 0, unit: '' },
    {
      name: 'Strict vectors that disagree',
      value: corpus.vectors.chains.reduce((sum, { disagree }) => sum + disagree.length, 0),
      limit: 0,
      unit: '',
    },
  ];
}

function listTargets({ watchlist, compact, cold, refresh, ofac }: Figures): Target[] {
  const largest = watchlist?.sizes.at(-1);
  return [
    ...(largest
      ? [
          {
            name: 'Verdict on 100 addresses against 1 M entries',
            value: largest.verdict,
            limit: 5,
            unit: 'ms',
          },
          { name: 'Memory for 1 M entries', value: largest.memoryBytes / MB, limit: 24, unit: 'MB' },
          {
            name: 'Verify and apply 1 M entries',
            value: (largest.verify + largest.apply) / 1000,
            limit: 3,
            unit: 's',
          },
        ]
      : []),
    ...(ofac
      ? [
          { name: "Heap while OFAC's file is read", value: ofac.heap / MB, limit: 64, unit: 'MB' },
          {
            name: "In Chromium's worker while OFAC's file comes",
            value: ofac.inBrowser.peak / MB,
            limit: 64,
            unit: 'MB',
          },
        ]
      : []),
    ...(compact ? compactTargets(compact) : []),
    ...(refresh?.steps ?? []).map(({ name, peak }) => ({
      name: `In the worker while 1 M addresses are refreshed, ${REFRESHED[name]}`,
      value: peak / MB,
      limit: 48,
      unit: 'MB',
    })),
    ...(cold
      ? [
          {
            name: "In Chromium's worker with both loaded",
            value: cold.memory.peak / MB,
            limit: 48,
            unit: 'MB',
          },
        ]
      : []),
    ...(cold?.pages.slice(0, 1) ?? []).map((page) => ({
      name: 'The first verdict from an ended worker',
      value: page.cold,
      limit: 150,
      unit: 'ms',
    })),
  ];
}

function compactTargets({ items, wire, verify, apply, delta, memoryBytes }: CompactBench): Target[] {
  const each = ({ bytes, text }: typeof wire.hosts) => (bytes - text) / items;
  return [
    { name: 'An address on the wire, of 1 M', value: each(wire.addresses), limit: 12, unit: 'bytes' },
    { name: 'A host on the wire, of 1 M', value: each(wire.hosts), limit: 6, unit: 'bytes' },
    {
      name: 'Verify and apply 1 M addresses and 1 M hosts',
      value: (verify + apply) / 1000,
      limit: 5,
      unit: 's',
    },
    { name: 'Memory for both, as the sum of what is held', value: memoryBytes / MB, limit: 48, unit: 'MB' },
    { name: 'Apply a delta of 10,000', value: delta, limit: 300, unit: 'ms' },
  ];
}

export function targetRow({ name, value, limit, atLeast, unit }: Target): string[] {
  const isMet = atLeast ? value >= limit : value <= limit;
  const tell = (figure: number | string) => `${figure} ${unit}`.trim();
  const digits = unit === '' || value >= 100 ? 0 : unit === '%' || unit === '×' ? 2 : 1;
  return [
    name,
    `${atLeast ? '≥' : '≤'} ${tell(limit)}`,
    tell(value.toFixed(digits)),
    isMet ? 'met' : `missed${limit === 0 ? '' : ` by ${(Math.abs(value / limit - 1) * 100).toFixed(0)} %`}`,
  ];
}
