import type { Answer, Asked, Pointed } from '#lib/core/answer.ts';
import type { Checked } from '#lib/core/checked.ts';
import { MAX_ASKED_CHARS } from '#lib/core/limits.ts';
import type { Reply } from '#lib/core/lists.ts';
import { type AnswerWords, answerOf, noAnswer } from './answer-words.ts';

type Target = { tabId: number; frameIds: number[] } | { tabId: number; allFrames: true };

/** The slice of `browser.scripting` that is needed here. */
export interface AskScripting {
  insertCSS(injection: {
    target: Target;
    origin: 'USER';
    files: ['/mark.css', '/answer.css'];
  }): Promise<unknown>;
  executeScript(
    injection:
      | { target: Target; files: ['/answer.js'] }
      | { target: Target; func: typeof findAsked; args: [Pointed] }
      | { target: Target; func: typeof showAnswer; args: [Answer] },
  ): Promise<{ frameId: number; result?: unknown }[]>;
}

export interface AskDeps {
  lookUp(text: string): Promise<Reply<Checked>>;
  words(): Promise<AnswerWords>;
  scripting: AskScripting;
  /** Opens the lookup page with a text, or empty. */
  openLookup(text: string): Promise<unknown>;
}

/** What the browser tells of a press on the menu. */
export interface MenuInfo {
  frameId?: number | undefined;
  selectionText?: string | undefined;
  linkUrl?: string | undefined;
  srcUrl?: string | undefined;
  mediaType?: string | undefined;
}

/** What is asked about, and the frame that it is in. */
interface AskedIn extends Asked {
  frameId: number;
}

const NOTHING: Pointed = { selection: '', link: '', picture: '' };

/** Answers beside what somebody selects, links to or points at; in the lookup page where no script may go. */
export function createAskHandler({ lookUp, words, scripting, openLookup }: AskDeps) {
  async function find(target: Target, pointed: Pointed): Promise<AskedIn[]> {
    await scripting.executeScript({ target, files: ['/answer.js'] });
    const found = await scripting.executeScript({ target, func: findAsked, args: [pointed] });
    return found.flatMap(({ frameId, result }) => (result ? { ...(result as Asked), frameId } : []));
  }

  /** `false` where the browser lets nothing in. The script that found something knows where it stands. */
  async function show(tabId: number, frameId: number, isThere: boolean, answer: Answer): Promise<boolean> {
    const target = { tabId, frameIds: [frameId] };
    try {
      await scripting.insertCSS({ target, origin: 'USER', files: ['/mark.css', '/answer.css'] });
      if (!isThere) await scripting.executeScript({ target, files: ['/answer.js'] });
      const [shown] = await scripting.executeScript({ target, func: showAnswer, args: [answer] });
      return shown?.result === true;
    } catch {
      return false;
    }
  }

  async function answer(tabId: number, asked: AskedIn): Promise<void> {
    const { text, what, cut } = asked;
    const spoken = await words();
    const said =
      text.trim() === ''
        ? noAnswer(what === 'picture' ? 'no-code' : 'no-selection', '', spoken)
        : answerOf(await lookUp(text), text, cut, spoken);
    const frames = asked.hasRoom ? [asked.frameId, 0] : [0];
    for (const frameId of new Set(frames)) {
      if (await show(tabId, frameId, frameId === asked.frameId, said)) return;
    }
    await openLookup(text);
  }

  return {
    /** Somebody chose the entry of the menu. */
    async menu(info: MenuInfo, tabId: number | undefined): Promise<void> {
      const pointed = pointedAt(info);
      const told = [pointed.selection, pointed.link].find((text) => text !== '') ?? '';
      if (tabId === undefined) return void (await openLookup(bounded(told)));
      const frameId = info.frameId ?? 0;
      const found = await find({ tabId, frameIds: [frameId] }, pointed).catch(() => []);
      const what = pointed.selection !== '' ? 'selection' : pointed.picture !== '' ? 'picture' : 'link';
      // What the browser itself told is known without a script, too.
      const cut = told.length > MAX_ASKED_CHARS;
      const [asked = { what, text: bounded(told), cut, isHere: true, hasRoom: false, frameId } as const] =
        found;
      await answer(tabId, asked);
    },
    /** Somebody pressed the keys. */
    async keys(tabId: number): Promise<void> {
      try {
        const found = await find({ tabId, allFrames: true }, NOTHING);
        const nothing = { what: 'selection', text: '', cut: false, isHere: true, hasRoom: true } as const;
        await answer(tabId, found.sort(byNearness)[0] ?? { ...nothing, frameId: 0 });
      } catch {
        await openLookup('');
      }
    },
  };
}

function pointedAt({ selectionText, linkUrl, srcUrl, mediaType }: MenuInfo): Pointed {
  return {
    selection: selectionText ?? '',
    link: linkUrl ?? '',
    picture: mediaType === 'image' ? (srcUrl ?? '') : '',
  };
}

function bounded(text: string): string {
  return text.slice(0, MAX_ASKED_CHARS);
}

/** What is selected before what is pointed at, and the frame where the person is before all others. */
function byNearness(a: Asked, b: Asked): number {
  const rank = ({ what, isHere }: Asked) => (what === 'selection' ? 0 : 2) + (isHere ? 0 : 1);
  return rank(a) - rank(b);
}

/** The script that finds and shows, as lib/page/answer/answer.ts publishes it. */
interface Page {
  find(pointed: Pointed): Promise<Asked | null>;
  show(answer: Answer): void;
}

/** Runs in a frame. */
function findAsked(pointed: Pointed): Promise<Asked | null> | null {
  const page = (globalThis as Record<symbol, unknown>)[Symbol.for('almsguard.answer')] as Page | undefined;
  return page?.find(pointed) ?? null;
}

/** Runs in a frame. */
function showAnswer(answer: Answer): boolean {
  const page = (globalThis as Record<symbol, unknown>)[Symbol.for('almsguard.answer')] as Page | undefined;
  page?.show(answer);
  return page !== undefined;
}
