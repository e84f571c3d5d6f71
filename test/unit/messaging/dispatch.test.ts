import { expect, it } from 'vitest';
import { type Answers, createDispatch } from '#lib/messaging/dispatch.ts';
import type { Sender } from '#lib/messaging/gates.ts';
import { frameScan } from '../../support/scans.ts';

const SELF = { id: 'almsguard', origin: 'chrome-extension://almsguard/' };
const PAGE: Sender = { id: SELF.id, url: 'https://charity.example/', tab: { id: 1 }, frameId: 0 };
const UI: Sender = { id: SELF.id, url: `${SELF.origin}popup.html` };
const OTHER: Sender = { ...UI, id: 'other' };

/** Who was asked, and the first thing that they were given. */
async function asked(message: object, sender: Sender): Promise<unknown[]> {
  const heard: unknown[] = [];
  const answers = new Proxy({} as Answers, {
    get: (_, name) => async (first: unknown) => void heard.push(name, first),
  });
  const answer = await createDispatch(SELF, answers)(message, sender);
  if (heard.length === 0) expect(answer).toMatchObject({ error: { code: 'bad-message' } });
  return heard;
}

const SCANNED = { type: 'page.scanned', scan: frameScan() };
const viewport = { width: 800, height: 600 };
const SHOOT = { type: 'picture.shoot', viewport, rects: [{ x: 0, y: 0, width: 90, height: 90 }] };
const ADD = { type: 'lists.add', url: 'https://feed.example/list.csv' };

it.each([
  [{ type: 'page.explain' }, PAGE, ['explain', PAGE]],
  [{ type: 'page.putAway', about: 'masks.example' }, PAGE, ['putAway', 'masks.example']],
  [SCANNED, PAGE, ['scanned', SCANNED]],
  [SHOOT, PAGE, ['picture', SHOOT]],
  [{ type: 'lookup.text', text: 'x' }, UI, ['lookup', { type: 'lookup.text', text: 'x' }]],
  [{ type: 'evidence.get', tabId: 7 }, UI, ['evidence', 7]],
  [{ type: 'choices.get' }, UI, ['choice', { type: 'choices.get' }]],
  [ADD, UI, ['ui', ADD]],
])('%o is answered by who knows', async (message, sender, heard) => {
  expect(await asked(message, sender)).toEqual(heard);
  // Pages may ask for nothing that is our own pages' to ask, and the other way round; others for nothing at all.
  expect(await asked(message, sender === UI ? PAGE : UI)).toEqual([]);
  expect(await asked(message, OTHER)).toEqual([]);
});
