import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Asked, Pointed } from '#lib/core/answer.ts';
import { MAX_ASKED_CHARS } from '#lib/core/limits.ts';
import { type AskScripting, createAskHandler } from '#lib/messaging/ask-handler.ts';
import { words } from '../components/reports.tsx';

type Target = { tabId: number; frameIds?: number[]; allFrames?: true };
const asked = (over: Partial<Asked> = {}): Asked => ({
  what: 'selection',
  text: 'selected',
  cut: false,
  isHere: true,
  hasRoom: true,
  ...over,
});

describe('asking', () => {
  /** What each frame finds; a frame that is not there lets nothing in. */
  let frames: Map<number, Asked | null>;
  let pointed: Pointed[];
  let shown: [frameId: number, answer: Answer][];
  let looked: string[];
  let opened: string[];
  /** Frames that got the script and the style, in order. */
  let injected: string[];
  let ask: ReturnType<typeof createAskHandler>;
  beforeEach(() => {
    frames = new Map([[0, null]]);
    [pointed, shown, looked, opened, injected] = [[], [], [], [], []];
    const framesOf = ({ frameIds }: Target) => {
      const ids = frameIds ?? [...frames.keys()];
      if (ids.length === 0 || ids.some((id) => !frames.has(id))) throw new Error('Cannot access');
      return ids;
    };
    const scripting = {
      async insertCSS({ target, files }: { target: Target; files: string[] }) {
        injected.push(`${framesOf(target)} ${files}`);
      },
      async executeScript(injection: { target: Target; files?: string[]; args?: [Pointed & Answer] }) {
        const ids = framesOf(injection.target);
        if (injection.files) injected.push(`${ids} ${injection.files}`);
        const [arg] = injection.args ?? [];
        if (!arg) return [];
        if ('title' in arg) {
          shown.push([ids[0] ?? -1, arg]);
          return [{ frameId: ids[0], result: true }];
        }
        pointed.push(arg);
        return ids.map((frameId) => ({ frameId, result: frames.get(frameId) }));
      },
    };
    ask = createAskHandler({
      async lookUp(text) {
        looked.push(text);
        return { ok: false, error: { code: 'not-ready', message: '' } };
      },
      words: async () => ({ ...words, appearance: 'system' }),
      scripting: scripting as unknown as AskScripting,
      openLookup: async (text) => void opened.push(text),
    });
  });
  const titles = () => shown.map(([frameId, { title }]) => [frameId, title]);
  const LOADING = 'The lists are still being loaded';

  it('answers in the frame that the menu was opened in, with what that frame finds there', async () => {
    frames.set(5, asked());
    await ask.menu({ selectionText: 'told', frameId: 5, linkUrl: 'https://a.example/' }, 7);
    expect(pointed).toEqual([{ selection: 'told', link: 'https://a.example/', picture: '' }]);
    expect(looked).toEqual(['selected']);
    expect(titles()).toEqual([[5, LOADING]]);
    expect(shown[0]?.[1].text).toBe('selected');
    // Once: a second script would not know where the selection was.
    expect(injected).toEqual(['5 /answer.js', '5 /mark.css,/answer.css']);
    expect(opened).toEqual([]);
  });

  it('asks of a picture only where there is one', async () => {
    await ask.menu({ srcUrl: 'https://a.example/v.mp4', mediaType: 'video' }, 7);
    await ask.menu({ srcUrl: 'https://a.example/p.png', mediaType: 'image' }, 7);
    expect(pointed.map(({ picture }) => picture)).toEqual(['', 'https://a.example/p.png']);
  });

  it('answers over the page what a small or foreign frame has no place for', async () => {
    frames.set(5, asked({ hasRoom: false }));
    await ask.menu({ selectionText: 'told', frameId: 5 }, 7);
    await ask.menu({ selectionText: 'told', frameId: 6 }, 7);
    expect(titles()).toEqual([
      [0, LOADING],
      [0, LOADING],
    ]);
    expect(looked).toEqual(['selected', 'told']);
    expect(injected).toContain('0 /answer.js');
  });

  it('opens the lookup page where nothing is let in, with what the browser told', async () => {
    frames.clear();
    await ask.menu({ selectionText: 'told', linkUrl: 'https://a.example/' }, 7);
    await ask.menu({ linkUrl: 'https://a.example/' }, 7);
    await ask.menu({ srcUrl: 'https://a.example/p.png', mediaType: 'image' }, 7);
    await ask.menu({ selectionText: 'told' }, undefined);
    await ask.menu({ selectionText: 'x'.repeat(MAX_ASKED_CHARS + 1) }, undefined);
    await ask.keys(7);
    expect(opened.slice(0, 4)).toEqual(['told', 'https://a.example/', '', 'told']);
    expect(opened[4]).toHaveLength(MAX_ASKED_CHARS);
    expect(opened.slice(5)).toEqual(['']);
    expect(shown).toEqual([]);
  });

  it('looks nothing up where there is nothing to look up, and says so', async () => {
    frames.set(0, asked({ what: 'picture', text: '' }));
    await ask.keys(7);
    frames.set(0, null);
    await ask.keys(7);
    expect(looked).toEqual([]);
    expect(titles()).toEqual([
      [0, 'No code with an address could be read here'],
      [0, 'Nothing is selected here'],
    ]);
  });

  it('takes, of all frames, what is selected where the person is', async () => {
    frames.set(0, asked({ what: 'link', text: 'https://here.example/' }));
    frames.set(3, asked({ text: 'elsewhere', isHere: false }));
    frames.set(4, asked({ text: 'here' }));
    await ask.keys(7);
    frames.delete(4);
    await ask.keys(7);
    frames.delete(3);
    await ask.keys(7);
    expect(looked).toEqual(['here', 'elsewhere', 'https://here.example/']);
  });
});
