import { expect, it } from 'vitest';
import type { WidgetFact } from '#lib/core/widgets.ts';
import { frameAsks } from '#lib/messaging/reporter.ts';
import { frameScan } from '../../support/scans.ts';

it.each<[string, boolean, WidgetFact['kind'], string]>([
  ['a link to an account', false, 'link', 'https://www.patreon.com/someone'],
  ['a frame of one', true, 'iframe', 'https://www.patreon.com/someone'],
  ['a script of one', true, 'script', 'https://c6.patreon.com/becomePatronButton.bundle.js'],
  ['a shop’s checkout', false, 'form', 'https://bitpay.com/checkout?data=someone'],
])('%s, wherever it stands, asks for money: %s', (_, expected, kind, what) => {
  const url = 'https://shop.example/shoes';
  const scan = frameScan({ href: url, widgets: [{ kind, what, value: '' }] });
  expect(frameAsks({ frameId: 0, url, scan })).toBe(expected);
});
