import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { createHandlers, EVM, SENDER, scanned } from '../../support/handlers.ts';
import { candidate } from '../../support/scans.ts';

const ASKING = { title: 'Help us', isArticle: false, appeal: 'Donate now' };
/** Of Bitcoin's form, with a checksum that is none. */
const WRONG = '1BoatSLRHtKNngkdXEeobR76b53LETtpy9';
const link = (what: string) => ({ kind: 'link' as const, what, value: '' });

describe('what somebody is asked about before a payment', () => {
  let h: ReturnType<typeof createHandlers>;
  beforeEach(async () => {
    h = createHandlers();
    const rows = ['widget,patreon:someone', 'widget,paypal:listed', 'domain,charity.example'];
    const csv = `kind,value,authority,tier\n${rows.map((row) => `${row},Example Authority,official\n`).join('')}`;
    await h.ui({ type: 'lists.import', name: 'a.csv', base64: toBase64(new TextEncoder().encode(csv)) });
  });
  const marksOn = async (over: object, url = SENDER.url) => {
    h.tab = { url, loading: false };
    const reply = await h.page.scanned(scanned({ href: url, ...over }), { ...SENDER, url });
    return reply.state === 'ready' ? reply.marks : [];
  };

  it('are the links and forms that lead to a listed account, and no others', async () => {
    const ways = [
      link('https://www.patreon.com/Someone?utm=1'),
      link('https://www.patreon.com/somebody-else'),
      { kind: 'form' as const, what: 'https://www.paypal.com/donate?business=LISTED', value: '' },
      { kind: 'iframe' as const, what: 'https://www.patreon.com/someone', value: '' },
      link('https://patreon.com/someone'),
    ];
    const marks = await marksOn(
      { candidates: [], widgets: ways, signals: ASKING },
      'https://lantern.example/',
    );
    expect(marks.map(({ account, urls, addresses }) => ({ account, urls, addresses }))).toEqual([
      { account: 'patreon:someone', urls: [ways[0]?.what, ways[4]?.what], addresses: undefined },
      { account: 'paypal:listed', urls: [ways[2]?.what], addresses: undefined },
    ]);
  });

  it('is every address of a listed document, and nothing that only looks like one', async () => {
    const marks = await marksOn({ candidates: [candidate(EVM), candidate(WRONG)], signals: ASKING });
    expect(marks).toMatchObject([{ text: null, addresses: [EVM] }]);
    expect(marks[0]?.urls).toBeUndefined();
  });

  it('is every address on the page of a listed account, too', async () => {
    const marks = await marksOn({ signals: ASKING }, 'https://www.patreon.com/someone');
    expect(marks).toMatchObject([{ text: null, addresses: [EVM] }]);
  });
});

it('what a page copies is heard where it asks for money, though it shows no address', async () => {
  const h = createHandlers();
  const asking = { candidates: [], signals: ASKING };
  await h.page.scanned(scanned(asking), SENDER);
  await h.page.scanned(scanned({ ...asking, scanMs: 2 }), SENDER);
  expect(h.hearing).toEqual([0]);
  const url = 'https://news.example/';
  h.tab = { url, loading: false };
  const quiet = { candidates: [], href: url, startedAt: 5_000_000 };
  await h.page.scanned(scanned(quiet), { ...SENDER, url });
  expect(h.hearing).toEqual([0]);
});
