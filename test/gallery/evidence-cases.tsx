import { EvidencePage } from '#components/bundle/EvidencePage.tsx';
import type {
  BundleActions,
  BundleInside,
  CheckedBundle,
  CheckedFile,
  CheckedFiles,
  Saved,
} from '#lib/core/bundle-views.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import { POPUP_CASES } from './popup-cases.ts';
import { appear, chooseFile, draw, press, type Scene } from './stage.tsx';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const PARTS = [
  'datapackage-digest.json',
  'evidence/findings.json',
  'evidence/page.html',
  'evidence/page.png',
  'archive/data.warc.gz',
  'indexes/index.cdx',
];

function findingsOf(name: string): Finding[] {
  const report = POPUP_CASES[name]?.answer as Report;
  return report.addresses;
}

/** A picture of one colour. */
function picture(): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="2400"><rect width="1280" height="2400" fill="#b4552d"/></svg>';
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const INSIDE: BundleInside = {
  findings: findingsOf('listed'),
  lists: [
    {
      id: 'ofac-sdn',
      title: 'OFAC sanctions list (SDN)',
      version: '2026-11-20',
      date: '2026-11-20',
      hash: HASH,
    },
  ],
  extension: '0.1.0',
  browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  capture: {
    left: { picture: 3, style: 1, 'style-file': 12, frame: 1, media: 1, secret: 2, key: 3, limit: 7 },
    picture: 'cut',
    blurred: true,
  },
  pictures: { whole: picture(), marked: picture(), plain: null },
  html: '<p>Help a family through the winter</p>',
};

const BUNDLE: CheckedBundle = {
  at: '2026-11-21T14:03:00.000Z',
  page: { url: 'https://hope-bridge.example/donate', title: 'Donate – Hope Bridge Relief' },
  fingerprint: HASH,
  parts: PARTS.map((name, i) => ({ name, state: 'intact', bytes: 3_000 * (i + 1) ** 3 })),
  isIntact: true,
  inside: INSIDE,
};

const SAVED: Saved = {
  ok: true,
  name: 'almsguard-hope-bridge.example-2026-11-21T14-03-00.wacz.zip',
  url: '#',
  bundle: BUNDLE,
};
const file = (bundle: CheckedBundle): CheckedFile => ({ name: 'evidence.zip', result: { ok: true, bundle } });
const DAMAGED: CheckedBundle = {
  ...BUNDLE,
  isIntact: false,
  inside: null,
  parts: [
    ...PARTS.map((name, i) => ({
      name,
      state: (['intact', 'changed', 'missing'] as const)[i] ?? 'intact',
      bytes: 900,
    })),
    { name: 'notes.txt', state: 'extra', bytes: null },
  ],
};
const CHANGES: CheckedFiles['changes'] = {
  before: '2026-11-01T09:00:00.000Z',
  after: BUNDLE.at,
  findings: {
    added: findingsOf('listed'),
    removed: findingsOf('linked'),
    changed: [
      {
        canonical: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
        before: 'listed',
        after: 'delisted',
        claims: [
          { name: 'ofac-sdn sdn:1', change: 'status' },
          { name: 'nbctf 2', change: 'added' },
          { name: 'example 3', change: 'removed' },
        ],
      },
    ],
    same: 2,
  },
  text: { same: false, added: ['Send to the second address'], removed: ['Send to the first address'] },
  title: { before: 'Help us', after: 'Help us now' },
  lists: [{ id: 'ofac-sdn', before: '2026-10-30', after: null }],
};

interface Story {
  save?: Saved | 'never';
  check?: CheckedFiles;
  /** Buttons to press. */
  press?: string;
}

function play({ save, check, press: selector }: Story): Scene {
  return async (stage) => {
    const { app } = stage;
    const actions: BundleActions = {
      save(onStep) {
        if (save === 'never') onStep('picture');
        return save === undefined || save === 'never' ? new Promise(() => undefined) : Promise.resolve(save);
      },
      check: async () => check ?? { files: [], changes: null },
    };
    draw(stage, <EvidencePage actions={actions} isSaving={save !== undefined} />);
    if (save !== undefined && save !== 'never')
      await appear(() => app.querySelector('section:not([aria-busy])'));
    if (check) {
      chooseFile(app, '#bundle-files');
      await appear(() => app.querySelector('section.card'));
    }
    if (selector) await press(app, selector);
  };
}

/** The states of the page that keeps pages and checks what was kept. */
export const EVIDENCE_CASES: Record<string, Scene> = {
  ready: play({}),
  saving: play({ save: 'never' }),
  saved: play({ save: SAVED, press: '.card .buttons button' }),
  'not-saved': play({ save: { ok: false, problem: 'gone' } }),
  intact: play({ check: { files: [file(BUNDLE)], changes: null } }),
  'not-intact': play({ check: { files: [file(DAMAGED)], changes: null } }),
  unread: play({
    check: {
      files: [
        { name: 'holiday.zip', result: { ok: false, problem: 'no-manifest' } },
        file({ ...BUNDLE, inside: null }),
      ],
      changes: null,
    },
  }),
  changes: play({ check: { files: [file(BUNDLE)], changes: CHANGES } }),
  'other-page': play({ check: { files: [file(BUNDLE)], changes: 'other-page' } }),
};
