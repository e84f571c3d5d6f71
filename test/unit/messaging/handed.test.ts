import { describe, expect, it } from 'vitest';
import { MAX_ASKED_CHARS } from '#lib/core/limits.ts';
import { createAskPort } from '#lib/messaging/ask-port.ts';
import { give, take } from '#lib/messaging/handed.ts';
import { ASK_PORT } from '#lib/messaging/protocol.ts';
import { sessionArea } from '../../support/session-area.ts';

/** Of the number one, which nobody uses. */
const WIF = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';

describe('a text that is handed to the lookup page', () => {
  it('is in no address, is taken once, and only by the page that it is for', async () => {
    const session = sessionArea();
    const path = await give(session, 'secret', 'id-1');
    expect(path).toBe('lookup.html#id-1');
    expect([await take(session, '#id-2'), await take(session, '')]).toEqual(['', '']);
    expect(await take(session, '#id-1')).toBe('secret');
    expect(await take(session, '#id-1')).toBe('');
    expect(await session.get('lookup.given')).toEqual({});
  });

  it('holds no private key', async () => {
    const session = sessionArea();
    await give(session, `a ${WIF} b`, 'id-1');
    const taken = await take(session, '#id-1');
    expect(taken).toMatch(/^a .* b$/);
    expect(taken).not.toContain(WIF);
  });

  it('gives way to a newer one; nothing needs no hand', async () => {
    const session = sessionArea();
    await give(session, 'old', 'id-1');
    await give(session, 'new', 'id-2');
    expect([await take(session, '#id-1'), await take(session, '#id-2')]).toEqual(['', 'new']);
    expect(await give(session, '', 'id-3')).toBe('lookup.html');
  });
});

describe('the button of an answer', () => {
  const self = { id: 'almsguard', origin: 'chrome-extension://almsguard/' };
  const PAGE = { id: 'almsguard', url: 'https://a.example/', frameId: 0, tab: { id: 7 } };

  async function press(text: unknown, over: { name?: string; sender?: object; shown?: boolean } = {}) {
    const opened: string[] = [];
    let now = 0;
    const hear = createAskPort({
      self,
      isShown: async () => over.shown ?? true,
      openLookup: async (what) => void opened.push(what),
      now: () => now,
    });
    const again = async (after: number) => {
      now += after;
      let heard: (message: unknown) => unknown = () => {};
      hear({
        name: over.name ?? ASK_PORT,
        sender: over.sender ?? PAGE,
        onMessage: {
          addListener(listener) {
            heard = listener;
          },
        },
        disconnect() {},
      });
      await heard(text);
      return opened;
    };
    return { opened: await again(10_000), again };
  }

  it('opens the lookup page with its text, not more often than a person presses', async () => {
    const { opened, again } = await press('text');
    expect(opened).toEqual(['text']);
    expect(await again(100)).toHaveLength(1);
    expect(await again(10_000)).toHaveLength(2);
  });

  it.each([
    ['of another port', 'x', { name: 'other' }],
    ['of another extension', 'x', { sender: { ...PAGE, id: 'other' } }],
    ['of no tab', 'x', { sender: { id: 'almsguard', url: 'https://a.example/' } }],
    ['of a tab in the background', 'x', { shown: false }],
    ['that is no text', { text: 'x' }, {}],
    ['that is too long', 'x'.repeat(MAX_ASKED_CHARS + 1), {}],
  ])('opens nothing for a message %s', async (_, text, over) => {
    expect((await press(text, over)).opened).toEqual([]);
  });
});
