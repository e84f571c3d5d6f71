import { expect, it } from 'vitest';
import { findCandidates } from '#lib/detect/find.ts';
import { createGuarded } from '#lib/page/guard/guarded.ts';
import { mark } from './guard-page.ts';
import { BTC, EVM, SEGWIT } from './page.ts';

const hitsIn = (text: string, ...marked: string[]) =>
  createGuarded(
    marked.map((one) => ({ mark: mark(one), targets: [] })),
    findCandidates,
  )
    .inTexts([text])
    .map(({ address }) => address);

it.each([
  ['hack.eth', 'hack.eth'],
  ['hack.eth', 'Send to hack.eth.'],
  ['hack.eth', 'HACK.eth, please'],
  ['hack.eth', 'ha\u200bck.eth'],
  ['hack.eth', 'https://pay.example/hack.eth?x'],
  ['hack.eth', '"hack.eth"'],
  [BTC, `地址${BTC}谢谢`],
  [BTC, `(${BTC})`],
  [BTC, `to_${BTC}_`],
  [BTC, BTC.replace(/(.{4})/g, '$1 ')],
  [BTC, `Bitcoin${BTC}`],
  [EVM, `ethereum:pay-${EVM}@1`],
  [BTC, `bitcoin%3A${BTC}`],
  [BTC, `https://pay.example/?uri=bitcoin%253A${BTC}%253Famount`],
  [BTC, `x%20${BTC}`],
  [BTC, `"to\\n${BTC}\\u0022"`],
  ['hack.eth', 'to%3Dhack.eth'],
  [SEGWIT, SEGWIT.toUpperCase()],
])('%s is in "%s"', (address, text) => {
  expect(hitsIn(text, address)).toEqual([address]);
});

it.each([
  ['hack.eth', 'nothack.eth'],
  ['hack.eth', 'not-hack.eth'],
  ['hack.eth', 'not\u200bhack.eth'],
  ['hack.eth', 'my.hack.eth'],
  ['hack.eth', 'me@hack.eth'],
  ['hack.eth', 'me%40hack.eth'],
  ['hack.eth', 'hack.ethereum'],
  ['hack.eth', 'hack.eth.limo'],
  ['hack.eth', 'hack.eth-foundation'],
  ['hack.eth', 'We met at the hack. Eth was there'],
  [BTC, `x${BTC}`],
  [BTC, `${BTC}9`],
  [BTC, `%78${BTC}`],
  [SEGWIT, `t${SEGWIT}`],
])('%s is not in "%s"', (address, text) => {
  expect(hitsIn(text, address)).toEqual([]);
});

it('each is found once, in however many texts', () => {
  const guarded = createGuarded([{ mark: mark(null, { addresses: [BTC] }), targets: [] }], findCandidates);
  expect(guarded.inTexts([BTC, `to ${BTC}`])).toHaveLength(1);
});
