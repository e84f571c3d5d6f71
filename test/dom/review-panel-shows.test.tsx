import { render } from 'preact';
import { expect, it, vi } from 'vitest';
import { WordsProvider } from '#components/i18n.tsx';
import { Proof } from '#components/review/Proof.tsx';
import { makeFinding, makeReport } from '../support/report-views.ts';
import { playPanel } from '../support/review-panel.ts';
import { LIST_CHANGES, memoryStore, pageRow, space } from '../support/review-space.ts';
import {
  alert,
  click,
  fill,
  mount,
  PAGES,
  play,
  root,
  said,
  settle,
  text,
  type,
  words,
} from './review-panel-page.tsx';

/** The panel with a page, that of `a.example`, which opens once `arrive` is called. */
async function playLate() {
  let come = () => {};
  const late = new Promise<void>((resolve) => {
    come = resolve;
  });
  const { store } = await play();
  const { actions } = await playPanel({ store });
  const open = actions.open;
  actions.open = async (one) => {
    if (one.host === 'a.example') await late;
    return open(one);
  };
  mount(actions);
  async function arrive() {
    come();
    await settle();
  }
  return { store, arrive };
}

it.each([
  ['no-pictures', 'review_kept_no_pictures', /^[0-9a-f]{64}$/],
  ['no-page', 'review_kept_no_page', null],
  ['stuck', 'review_kept_late', null],
] as const)('tells that a decision was kept with %s', async (shows, sentence, hash) => {
  const { caseOf } = await play({ shows });
  await type('j', 'c', '1');
  expect(said()).toContain(sentence);
  const { evidence } = await caseOf('https://a.example/');
  if (hash) expect(evidence).toMatch(hash);
  else expect(evidence).toBe(null);
});

it('says of a page that something on it is only mentioned, and of one that is listed itself nothing like it', async () => {
  const itself = makeFinding({ text: 'https://b.example/', canonical: 'b.example', places: [] });
  await play({
    report: (url) =>
      url === 'https://b.example/'
        ? makeReport({ url, context: 'mention', level: 'listed', page: [itself], addresses: [] })
        : makeReport({ url, context: 'mention' }),
  });
  const told = () => root.querySelector('.findings > .level')?.textContent;
  await type('j');
  expect(told()).toContain('context_mention');
  await type('j');
  expect(told()).toContain('level_listed');
  expect(told()).not.toContain('context_mention');
});

it('decides on a page that is gone, too', async () => {
  const { states } = await play({ report: () => 'timeout' });
  await type('j');
  expect(text()).toContain('review_unopened_timeout');
  await type('d', '5');
  expect(await states()).toMatchObject({ a: ['dismissed', 'gone'] });
});

it('lets what an act says stand while the page of the case is still coming', async () => {
  const { arrive } = await playLate();
  await type('j', 'b');
  expect(said()).toContain('review_cover');
  await arrive();
  expect(said()).toContain('review_cover');
  expect(said()).toContain('review_places');
});

it('shows nothing of a page that comes after another was asked for', async () => {
  const { store, arrive } = await playLate();
  await type('j', 'j');
  expect(root.querySelector('h2')?.textContent).toBe('Title of b.example');
  await arrive();
  expect(root.querySelector('h2')?.textContent).toBe('Title of b.example');
  expect(said()).toContain('b.example');
  // And it is not written down as seen either.
  expect((await store.cases()).find(({ host }) => host === 'a.example')?.seen).toBe(null);
});

it('opens the page in front as a case, and the same case when it is asked for again', async () => {
  const front = { url: 'https://front.example/give#part', title: 'Front' };
  const { states, told } = await play({ front, pages: [] });
  await click('button.primary');
  expect(await states()).toEqual({ f: ['new', null] });
  expect(told).toContain('open https://front.example/give');
  await type('q');
  await click('button.primary');
  expect(Object.keys(await states())).toHaveLength(1);
  expect(told.filter((one) => one.startsWith('open'))).toHaveLength(2);
});

it('draws no more of many cases than somebody looks at', async () => {
  const store = memoryStore();
  const rows = Array.from({ length: 400 }, (_, i) => pageRow(`https://s${i}.example/`));
  await space(store, 'Somebody').add(rows, 'file');
  await play({ store, pages: [] });
  expect(root.querySelectorAll('.row')).toHaveLength(50);
  expect(text()).toContain('review_more(350)');
  await click('.queue + button');
  expect(root.querySelectorAll('.row')).toHaveLength(250);
});

it('takes nothing for an act that changed nothing', async () => {
  const { states, caseOf } = await play();
  const tag = async () => {
    await fill('#case-tag', 'winter');
    await click('.notes form button');
    await type('Escape');
  };
  await type('j');
  await tag();
  await type('i', 'j', 'd', '1', 'k', 'k');
  await tag();
  expect(said()).toBe('review_tag_there');
  await type('i', 'u');
  expect(await states()).toMatchObject({ a: ['in-review', null], b: ['new', null] });
  expect((await caseOf('https://a.example/')).tags).toEqual(['winter']);
});

it('shows what changed since a decision, and who decided otherwise', async () => {
  const { store } = await play({ pages: PAGES.slice(0, 1) });
  const { actions } = await playPanel({ store });
  const [one] = await store.cases();
  if (!one) throw new Error('no case');
  actions.find = () => [one];
  actions.get = () => ({
    ...one,
    state: 'confirmed',
    changed: { before: 'listed', after: 'delisted', at: '2026-03-02T10:00:00.000Z', what: LIST_CHANGES },
    rivals: [{ reviewer: 'Bea', at: '2026-03-02T10:00:00.000Z', state: 'dismissed', reason: 'quotes' }],
  });
  mount(actions);
  await click('.row');
  expect(text()).toContain('review_changed(level_listed, level_delisted');
  const differences = [...root.querySelectorAll('.changed li')].map(({ textContent }) => textContent);
  expect(differences).toEqual([
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdqreview_list_past(OFAC SDN list, March 1, 2026)',
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdqreview_list_against(List of the team, March 2, 2026)',
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdqreview_list_near(List of the team, March 2, 2026)1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
    'relief.examplereview_list_for(List of the team, March 2, 2026)',
    'news.examplereview_list_gone(OFAC SDN list, March 1, 2026)',
    'other.examplereview_list_removed(An old list)',
  ]);
  // Five at once, and the others when somebody asks for them.
  expect(root.querySelectorAll('.changed details li')).toHaveLength(1);
  expect(text()).toContain('labelled(\u2068Bea\u2069, review_state_dismissed) · review_reason_quotes');
});

it('shows evidence of no other case, not even for a moment, and holds on to no picture', async () => {
  const { actions, store } = await play({ pages: PAGES.slice(0, 1) });
  await type('j', 'c', '1');
  const [one] = await store.cases();
  const kept = await actions.proof(one?.evidence ?? '');
  const [plain, marked] = ['blob:plain', 'blob:marked'];
  const revoke = vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
  const show = (hash: string) =>
    render(
      <WordsProvider value={words}>
        <Proof
          hash={hash}
          isOpen
          proofRef={{ current: null }}
          load={async (hash) =>
            hash === 'a' && kept ? { ...kept, plain, marked } : new Promise(() => undefined)
          }
          onToggle={() => undefined}
        />
      </WordsProvider>,
      root,
    );
  show('a');
  await settle();
  expect(text()).toContain('print_hash');
  expect(root.querySelectorAll('img')).toHaveLength(2);
  show('b');
  await settle();
  expect(text()).not.toContain('print_hash');
  expect(revoke.mock.calls.flat().sort()).toEqual([marked, plain]);
  revoke.mockRestore();
});

it.each([true, false])('says of pictures whether the page was blurred: %s', async (isBlurred) => {
  const { actions, store } = await play({ pages: PAGES.slice(0, 1) });
  await type('j', 'c', '1');
  const [one] = await store.cases();
  const kept = await actions.proof(one?.evidence ?? '');
  if (!kept) throw new Error('No evidence');
  const evidence = { ...kept.evidence, ...(isBlurred && { blurred: true as const }) };
  render(
    <WordsProvider value={words}>
      <Proof
        hash="a"
        isOpen
        proofRef={{ current: null }}
        load={async () => ({ ...kept, evidence })}
        onToggle={() => undefined}
      />
    </WordsProvider>,
    root,
  );
  await settle();
  expect(text().includes('print_picture_blurred')).toBe(isBlurred);
});

it('says at once that a page met while browsing was not kept, until one is again', async () => {
  const { miss } = await play();
  expect(alert()).toBe('');
  miss(true);
  await settle();
  expect(alert()).toContain('note_not_collected');
  miss(false);
  await settle();
  expect(alert()).toBe('');
});
