import type { ReadFile } from '#components/lookup/actions.ts';
import { Lookup } from '#components/lookup/Lookup.tsx';
import type { AddressForms, Checked, CheckedRow } from '#lib/core/checked.ts';
import { MAX_LOOKUP_CHARS, MAX_LOOKUP_FILES } from '#lib/core/review-limits.ts';
import { citationsOf } from '#lib/review/cite/citation.ts';
import { cite } from '#lib/review/cite/formats.ts';
import { defang } from '#lib/review/defang.ts';
import { checkedOf, NONE, rowsOf } from './checked-rows.ts';
import { appear, chooseFile, draw, press, type Scene, type Stage } from './stage.tsx';

const TEXT = 'Send to 0x175d44451403Edf28469dF03A9280c1197ADb92c, or see https://masks.example/';
const EVERYTHING = ['listed', 'linked', 'lookalike', 'reported', 'delisted', 'verified', 'seized'];

/** Of an address on TRON: what money sent there arrives under as well, and what else its key makes. */
const sameKey = { kind: 'account', relation: 'same-key' } as const;
const FORMS: AddressForms = {
  redacted: 'TXEsK…dRNW',
  encodings: [
    {
      chain: 'tron',
      kind: 'hex',
      text: '41e950dc316b836e4eefb8308bf32bf7c72a1358ff',
      relation: 'same-destination',
      withoutMemo: true,
    },
    { ...sameKey, chain: 'ethereum', text: '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF' },
    {
      ...sameKey,
      chain: 'cosmos',
      network: 'evmos',
      text: 'evmos1a9gdcvttsdhyamacxz9lx2lhcu4pxk8l0uhdry',
    },
  ],
};

/** One answer for each thing that may be wrong with a file; of the last, a part was read. */
const PROBLEMS = ['too-large', 'not-text', 'damaged', 'no-code', 'not-drawn', 'in-part'] as const;
const FILES: ReadFile[] = [
  { name: 'letters.eml', text: 'a\nb\nc', problem: null, hasLines: true },
  {
    name: 'a-table-with-a-rather-long-name-that-somebody-chose.xlsx',
    text: 'd',
    problem: null,
    hasLines: false,
  },
  ...PROBLEMS.map((problem) => ({
    name: `${problem}.bin`,
    text: problem === 'in-part' ? 'e' : null,
    problem,
    hasLines: false,
  })),
];

interface Story {
  given?: string;
  /** What a check comes to; `never` while it runs. */
  found?: Checked | 'never' | 'fails';
  /** Read instead of a text. */
  files?: ReadFile[];
  /** The browser lets nothing be copied. */
  copyFails?: boolean;
  act?(stage: Stage): Promise<unknown>;
}

function play({ given = TEXT, found = checkedOf([]), files, copyFails, act }: Story): Scene {
  return async (stage) => {
    const { app, words } = stage;
    const check = async () =>
      found === 'fails'
        ? Promise.reject(new Error('no answer'))
        : { ok: true as const, value: found as Checked };
    const actions = {
      check: found === 'never' ? () => new Promise<never>(() => undefined) : check,
      read: async () => files ?? [],
      forms: async () => FORMS,
      cite: (row: CheckedRow, { lists, checked }: Checked, format: Parameters<typeof cite>[1]) =>
        citationsOf(row, lists, checked).map((citation) => cite(citation, format, words)),
      defang,
      copy: () => (copyFails ? Promise.reject(new Error('refused')) : Promise.resolve()),
    };
    draw(stage, <Lookup actions={actions} given={files ? '' : given} />);
    if (files) chooseFile(app, '#lookup-files', MAX_LOOKUP_FILES + 3);
    if ((given || files) && found !== 'never')
      await appear(() => app.querySelector('main[aria-busy="false"] :is(#lookup-found, .note)'));
    await act?.(stage);
  };
}

/** Opens the row of this number, and waits for what is drawn then. */
const open =
  (row: number, shows: string) =>
  async ({ app }: Stage) => {
    await press(app, `tbody tr:nth-child(${row}) .opener`);
    await appear(() => app.querySelector(shows));
  };

async function copy(stage: Stage, row: number): Promise<void> {
  await open(row, '.copy-line')(stage);
  await press(stage.app, '.copy-line button');
  await appear(() => stage.app.querySelector('.copy-line [role="status"]')?.textContent);
}

const many = () =>
  Array.from({ length: 201 }, (_, i) => ({
    ...NONE,
    text: `${i}`,
    canonical: `0x${i}${'ab'.repeat(18)}`,
    line: i + 1,
  }));

/** The states of the page for texts and files. */
export const LOOKUP_CASES: Record<string, Scene> = {
  ready: play({ given: '' }),
  checking: play({ found: 'never' }),
  error: play({ found: 'fails' }),
  nothing: play({}),
  'none-listed': play({ found: checkedOf([NONE]), act: open(1, '.row-details') }),
  found: play({ found: checkedOf([...rowsOf(EVERYTHING), NONE].map((row, i) => ({ ...row, line: i + 1 }))) }),
  'found-linked': play({ found: checkedOf(rowsOf(['linked'])), act: open(1, '.forms') }),
  'found-host': play({ found: checkedOf(rowsOf(['seized'])), act: (stage) => copy(stage, 1) }),
  'copy-refused': play({
    found: checkedOf(rowsOf(['listed'])),
    copyFails: true,
    act: (stage) => copy(stage, 1),
  }),
  'not-all': play({
    files: [{ name: 'a.txt', text: 'a'.repeat(MAX_LOOKUP_CHARS + 1), problem: null, hasLines: true }],
    found: checkedOf(rowsOf(['listed']), {
      left: 12_345,
      keysLeft: 3,
      notes: [{ code: 'stale', params: { list: 'OFAC SDN list', date: '2025-09-01', days: '81' } }],
    }),
  }),
  files: play({
    files: FILES,
    found: checkedOf(
      rowsOf(['listed', 'linked', 'lookalike']).map((row, i) => ({ ...row, line: 2 + 4 * i })),
    ),
  }),
  many: play({
    found: checkedOf(many()),
    async act({ app }) {
      await press(app, '.sorter');
      await appear(() => app.querySelector('[aria-sort="descending"]'));
      // All are alike, and each would be looked at.
      for (const row of app.querySelectorAll<HTMLElement>('tbody tr:nth-child(n + 6)')) row.hidden = true;
    },
  }),
  filtered: play({
    found: checkedOf(rowsOf(EVERYTHING)),
    async act({ app }) {
      const search = await appear(() => app.querySelector<HTMLInputElement>('input[type="search"]'));
      search.value = 'nothing like it';
      search.dispatchEvent(new Event('input', { bubbles: true }));
      await appear(() => !app.querySelector('tbody tr'));
    },
  }),
};
