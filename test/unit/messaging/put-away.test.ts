import { describe, expect, it } from 'vitest';
import { MAX_PUT_AWAY } from '#lib/core/limits.ts';
import { createPutAway } from '#lib/messaging/put-away.ts';
import { sessionArea } from '../../support/session-area.ts';

const MASKS = 'https://masks.example/';
const from = (url: string, over = {}) => ({ tab: { id: 1 }, frameId: 0, url, ...over });

describe('a banner that was put away', () => {
  it('stays away on the pages of the site, over the end of a worker, in that tab', async () => {
    const session = sessionArea();
    await createPutAway(session).add('masks.example', from(MASKS));
    const again = createPutAway(session);
    await again.add('t.me/masks', from(`${MASKS}about`));
    expect(await again.on(1, `${MASKS}shop?page=2`)).toEqual(['masks.example', 't.me/masks']);
    expect(await again.on(2, MASKS)).toEqual([]);
  });

  it('is back once the tab has shown another site', async () => {
    const away = createPutAway(sessionArea());
    await away.add('masks.example', from(MASKS));
    expect(await away.on(1, 'https://other.example/')).toEqual([]);
    expect(await away.on(1, MASKS)).toEqual([]);
  });

  it('goes with the tab', async () => {
    const session = sessionArea();
    const away = createPutAway(session);
    await away.add('masks.example', from(MASKS));
    await away.drop(1);
    expect(session.items.size).toBe(0);
  });

  it('is the page’s own: of a frame none is kept', async () => {
    const session = sessionArea();
    await createPutAway(session).add('masks.example', from(MASKS, { frameId: 3 }));
    expect(session.items.size).toBe(0);
  });

  it('is one of so many', async () => {
    const away = createPutAway(sessionArea());
    for (let i = 0; i <= MAX_PUT_AWAY; i++) await away.add(`t.me/c${i}`, from('https://t.me/'));
    const kept = await away.on(1, 'https://t.me/');
    expect(kept).toHaveLength(MAX_PUT_AWAY);
    expect(kept.at(-1)).toBe(`t.me/c${MAX_PUT_AWAY}`);
  });

  it('is back with the next page where the browser keeps nothing', async () => {
    const refuse = () => Promise.reject(new Error('refused'));
    const away = createPutAway({ get: refuse, set: refuse, remove: refuse });
    await away.add('masks.example', from(MASKS));
    expect(await away.on(1, MASKS)).toEqual([]);
  });
});
