import { describe, expect, it } from 'vitest';
import { accountKey, parseWidgetAccount } from '#lib/detect/widgets/account.ts';
import { matchWidgets } from '#lib/detect/widgets/match.ts';

describe('a widget account on a list', () => {
  it.each([
    ['nowpayments:AAAA-1111', 'widget:nowpayments:AAAA-1111'],
    [' NOWPayments : AAAA-1111 ', 'widget:nowpayments:AAAA-1111'],
    ['patreon:SomeName', 'widget:patreon:somename'],
    ['liberapay:~SomeName', 'widget:liberapay:somename'],
    [
      'paybutton:ecash:qrmm7ed0px8tydrlhgvu3putwpwzlfyr0uzfc0slxp',
      'widget:paybutton:ecash:qrmm7ed0px8tydrlhgvu3putwpwzlfyr0uzfc0slxp',
    ],
    ['web-monetization:https://ilp.example/1/', 'widget:web-monetization:ilp.example/1'],
    ['lnbits:ln.example/AbC', 'widget:lnbits:ln.example/AbC'],
  ])('%s', (value, key) => {
    expect(parseWidgetAccount(value)).toMatchObject({ ok: true, value: { key } });
  });

  it.each([
    ['nowpayment:AAAA', 'unknown-provider'],
    ['https://nowpayments.io/donation/name', 'unknown-provider'],
    ['nowpayments', 'no-account'],
    ['nowpayments:', 'no-account'],
    [':AAAA', 'no-account'],
    ['', 'no-account'],
    ['nowpayments:two words', 'no-account'],
    [`nowpayments:${'a'.repeat(201)}`, 'no-account'],
  ])('%s: %s', (value, code) => {
    expect(parseWidgetAccount(value)).toMatchObject({ ok: false, error: { code } });
  });
});

it('has the key that the page has', () => {
  const fact = { kind: 'link', what: 'https://www.patreon.com/SomeName', value: '' } as const;
  const [widget] = matchWidgets([fact], 'https://lantern.example/');
  const listed = parseWidgetAccount('patreon:someNAME');
  expect(accountKey(widget?.provider ?? '', widget?.account ?? '')).toBe(listed.ok && listed.value.key);
});
