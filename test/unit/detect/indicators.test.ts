import { describe, expect, it } from 'vitest';
import type { PageSignals, Place } from '#lib/core/types.ts';
import { cautionReasons, FATF_2020, INDICATOR_CODES, indicatorsIn } from '#lib/detect/indicators.ts';
import { LANGUAGE_CODES, LANGUAGES } from '#lib/detect/phrases/all.ts';
import { REASONS } from '#lib/verdict/reasons.ts';

describe('indicatorsIn', () => {
  it.each([
    ['Use a mixer before you send.', ['hides-mixer']],
    ['Please use the Tor Browser and connect to a VPN', ['hides-tor']],
    ['Your donation cannot be traced', ['hides-untraceable']],
    ['Write to us: there is a new address for each donor', ['hides-fresh-wallet']],
    ['Pay from public Wi-Fi only', ['hides-public-wifi']],
    ['Do not mention the name of the group', ['hides-purpose']],
    ['Delete this message after sending', ['hides-delete']],
    ['We only accept Monero', ['hides-privacy-coin']],
    ['استخدموا متصفح تور قبل الإرسال', ['hides-tor']],
    ['عنوان جديد لكل متبرع', ['hides-fresh-wallet']],
    ['لطفاً از میکسر استفاده کنید', ['hides-mixer']],
    ['این کمک‌ها غیرقابل ردیابی هستند', ['hides-untraceable']],
    ['وی پی این استعمال کریں', ['hides-tor']],
    ['صرف مونیرو قبول ہے', ['hides-privacy-coin']],
    ['Göndermeden önce VPN açın', ['hides-tor']],
    ['Bağışlar izlenemez', ['hides-untraceable']],
    ['Прогоните через миксер', ['hides-mixer']],
    ['Перевод невозможно отследить, удалите переписку', ['hides-untraceable', 'hides-delete']],
    ['Utilisez un mixeur puis Tor', ['hides-mixer']],
    ['Faites un don anonyme', ['hides-untraceable']],
    ['Nutzen Sie den Tor-Browser', ['hides-tor']],
    ['Ihre anonyme Spende', ['hides-untraceable']],
    ['Usa una VPN', ['hides-tor']],
    ['Crea una billetera nueva', ['hides-fresh-wallet']],
    ['Gunakan mixer dan hapus pesan ini setelah dibaca', ['hides-mixer', 'hides-delete']],
    ['请先混币，并使用 Tor 浏览器', ['hides-mixer', 'hides-tor']],
    ['匿名捐款，无法追踪', ['hides-untraceable']],
  ] as const)('%s', (text, codes) => expect(indicatorsIn(text)).toEqual(codes));

  it.each([
    'Please do not use a mixer; exchanges would block our funds.',
    'We do not accept anonymous donations.',
    'The car disappeared without a trace.',
    'This site is also an onion service of the Tor network.',
    'Ihre Spende ist steuerlich absetzbar.',
    'We also take Monero.',
    'Use the tornado warning app.',
    'An audio mixer with eight channels',
    'Kein VPN nötig',
    '我们不接受匿名捐款',
    'Donate in bitcoin',
    '',
  ])('nothing: %s', (text) => expect(indicatorsIn(text)).toEqual([]));
});

describe('indicator data', () => {
  it.each('en ar fa ur tr ru fr de es id zh'.split(' '))('%s knows every indicator', (code) => {
    const { hides } = LANGUAGES[LANGUAGE_CODES.indexOf(code)] ?? {};
    expect(Object.keys(hides ?? {}).sort()).toEqual([...INDICATOR_CODES].sort());
  });
  it('has a reason for every code, and no other', () => {
    const reasons = Object.keys(REASONS).filter((code) => code.startsWith('hides-'));
    expect(reasons.sort()).toEqual([...INDICATOR_CODES].sort());
  });
  it('names sections that the report of September 2020 has', () => {
    // Its table of contents, pages 9 and 12.
    const sections = [
      'Red Flag Indicators Related to Anonymity',
      'Red Flag Indicators about Senders or Recipients',
    ];
    for (const { section, indicator, fit } of Object.values(FATF_2020)) {
      expect([null, ...sections]).toContain(section);
      expect(indicator === null).toBe(section === null);
      expect(fit === 'none').toBe(section === null);
    }
  });
});

describe('cautionReasons', () => {
  const place = (near: string): Place => ({ how: 'text', flags: [], near, within: [] });
  const page = (over: Partial<PageSignals> = {}): PageSignals => ({
    title: '',
    isArticle: false,
    appeal: '',
    ...over,
  });
  const params = { fatf: 'Red Flag Indicators Related to Anonymity' };
  const mixer = { code: 'hides-mixer', params };
  const tor = { code: 'hides-tor', params };

  it('reads what stands beside the place', () =>
    expect(cautionReasons(place('Use a mixer: bc1…'), page())).toEqual([mixer]));
  it('reads title and headings', () => {
    expect(cautionReasons(place(''), page({ title: 'Use Tor' }))).toEqual([tor]);
    expect(cautionReasons(place(''), page({ appeal: 'Contact\nUse a mixer' }))).toEqual([mixer]);
  });
  it('says a thing once', () =>
    expect(cautionReasons(place('Use a mixer'), page({ title: 'Use a mixer' }))).toEqual([mixer]));
  it('says nothing of an ordinary appeal', () =>
    expect(cautionReasons(place('Donate here:'), page({ title: 'Donate' }))).toEqual([]));
});
