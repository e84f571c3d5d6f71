import { describe, expect, it } from 'vitest';
import { createFigures, tellRate, tellTime } from '../../../scripts/scan/figures.ts';
import { FIGURES_MS, RATE_PAGES } from '../../../scripts/scan/limits.ts';
import { failed } from '../../../scripts/scan/page.ts';
import { createProgress } from '../../../scripts/scan/progress.ts';

describe('figures', () => {
  it('say nothing that nobody can know yet', () => {
    const figures = createFigures(10);
    expect(figures.read(0, 0)).toEqual({ failed: 0, rate: null, leftMs: null });
    figures.step(false, 0);
    expect(figures.read(0, 0).rate).toBeNull();
  });

  it('tell rate and time left, by the latest pages', () => {
    const figures = createFigures(1_000);
    // Slow at first, which is forgotten.
    for (let i = 0; i < RATE_PAGES; i += 1) figures.step(i === 0, i * 10_000);
    const since = RATE_PAGES * 10_000;
    for (let i = 0; i < RATE_PAGES; i += 1) figures.step(false, since + i * 500);
    const now = since + (RATE_PAGES - 1) * 500;
    expect(figures.read(now, 0)).toEqual({ failed: 1, rate: 2, leftMs: 300_000 });
  });

  it('never promise less than one host takes by itself', () => {
    const figures = createFigures(100);
    figures.step(false, 0);
    figures.step(false, 100);
    expect(figures.read(100, 1_000_000).leftMs).toBe(1_000_000);
  });

  it('see that nothing comes any more', () => {
    const figures = createFigures(100);
    figures.step(false, 0);
    figures.step(false, 1_000);
    expect(figures.read(10_000, 0).rate).toBe(0.1);
  });

  it('are at the end where all pages are', () => {
    const figures = createFigures(1);
    figures.step(false, 0);
    expect(figures.read(0, 5_000).leftMs).toBe(0);
  });

  it.each([
    [3.44, '3.4 a second'],
    [0.5, '30.0 a minute'],
  ])('a rate of %d is %s', (rate, told) => expect(tellRate(rate)).toBe(told));

  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [47 * 60_000, '47 min'],
    [3_599_000, '1 h 0 min'],
    [192 * 60_000, '3 h 12 min'],
  ])('%d ms are %s', (ms, told) => expect(tellTime(ms)).toBe(told));
});

describe('progress', () => {
  const late = (n: number) => failed(`https://${n}.example/`, 'timeout', 'It was late');
  const collect = (isTTY: boolean) => {
    const texts: string[] = [];
    return { texts, stream: { isTTY, write: (text: string) => texts.push(text) } };
  };

  it('is a line a page where there is no terminal, and a line of figures now and then', () => {
    const { texts, stream } = collect(false);
    let now = 0;
    const progress = createProgress(
      4,
      stream,
      () => now,
      () => 0,
    );
    progress.step(late(1));
    now = FIGURES_MS;
    progress.step(late(2));
    now += 1;
    progress.step(late(3));
    now += FIGURES_MS;
    progress.step(late(4));
    expect(texts).toEqual([
      '[1/4] timeout https://1.example/\n',
      '[2/4] timeout https://2.example/\n',
      '2 of 4 pages · 6.0 a minute · 20 s left · 2 not scanned\n',
      '[3/4] timeout https://3.example/\n',
      '[4/4] timeout https://4.example/\n',
    ]);
  });

  it('is a bar that ends its line on a terminal', () => {
    const { texts, stream } = collect(true);
    createProgress(
      1,
      stream,
      () => 0,
      () => 0,
    ).step(late(1));
    expect(texts).toEqual([`\r\u001b[K${'█'.repeat(20)} 1/1 · 1 not scanned · https://1.example/\n`]);
  });

  it('fits into one line of the terminal, and makes room for what is printed there', () => {
    const { texts, stream } = collect(true);
    const progress = createProgress(
      2,
      { ...stream, columns: 40 },
      () => 0,
      () => 0,
    );
    progress.clear();
    progress.step(late(1));
    const [clear, bar = ''] = texts;
    expect(clear).toBe('\r\u001b[K');
    expect(bar).toBe(`\r\u001b[K${'█'.repeat(10)}${'░'.repeat(10)} 1/2 · 1 not scanne`);
  });

  it.each([true, false])('lets no address command the terminal (terminal: %s)', (isTTY) => {
    const { texts, stream } = collect(isTTY);
    const progress = createProgress(
      2,
      stream,
      () => 0,
      () => 0,
    );
    progress.step(failed('https://a.example/\u001b[2J\n\u009b', 'bad-url', ''));
    expect(texts.join('').replace('\r\u001b[K', '').replace(/\n$/, '')).not.toMatch(/\p{Cc}/u);
  });
});
