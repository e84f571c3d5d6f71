import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Checked } from '#lib/core/checked.ts';
import type { Reply } from '#lib/core/lists.ts';
import type { Offered } from '#lib/messaging/answer-words.ts';
import { createOmnibox, escapeXml } from '#lib/messaging/omnibox.ts';
import { words } from '../components/reports.tsx';

const NASTY = `<b>&"'\u0007x`;

function rowsOf(...names: string[]): Reply<Checked> {
  const rows = names.map((canonical) => ({
    what: 'host' as const,
    text: canonical,
    canonical,
    chain: null,
    encoding: null,
    level: 'none' as const,
    reasons: [],
    claims: [],
    times: 1,
    line: 1,
  }));
  const date = '2026-11-21';
  return {
    ok: true,
    value: { checked: `${date}T00:00:00Z`, date, rows, lists: [], notes: [], left: 0, keysLeft: 0 },
  };
}

describe('the address bar', () => {
  let looked: string[];
  let said: string[];
  let offered: Offered[][];
  let opened: [string, string][];
  let answers: Map<string, Promise<Reply<Checked>>>;
  beforeEach(() => {
    [looked, said, offered, opened, answers] = [[], [], [], [], new Map()];
  });
  const omnibox = (isXml = true) =>
    createOmnibox({
      async lookUp(text) {
        looked.push(text);
        return answers.get(text) ?? rowsOf(text);
      },
      words: async () => ({ ...words, appearance: 'system' }),
      setDefault: ({ description }) => said.push(description),
      open: async (...how) => void opened.push(how),
      isXml,
    });
  const offer = (offers: Offered[]) => void offered.push(offers);

  it('says of the first what it is and offers the others', async () => {
    answers.set('one two', Promise.resolve(rowsOf('one.example', 'two.example')));
    await omnibox().changed(' one two ', offer);
    expect(said).toEqual([expect.stringContaining('Not on the lists: one.example (Site).')]);
    expect(offered).toEqual([
      [{ content: 'two.example', description: expect.stringContaining('two.example') }],
    ]);
  });

  it('says what can be typed while nothing is', async () => {
    await omnibox().changed('  ', offer);
    expect([said, offered, looked]).toEqual([['Type an address, a site or a handle to check it'], [[]], []]);
  });

  it('takes a handle for a channel of Telegram, and nothing else for one', async () => {
    const { changed, entered } = omnibox();
    await changed('@some_channel', offer);
    await entered('@some_channel', 'currentTab');
    await entered('mail@some.example', 'newForegroundTab');
    expect(looked).toEqual(['https://t.me/some_channel']);
    expect(opened).toEqual([
      ['https://t.me/some_channel', 'currentTab'],
      ['mail@some.example', 'newForegroundTab'],
    ]);
  });

  it('is not overtaken by an answer to what was typed before', async () => {
    let late: (reply: Reply<Checked>) => void = () => {};
    answers.set('a', new Promise((resolve) => (late = resolve)));
    const { changed } = omnibox();
    const first = changed('a', offer);
    await changed('ab', offer);
    late(rowsOf('a'));
    await first;
    expect(said).toEqual([expect.stringContaining('ab')]);
  });

  it('writes XML where the browser reads it, and plain text where it does not', async () => {
    await omnibox().changed(NASTY, offer);
    await omnibox(false).changed(NASTY, offer);
    expect(said[0]).toContain('&#60;b&#62;&#38;&#34;&#39;x');
    expect(said[1]).toContain(NASTY);
  });

  it('writes no text that is markup, or that no XML may hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = escapeXml(text);
        expect(written).not.toMatch(/[<>"']|&(?!#\d+;)/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for.
        expect(written).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u);
      }),
    );
    expect(escapeXml('😀 ok\ud800')).toBe('😀 ok');
  });
});
