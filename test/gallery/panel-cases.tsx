import { Closed } from '#components/review/Closed.tsx';
import { Panel } from '#components/review/Panel.tsx';
import type { Level } from '#lib/core/report.ts';
import type { PanelActions } from '#lib/core/review-panel.ts';
import { seenOf } from '#lib/review/seen.ts';
import { makeFinding, makeQuiet, makeReport } from '../support/report-views.ts';
import { type PanelStory, playPanel } from '../support/review-panel.ts';
import { LIST_CHANGES, memoryStore, pageRow, space } from '../support/review-space.ts';
import { appear, draw, press, type Scene, type Stage } from './stage.tsx';

const REPORT = makeReport({
  url: 'https://relief.example/donate',
  title: 'Help a family through the winter',
});
const LONG = `https://very-long-name-of-a-charity-that-does-not-exist.example/${'a'.repeat(60)}`;
const ROWS: [string, string, Level | null][] = [
  [REPORT.url, REPORT.title, 'listed'],
  ['https://masks.example/', 'Masks for hospitals', 'lookalike'],
  ['https://school.example/give', 'Orchard School', 'none'],
  [LONG, '', null],
  ['https://عون.example/', 'عون الشتاء للأسر', 'reported'],
];

/** Pages with one wallet; the last is less bad, and told apart. */
const ONE_WALLET: typeof ROWS = [
  [REPORT.url, REPORT.title, 'listed'],
  ['https://very-long-name-of-a-charity-that-does-not-exist.example/give', '', 'listed'],
  ['https://masks.example/', 'Masks for hospitals', 'listed'],
  ['https://عون.example/', 'عون الشتاء للأسر', 'listed'],
  ['https://school.example/give', 'Orchard School', 'listed'],
  ['https://news.example/', 'A wallet is put on the list', 'caution'],
];

interface Play {
  story?: PanelStory;
  /** Cases that are there, and what became of the first of them. */
  rows?: typeof ROWS;
  prepare?(acts: ReturnType<typeof space>, first: string): Promise<unknown>;
  change?(actions: PanelActions): void;
  act?(stage: Stage, store: ReturnType<typeof memoryStore>): Promise<unknown>;
}

function play({ story, rows = [], prepare, change, act }: Play): Scene {
  return async (stage) => {
    const store = memoryStore();
    const ada = space(store, 'Ada');
    for (const [url, title, level] of rows) {
      const added = await ada.add([pageRow(url, { title })], 'paste');
      const [id] = added.ok ? added.value : [];
      const addresses = level === 'none' ? [makeQuiet('bc1q')] : [makeFinding({ level: level ?? 'none' })];
      const seen = level && seenOf(makeReport({ url, title, level, addresses }));
      if (id && seen) await ada.see(id, seen);
    }
    const [first] = (await store.cases()).filter(({ url }) => url === rows[0]?.[0]);
    if (first && prepare) await prepare(ada, first.id);
    const { actions } = await playPanel({ report: () => REPORT, ...story, store });
    change?.(actions);
    draw(stage, <Panel actions={actions} />);
    await act?.(stage, store);
  };
}

const open = async ({ app }: Stage) => {
  await press(app, '.row');
  await appear(() => app.querySelector('.case .findings, .case section.note'));
  await new Promise((done) => setTimeout(done, 30));
};

/** The states of the review panel. */
export const PANEL_CASES: Record<string, Scene> = {
  name: play({ story: { reviewer: '' } }),
  empty: play({}),
  queue: play({ rows: ROWS }),
  intake: play({
    async act({ app }) {
      const text = await appear(() => app.querySelector<HTMLTextAreaElement>('#add-text'));
      text.value = 'https://a.example/\nhttps://b.example/\nftp://c.example/\nhttp://10.0.0.1/';
      await press(app, 'form button[type="submit"]');
      await appear(() => app.querySelector('[aria-live] .card'));
      for (const details of app.querySelectorAll('details')) details.open = true;
    },
  }),
  case: play({ rows: ROWS, act: open }),
  asking: play({
    rows: ROWS,
    async act(stage) {
      await open(stage);
      await press(stage.app, '[data-act="escalated"]');
    },
  }),
  alike: play({
    rows: ONE_WALLET,
    async act(stage) {
      await open(stage);
      await press(stage.app, '[data-act="confirmed"]');
      await press(stage.app, '.reasons button');
      await appear(() => stage.app.querySelector('.alike'));
      await new Promise((done) => setTimeout(done, 30));
    },
  }),
  'decided-alike': play({
    rows: ONE_WALLET,
    async act(stage) {
      await open(stage);
      await press(stage.app, '[data-act="confirmed"]');
      await press(stage.app, '.reasons button');
      await press(stage.app, '.alike [data-act="alike"]');
      await appear(() => stage.app.querySelector('.case') && !stage.app.querySelector('.alike'));
      await press(stage.app, '[data-act="previous"]');
      await appear(() => stage.app.querySelector('.case .findings'));
    },
  }),
  decided: play({
    rows: ROWS.slice(0, 1),
    async prepare(ada, id) {
      await ada.note(id, 'The same wallet as last week, on another page.');
      await ada.tag(id, ['winter', 'same people as in March']);
    },
    change(actions) {
      const { get } = actions;
      actions.get = (id) => {
        const one = get(id);
        return (
          one && {
            ...one,
            changed: {
              before: 'listed',
              after: 'delisted',
              at: '2026-03-03T10:00:00.000Z',
              what: LIST_CHANGES,
            },
            rivals: [
              { reviewer: 'Bea', at: '2026-03-02T10:00:00.000Z', state: 'dismissed', reason: 'quotes' },
            ],
          }
        );
      };
    },
    async act(stage) {
      await open(stage);
      await press(stage.app, '.bar .switch input');
      await press(stage.app, '[data-act="confirmed"]');
      await press(stage.app, '.reasons button');
      await press(stage.app, '.proof summary');
      await appear(() => stage.app.querySelector('.proof img'));
    },
  }),
  'no-permission': play({ rows: ROWS, story: { report: () => 'no-permission' }, act: open }),
  'disk-full': play({
    rows: ROWS,
    async act(stage, store) {
      await open(stage);
      store.fail = 'disk-full';
      await press(stage.app, '[data-act="in-review"]');
      await appear(() => stage.app.querySelector('.trouble'));
    },
  }),
  'note-draft': play({
    rows: ROWS,
    async act(stage, store) {
      await open(stage);
      store.fail = 'disk-full';
      const note = await appear(() => stage.app.querySelector<HTMLTextAreaElement>('#case-note'));
      note.focus();
      note.value = 'The same wallet as last week.';
      note.dispatchEvent(new Event('input', { bubbles: true }));
      note.blur();
      await appear(() => stage.app.querySelector('.notes .note'));
    },
  }),
  closed: (stage) => draw(stage, <Closed onRetry={() => undefined} />),
  keys: play({ rows: ROWS, act: ({ app }) => press(app, '[data-act="keys"]') }),
};
