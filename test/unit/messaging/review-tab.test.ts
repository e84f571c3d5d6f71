import { describe, expect, it } from 'vitest';
import { COVERS } from '#lib/messaging/covers.ts';
import { createTabPictures } from '#lib/messaging/tab-pictures.ts';
import { makeReport } from '../../support/report-views.ts';
import { at, playTab } from '../../support/review-tab.ts';

const PAGE = 'https://a.example/';
const MARKED = new Uint8Array([1]);
/** What needs no time is done. */
async function turns(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

describe('the tab beside the panel', () => {
  it('is one of its own: nobody loses the page that they were on', async () => {
    const { tab, did, kept } = playTab({ front: at(3, 'https://mine.example/') });
    expect(await tab.open(PAGE)).toMatchObject({ ok: true, value: { url: PAGE } });
    expect(did).toEqual([`create ${PAGE}`]);
    expect(kept()).toBe(9);
    await tab.open('https://b.example/');
    expect(did[1]).toBe('update 9 https://b.example/');
  });

  it('is the one in front where that shows the page already, and nothing is loaded again', async () => {
    const { tab, did, kept } = playTab({ front: at(3, `${PAGE}#part`) });
    expect(await tab.open(PAGE)).toMatchObject({ ok: true });
    expect(did).toEqual([]);
    expect(kept()).toBe(3);
  });

  it('is made anew where somebody has closed it', async () => {
    const { tab, did } = playTab({ own: 5 });
    await tab.open(PAGE);
    expect(did).toEqual([`create ${PAGE}`]);
  });

  it('comes to the front with a page that it shows already', async () => {
    const { tab, did } = playTab({ own: 5, tabs: [at(5, PAGE, { active: false })] });
    await tab.open(PAGE);
    expect(did).toEqual(['update 5 front']);
  });

  it.each(['no-permission', 'paused'] as const)(
    'says at once where a page is not read: %s',
    async (state) => {
      const { tab } = playTab({ report: (url) => makeReport({ url, state }) });
      expect(await tab.open(PAGE)).toMatchObject({ ok: false, error: { code: state } });
    },
  );

  it('gives a page up that nothing reports of', async () => {
    const { tab } = playTab({ report: (url) => makeReport({ url, state: 'unreadable' }) });
    expect(await tab.open(PAGE)).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });

  it('has nothing to show where the page is another by now', async () => {
    const { tab, load } = playTab({ front: at(3, PAGE) });
    expect(await tab.now(PAGE)).toBe(null);
    await tab.open(PAGE);
    expect(await tab.now(PAGE)).toMatchObject({ tabId: 3 });
    load(3, 'https://elsewhere.example/');
    expect(await tab.now(PAGE)).toBe(null);
  });
});

describe('pictures of it', () => {
  it('are taken with marks and without, and the marks are there again', async () => {
    const { tab, styles } = playTab({ front: at(3, PAGE) });
    await tab.open(PAGE);
    expect(await tab.pictures(3)).toEqual({
      marked: MARKED,
      plain: new Uint8Array([2]),
      isBlurred: false,
    });
    expect(styles).toEqual([]);
  });

  it('are not taken of another tab', async () => {
    const { tab } = playTab({ tabs: [at(3, PAGE, { active: false })] });
    expect(await tab.pictures(3)).toMatchObject({ marked: null, plain: null });
  });

  it('are not kept where another tab came to the front in between', async () => {
    const played = playTab({
      front: at(3, PAGE),
      captures: async () => {
        played.tabs.set(3, at(3, PAGE, { active: false }));
        return 'data:image/jpeg;base64,AQ==';
      },
    });
    await played.tab.open(PAGE);
    expect(await played.tab.pictures(3)).toMatchObject({ marked: null, plain: null });
  });

  it('leave no page without its marks, whatever happens', async () => {
    let count = 0;
    const { tab, styles } = playTab({
      front: at(3, PAGE),
      captures: async () => {
        count++;
        if (count > 1) throw new Error('Too often');
        return 'data:image/jpeg;base64,AQ==';
      },
    });
    await tab.open(PAGE);
    expect(await tab.pictures(3)).toMatchObject({ marked: MARKED, plain: null });
    // Once more after a while, before it is given up.
    expect(count).toBe(3);
    expect(styles).toEqual([]);
  });

  it('are of the page in its colours, and of a blurred page as it is', async () => {
    const seen: string[][] = [];
    const played = playTab({
      front: at(3, PAGE),
      captures: async () => {
        seen.push([...played.styles]);
        return 'data:image/jpeg;base64,AQ==';
      },
    });
    const { tab, styles } = played;
    await tab.open(PAGE);
    await tab.cover('grey');
    expect(await tab.pictures(3)).toMatchObject({ isBlurred: false });
    expect(seen[0]).toEqual([]);
    expect(styles.join()).toContain('grayscale');
    await tab.cover('blur');
    expect(await tab.pictures(3)).toMatchObject({ isBlurred: true });
    expect(seen[2]?.join()).toContain('blur');
  });

  it('leave a page as it was that is grey by itself', async () => {
    const { tab, styles } = playTab({ front: at(3, PAGE), isGrey: true });
    await tab.open(PAGE);
    await tab.pictures(3);
    expect(styles).toEqual([]);
  });
});

describe('pictures that come late', () => {
  it('do not take the colours from those that are taken next', async () => {
    const styles: string[] = [COVERS.grey];
    const shot: string[][] = [];
    let answer: () => void = () => undefined;
    const first = new Promise<void>((done) => {
      answer = done;
    });
    const JPEG = 'data:image/jpeg;base64,AQ==';
    const { take } = createTabPictures({
      tabs: {
        get: async () => ({ active: true, windowId: 1 }),
        async captureVisibleTab() {
          shot.push(styles.filter((css) => css === COVERS.grey));
          if (shot.length === 1) await first;
          return JPEG;
        },
      },
      scripting: {
        insertCSS: async ({ css }) => styles.push(css),
        removeCSS: async ({ css }) => styles.splice(styles.indexOf(css), styles.includes(css) ? 1 : 0),
        executeScript: async () => [{ result: styles.includes(COVERS.grey) ? 'grayscale(1)' : 'none' }],
      },
      fit: async (jpeg) => jpeg,
      wait: (ms) => new Promise((done) => setTimeout(done, ms / 20)),
    });
    const both = [take(3), take(3)];
    await new Promise((done) => setTimeout(done, 20));
    answer();
    await Promise.all(both);
    expect(shot).toEqual([[], [], [], []]);
    expect(styles).toEqual([COVERS.grey]);
  });

  it('are given up, and the page has its cover again', async () => {
    const { tab, styles } = playTab({
      front: at(3, PAGE),
      captures: () => new Promise(() => undefined),
    });
    await tab.open(PAGE);
    await tab.cover('grey');
    expect(await tab.pictures(3)).toMatchObject({ marked: null, plain: null });
    expect(styles).toEqual([COVERS.grey]);
  });
});

describe('a cover over it', () => {
  it('is laid once, goes with the next page, and is taken away', async () => {
    const { tab, styles } = playTab({ front: at(3, PAGE) });
    await tab.open(PAGE);
    expect(await tab.cover('blur')).toBe(true);
    await tab.open('https://b.example/');
    await new Promise((done) => setTimeout(done, 5));
    expect(styles).toHaveLength(1);
    await tab.cover('grey');
    expect(styles).toHaveLength(1);
    expect(styles[0]).toContain('grayscale');
    await tab.cover(null);
    expect(styles).toEqual([]);
  });

  it('outlives the panel: the next one covers what it opens, and tells so', async () => {
    const { tab, styles, keptCovers } = playTab({ front: at(3, PAGE), cover: 'blur' });
    expect(tab.covered()).toBe('blur');
    await tab.open(PAGE);
    expect(styles).toEqual([COVERS.blur]);
    await tab.cover(null);
    expect(styles).toEqual([]);
    expect(keptCovers).toEqual([null]);
  });

  it.each(['blur', 'grey'] as const)('is told of a page that is covered already: %s', async (there) => {
    const { tab, styles } = playTab({ front: at(3, PAGE), there });
    expect(tab.covered()).toBe(null);
    await tab.open(PAGE);
    expect(tab.covered()).toBe(there);
    expect(styles).toEqual([COVERS[there]]);
    await tab.cover(null);
    expect(styles).toEqual([]);
  });

  it('does not go from a blurred page because somebody opens it without its colours', async () => {
    const { tab, styles } = playTab({ front: at(3, PAGE), cover: 'grey', there: 'blur' });
    await tab.open(PAGE);
    expect(tab.covered()).toBe('blur');
    expect(styles).toEqual([COVERS.blur]);
  });

  it.each([
    ['in a new tab', { front: at(3, 'https://mine.example/') }],
    ['in its own', { own: 5, tabs: [at(5, 'https://b.example/')] }],
    ['on a page that is there', { front: at(3, PAGE) }],
  ])('is laid %s, and the page is read, though it never tells how it is drawn', async (_, story) => {
    for (const cover of ['blur', 'grey'] as const) {
      const { tab, styles } = playTab({ ...story, cover, answers: 'never' });
      expect(await tab.open(PAGE)).toMatchObject({ ok: true });
      expect(styles).toEqual([COVERS[cover]]);
      expect(await tab.cover(null)).toBe(true);
      expect(styles).toEqual([]);
    }
  });

  it('is laid on a page that follows while the one before is still being pictured', async () => {
    const { tab, styles, load } = playTab({
      front: at(3, PAGE),
      cover: 'blur',
      captures: () => new Promise(() => undefined),
    });
    await tab.open(PAGE);
    const pictures = tab.pictures(3);
    await turns();
    styles.length = 0;
    load(3, 'https://b.example/');
    await turns();
    expect(styles).toEqual([COVERS.blur]);
    expect(await pictures).toMatchObject({ marked: null });
  });

  it('is laid before anything is asked of the page', async () => {
    for (const cover of ['blur', 'grey'] as const) {
      const { tab, asked } = playTab({ front: at(3, PAGE), cover });
      await tab.open(PAGE);
      expect(asked.every((styles) => styles.includes(COVERS[cover]))).toBe(true);
    }
  });

  it('is asked about while the page still loads', async () => {
    const { tab, immediately } = playTab({ front: at(3, PAGE) });
    await tab.open(PAGE);
    expect(immediately).toContain(true);
    expect(immediately).not.toContain(undefined);
  });

  it('does not stay behind on a page that another panel had without its colours', async () => {
    const { tab, styles } = playTab({ front: at(3, PAGE), cover: 'blur', there: 'grey' });
    await tab.open(PAGE);
    expect(styles).toEqual([COVERS.blur]);
  });

  it('is laid, and the page opened, where the disk is full', async () => {
    const { tab, styles } = playTab({ front: at(3, PAGE), keeps: 'nothing' });
    expect(await tab.open(PAGE)).toMatchObject({ ok: true });
    expect(await tab.cover('blur')).toBe(true);
    expect(tab.covered()).toBe('blur');
    expect(styles).toEqual([COVERS.blur]);
  });

  it('is not taken for one where a page is grey by itself', async () => {
    const { tab } = playTab({ front: at(3, PAGE), isGrey: true });
    await tab.open(PAGE);
    expect(tab.covered()).toBe(null);
  });

  it('is told not to be there where the browser lets nothing in', async () => {
    const { tab } = playTab({ front: at(3, PAGE), inserts: 'refuses' });
    await tab.open(PAGE);
    expect(await tab.cover('blur')).toBe(false);
    expect(await tab.cover(null)).toBe(true);
  });
});
