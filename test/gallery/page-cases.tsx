import type { Level, Mark, Report } from '#lib/core/report.ts';
import { marksOf } from '#lib/messaging/mark-lines.ts';
import { createAsker } from '#lib/page/guard/ask.ts';
import type { Question } from '#lib/page/guard/question.ts';
import { createToast } from '#lib/page/guard/toast.ts';
import { mountMarks } from '#lib/page/marks.ts';
import type { PageSeam, Shown } from '#lib/page/seam.ts';
import type { Target } from '#lib/page/targets.ts';
import { ADDRESSES, Appeal } from './Appeal.tsx';
import { ANSWER_CASES } from './answer-cases.tsx';
import { partOver } from './over-page.ts';
import { POPUP_CASES } from './popup-cases.ts';
import { appear, draw, type Scene, type Stage } from './stage.tsx';

/** What stands over the pages of others, over an appeal that is nobody's. */

/** What the background would say of the popup's case of this name. */
function markOf({ words }: Stage, name: string, text: string | null): Mark {
  const report = POPUP_CASES[name]?.answer as Report;
  const [mark] = marksOf(report, 0, words);
  if (!mark) throw new Error(`Nothing is marked in "${name}"`);
  return { ...mark, text, context: report.context };
}

const markAt = (stage: Stage, id: keyof typeof ADDRESSES, name: string): Shown => ({
  mark: markOf(stage, name, ADDRESSES[id]),
  targets: [targetOf(document.getElementById(id) as HTMLElement)],
});

function targetOf(element: HTMLElement): Target {
  const { firstChild } = element;
  if (!(firstChild instanceof Text) || element instanceof HTMLAnchorElement)
    return { kind: 'element', element };
  return { kind: 'text', from: firstChild, start: 0, to: firstChild, end: firstChild.length };
}

const everyMark = (stage: Stage): Shown[] => [
  markAt(stage, 'listed', 'listed'),
  markAt(stage, 'link', 'listed'),
  markAt(stage, 'field', 'linked'),
  markAt(stage, 'derived', 'derived'),
  markAt(stage, 'code', 'linked'),
  markAt(stage, 'like', 'lookalike'),
  markAt(stage, 'own', 'verified'),
  markAt(stage, 'quoted', 'listed-mention'),
];

/** Only what is asked of a page here; nothing is read. */
function seamOf(shown: Shown[]): PageSeam {
  return {
    shown: () => shown,
    subscribe: () => () => {},
    own: new WeakSet(),
    lookCloser() {},
    ask: async () => undefined,
    find: () => [],
    readHref: () => null,
    closer: () => null,
    openShadow: () => null,
    stop() {},
  };
}

function showMarks(stage: Stage, marks: (stage: Stage) => Shown[], hasHeader = false): void {
  draw(stage, <Appeal hasHeader={hasHeader} />);
  const shown = mountMarks(window, seamOf(marks(stage)), stage.words.t);
  stage.strike.push(shown.stop);
}

/** A pointer on the glyph of this level opens its card. */
const card =
  (level: Level, isQuiet = false): Scene =>
  async (stage) => {
    showMarks(stage, everyMark);
    const pin = partOver(`.almsguard-pin.almsguard-${level}${isQuiet ? '.almsguard-quiet' : ''}`);
    pin?.scrollIntoView({ block: 'center' });
    pin?.dispatchEvent(new PointerEvent('pointerenter'));
    await appear(() => partOver('.almsguard-card'));
  };

const banner =
  (name: string, hasHeader = false): Scene =>
  async (stage) => {
    const about: Shown = { mark: markOf(stage, name, null), targets: [] };
    showMarks(stage, () => [about], hasHeader);
    await appear(() => partOver('.almsguard-banner')?.textContent?.includes(about.mark.line));
  };

function ask({ words, strike }: Stage, question: Question): void {
  const asker = createAsker({ window, own: new WeakSet(), words: words.t });
  asker.ask(question, { onward() {}, back() {}, unseen() {} });
  strike.push(asker.stop);
}

/** The question before an act, about the cases of these names. */
const question =
  (kind: Question['kind'], names: string[], late = false): Scene =>
  (stage) => {
    draw(stage, <Appeal />);
    const address = ADDRESSES.listed;
    ask(stage, { kind, late, hits: names.map((name) => ({ mark: markOf(stage, name, address), address })) });
  };

/** Before somebody gives to a listed account at a donation service. */
const account: Scene = (stage) => {
  draw(stage, <Appeal />);
  const mark = { ...markOf(stage, 'widget', null), urls: ['https://www.paypal.com/donate/'] };
  ask(stage, { kind: 'press', hits: [{ mark, address: 'www.paypal.com/donate/' }], late: false });
};

const toast =
  (linesOf: (stage: Stage) => string[], level?: Level): Scene =>
  async (stage) => {
    draw(stage, <Appeal />);
    const shown = createToast({ window, own: new WeakSet(), words: stage.words.t });
    shown.show(linesOf(stage), level);
    await appear(() => partOver('.almsguard-toast p'));
    stage.strike.push(() => shown.stop());
  };

const quoted = (stage: Stage) => {
  const { line, more } = markOf(stage, 'listed-mention', null);
  return [line, ...more.slice(0, 1)];
};

export const PAGE_CASES: Record<string, Scene> = {
  marks: (stage) => showMarks(stage, everyMark),
  'card-listed': card('listed'),
  'card-derived': card('derived'),
  'card-same-key': card('same-key'),
  'card-lookalike': card('lookalike'),
  'card-verified': card('verified'),
  'card-quoted': card('listed', true),
  'banner-seized': banner('seized'),
  'banner-below': banner('seized', true),
  'banner-site': banner('site'),
  'banner-channel': banner('channel'),
  'banner-page': banner('page'),
  'banner-widget': banner('widget'),
  'banner-frame': banner('frame'),
  'banner-frame-seized': banner('frame-seized'),
  'banner-lookalike': banner('lookalike-host'),
  'banner-reported-twice': banner('corroborated'),
  'guard-copy': question('copy', ['listed']),
  'guard-press': question('press', ['listed']),
  'guard-pay': question('pay', ['listed']),
  'guard-submit': question('submit', ['listed']),
  'guard-copied': question('copied', ['listed'], true),
  'guard-late': question('pay', ['listed'], true),
  'guard-several': question('copy', ['listed', 'linked']),
  'guard-linked': question('copy', ['linked']),
  'guard-derived': question('copy', ['derived']),
  'guard-account': account,
  'toast-quoted': toast(quoted, 'listed'),
  'toast-emptied': toast(({ words }) => [words.t('guard_clipboard_emptied')]),
  'toast-other': toast(({ words }) => [words.t('guard_clipboard_other')]),
  'toast-kept': toast(({ words }) => [words.t('guard_clipboard_kept')]),
  ...ANSWER_CASES,
};
