import { afterEach, describe, expect, it } from 'vitest';
import { readText } from '#lib/page/read-text.ts';
import { rangeOf } from '#lib/page/targets.ts';
import { styled } from '../support/styled.ts';
import { BTC, closePage, openPage, placesOf } from './page.ts';

afterEach(closePage);

describe('styled letters', () => {
  it('are told as disguised', async () => {
    const scan = await openPage(`<p>Send to ${styled(BTC)}, please</p>`).scan();
    expect(placesOf(scan, BTC)).toMatchObject([{ how: 'text', flags: ['disguised'] }]);
  });

  it.each([styled(BTC), styled(BTC, 'circled'), BTC.slice(0, -1) + styled(BTC.slice(-1))])(
    'are marked from the first to the last: %s',
    (text) => {
      document.body.innerHTML = `<p>to ${text.slice(0, 20)}<b>${text.slice(20)}</b>, please</p>`;
      const marked: (string | undefined)[] = [];
      const hit: Parameters<typeof readText>[1]['hit'] = (found, _how, target) => {
        if (found === BTC && target.kind === 'text') marked.push(rangeOf(target)?.toString());
      };
      for (const _ of readText(document.body, { hit, count: () => true }));
      expect(marked).toEqual([text]);
    },
  );
});
