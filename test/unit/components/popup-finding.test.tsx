import { describe, expect, it } from 'vitest';
import { ClaimDetails } from '#components/ClaimDetails.tsx';
import {
  GAZA_NOW,
  makeClaim,
  makeFinding,
  makePlace,
  makeReport,
  renderHtml,
  renderText,
  viewOf,
} from './reports.tsx';

describe('a claim without a name', () => {
  it('leaves the name out of every sentence', () => {
    const reasons = [{ code: 'reported', params: { authority: 'Some watcher', subject: '' } }];
    const claims = [makeClaim({ subject: null, tier: 'reported', authority: 'Some watcher' })];
    const finding = makeFinding({ level: 'reported', reasons, claims });
    const text = renderText(viewOf(makeReport({ addresses: [finding] })));
    expect(text).toContain('Some watcher has reported this. That is not an official finding.');
    expect(text).toContain('The report is dated 27 March 2024.');
    expect(text).toContain('which the list gives no name');
  });
});

describe('a listed address', () => {
  it('leads with what it means, then who says so, then when', () => {
    const text = renderText(viewOf(makeReport()));
    const order = [
      'The address on this page is on a list',
      'Sending to what is listed may be a crime where you live.',
      'US Treasury OFAC lists this. Sending money to it may be a crime where you live.',
      'Listed 27 March 2024, as GAZA NOW.',
    ].map((part) => text.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it.each([
    ['official', 'Official: a government list'],
    ['corroborated', 'Corroborated: two sources'],
    ['reported', 'Reported: one source'],
  ] as const)('says at each finding, and not only in its details, how sure a source is: %s', (tier, said) => {
    const text = renderText(
      viewOf(makeReport({ addresses: [makeFinding({ claims: [makeClaim({ tier })] })] })),
    );
    expect(text.indexOf(said)).toBeGreaterThan(0);
    expect(text.indexOf(said)).toBeLessThan(text.indexOf('How we know'));
  });

  it('keeps the address whole for copying and left to right', () => {
    const html = renderHtml(viewOf(makeReport()));
    const code = /<code class="address" dir="ltr">(.*?)<\/code>/s.exec(html)?.[1] ?? '';
    expect(code.replace(/<[^>]+>/g, '')).toBe(GAZA_NOW);
    expect(code.match(/<span/g)).toHaveLength(11);
  });

  it('gives every day in words: of the order, of its end, of the delisting, of the last change and of the data', () => {
    const claim = makeClaim({ validUntil: '2027-01-31', delisted: '2025-03-21', changed: '2025-04-02' });
    const html = renderHtml(<ClaimDetails claim={claim} watchlist={makeReport().watchlist} />);
    const days = [...html.matchAll(/<dt>([^<]*)<\/dt><dd><bdi>(\d[^<]*)<\/bdi>/g)].map(([, name, day]) => [
      name,
      day,
    ]);
    expect(days).toEqual([
      ['In force from', '27 March 2024'],
      ['Ends at the latest', '31 January 2027'],
      ['No longer on the list as of', '21 March 2025'],
      ['Entry last changed', '2 April 2025'],
      ['Data of the list', '19 November 2025'],
    ]);
  });

  it('says that a list rarely dates the address itself', () => {
    expect(renderText(viewOf(makeReport()))).toContain('This address may have been added later.');
  });

  it('offers the way back only where the page asks for money', () => {
    expect(renderText(viewOf(makeReport()))).toContain('Go back');
    expect(renderText(viewOf(makeReport({ context: 'mention' })))).not.toContain('Go back');
  });

  it('tells every place with its frame and disguise, as a button', () => {
    const places = [makePlace({ how: 'link', frame: 2, flags: ['hidden'], context: 'mention' })];
    const html = renderHtml(viewOf(makeReport({ addresses: [makeFinding({ places })] })));
    expect(html).toContain('In a link · hidden on the page · in frame 2 · only mentioned</button>');
  });
});

describe('an address of the same key', () => {
  const tron = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
  const ether = '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF';
  const finding = makeFinding({
    text: tron,
    canonical: tron,
    chain: 'tron',
    level: 'same-key',
    reasons: [{ code: 'same-key', params: { chain: 'tron', valueChain: 'ethereum', value: ether } }],
    claims: [makeClaim({ match: 'same-key', value: ether, relation: 'cluster' })],
  });
  const text = renderText(viewOf(makeReport({ addresses: [finding] })));

  it('shows what the list holds in groups, like every address', () => {
    const claims = [makeClaim({ match: 'same-key', value: ether, valueChain: 'ethereum' })];
    const html = renderHtml(viewOf(makeReport({ addresses: [{ ...finding, claims }] })));
    const fact = html.split('On the list it reads')[1]?.split('</div>')[0];
    expect(fact).toMatch(/<code class="address" dir="ltr"><span>0xE9/);
  });

  it('says so in a sentence', () => {
    expect(text).toContain(
      'The page shows a TRON address. The list names an Ethereum address made from the same key.',
    );
    expect(text).toContain(`is made from the same key as Ethereum ${ether}`);
  });

  it('says what is less certain', () => {
    expect(text).toContain('The list does not name this address.');
    expect(text).toContain('Such groups can be wrong.');
  });
});

describe('a seized site', () => {
  it('says so first, and what becomes of money', () => {
    const finding = makeFinding({
      chain: null,
      places: [],
      reasons: [{ code: 'seized-site', params: { authority: 'US Department of Justice' } }],
      claims: [
        makeClaim({
          match: 'domain',
          value: 'masks.example',
          status: 'forfeited',
          confidence: 'court-record',
          listed: '2020-08-13',
        }),
      ],
    });
    const text = renderText(viewOf(makeReport({ page: [finding], addresses: [], level: 'listed' })));
    expect(text).toContain('This site was seized, or claimed in court');
    expect(text).toContain('What is sent here does not reach a charity.');
    expect(text).toContain('Filed in court on 13 August 2020, in a case about GAZA NOW.');
  });
});

describe('a delisted address', () => {
  it('tells its dated history without a warning', () => {
    const claim = makeClaim({ status: 'delisted', listed: '2022-08-08', delisted: '2025-03-21' });
    const finding = makeFinding({ level: 'delisted', reasons: [], claims: [claim] });
    const text = renderText(viewOf(makeReport({ addresses: [finding] })));
    expect(text).toContain('Listed 8 August 2022, as GAZA NOW. No longer on the list as of 21 March 2025.');
    expect(text).not.toContain('Go back');
    expect(text).not.toContain('may be a crime');
  });
});

describe('a disputed listing', () => {
  it('is not called one that has ended', () => {
    const word = (status: 'disputed' | 'withdrawn') => {
      const finding = makeFinding({ level: 'delisted', reasons: [], claims: [makeClaim({ status })] });
      return /<h2>.*?<\/h2>/s.exec(renderHtml(viewOf(makeReport({ addresses: [finding] }))))?.[0];
    };
    expect(word('disputed')).toContain('>Disputed<');
    expect(word('withdrawn')).toContain('>No longer listed<');
  });
});

describe('a claim that does not speak against the address', () => {
  const elsewhere = makeClaim({ authority: 'Some Court', subject: 'SOMEBODY ELSE', bearing: 'neither' });
  const reason = (code: string) => ({
    code,
    params: { authority: 'Some Court', subject: 'SOMEBODY ELSE', value: '' },
  });

  it.each(['memo-needed', 'other-memo'])(
    '%s: names no customer of the account, and accuses nobody',
    (code) => {
      const finding = makeFinding({ level: 'none', reasons: [reason(code)], claims: [elsewhere] });
      const text = renderText(viewOf(makeReport({ addresses: [finding] })));
      expect(text).toContain('Many customers share this address');
      expect(text).not.toContain('SOMEBODY ELSE');
      expect(text).not.toMatch(/The list names|On the list|Listed/);
    },
  );

  it('is left out beside the claims that do', () => {
    const finding = makeFinding({ claims: [makeClaim(), elsewhere] });
    expect(renderText(viewOf(makeReport({ addresses: [finding] })))).not.toContain('SOMEBODY ELSE');
  });

  it('an attached key: says what is shared, and no listing of this address', () => {
    const finding = makeFinding({
      level: 'caution',
      reasons: [reason('related')],
      claims: [{ ...elsewhere, match: 'member' }],
    });
    const text = renderText(viewOf(makeReport({ addresses: [finding] })));
    expect(text).toContain('Anybody can attach another’s key');
    expect(text).not.toMatch(/The list names|Listed|How we know/);
  });

  it('a charity’s own: is not told as a listing', () => {
    const claims = [makeClaim({ subject: 'Some Charity', bearing: 'for', listed: null })];
    const finding = makeFinding({
      level: 'verified',
      reasons: [{ code: 'verified', params: { authority: 'Register', subject: 'Some Charity' } }],
      claims,
    });
    const text = renderText(viewOf(makeReport({ addresses: [finding] })));
    expect(text).toContain('Name of the charity: Some Charity.');
    expect(text).not.toMatch(/Listed as|On the list it reads/);
  });
});
