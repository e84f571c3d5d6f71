import { describe, it } from 'vitest';
import { expectWhole } from './ofac-changes-setup.ts';
import {
  changedEntity,
  company,
  deltaFile,
  featureElement,
  features,
  type InventedName,
  nameElement,
  wallet,
  website,
  wholeEntity,
} from './ofac-delta-files.ts';
import { BITCOIN, BITCOIN_2, EVM, TRON } from './ofac-files.ts';

const ONE = company(10, [wallet(1, BITCOIN), wallet(2, EVM, 'ETH'), website(4, 'one.example.com')]);
const AFTER = [company(10, [wallet(1, BITCOIN)]), company(60, [wallet(6, TRON, 'TRX')])];
const ALIAS: InventedName = {
  id: 11,
  isPrimary: false,
  spellings: [{ id: 11, parts: [[11, 'Entity Name', 'Other Front']] }],
};
const NEW = company(20, [wallet(5, BITCOIN_2)]);
const added = (from: string, to: string) => wholeEntity('add', NEW).replace(from, to);

describe("OFAC's changes: the whole file has to tell", () => {
  it.each<[string, string]>([
    [
      'the first address of a party that had none',
      changedEntity(99, features(featureElement(wallet(9, TRON, 'TRX'), 'add'))),
    ],
    ['the first website', changedEntity(99, features(featureElement(website(9, 'x.example.org'), 'add')))],
    ['another alias', changedEntity(10, `<names>${nameElement(ALIAS, 'add')}</names>`)],
    [
      'a name that is spelled otherwise',
      changedEntity(
        10,
        '<names><name id="100"><translations><translation id="100"><nameParts><namePart id="100" action="update"><value>F</value></namePart></nameParts></translation></translations></name></names>',
      ),
    ],
    [
      'a weak name that became a strong one',
      changedEntity(
        10,
        `<names>${nameElement({ ...ALIAS, isWeak: true }).replace('<isLowQuality>', '<isLowQuality action="update">')}</names>`,
      ),
    ],
    [
      'a weak name that comes as something else',
      changedEntity(
        10,
        `<names>${nameElement({ ...ALIAS, isWeak: true }, 'add').replace('<isLowQuality>', '<isLowQuality action="update">')}</names>`,
      ),
    ],
    [
      'a weak name that is the first',
      changedEntity(10, `<names>${nameElement({ ...ALIAS, isPrimary: true, isWeak: true }, 'add')}</names>`),
    ],
    [
      'another programme',
      changedEntity(
        10,
        '<sanctionsPrograms><sanctionsProgram id="1" action="add">IRAN</sanctionsProgram></sanctionsPrograms>',
      ),
    ],
    [
      'another legal basis',
      changedEntity(
        10,
        '<legalAuthorities><legalAuthority id="1" refId="1" action="remove">X</legalAuthority></legalAuthorities>',
      ),
    ],
    [
      'another list',
      changedEntity(
        99,
        '<sanctionsLists><sanctionsList id="1" action="add">SDN List</sanctionsList></sanctionsLists>',
      ),
    ],
    [
      'an address that became another',
      changedEntity(
        10,
        `<features><feature id="1"><type>Digital Currency Address - XBT</type><value action="update" oldValue="${BITCOIN}">${BITCOIN_2}</value></feature></features>`,
      ),
    ],
    [
      'an address that came as another',
      changedEntity(
        10,
        features(featureElement(wallet(9, TRON), 'add').replace('<value>', '<value action="update">')),
      ),
    ],
    [
      'a value of a kind that is not named',
      changedEntity(10, '<features><feature id="1"><value action="update">7</value></feature></features>'),
    ],
    [
      'a value of a kind that became another',
      changedEntity(
        10,
        '<features><feature id="7"><type action="update">Birthdate</type><value>7</value></feature></features>',
      ),
    ],
    [
      'an address to which something unknown was done',
      changedEntity(10, features(featureElement(wallet(1, BITCOIN), 'change'))),
    ],
    [
      'an address of several values',
      changedEntity(
        10,
        features(featureElement(wallet(9, TRON), 'add').replace('</value>', '</value><value>x</value>')),
      ),
    ],
    [
      'an address without a number',
      changedEntity(10, features(featureElement(wallet(9, TRON), 'add').replace('id="9"', 'id="n"'))),
    ],
    [
      'a website that went',
      changedEntity(10, features(featureElement(website(4, 'one.example.com'), 'remove'))),
    ],
    [
      'an address that went and was another',
      changedEntity(10, features(featureElement(wallet(1, BITCOIN_2), 'remove'))),
    ],
    [
      'an address that came in the place of another',
      changedEntity(10, features(featureElement(wallet(1, BITCOIN_2), 'add'))),
    ],
    ['all features at once', changedEntity(10, '<features action="remove" />')],
    [
      'a part of a party that is new',
      changedEntity(99, '<wallets><wallet action="add">x</wallet></wallets>'),
    ],
    [
      'a part of a new party that is new',
      wholeEntity('add', NEW).replace('<features>', '<wallets /><features>'),
    ],
    ['a party to which something unknown was done', added('action="add"', 'action="change"')],
    ['a party without a number', added('id="20"', 'id="a20"')],
    ['a new party on a list that is not known', added('SDN List', 'Some List')],
    ['a new party on no list', added('<sanctionsList ', '<x ').replace('</sanctionsList>', '</x>')],
    ['a new party listed on no day', added('2026-09-01', 'today')],
    ['a new party without a name', added('<isPrimary>true</isPrimary><isLow', '<isLow')],
    ['a new party of which something went', added('<legalAuthority ', '<legalAuthority action="remove" ')],
    ['a party that is removed under another name', wholeEntity('remove', { ...NEW, id: 10 })],
    ['a party that is removed from another list', wholeEntity('remove', ONE, 'Consolidated List')],
    ['a party that comes on another list, too', wholeEntity('add', ONE, 'Consolidated List')],
  ])('%s', async (_, entity) => {
    await expectWhole(ONE, AFTER, [
      deltaFile([wholeEntity('add', company(70, [])), entity], { date: '2026-09-04' }),
    ]);
  });

  it('an address of a party that was removed before', async () => {
    await expectWhole(ONE, AFTER, [
      deltaFile([wholeEntity('remove', ONE), wholeEntity('add', NEW)], { date: '2026-09-03' }),
      deltaFile([changedEntity(10, features(featureElement(wallet(9, TRON), 'add')))], {
        date: '2026-09-04',
      }),
    ]);
  });
});
