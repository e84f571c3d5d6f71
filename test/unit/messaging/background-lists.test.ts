import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AWAKE_MS } from '#lib/messaging/awake.ts';
import { answeredFrom, type Background, CSV, launchBackground, settle } from '../../support/background.ts';

const NOW = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;
const LIST = 'https://lists.example/mine.csv';
const OFAC = 'catalogue:ofac-sdn';
/** Where the catalogue says that OFAC's server sends downloads on to. */
const OFAC_STORE = 'https://wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com/SDN_ADVANCED.XML';

/** That the background gives its lists what they are to work with. */
describe('the lists of the background', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  const add = (background: Background) => background.ask({ type: 'lists.add', url: LIST });
  const refresh = (background: Background, id = `url:${LIST}`) =>
    background.ask({ type: 'lists.refresh', id });
  const viewOf = async (background: Background, id = `url:${LIST}`) =>
    (await background.lists()).find((list) => list.id === id);

  it('are downloaded by one worker or page at a time', async () => {
    let running = 0;
    let most = 0;
    const answer = async () => {
      most = Math.max(most, ++running);
      await settle();
      running--;
      return CSV();
    };
    const [one, other] = [launchBackground({ answer }), launchBackground({ answer })];
    await Promise.all([one.subscribed(), other.subscribed()]);
    await Promise.all([add(one), add(other)]);
    most = 0;
    await Promise.all([refresh(one), refresh(other)]);
    expect(most).toBe(1);
    expect(one.fetched.length + other.fetched.length).toBeGreaterThan(2);
  });

  it('are asked for again at times that spread', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const background = launchBackground({ answer: CSV });
    await background.subscribed();
    for (const [drawn, hours] of [
      [0, 21.6],
      [1 - Number.EPSILON, 26.4],
    ] as const) {
      random.mockReturnValue(drawn);
      await add(background);
      expect((await viewOf(background))?.nextTry).toBe(new Date(Date.now() + hours * HOUR).toISOString());
    }
  });

  it.each<[string, string, string | undefined]>([
    ['stay where they are', LIST, undefined],
    ['go to another file there', 'https://lists.example/other.csv', undefined],
    ['go to another host', 'https://elsewhere.example/mine.csv', 'redirected'],
    ['go to the host under another port', 'https://lists.example:8443/mine.csv', 'redirected'],
    ['go to a host that is named for another list', OFAC_STORE, 'redirected'],
    ['go over to http', 'http://lists.example/mine.csv', 'redirected'],
  ])('that %s', async (_, end, code) => {
    const background = launchBackground({ answer: () => answeredFrom(end, CSV()) });
    await background.subscribed();
    expect(await add(background)).toMatchObject(code ? { ok: false, error: { code } } : { ok: true });
  });

  it.each([
    ['the host that the catalogue names', OFAC_STORE, 'corrupt'],
    ['any other', 'https://elsewhere.example/SDN_ADVANCED.XML', 'redirected'],
    ['that host over http', OFAC_STORE.replace('https:', 'http:'), 'redirected'],
  ])('that the catalogue offers may come from %s', async (_, end, code) => {
    const background = launchBackground({ answer: () => answeredFrom(end, new Response('no XML')) });
    await background.subscribed();
    await refresh(background, OFAC);
    expect((await viewOf(background, OFAC))?.lastError?.code).toBe(code);
  });

  it('are not cut short by the browser, which ends a worker that asks nothing', async () => {
    const background = launchBackground({ answer: CSV });
    await background.subscribed();
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: NOW });
    const asked = () => background.calls.filter(([name]) => name === 'getPlatformInfo').length;
    let send: ((response: Response) => void) | undefined;
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (send = resolve)));
    const adding = add(background);
    await vi.waitFor(() => expect(send).toBeDefined());
    expect(asked()).toBe(0);
    vi.advanceTimersByTime(3 * AWAKE_MS);
    expect(asked()).toBe(3);
    send?.(CSV());
    expect(await adding).toMatchObject({ ok: true });
    vi.advanceTimersByTime(3 * AWAKE_MS);
    expect(asked()).toBe(3);
  });

  it.each<[string, { scheduledTime: number } | undefined, boolean]>([
    ['is made where there is none', undefined, true],
    ['is made anew where a wrong clock had put it years ahead', { scheduledTime: NOW + 9_000 * HOUR }, true],
    ['stays where it is to come', { scheduledTime: NOW + HOUR / 5 }, false],
    ['stays where it is overdue', { scheduledTime: NOW - HOUR }, false],
  ])('have an alarm that %s at every start', async (_, alarm, isMade) => {
    for (let start = 0; start < 2; start++) {
      const background = launchBackground({ answer: CSV, ...(alarm && { alarm }) });
      await settle();
      const made = background.calls.filter(([name]) => name === 'alarm');
      expect(made).toEqual(isMade ? [['alarm', 'refresh-lists', { periodInMinutes: 15 }]] : []);
    }
  });
});
