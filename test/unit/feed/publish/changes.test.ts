import { expect, it } from 'vitest';
import { changesBetween, describeChanges } from '#lib/feed/publish/changes.ts';
import { claim, compiled, entry, listInfo } from '../../../support/entries.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const host = (value: string, over = {}) => entry(value, { kind: 'domain', ...over });

it('says what came, what went, and what is said anew of what stays', () => {
  const before = compiled([entry(EVM), host('gone.example'), host('stays.example')]);
  const after = compiled([
    entry(EVM, { claims: [claim({ status: 'delisted', delisted: '2025-03-21' })] }),
    host('stays.example'),
    entry(BTC),
  ]);
  const changes = changesBetween(before, after);
  expect(changes.added.map(({ value }) => value)).toEqual([BTC]);
  expect(changes.removed.map(({ value }) => value)).toEqual(['gone.example']);
  expect(changes.changed.map(({ after: { value } }) => value)).toEqual([EVM]);
  const text = describeChanges('example', changes);
  expect(text).toContain('example: 1 added, 1 removed, 1 changed\n');
  expect(text).toContain(
    `  ~ address ${EVM}  delisted, Example Front (test:1)  was: active, Example Front (test:1)`,
  );
});

it('says nothing of what stays as it was where its neighbour went that told when it changed', () => {
  const plain = Array.from({ length: 200 }, (_, n) =>
    host(`${n}.example`, { claims: [claim({ id: `${n}` })] }),
  );
  const dated = host('dated.example', { claims: [claim({ changed: '2025-06-05' })] });
  const { removed, changed } = changesBetween(compiled([dated, ...plain]), compiled(plain));
  expect([removed.length, changed.length]).toEqual([1, 0]);
});

it('counts what comes in bulk, for its values are not kept', () => {
  const bulk = compiled([host('a.example'), host('b.example')], listInfo(), { bulk: true });
  const changes = changesBetween(null, bulk);
  expect(changes).toMatchObject({ added: [], removed: [], changed: [], bulk: { before: 0, after: 2 } });
  expect(describeChanges('example', changes)).toContain('in bulk: 0 keys before, 2 now');
});

it('lets nothing that a source wrote end its line or turn it round', () => {
  const subject = 'a\n  + domain evil.example\u202e';
  const changes = changesBetween(null, compiled([host('a.example', { claims: [claim({ subject })] })]));
  expect(describeChanges('example', changes)).toBe(
    'example: 1 added, 0 removed, 0 changed\n  + domain a.example  active, a   + domain evil.example  (test:1)\n',
  );
});
