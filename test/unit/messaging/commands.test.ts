import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding, Level, Report } from '#lib/core/report.ts';
import { createCommands, placesToVisit } from '#lib/messaging/commands.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import { builtReport } from '../../support/built-report.ts';

const finding = (level: Level, ...texts: string[]): Finding => ({
  text: texts[0] ?? '',
  chain: null,
  canonical: '',
  places: texts.map((text, index) => ({
    how: 'text',
    frame: 0,
    flags: [],
    context: 'donation',
    at: { frameId: 3, text, index },
  })),
  level,
  reasons: [],
  claims: [],
});
const report = (addresses: Finding[], over: Partial<Report> = {}): Report => ({
  ...builtReport(),
  state: 'ready',
  addresses,
  ...over,
});

describe('commands', () => {
  let now: Report;
  let sent: [tabId: number, frameId: number, message: ToPage][];
  let read: number[];
  let obey: ReturnType<typeof createCommands>;
  beforeEach(() => {
    now = report([finding('listed', 'a', 'a'), finding('caution', 'b'), finding('none', 'c')]);
    sent = [];
    read = [];
    obey = createCommands({
      reportOf: async () => now,
      read: async (tabId) => void read.push(tabId),
      sendToFrame: async (...message) => void sent.push(message),
    });
  });
  const jumps = () =>
    sent.map(([, , message]) => message.type === 'page.reveal' && [message.text, message.index]);

  it('check a page', async () => {
    await obey('check-page', 7);
    expect([read, sent]).toEqual([[7], []]);
  });

  it('go from finding to finding, in each tab by itself, and begin again', async () => {
    for (let i = 0; i < 4; i++) await obey('next-finding', 7);
    expect(jumps()).toEqual([
      ['a', 0],
      ['a', 1],
      ['b', 0],
      ['a', 0],
    ]);
    await obey('next-finding', 8);
    expect(sent.at(-1)).toEqual([8, 3, { type: 'page.reveal', text: 'a', index: 0 }]);
  });

  it('go nowhere where nothing is found, or nothing is concluded', async () => {
    now = report([finding('none', 'c')]);
    await obey('next-finding', 7);
    now = report([finding('listed', 'a')], { state: 'not-ready' });
    await obey('next-finding', 7);
    await obey('something-else', 7);
    expect([sent, read]).toEqual([[], []]);
  });

  it('go to what the page shows, and not to the page itself', () => {
    expect(placesToVisit(report([], { page: [finding('listed', '')] }))).toEqual([]);
  });
});
