import { expect, it } from 'vitest';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { CATALOGUE, offerRecordId } from '#lib/feed/catalogue.ts';
import { viewOffers } from '#lib/messaging/list-view.ts';
import { previewSettings } from '#lib/messaging/settings-preview.ts';
import { createSettings } from '#lib/settings.ts';
import { sessionArea } from '../../support/session-area.ts';
import { makeList } from '../components/lists.tsx';

const [OFFER, TAKEN] = CATALOGUE as [(typeof CATALOGUE)[number], (typeof CATALOGUE)[number]];
const known = makeList({ id: 'url:https://lists.example/here', url: 'https://lists.example/here' });
const taken = makeList({ id: offerRecordId(TAKEN), url: TAKEN.url });
const on = makeList({ id: 'bundled:on', title: 'On here' });
const off = makeList({ id: 'bundled:off', enabled: false });
const locked = makeList({ id: 'bundled:locked', locked: true });
const shown = { lists: [known, taken, on, off, locked], offers: viewOffers([taken]) };

it('tells what a file of settings brings, whom it asks, and what is left out', async () => {
  const lists: SavedList[] = [
    { kind: 'url', url: 'https://lists.example/new', enabled: true, label: 'New' },
    { kind: 'url', url: 'https://lists.example/off', enabled: false, label: 'Off' },
    { kind: 'url', url: 'https://lists.example/here', enabled: true, label: 'Another name' },
    // Titles of the catalogue are not the file's to choose.
    { kind: 'offer', id: OFFER.id, enabled: true, label: 'Another name' },
    { kind: 'offer', id: TAKEN.id, enabled: false, label: 'Another name' },
    { kind: 'offer', id: 'retired', enabled: true, label: 'Retired' },
    { kind: 'bundled', id: 'gone', enabled: true, label: 'Gone' },
    { kind: 'bundled', id: 'on', enabled: false, label: 'Another name' },
    { kind: 'bundled', id: 'off', enabled: false, label: 'Off already' },
    { kind: 'bundled', id: 'locked', enabled: false, label: 'Not the file’s to switch' },
  ];
  const text = await createSettings(sessionArea(), sessionArea()).exportFile(lists);
  expect(previewSettings(text, shown)).toEqual({
    ok: true,
    value: {
      text,
      adds: [
        { title: 'New', url: 'https://lists.example/new' },
        { title: 'Off', url: 'https://lists.example/off' },
        { title: OFFER.title, url: OFFER.url },
      ],
      offs: [taken.title, 'On here'],
      unknown: ['Retired', 'Gone'],
      asks: ['https://lists.example/new', 'https://lists.example/here', OFFER.url],
    },
  });
});

it('tells what is wrong with a file before anything is done', () => {
  expect(previewSettings('{}', shown)).toMatchObject({ ok: false, error: { code: 'not-settings' } });
});
