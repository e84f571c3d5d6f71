import { Closed } from '#components/review/Closed.tsx';
import { Page } from '#components/review/overview/Page.tsx';
import { LEVELS } from '#lib/core/report.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import { caseId } from '#lib/review/case-id.ts';
import { proofOf } from '#lib/review/evidence.ts';
import { seenOf } from '#lib/review/seen.ts';
import { makeFinding, makeReport } from '../support/report-views.ts';
import { type PageStory, playPage } from '../support/review-page.ts';
import { seedFile } from '../support/review-seed.ts';
import { memoryStore, pageRow, reviewCase, space } from '../support/review-space.ts';
import { appear, draw, press, type Scene, type Stage } from './stage.tsx';

const REPORT = makeReport({
  url: 'https://relief.example/donate',
  title: 'Help a family through the winter',
  widgets: [{ provider: 'nowpayments', kind: 'link', host: 'nowpayments.io', accounts: ['relief-fund'] }],
});
const OTHERS: [string, string][] = [
  ['https://masks.example/', 'Masks for hospitals'],
  ['https://very-long-name-of-a-charity-that-does-not-exist.example/winter/appeal/of/the/year', ''],
  ['https://عون.example/', 'عون الشتاء للأسر'],
  ['https://news.relief.example/blog', 'How we help'],
];
/** Groups of filters that are there before any case is. */
const DAYS_AND_MARKS = 2;
const MISP = { url: 'https://misp.example', key: 'key-of-the-team' };
/** A page, as far as a picture of one has to look like it. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="700"><rect width="1200" height="700" fill="#eee"/><rect x="80" y="80" width="700" height="60" fill="#888"/><rect x="80" y="200" width="1000" height="24" fill="#bbb"/><rect x="80" y="250" width="900" height="24" fill="#bbb"/></svg>',
)}`;

interface Play extends Omit<PageStory, 'store' | 'cases'> {
  /** Where it opens. */
  part?: string;
  /** The workspace as another reviewer exported it. */
  file?: string;
  /** Cases made one by one; answers where it opens. */
  make?(store: ReturnType<typeof memoryStore>): Promise<string>;
  cases?(): ReviewCase[];
  act?(stage: Stage, at: { store: ReturnType<typeof memoryStore>; actions: PageActions }): Promise<unknown>;
}

function play({ part = '', file, make, cases, act, ...story }: Play): Scene {
  return async (stage) => {
    const store = memoryStore();
    const place = make ? await make(store) : part;
    const { actions } = await playPage({
      picture: PICTURE,
      ...story,
      store,
      ...(cases && { cases: cases() }),
    });
    if (file) await actions.merge(new File([file], 'workspace.json'));
    if (file) await settled(actions, store);
    history.replaceState(null, '', `${location.pathname}${location.search}#${place}`);
    stage.strike.push(() => history.replaceState(null, '', `${location.pathname}${location.search}`));
    draw(stage, <Page actions={actions} />);
    await act?.(stage, { store, actions });
    // Counts and plots come when nobody types any more; where nothing is counted, what cases are told apart by goes.
    const { app } = stage;
    const isCounted = () =>
      actions.all().length > 0
        ? app.querySelector('.told')
        : app.querySelectorAll('.filters fieldset').length === DAYS_AND_MARKS;
    if (place === '') await appear(isCounted);
    await appear(() => !stage.app.querySelector('[aria-busy="true"]'));
  };
}

async function settled(actions: PageActions, store: ReturnType<typeof memoryStore>): Promise<void> {
  const wanted = (await store.cases()).length;
  await appear(() => actions.all().length >= wanted);
}

/** One page that is on a list, decided with its evidence where it is to be, and others that share something with it. */
async function linked(store: ReturnType<typeof memoryStore>, isDecided = true): Promise<string> {
  const ada = space(store, 'Ada');
  for (const [url, title] of [[REPORT.url, REPORT.title] as const, ...OTHERS]) {
    const added = await ada.add([pageRow(url, { title })], 'paste');
    const seen = seenOf({ ...REPORT, url, title });
    if (added.ok && added.value[0] && seen) await ada.see(added.value[0], seen);
  }
  const id = caseId(REPORT.url);
  if (!isDecided) return `case/${id}`;
  const proof = proofOf({
    url: REPORT.url,
    report: REPORT,
    frames: [],
    lists: [],
    at: '2026-03-02T10:00:00.000Z',
    extension: '0.1.0',
    browser: 'Chromium 140',
    pictures: { plain: new Uint8Array([1]), marked: new Uint8Array([2]), isBlurred: false },
  });
  await ada.note(id, 'The same wallet as last week, on another page.');
  await ada.tag(id, ['winter', 'same people as in March']);
  // Neither knew of the other.
  await space(store, 'Bea').decide(id, 'dismissed', 'quotes');
  await ada.decide(id, 'confirmed', 'listed', { proof, inView: [] });
  return `case/${id}`;
}

function manyCases(): ReviewCase[] {
  return Array.from({ length: 10_000 }, (_, i) => {
    const url = `https://page-${i}.relief-${i % 97}.example/donate`;
    const level = LEVELS[i % LEVELS.length] ?? 'none';
    const added = new Date(Date.UTC(2026, 0, 1) + i * 1_200_000).toISOString();
    return reviewCase(url, {
      id: `case-${i}`,
      title: `Relief fund ${i} appeals for winter help`,
      addedAt: added,
      changedAt: added,
      ...(i % 3 === 0 && { state: 'confirmed', reason: 'listed', reviewer: 'Ada', decidedAt: added }),
      ...(i % 5 === 1 && { state: 'dismissed', reason: 'quotes', reviewer: 'Bea', decidedAt: added }),
      seen: seenOf(makeReport({ url, level, addresses: [makeFinding({ level })] })),
    });
  });
}

const merge = async ({ app }: Stage, text: string) => {
  const input = await appear(() => app.querySelector<HTMLInputElement>('#merge-file'));
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], 'workspace.json', { type: 'application/json' }));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await appear(() => app.querySelector('.merged, section [role="alert"] .note'));
};

/** The states of the page of the review workspace. */
export const REVIEW_CASES: Record<string, Scene> = {
  name: play({ reviewer: '' }),
  empty: play({}),
  cases: play({ file: seedFile({ cases: 60 }) }),
  'not-lasting': play({ file: seedFile({ cases: 6 }), isLasting: false }),
  many: play({ cases: manyCases }),
  'none-found': play({
    part: 'cases',
    file: seedFile({ cases: 6 }),
    async act({ app }) {
      await appear(() => app.querySelector('.told'));
      const search = await appear(() => app.querySelector<HTMLInputElement>('#case-search'));
      search.value = 'nothing like it';
      search.dispatchEvent(new Event('input', { bubbles: true }));
      await appear(() => app.querySelector('p.cases') && !app.querySelector('.told'));
    },
  }),
  case: play({ make: linked, act: ({ app }) => appear(() => app.querySelector('.proof img')) }),
  asking: play({
    make: linked,
    async act({ app }) {
      await appear(() => app.querySelector('.proof img'));
      await press(app, '[data-act="escalated"]');
      await appear(() => app.querySelector('.reasons'));
    },
  }),
  alike: play({
    make: (store) => linked(store, false),
    async act({ app }) {
      await press(app, '[data-act="confirmed"]');
      await press(app, '.reasons button');
      await appear(() => app.querySelector('.alike') && app.querySelector('.links'));
    },
  }),
  'own-second-opinion': play({
    async make(store) {
      const place = await linked(store);
      const id = caseId(OTHERS[0]?.[0] ?? '');
      await space(store, 'Ada').decide(id, 'second-opinion', 'unclear');
      return place.replace(/[^/]+$/, id);
    },
  }),
  'disk-full': play({
    make: linked,
    async act({ app }, { store }) {
      store.fail = 'disk-full';
      await press(app, '[data-act="in-review"]');
      await appear(() => app.querySelector('.trouble'));
    },
  }),
  keys: play({
    make: linked,
    async act({ app }) {
      await appear(() => app.querySelector('.proof img'));
      await press(app, '[data-act="keys"]');
    },
  }),
  files: play({ part: 'files', file: seedFile({ cases: 6 }) }),
  conflicts: play({
    part: 'files',
    file: seedFile({ cases: 3, device: 'bo', reviewer: 'Bo', state: 'dismissed' }),
    act: (stage) => merge(stage, seedFile({ cases: 5 })),
  }),
  'broken-file': play({
    part: 'files',
    act: (stage) => merge(stage, seedFile({ cases: 2 }).replace('Ada Lovelace', 'Eve Lovelace')),
  }),
  log: play({
    part: 'log',
    file: seedFile({ cases: 8 }),
    async act({ app }) {
      await press(app, '.primary');
      await appear(() => app.querySelector('[role="status"] .card'));
    },
  }),
  sharing: play({ part: 'sharing' }),
  'push-failed': play({
    part: 'sharing',
    file: seedFile({ cases: 6 }),
    sharing: { team: 'Example Desk', misp: MISP },
    async act({ app }) {
      await press(app, '[aria-labelledby="misp-title"] .primary');
      await appear(() => app.querySelector('[aria-labelledby="misp-title"] [role="status"] .note'));
    },
  }),
  print: play({
    async make(store) {
      await linked(store);
      return 'print';
    },
    act: ({ app }) => appear(() => app.querySelector('.print-report')),
  }),
  closed: (stage) => draw(stage, <Closed onRetry={() => undefined} />),
};
