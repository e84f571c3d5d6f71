import type { Candidate, FrameScan, How, Place } from '#lib/core/types.ts';

export function place(over: Partial<Place> = {}): Place {
  return { how: 'text', flags: [], near: '', within: [], ...over };
}

export function candidate(text: string, ...hows: How[]): Candidate {
  return { text, places: (hows.length > 0 ? hows : (['text'] as const)).map((how) => place({ how })) };
}

export function frameScan(over: Partial<FrameScan> = {}): FrameScan {
  return {
    href: 'https://charity.example/donate',
    path: [],
    frames: 0,
    startedAt: 1_000_000,
    signals: { title: 'Some page', isArticle: false, appeal: '' },
    candidates: [],
    widgets: [],
    unread: [],
    scanMs: 1,
    settledMs: 100,
    ...over,
  };
}
