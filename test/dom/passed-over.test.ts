import { afterEach, expect, it } from 'vitest';
import { BTC, closePage, hows, openPage } from './page.ts';

afterEach(closePage);

const GROUPS = BTC.match(/.{1,4}/g)?.join(' ') ?? '';

it.each([
  ['in an attribute', `<b data-note="see text:,${BTC}"></b>`, ['attribute']],
  ['in data that is written into an attribute', `<b data-note="data:text/plain,${BTC}"></b>`, []],
  ['in groups', `<p>${GROUPS}</p>`, ['split']],
  ['in groups, in a program', `<script type="text/x">to = '${GROUPS}'</script>`, []],
  ['in a program', `<script type="text/x">to = '${BTC}'</script>`, ['script']],
])('an address is told %s: %s', async (_, html, expected) => {
  expect(hows(await openPage(html).scan(), BTC)).toEqual(expected);
});
